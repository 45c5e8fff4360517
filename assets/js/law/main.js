// The legal comparator: all answers of some questions, as a matrix, a list or a table.
// Streamlit calls the default export on each rerun with new data; the view keeps itself.
import { darkTheme } from "../map/scale.js";
import { follow, own, writeUrl } from "../map/url.js";
import { dialog } from "./dialog.js";
import { keys } from "./keys.js";
import { list } from "./list.js";
import { matrix } from "./matrix.js";
import { table } from "./table.js";
import { key } from "./tile.js";

const NAME_WIDTH = 168;
const COLUMN_WIDTH = 84; // below that the words of a tile cannot be read, and the list is shown
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
  const root = parentElement.querySelector(".atlas-law");
  root.view ??= new View(root);
  root.view.update(data);
}

class View {
  data; payload; labels; // of the last update

  constructor(root) {
    this.root = root;
    this.stage = root.querySelector(".stage");
    this.dialog = dialog(this);
    own(root, ["at", "tile"]);
    new ResizeObserver(() => this.layout() !== this.drawn && this.draw()).observe(root);
    const shade = () => { root.dataset.dark = String(darkTheme(root)); };
    shade();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", shade);
    new MutationObserver(shade).observe(document.documentElement, {
      attributes: true, subtree: true, attributeFilter: ["data-theme"],
    });
    this.stage.addEventListener("click", (event) => {
      const tile = event.target.closest("[data-iso]");
      if (tile && !event.target.closest("a")) this.dialog.open(tile.dataset.iso, tile.dataset.question);
    });
    keys(this.stage);
  }

  async update(data) {
    const token = JSON.stringify(data);
    if (token === this.token) return;
    this.token = token;
    this.root.setAttribute("aria-busy", "true");
    try {
      const payload = await load(data.payload);
      if (token !== this.token) return; // a newer choice has overtaken this one
      Object.assign(this, { data, payload, labels: data.labels });
      this.questions = new Map(payload.questions.map((q) => [q.id, q]));
      this.names = new Map(data.groups.flatMap(([, countries]) => countries));
      this.draw();
      this.asked();
    } catch (error) {
      this.stage.textContent = data.labels.failed;
      console.error(error);
    }
    this.root.removeAttribute("aria-busy");
  }

  // A matrix needs room for its columns; else the same answers are listed question by question.
  layout() {
    if (!this.data || this.data.view !== "matrix") return this.data?.view;
    const needed = NAME_WIDTH + COLUMN_WIDTH * this.payload.questions.length;
    return this.root.clientWidth < needed ? "list" : "matrix";
  }

  draw() {
    if (!this.payload) return;
    this.drawn = this.layout();
    this.root.dataset.layout = this.drawn;
    const kinds = { matrix, list, table };
    this.stage.replaceChildren(...(kinds[this.drawn] ?? matrix)(this), key(this));
  }

  // The address may name a tile: its evidence is then open.
  asked() {
    const [iso3, question] = (new URLSearchParams(location.search).get("tile") ?? "").split(".");
    if (this.names.has(iso3) && this.questions.has(question)) this.dialog.open(iso3, question);
    else this.dialog.close();
  }

  remember(iso3, question) {
    writeUrl({ tile: iso3 ? `${iso3}.${question}` : null });
  }

  go(href) {
    follow(href);
  }

  cell(iso3, question) {
    return this.payload.cells[iso3]?.[question] ?? null;
  }
}
