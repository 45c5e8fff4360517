// Every answer on a line of its own: for reading, copying and printing.
import { countryLink, element, look, words } from "./tile.js";

export function table(view) {
  const { labels } = view;
  return view.payload.questions.map((question) => {
    const section = element("section", "answers");
    const made = element("table", "plain");
    const head = element("tr");
    for (const label of [labels.country, labels.region, labels.answer, labels.year, labels.law, labels.evidence]) {
      head.append(element("th", "", label, { scope: "col" }));
    }
    const top = element("thead");
    top.append(head);
    const body = element("tbody");
    for (const [region, countries] of view.data.groups) {
      for (const [iso3] of countries) body.append(line(view, question, region, iso3));
    }
    made.append(top, body);
    section.append(element("h3", "", question.text), made);
    return section;
  });
}

function line(view, question, region, iso3) {
  const cell = view.cell(iso3, question.id);
  const made = element("tr");
  const name = element("th", "", "", { scope: "row" });
  name.append(countryLink(view, iso3));
  const answer = element("td", cell?.[0] != null ? "value" : "value absent");
  answer.append(element("i", `swatch ${look(question, cell)}`), words(view, question, cell));
  const basis = cell ? [cell[4], cell[5]].filter(Boolean).join(", ") : "";
  const open = element("td");
  open.append(element("button", "open", view.labels.evidence, {
    type: "button", "data-iso": iso3, "data-question": question.id,
    "aria-label": `${view.labels.evidence}: ${view.names.get(iso3)}, ${question.short}`,
  }));
  made.append(name, element("td", "region", region), answer, element("td", "year", cell?.[2] ?? ""),
    element("td", "basis", basis, { dir: "auto" }), open);
  return made;
}
