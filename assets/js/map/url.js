// The page's state lives in its address; the server is kept out of what the browser draws alone.
// Streamlit writes and sends the address that the server knows. Parameters that a part of the page
// owns are therefore kept here: they go into every address of this page that anybody writes, and
// into its links to itself, for as long as their part stands.
const owned = new Map(); // name -> {root, value}

export function own(root, names) {
  for (const name of names) owned.set(name, { root, value: null });
  reread();
}

function reread() {
  const query = new URLSearchParams(location.search);
  for (const [name, it] of owned) it.value = query.get(name);
}

function complete(query) {
  for (const [name, { root, value }] of owned) {
    if (!root.isConnected) owned.delete(name);
    else if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return query.toString();
}

const native = { push: history.pushState.bind(history), replace: history.replaceState.bind(history) };
for (const step of ["push", "replace"]) {
  history[`${step}State`] = (state, title, href) => {
    const to = new URL(href ?? location.href, location.href);
    if (to.pathname === location.pathname) to.search = complete(to.searchParams);
    native[step](state, title, to.href);
  };
}
// Before the parts of the page look at an address that the reader came back to.
addEventListener("popstate", reread, true);

// Links of this page to itself, such as another language, lead to what is shown now.
function carry(event) {
  const link = event.target.closest?.('a[href^="?"]');
  if (link) link.setAttribute("href", `?${complete(new URLSearchParams(link.getAttribute("href")))}`);
}
document.addEventListener("pointerdown", carry, true);
document.addEventListener("focusin", carry, true);

export function readUrl() {
  const query = new URLSearchParams(location.search);
  return { year: Number(query.get("year")) || null, view: query.get("view"), old: query.get("old") === "1" };
}

// Change parameters of the page's own; "push" makes it a step to which the back button leads.
export function writeUrl(changes, step = "replace") {
  for (const [name, value] of Object.entries(changes)) {
    if (owned.has(name)) owned.get(name).value = value; // else a fixed map, whose page decides
  }
  const text = complete(new URLSearchParams(location.search));
  if (text === location.search.slice(1)) return;
  const href = location.pathname + (text ? `?${text}` : "");
  native[step](step === "push" ? {} : history.state, "", href);
}

// Go to another page as the back button does: st.switch_page would first write the new
// query beside the old path, and back would lead to that mixture.
export function follow(href) {
  native.push({}, "", href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}
