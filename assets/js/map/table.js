// The same data as a table: every row with its year, mark and source; sorted by any column.
import { link } from "../link.js";
import { words } from "./values.js";

export function table(view) {
  const holder = view.root.querySelector(".table");
  let sort = { column: "value", down: true };
  const show = (rows) => {
    if (view.mode !== "table") return holder.replaceChildren();
    const head = document.createElement("thead");
    head.append(line(columns(view).map(({ id, label }) => header(id, label, sort, () => {
      sort = { column: id, down: sort.column === id ? !sort.down : id === "value" || id === "year" };
      show(rows);
    }))));
    const body = document.createElement("tbody");
    const members = view.payload.members.map((iso3) => rows.get(iso3));
    body.append(...members.sort(by(sort)).map((row) => line(columns(view).map((c) => c.cell(row)))));
    const made = document.createElement("table");
    made.append(head, body);
    holder.replaceChildren(made);
  };
  return { show };
}

function columns(view) {
  const { labels, payload, data } = view;
  return [
    { id: "name", label: labels.country, cell: (row) => cell(opening(`country?country=${row.iso3}${data.suffix}`, row.name, () => view.open(row.iso3)), "name") },
    { id: "region", label: labels.region, cell: (row) => cell(row.region) },
    { id: "value", label: payload.indicator.unit ? `${payload.indicator.short} (${payload.indicator.unit})` : payload.indicator.short,
      cell: (row) => number(view, row) },
    { id: "year", label: labels.year, cell: (row) => cell(row.aged ?? row.year ?? "", row.aged ? "year aged" : "year") },
    { id: "mark", label: labels.how, cell: (row) => cell(row.reason ? "" : labels.marks[row.mark] ?? labels.marks.stated) },
    { id: "source", label: labels.source, cell: (row) => cell(row.source ? link(row.source.source_url, row.source.source) : "", "source") },
    ...(Object.keys(payload.replies ?? {}).length ? [{ id: "reply", label: labels.reply, cell: (row) => cell(replies(row), "reply") }] : []),
  ];
}

// A value, and beneath it the range where sources differ.
function number(view, row) {
  const made = cell(words(view, row), row.reason ? "value absent" : "value");
  if (!row.differ) return made;
  const [range, said] = row.differ;
  const mark = document.createElement("details");
  mark.className = "atlas-differ";
  const head = document.createElement("summary");
  head.textContent = range;
  mark.append(head, ...said.map(([source, value]) => Object.assign(document.createElement("p"), { textContent: `${value}: ${source}` })));
  made.append(mark);
  return made;
}

function replies(row) {
  return (row.replies ?? []).map(({ value, at, text }) => [value, text, at].filter(Boolean).join(" · ")).join("\n");
}

function by({ column, down }) {
  const key = (row) => (column === "source" ? row.source?.source : column === "reply" ? replies(row) : row[column]);
  return (a, b) => {
    if (Boolean(a.reason) !== Boolean(b.reason)) return a.reason ? 1 : -1; // absences always last
    const [x, y] = [key(a) ?? "", key(b) ?? ""];
    const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
    return (down ? -order : order) || a.name.localeCompare(b.name);
  };
}

function header(id, label, sort, act) {
  const th = document.createElement("th");
  th.scope = "col";
  th.setAttribute("aria-sort", sort.column !== id ? "none" : sort.down ? "descending" : "ascending");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: label, onclick: act });
  th.append(button);
  return th;
}

function line(cells) {
  const tr = document.createElement("tr");
  tr.append(...cells);
  return tr;
}

function cell(content, className = "") {
  const td = document.createElement("td");
  td.className = className;
  td.append(content);
  return td;
}

function opening(address, text, act) {
  const made = link(address, text);
  made.onclick = (e) => { if (!(e.metaKey || e.ctrlKey || e.shiftKey)) { e.preventDefault(); act(); } };
  return made;
}
