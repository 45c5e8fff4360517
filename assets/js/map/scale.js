// From a value to its class, and from classes to the colours of the theme in force.
/**
 * Numbers are in as many classes as there are breaks, and one more; categories in one each.
 * @typedef {{kind: string, breaks?: number[], codes?: string[], labels: string[],
 *   light: string[], dark: string[]}} Scale
 */

/**
 * The class of a row: `c0`, `c1` … from low to high, or `reason-…` where there is no value.
 * @param {Scale} scale
 * @param {{value?: any, reason?: string}} row
 */
export function classOf(scale, row) {
  if (row.reason) return `reason-${row.reason}`;
  if (scale.kind === "category") {
    const position = scale.codes.indexOf(row.value);
    return position < 0 ? "reason-no-data" : `c${position}`;
  }
  let position = 0;
  while (position < scale.breaks.length && row.value >= scale.breaks[position]) position += 1;
  return `c${position}`;
}

export function darkTheme(element) {
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim()
    || getComputedStyle(document.body).backgroundColor;
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 110;
}

export function paint(root, scale, dark) {
  root.dataset.dark = String(dark);
  const colours = dark ? scale.dark : scale.light;
  colours.forEach((colour, i) => root.style.setProperty(`--c${i}`, colour));
}
