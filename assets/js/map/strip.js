// Countries ranked by value, as bars; for categories, the countries under each answer.
import { classOf } from "./scale.js";
import { shortWords, words } from "./values.js";

export function strip(view) {
  const holder = view.root.querySelector(".strip");
  const title = document.createElement("h3");
  const list = document.createElement("ol");
  const note = Object.assign(document.createElement("p"), { className: "age" });
  holder.replaceChildren(title, note, list);
  list.addEventListener("click", (e) => {
    const button = /** @type {Element} */ (e.target).closest("button");
    if (button) view.parts.card.pin(button.dataset.iso, e);
  });
  return { show: (rows) => {
    title.textContent = view.payload.scale.kind === "category" ? view.labels.answers : view.labels.ranked;
    note.replaceChildren(...age(view));
    list.replaceChildren(...(view.payload.scale.kind === "category" ? grouped(view, rows) : ranked(view, rows)));
  } };
}

// How many values are too old to be ranked, and the choice to rank them all the same.
function age(view) {
  const { agedNote } = view.payload;
  if (!agedNote || view.time !== "latest") return [];
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: view.old });
  box.onchange = () => view.setOld(box.checked);
  const label = document.createElement("label");
  label.append(box, ` ${view.labels.old}`);
  return [span("", `† ${agedNote} `), label];
}

function members(view, rows) {
  return view.payload.members.map((iso3) => rows.get(iso3)).filter((row) => !row.reason);
}

function ranked(view, rows) {
  // What is too old to be ranked comes last; a map of scores alone has no ranks of its own.
  const last = (row) => Number(row.rank === "" && Boolean(row.aged));
  const order = members(view, rows).sort((a, b) => last(a) - last(b) || b.value - a.value || a.name.localeCompare(b.name));
  const top = Math.max(...order.map((r) => r.high ?? r.value), 0);
  const zero = view.payload.indicator.kind === "year" ? Math.min(...order.map((r) => r.value)) : 0;
  const share = (v) => (top > zero ? (100 * Math.max(0, v - zero)) / (top - zero) : 0);
  // Ranks come with the data, so that every page says the same; a map of scores alone has none.
  const better = (row) => 1 + order.filter((other) => other.value > row.value).length;
  return order.map((row) => {
    const item = document.createElement("li");
    item.append(bar(view, row, row.rank ?? better(row), share));
    return item;
  });
}

function bar(view, row, rank, share) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.iso = row.iso3;
  const track = span("track");
  const fill = span(`fill ${classOf(view.payload.scale, row)}`);
  fill.style.inlineSize = `${share(row.kind === "midpoint" ? row.low : row.value)}%`;
  track.append(fill, ...extent(row, share));
  const year = view.time === "latest" ? span(row.aged ? "year aged" : "year", row.aged ? `${row.year}†` : row.year) : "";
  if (row.aged) Object.assign(year, { title: row.aged, ariaLabel: row.aged, role: "note" });
  button.append(span("rank", rank), span("name", row.name), track, span("value", (view.mode === "chart" ? words : shortWords)(view, row)), year);
  return button;
}

// What is not one number: a bar from end to end of a range, an arrow where a bound is open.
function extent(row, share) {
  if (row.kind === "midpoint") {
    const part = span("range");
    part.style.insetInlineStart = `${share(row.low)}%`;
    part.style.inlineSize = `${share(row.high) - share(row.low)}%`;
    return [part];
  }
  if (row.kind !== "bound") return [];
  const arrow = span(`open ${row.open}`);
  arrow.style.insetInlineStart = `${share(row.value)}%`;
  return [arrow];
}

function grouped(view, rows) {
  const { scale } = view.payload;
  const all = members(view, rows).sort((a, b) => a.name.localeCompare(b.name));
  return scale.codes.flatMap((code, i) => {
    const group = all.filter((row) => row.value === code);
    if (!group.length) return [];
    const item = document.createElement("li");
    item.className = "answer";
    const head = document.createElement("h4");
    head.append(span(`swatch c${i}`), `${scale.labels[i]} (${group.length})`);
    item.append(head, ...group.map((row) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "chip", textContent: row.name });
      button.dataset.iso = row.iso3;
      return button;
    }));
    return [item];
  });
}

function span(className, text = "") {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
