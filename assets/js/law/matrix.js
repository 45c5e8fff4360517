// Countries by questions: one table, a region's countries under its name.
import { countryLink, element, tile } from "./tile.js";

export function matrix(view) {
  const made = element("table", "matrix", "", { role: "grid", "aria-label": view.labels.matrix });
  made.append(columns(view), head(view));
  for (const [region, countries] of view.data.groups) made.append(body(view, region, countries));
  const first = made.querySelector(".tile");
  if (first) first.tabIndex = 0; // one stop for Tab; the arrow keys go on from there
  return [made];
}

function columns(view) {
  const group = element("colgroup");
  group.append(element("col", "names"), ...view.payload.questions.map(() => element("col")));
  return group;
}

function head(view) {
  const row = element("tr", "", "", { role: "row" });
  row.append(element("th", "", view.labels.country, { scope: "col" }));
  for (const question of view.payload.questions) {
    row.append(element("th", "", question.short, { scope: "col", title: question.text }));
  }
  const made = element("thead");
  made.append(row);
  return made;
}

function body(view, region, countries) {
  const made = element("tbody");
  const title = element("tr", "region", "", { role: "row" });
  title.append(element("th", "", region, { scope: "rowgroup" }));
  for (const question of view.payload.questions) title.append(element("td", "sum", sum(view, question, countries)));
  made.append(title);
  for (const [iso3] of countries) {
    const row = element("tr", "", "", { role: "row" });
    const name = element("th", "", "", { scope: "row" });
    name.append(countryLink(view, iso3));
    row.append(name);
    for (const question of view.payload.questions) {
      const cell = tile(view, iso3, question);
      cell.setAttribute("role", "gridcell");
      cell.tabIndex = -1;
      row.append(cell);
    }
    made.append(row);
  }
  return made;
}

function sum(view, question, countries) {
  const known = countries.filter(([iso3]) => (view.cell(iso3, question.id)?.[0] ?? null) !== null);
  return `${known.length}/${countries.length}`;
}
