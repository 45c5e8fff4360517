// An address may name a place in the page (/country?country=COL#budget). The browser looks for
// it once, when the document has loaded; Streamlit draws the page later. So wait for the place,
// go there, and stay there while what stands above it grows, until the reader does something.
const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"];
const SETTLED = 20_000; // ms, after which nothing above grows any more

const id = location.hash.slice(1);
if (id) follow(id);

function follow(id) {
  let reached = false;
  const go = () => {
    const place = document.getElementById(id);
    if (!place) return;
    if (!reached) reach(place);
    reached = true;
    place.scrollIntoView();
  };
  const drawn = new MutationObserver(go);
  drawn.observe(document.body, { childList: true, subtree: true });
  const stop = () => drawn.disconnect();
  for (const act of ACTS) addEventListener(act, stop, { once: true, passive: true });
  setTimeout(stop, SETTLED);
  go();
}

// What is folded opens; the keyboard goes on from here.
function reach(place) {
  const folded = place.tagName === "DETAILS";
  if (folded) place.open = true;
  (folded ? place.querySelector("summary") : place).focus({ preventScroll: true });
}
