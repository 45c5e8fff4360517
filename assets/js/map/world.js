// The map: one SVG path a country, projected at build time; colour is a class name.
import { classOf } from "./scale.js";

const SVG = "http://www.w3.org/2000/svg";

function node(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export function world(view) {
  const holder = view.root.querySelector(".world");
  const { geometry, payload } = view;
  const svg = node("svg", { viewBox: geometry.viewBox.join(" "), role: "group", "aria-label": payload.indicator.name });
  for (const layer of ["sphere", "graticule", "land"]) {
    if (geometry[layer]) svg.append(node("path", { class: layer, d: geometry[layer] }));
  }
  const shapes = new Map();
  const group = node("g", { class: "countries" });
  for (const [iso3, d] of Object.entries(geometry.countries)) add(shapes, group, iso3, node("path", { d }));
  const radius = geometry.viewBox[2] / 400;
  for (const [iso3, [cx, cy]] of Object.entries(geometry.points)) {
    add(shapes, group, iso3, node("circle", { cx, cy, r: radius }));
  }
  svg.append(group);
  if (geometry.disputed) svg.append(node("path", { class: "disputed", d: geometry.disputed }));
  holder.replaceChildren(svg, zoomButtons(view, svg));
  view.root.querySelector(".defs").replaceChildren(patterns(Object.values(payload.reasons)));
  listen(view, group);
  return { svg, show: (rows) => recolour(shapes, rows, payload.scale) };
}

function add(shapes, group, iso3, shape) {
  shape.dataset.iso = iso3;
  if (!shapes.has(iso3)) shapes.set(iso3, []);
  shapes.get(iso3).push(shape);
  group.append(shape);
}

function recolour(shapes, rows, scale) {
  for (const [iso3, parts] of shapes) {
    const row = rows.get(iso3);
    const name = row ? classOf(scale, row) + (row.context ? " context" : "") : "reason-no-data";
    for (const part of parts) if (part.getAttribute("class") !== name) part.setAttribute("class", name);
  }
}

function listen(view, group) {
  const iso = (event) => event.target.dataset?.iso;
  group.addEventListener("pointermove", (e) => e.pointerType !== "touch" && iso(e) && view.parts.card.hover(iso(e), e));
  group.addEventListener("pointerleave", () => view.parts.card.leave());
  group.addEventListener("click", (e) => iso(e) && !view.dragged && view.parts.card.pin(iso(e), e));
}

function patterns(reasons) {
  const defs = node("defs");
  const lines = {
    hatch: "M-2 2L2 -2M0 8L8 0M6 10L10 6", cross: "M0 0L8 8M8 0L0 8",
    bars: "M2 0V8M6 0V8", dots: "", lines: "M0 2H8M0 6H8", grid: "M0 4H8M4 0V8", rings: "M4 1.6a2.4 2.4 0 1 0 .01 0",
  };
  for (const { pattern } of reasons) {
    const tile = node("pattern", { id: `atlas-${pattern}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
    tile.append(node("rect", { width: 8, height: 8, class: `tile ${pattern}` }));
    if (pattern === "dots") tile.append(node("circle", { cx: 4, cy: 4, r: 1.3, class: "mark dot" }));
    else if (lines[pattern]) tile.append(node("path", { d: lines[pattern], class: `mark ${pattern}` }));
    defs.append(tile);
  }
  return defs;
}

// Zoom and pan change the viewBox only; the wheel is left to the page's own scrolling.
function zoomButtons(view, svg) {
  const home = view.geometry.viewBox;
  let box = [...home];
  const apply = () => {
    svg.setAttribute("viewBox", box.join(" "));
    const radius = (home[2] / 400) * Math.sqrt(box[2] / home[2]); // dots grow more slowly than the land
    for (const dot of svg.querySelectorAll("circle[data-iso]")) dot.setAttribute("r", radius);
  };
  const zoom = (factor) => {
    const width = Math.min(home[2], Math.max(home[2] / 12, box[2] * factor));
    const scale = width / box[2];
    box = [box[0] + (box[2] * (1 - scale)) / 2, box[1] + (box[3] * (1 - scale)) / 2, width, box[3] * scale];
    if (width === home[2]) box = [...home];
    apply();
  };
  drag(view, svg, () => box, (x, y) => { box = [x, y, box[2], box[3]]; apply(); }, home);
  const bar = document.createElement("div");
  bar.className = "zoom";
  for (const [sign, label, act] of [["+", view.labels.zoomIn, () => zoom(0.6)], ["−", view.labels.zoomOut, () => zoom(1 / 0.6)]]) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: sign, title: label, onclick: act });
    button.setAttribute("aria-label", label);
    bar.append(button);
  }
  return bar;
}

function drag(view, svg, box, move, home) {
  let start = null;
  svg.addEventListener("pointerdown", (e) => {
    view.dragged = false;
    if (box()[2] < home[2]) start = { x: e.clientX, y: e.clientY, box: [...box()] };
  });
  svg.addEventListener("pointermove", (e) => {
    if (!start) return;
    const unit = start.box[2] / svg.clientWidth;
    if (Math.hypot(e.clientX - start.x, e.clientY - start.y) > 4) view.dragged = true;
    move(start.box[0] - (e.clientX - start.x) * unit, start.box[1] - (e.clientY - start.y) * unit);
  });
  for (const name of ["pointerup", "pointerleave"]) svg.addEventListener(name, () => { start = null; });
}
