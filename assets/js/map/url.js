// The page's state lives in its address; the server is kept out of what the browser draws alone.
// Streamlit sends the address that it wrote itself, so the server does not know these choices:
// the map keeps them over a rerun, and links to this page get them when they are followed.
export function readUrl() {
  const query = new URLSearchParams(location.search);
  return { year: Number(query.get("year")) || null, view: query.get("view"), old: query.get("old") === "1" };
}

// Change parameters; "push" makes it a step of its own, to which the back button leads.
export function writeUrl(changes, step = "replace") {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  if (text === location.search.slice(1)) return;
  const href = location.pathname + (text ? `?${text}` : "");
  if (step === "push") history.pushState({}, "", href);
  else history.replaceState(history.state, "", href);
}

// Links of this page to itself, such as another language, lead to what is shown now.
export function carry(root, names) {
  const complete = (event) => {
    if (!root.isConnected) {
      document.removeEventListener("pointerdown", complete, true);
      document.removeEventListener("focusin", complete, true);
      return;
    }
    const link = event.target.closest?.('a[href^="?"]');
    if (!link) return;
    const query = new URLSearchParams(link.getAttribute("href"));
    const now = new URLSearchParams(location.search);
    for (const name of names) {
      if (now.has(name)) query.set(name, now.get(name));
      else query.delete(name);
    }
    link.setAttribute("href", `?${query}`);
  };
  document.addEventListener("pointerdown", complete, true);
  document.addEventListener("focusin", complete, true);
}

// Go to another page as the back button does: st.switch_page would first write the new
// query beside the old path, and back would lead to that mixture.
export function follow(href) {
  history.pushState({}, "", href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}
