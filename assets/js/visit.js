// "Since your last visit": the browser keeps one word, a release's label, and tells nobody.
import { link } from "./link.js";

const KEY = "atlas-release";

export default function mount({ parentElement, data }) {
  const line = parentElement.querySelector(".atlas-visit");
  if (line.dataset.done) return;
  line.dataset.done = "1";
  const newest = data.releases.at(-1);
  const seen = remembered();
  remember(newest);
  if (!data.releases.includes(seen)) return;
  if (seen === newest) {
    line.textContent = data.current;
    return;
  }
  const address = `changes?from=${encodeURIComponent(seen)}${data.suffix}`;
  line.append(link(address, data.words.replace("{release}", seen), { target: "_self" }));
}

// A browser may refuse storage; then every visit is a first one.
function remembered() {
  try { return localStorage.getItem(KEY); } catch { return null; }
}

function remember(label) {
  try { localStorage.setItem(KEY, label); } catch { /* see above */ }
}
