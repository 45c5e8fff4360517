// Scrub or play the years; "latest" shows each country's newest value. No server involved.
const STEP_MS = 900;

export function timeline(view) {
  const holder = view.root.querySelector(".timeline");
  const { years } = view.payload;
  const { labels } = view;
  const play = button("play", "▶", labels.play);
  const latest = button("latest", labels.latest, labels.latestHint);
  const range = document.createElement("input");
  Object.assign(range, { type: "range", min: 0, max: Math.max(0, years.length - 1), step: 1 });
  range.setAttribute("aria-label", labels.year);
  const output = document.createElement("output");
  const ticks = document.createElement("div");
  ticks.className = "ticks";
  if (years.length) ticks.append(tick(years[0]), tick(years.at(-1)));
  const track = document.createElement("div");
  track.className = "slider";
  track.append(range, ticks);
  holder.replaceChildren(play, track, output, latest);
  holder.hidden = years.length < 1;
  range.disabled = play.disabled = years.length < 2;

  let timer = null;
  const stop = () => { clearInterval(timer); timer = null; play.textContent = "▶"; play.setAttribute("aria-label", labels.play); };
  const step = () => {
    const next = view.time === "latest" ? 0 : years.indexOf(Number(view.time)) + 1;
    if (next >= years.length) return stop();
    view.setTime(String(years[next]));
  };
  play.onclick = () => {
    if (timer) return stop();
    if (view.time === "latest" || years.indexOf(Number(view.time)) === years.length - 1) view.setTime(String(years[0]));
    timer = setInterval(step, STEP_MS);
    play.textContent = "❚❚";
    play.setAttribute("aria-label", labels.pause);
  };
  range.addEventListener("input", () => { stop(); view.setTime(String(years[range.value])); });
  latest.onclick = () => { stop(); view.setTime("latest"); };
  return { show: () => {
    const now = view.time === "latest";
    range.value = now ? years.length - 1 : years.indexOf(Number(view.time));
    output.textContent = now ? labels.latestShown : view.time;
    range.setAttribute("aria-valuetext", output.textContent);
    latest.setAttribute("aria-pressed", String(now));
  } };
}

function button(className, text, label) {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className, textContent: text, title: label });
  element.setAttribute("aria-label", label);
  return element;
}

function tick(year) {
  const element = document.createElement("span");
  element.textContent = year;
  return element;
}
