// One answer as words, a class for its colour or pattern, and what a screen reader says.
import { link } from "../link.js";
export function element(name, className = "", text = "", attributes = {}) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== "") made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Cells of the payload: [answer's position, missing reason, year, records disagree, law, article,
// how it was read by machine].
export function words(view, question, cell) {
  if (!cell) return view.payload.reasons["no-data"];
  const [position, reason] = cell;
  return position === null ? view.payload.reasons[reason] : question.answers[position].name;
}

export function look(question, cell) {
  if (!cell) return "reason-no-data";
  const [position, reason] = cell;
  return position === null ? `reason-${reason}` : `a${question.answers[position].colour}`;
}

export function spoken(view, iso3, question, cell) {
  const said = [view.names.get(iso3), question.short, words(view, question, cell)];
  if (cell) said.push(cell[2]);
  if (cell?.[3]) said.push(view.labels.disputed);
  if (cell?.[6]) said.push(view.payload.readings[cell[6]]);
  return said.join(", ");
}

export function tile(view, iso3, question, name = "td") {
  const cell = view.cell(iso3, question.id);
  const text = words(view, question, cell);
  const made = element(name, `tile ${look(question, cell)}`, "", {
    "data-iso": iso3, "data-question": question.id, title: cell ? `${text} (${cell[2]})` : text,
    "aria-label": spoken(view, iso3, question, cell),
  });
  if (cell && cell[1] !== "no-data") made.append(element("span", "words", text));
  if (cell?.[3]) made.append(element("span", "disputed", "≠", { "aria-hidden": "true" }));
  else if (cell?.[6] && cell[0] !== null) made.append(readingMark(cell[6]));
  return made;
}

export function readingMark(reading) {
  return element("span", "reading", `M${reading}`, { "aria-hidden": "true" });
}

// How absence is drawn and what the marks of readings mean, for those on the page.
export function key(view) {
  const used = new Set();
  const readings = new Set();
  for (const iso3 of view.names.keys()) {
    for (const question of view.questions.keys()) {
      const cell = view.cell(iso3, question);
      if (!cell || cell[0] === null) used.add(cell ? cell[1] : "no-data");
      else if (cell[6]) readings.add(cell[6]);
    }
  }
  const list = element("ul", "key");
  for (const reason of Object.keys(view.payload.reasons).filter((r) => used.has(r))) {
    const item = element("li");
    item.append(element("i", `swatch reason-${reason}`), view.payload.reasons[reason]);
    list.append(item);
  }
  for (const reading of [...readings].sort()) {
    const item = element("li");
    item.append(readingMark(reading), view.payload.readings[reading]);
    list.append(item);
  }
  return list;
}

export function countryLink(view, iso3) {
  const made = link(`country?country=${iso3}${view.data.suffix}`, view.names.get(iso3));
  made.onclick = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    view.go(made.getAttribute("href"));
  };
  return made;
}
