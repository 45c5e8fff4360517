// Countries ranked by value, as bars; for categories, the countries under each answer.
import { classOf } from "./scale.js";
import { shortWords, words } from "./values.js";

export function strip(view) {
  const holder = view.root.querySelector(".strip");
  const title = document.createElement("h3");
  const list = document.createElement("ol");
  holder.replaceChildren(title, list);
  list.addEventListener("click", (e) => {
    const button = e.target.closest("button");
    if (button) view.parts.card.pin(button.dataset.iso, e);
  });
  return { show: (rows) => {
    title.textContent = view.payload.scale.kind === "category" ? view.labels.answers : view.labels.ranked;
    list.replaceChildren(...(view.payload.scale.kind === "category" ? grouped(view, rows) : ranked(view, rows)));
  } };
}

function members(view, rows) {
  return view.payload.members.map((iso3) => rows.get(iso3)).filter((row) => !row.reason);
}

function ranked(view, rows) {
  const order = members(view, rows).sort((a, b) => b.value - a.value || a.name.localeCompare(b.name));
  const top = Math.max(...order.map((r) => r.high ?? r.value), 0);
  const zero = view.payload.indicator.kind === "year" ? Math.min(...order.map((r) => r.value)) : 0;
  const share = (v) => (top > zero ? (100 * Math.max(0, v - zero)) / (top - zero) : 0);
  let rank = 0;
  return order.map((row, i) => {
    if (i === 0 || row.value !== order[i - 1].value) rank = i + 1;
    const item = document.createElement("li");
    item.append(bar(view, row, rank, share(row.value)));
    return item;
  });
}

function bar(view, row, rank, width) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.iso = row.iso3;
  const track = span("track");
  const fill = span(`fill ${classOf(view.payload.scale, row)}`);
  fill.style.inlineSize = `${width}%`;
  track.append(fill);
  const year = view.time === "latest" ? span("year", row.year) : "";
  button.append(span("rank", rank), span("name", row.name), track, span("value", (view.mode === "chart" ? words : shortWords)(view, row)), year);
  return button;
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
