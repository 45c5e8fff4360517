// The one way to write a link in a script (templates: atlas/export/html.py, the same rule).
// An address of the atlas or of http and https is live; whatever else is stored stays text.
const HIDING = /[\s\\"<>`^{|}\p{C}]/u;
const OUTWARD = /^https?:/i;
const HOST = /^https?:\/\/(?:\[[0-9a-f:.]+\]|[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*\.?)(?::\d+)?(?:[/?#]|$)/iu;
const LOCAL = /^(?!\/\/)[^/?#:]*(?:[/?#]|$)/;

export function isLive(address) {
  if (typeof address !== "string" || HIDING.test(address)) return false;
  return OUTWARD.test(address) ? HOST.test(address) && parses(address) : LOCAL.test(address);
}

function parses(address) {
  try { return Boolean(new URL(address)); } catch { return false; }
}

export function link(address, words, attributes = {}) {
  const live = isLive(address);
  const made = document.createElement(live ? "a" : "bdi");
  made.textContent = words;
  if (!live) return made;
  made.setAttribute("href", address);
  if (OUTWARD.test(address)) made.setAttribute("rel", "noopener noreferrer nofollow");
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
