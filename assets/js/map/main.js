// The map view: one payload, all years, drawn and redrawn in the browser.
// Streamlit calls the default export on each rerun with new data; the view keeps itself.
import { link } from "../link.js";
import { card } from "./card.js";
import { legend } from "./legend.js";
import { strip } from "./strip.js";
import { table } from "./table.js";
import { timeline } from "./timeline.js";
import { darkTheme, paint } from "./scale.js";
import { world } from "./world.js";
import { follow, own, readUrl, writeUrl } from "./url.js";
import { atTime } from "./values.js";

const cache = new Map();

function load(url) {
  if (!cache.has(url)) {
    cache.set(url, fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      return answer.json();
    }));
    cache.get(url).catch(() => cache.delete(url));
  }
  return cache.get(url);
}

export default function mount({ parentElement, data }) {
  const root = parentElement.querySelector(".atlas-map");
  root.view ??= new View(root);
  root.view.open = (iso3) => follow(`country?country=${iso3}${data.suffix}`);
  root.view.update(data);
}

class View {
  /** @type {import("./values.js").Payload} */
  payload;
  labels; // of the last update, as are data and geometry

  constructor(root) {
    this.root = root;
    this.parts = {};
    const redraw = () => this.payload && this.colours();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    new MutationObserver(redraw).observe(document.documentElement, {
      attributes: true, subtree: true, attributeFilter: ["data-theme", "style"],
    });
    this.arrived = true; // by an address or the back button: then the address says what is shown
  }

  // The address of a page with views of its own is the server's affair alone.
  addressed() {
    this.travelled = () => this.travel();
    addEventListener("popstate", this.travelled);
    own(this.root, ["view", "year", "old"]);
  }

  travel() {
    if (!this.root.isConnected) return removeEventListener("popstate", this.travelled);
    this.arrived = true;
    if (this.payload) {
      this.choose(readUrl());
      this.show();
    }
  }

  // Take what an address asks for, as far as this indicator has it.
  choose({ year = null, view = null, old = false }) {
    this.old = old;
    this.time = this.payload.years.includes(year) ? String(year) : "latest";
    this.mode = ["map", "table", "chart"].includes(view) ? view : "map";
  }

  async update(data) {
    const token = `${data.payload}|${data.geometry}`;
    if (token === this.token) return;
    this.token = token;
    this.data = data;
    if (!data.fixed && !this.travelled) this.addressed();
    this.root.setAttribute("aria-busy", "true");
    try {
      const [payload, geometry] = await Promise.all([load(data.payload), load(data.geometry)]);
      if (token !== this.token) return; // a newer choice has overtaken this one
      this.build(payload, geometry);
    } catch (error) {
      this.root.querySelector(".say").textContent = data.labels.failed;
      console.error(error);
    }
    this.root.removeAttribute("aria-busy");
  }

  build(payload, geometry) {
    Object.assign(this, { payload, geometry, labels: this.data.labels });
    // A page with views of its own fixes this one: the map, each country's newest answer.
    const here = { year: Number(this.time) || null, view: this.mode, old: this.old };
    this.choose(this.data.fixed ? {} : this.arrived ? readUrl() : here);
    if (!this.arrived && !this.data.fixed) this.remember();
    this.colours();
    this.parts = {
      world: world(this), strip: strip(this), legend: legend(this),
      timeline: timeline(this), table: table(this), card: card(this),
    };
    this.tabs();
    this.sources();
    this.show();
  }

  colours() {
    paint(this.root, this.payload.scale, darkTheme(this.root));
  }

  tabs() {
    for (const tab of this.root.querySelectorAll("[data-view]")) {
      tab.textContent = this.labels[tab.dataset.view];
      tab.onclick = () => { this.mode = tab.dataset.view; this.remember("push"); this.show(); };
    }
  }

  sources() {
    const line = this.root.querySelector(".sources");
    line.replaceChildren(`${this.labels.sources}: `);
    this.payload.sources.forEach(({ source, source_url: href, licence }, i) => {
      line.append(i ? "; " : "", link(href, source), ` (${this.labels.licence}: ${licence})`);
    });
  }

  setTime(time) {
    if (time === this.time) return;
    this.time = time;
    this.remember();
    this.show();
  }

  // Whether values that are too old are ranked all the same.
  setOld(old) {
    this.old = old;
    this.remember();
    this.show();
  }

  // Write the choices into the address; from then on they hold over what the server draws anew.
  remember(step) {
    this.arrived = false;
    writeUrl({
      old: this.old ? "1" : null,
      year: this.time === "latest" ? null : this.time,
      view: this.mode === "map" ? null : this.mode,
    }, step);
  }

  // Everything that depends on the year; called for each step of the slider.
  show() {
    const rows = atTime(this.payload, this.time, this.old);
    this.rows = rows;
    this.root.dataset.mode = this.mode;
    this.root.dataset.time = this.time;
    for (const tab of this.root.querySelectorAll("[data-view]")) {
      tab.setAttribute("aria-selected", String(tab.dataset.view === this.mode));
    }
    this.root.querySelector(".say").replaceChildren(...sentences(this.payload.text[this.time]));
    for (const part of Object.values(this.parts)) part.show(rows);
  }
}

function sentences(lines) {
  return (lines ?? []).map((line) => {
    const p = document.createElement("p");
    const colon = line.indexOf(": ");
    if (colon > 0 && colon < 40) {
      const head = document.createElement("b");
      head.textContent = line.slice(0, colon + 1);
      p.append(head, line.slice(colon + 1));
    } else p.textContent = line;
    return p;
  });
}
