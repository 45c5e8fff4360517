// The one way to write a link in a script (templates: atlas/publish/html.py, the same rule).
// An address of the atlas or of http and https is live; whatever else is stored stays text.
const HIDING = /[\s\\"<>`^{|}\p{C}]/u;
const OUTWARD = /^https?:\/\/[^/?#]/i;
const LOCAL = /^(?!\/\/)[^/?#:]*(?:[/?#]|$)/;

export function isLive(address) {
  if (typeof address !== "string" || HIDING.test(address)) return false;
  if (!OUTWARD.test(address)) return LOCAL.test(address);
  try {
    const { username, password } = new URL(address);
    return !username && !password;
  } catch {
    return false;
  }
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
