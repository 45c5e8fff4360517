// The page's state lives in its address; replaceState keeps the server out of it.
export function readUrl() {
  const query = new URLSearchParams(location.search);
  return { year: Number(query.get("year")) || null, view: query.get("view"), old: query.get("old") === "1" };
}

export function writeUrl(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : ""));
}

// Go to another page as the back button does: st.switch_page would first write the new
// query beside the old path, and back would lead to that mixture.
export function follow(href) {
  history.pushState({}, "", href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}
