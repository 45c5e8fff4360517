// One question at a time: each answer with its countries. For narrow screens.
import { element, look, readingMark, spoken, words } from "./tile.js";
import { writeUrl } from "../map/url.js";

export function list(view) {
  const asked = new URLSearchParams(location.search).get("at");
  if (asked && !view.questions.has(asked)) writeUrl({ at: null }); // of another choice of questions
  const open = view.questions.has(asked) ? asked : view.payload.questions[0]?.id;
  return view.payload.questions.map((question) => {
    const made = element("details", "question", "", { name: "atlas-law-question" });
    made.open = question.id === open;
    const known = [...view.names.keys()].filter((iso3) => (view.cell(iso3, question.id)?.[0] ?? null) !== null);
    const title = element("summary", "", question.text);
    title.append(" ", element("span", "sum", `${known.length}/${view.names.size}`));
    made.append(title, ...answers(view, question));
    made.addEventListener("toggle", () => made.open && made.isConnected
      && writeUrl({ at: question.id === view.payload.questions[0].id ? null : question.id }));
    return made;
  });
}

function answers(view, question) {
  const groups = new Map();
  question.answers.forEach((_, i) => groups.set(`a${question.answers[i].colour}`, []));
  for (const iso3 of view.names.keys()) {
    const name = look(question, view.cell(iso3, question.id));
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(iso3);
  }
  return [...groups].filter(([, countries]) => countries.length).map(([name, countries]) => {
    // Countries without any record are many and say nothing: folded, but never left out.
    const silent = name === "reason-no-data";
    const made = element(silent ? "details" : "section", "answer");
    const title = element(silent ? "summary" : "h4");
    const label = words(view, question, view.cell(countries[0], question.id));
    title.append(element("i", `swatch ${name}`), label, element("span", "sum", countries.length));
    made.append(title, ...countries.map((iso3) => chip(view, iso3, question)));
    return made;
  });
}

function chip(view, iso3, question) {
  const cell = view.cell(iso3, question.id);
  const made = element("button", "chip", view.names.get(iso3), {
    type: "button", "data-iso": iso3, "data-question": question.id,
    "aria-label": spoken(view, iso3, question, cell),
  });
  if (cell?.[6] && cell[0] !== null) made.append(" ", readingMark(cell[6]));
  return made;
}
