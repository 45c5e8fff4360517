// Classes or categories with their counts, and each way of being absent, apart from them.
import { classOf } from "./scale.js";

export function legend(view) {
  const holder = view.root.querySelector(".legend");
  const { scale, reasons } = view.payload;
  const known = scale.labels.map((label, i) => [`c${i}`, label]);
  const absent = Object.entries(reasons).map(([code, { name }]) => [`reason-${code}`, name]);
  return { show: (rows) => {
    const counts = new Map();
    for (const iso3 of view.payload.members) {
      const name = classOf(scale, rows.get(iso3));
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    holder.replaceChildren(
      list("classes", known, counts),
      list("absent", absent.filter(([name]) => counts.has(name)), counts),
    );
  } };
}

function list(className, entries, counts) {
  const element = document.createElement("ul");
  element.className = className;
  for (const [name, label] of entries) {
    const item = document.createElement("li");
    item.append(swatch(name), text("label", label), text("count", counts.get(name) ?? 0));
    element.append(item);
  }
  return element;
}

export function swatch(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "swatch");
  svg.setAttribute("viewBox", "0 0 24 16");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [k, v] of [["width", 24], ["height", 16], ["class", name]]) rect.setAttribute(k, v);
  svg.append(rect);
  return svg;
}

function text(className, words) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = words;
  return element;
}
