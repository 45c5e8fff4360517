// The card of one country: follows the pointer, or stays where it is clicked.
import { link } from "../link.js";
import { words } from "./values.js";

export function card(view) {
  const box = view.root.querySelector(".card");
  let pinned = null;
  let opener = null; // the focus goes back there, so that keys can go on from the same row
  const hide = () => { pinned = null; box.hidden = true; opener?.focus({ preventScroll: true }); opener = null; };
  box.onkeydown = (e) => { if (e.key === "Escape") hide(); };
  const draw = (iso3, event, stay) => {
    const row = view.rows.get(iso3);
    if (!row) return;
    box.replaceChildren(...content(view, row, stay, hide));
    box.hidden = false;
    box.classList.toggle("pinned", stay);
    place(view.root, box, event);
    if (stay) box.querySelector("a").focus({ preventScroll: true });
  };
  hide();
  return {
    hover: (iso3, event) => { if (!pinned) draw(iso3, event, false); },
    leave: () => { if (!pinned) box.hidden = true; },
    pin: (iso3, event) => { pinned = iso3; opener = event.target.closest("button"); draw(iso3, event, true); },
    show: () => { if (pinned) box.replaceChildren(...content(view, view.rows.get(pinned), true, hide)); },
  };
}

function content(view, row, stay, hide) {
  const { labels, payload, data } = view;
  const parts = [element("p", "region", row.region), element("h3", "", row.name)];
  const value = element("p", row.reason ? "value absent" : "value", words(view, row));
  parts.push(value);
  const unit = [payload.indicator.unit, row.aged ?? row.year].filter(Boolean).join(" · ");
  parts.push(element("p", "unit", row.reason && !row.year ? payload.indicator.short : unit));
  if (!row.reason && labels.marks[row.mark]) parts.push(element("p", "mark", labels.marks[row.mark]));
  if (row.source) parts.push(element("p", "source", `${labels.source}: ${row.source.source}`));
  if (row.differ) parts.push(...apart(row.differ));
  for (const reply of row.replies ?? []) parts.push(answer(reply));
  if (!stay) return parts;
  const open = link(`country?country=${row.iso3}${data.suffix}`, labels.open, { class: "open" });
  open.onclick = (e) => {
    if (e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    view.open(row.iso3);
  };
  const close = element("button", "close", "×");
  close.type = "button";
  close.setAttribute("aria-label", labels.close);
  close.onclick = hide;
  return [...parts, open, close];
}

// Sources that differ: the range, then who says what; the preferred one comes first.
function apart([range, said]) {
  return [element("p", "differ", range), ...said.map(([source, value]) => element("p", "source", `${value}: ${source}`))];
}

// What the government says beside the figure, with its date.
function answer({ who, value, at, text }) {
  const made = element("div", "reply", "");
  const head = element("p", "who", `${who} · ${at}`);
  made.append(head);
  if (value) made.append(element("p", "counter", value));
  if (text) made.append(element("p", "statement", text));
  made.lastChild.dir = "auto";
  return made;
}

function place(root, box, event) {
  const frame = root.getBoundingClientRect();
  const { x, y } = spot(event);
  const left = Math.min(Math.max(8, x - frame.left + 14), frame.width - box.offsetWidth - 8);
  const above = y - frame.top - box.offsetHeight - 12;
  box.style.left = `${left}px`;
  box.style.top = `${above > 0 ? above : y - frame.top + 16}px`;
}

// A key press has no place of its own: the card stands beside what was pressed.
function spot(event) {
  if (event.type !== "click" || event.detail) return { x: event.clientX, y: event.clientY };
  const { left, bottom } = event.target.getBoundingClientRect();
  return { x: left, y: bottom };
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
