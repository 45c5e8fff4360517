// Cells of the payload: [value or category, low, high, mark, source index, missing reason].
// Ranges and bounds have words of their own: the middle of a range is never shown.
/**
 * @typedef {[number | string | null, number | null, number | null, string, number, string | null]} Cell
 * @typedef {{
 *   indicator: {id: string, name: string, short: string, unit: string, kind: string, decimals: number},
 *   scale: import("./scale.js").Scale,
 *   years: number[],
 *   members: string[],
 *   countries: Record<string, [string, string]>,
 *   cells: Record<string, Record<string, Cell>>,
 *   sources: {source: string, source_url: string, licence: string}[],
 *   reasons: Record<string, {name: string, pattern: string}>,
 *   text: Record<string, string[]>,
 *   ranks?: Record<string, (number | null)[]>,
 *   replies?: Record<string, Record<string, object[]>>,
 *   words?: Record<string, Record<string, [string, string, string]>>,
 *   differ?: Record<string, Record<string, [string, [string, string][]]>>,
 *   aged?: Record<string, string>,
 *   agedNote?: string,
 * }} Payload
 */

/**
 * The row of each country in a year, or at its newest (`latest`); members have their rank.
 * @param {Payload} payload
 * @param {string} time
 */
export function atTime(payload, time, old = false) {
  const rows = new Map();
  const ranks = payload.ranks?.[time === "latest" && old ? "old" : time];
  payload.members.forEach((iso3, i) => rows.set(iso3, { ...row(payload, iso3, time), rank: ranks && (ranks[i] ?? "") }));
  for (const iso3 of Object.keys(payload.countries)) {
    if (!rows.has(iso3)) rows.set(iso3, { ...row(payload, iso3, time), context: true });
  }
  return rows;
}

function row(payload, iso3, time) {
  const years = payload.cells[iso3];
  const year = time === "latest" ? newest(years) : time;
  const cell = years?.[year] ?? standing(years);
  const [name, region] = payload.countries[iso3] ?? [iso3, ""];
  if (!cell) return { iso3, name, region, reason: "no-data", year: null };
  const [value, low, high, mark, source, reason] = cell;
  const replies = payload.replies?.[iso3]?.[year] ?? [];
  const [kind, text, open] = payload.words?.[iso3]?.[year] ?? [];
  const aged = time === "latest" ? payload.aged?.[iso3] : undefined;
  return { iso3, name, region, kind, text, open, aged, year: reason ? null : Number(year), value, low, high, mark, source: payload.sources[source], reason, replies, differ: payload.differ?.[iso3]?.[year] };
}

// "Does not apply" holds in every year where no year has a value: as atlas.analysis.of_year does.
function standing(years) {
  const cells = Object.values(years ?? {});
  return cells.every(([value]) => value === null) ? cells.findLast((cell) => cell[5] === "not-applicable") : undefined;
}

// The newest year with a value, else the newest reason: as atlas.analysis.latest does.
function newest(years) {
  if (!years) return null;
  let known = null, any = null;
  for (const year of Object.keys(years)) {
    if (any === null || year > any) any = year;
    if (years[year][0] !== null && (known === null || year > known)) known = year;
  }
  return known ?? any;
}

/**
 * The way to write an indicator's numbers in a language.
 * @param {{kind: string, decimals: number}} indicator
 * @param {string} lang
 */
export function formatter(indicator, lang) {
  const locale = lang === "ar" ? "ar-u-nu-latn" : lang;
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: indicator.decimals });
  // Below a thousand two decimals decide: 5.5 is not 6. As atlas.i18n.numbers does.
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: Math.max(2, indicator.decimals) });
  const compact = (digits) => new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: digits });
  const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 1 });
  return (value) => {
    if (value === null || value === undefined) return "";
    if (indicator.kind === "year") return String(value);
    if (indicator.kind === "money" && Math.abs(value) >= 1e6) return compact(leading(value) < 10 ? 2 : 1).format(value);
    const usual = Math.abs(value) < 1000 ? exact : plain;
    const digits = Math.abs(value) < 1000 ? Math.max(2, indicator.decimals) : indicator.decimals;
    // What would be rounded to nothing keeps its first digit: 0.02 is not zero.
    const vanishes = value !== 0 && Math.abs(value) <= 0.5 * 10 ** -digits;
    return (vanishes ? small : usual).format(value);
  };
}

// The digits before the unit of a shortened number: 418.5 of 418.5 billion.
function leading(value) {
  return Math.abs(value) / 1000 ** Math.floor(Math.log10(Math.abs(value)) / 3);
}

// A value for a narrow column: large numbers shortened, ranges and bounds in their words.
export function shortWords(view, row) {
  if (row.text) return row.text;
  if (row.reason || view.payload.scale.kind === "category") return words(view, row);
  const { indicator } = view.payload;
  if (indicator.kind !== "year" && Math.abs(row.value) >= 1e5) {
    const locale = view.data.lang === "ar" ? "ar-u-nu-latn" : view.data.lang;
    return new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 }).format(row.value);
  }
  return formatter(indicator, view.data.lang)(row.value);
}

// The words of one value: number, or the category's name, or why there is none.
export function words(view, row) {
  const { payload, data } = view;
  if (row.reason) return payload.reasons[row.reason].name;
  if (row.text) return row.text;
  if (payload.scale.kind === "category") {
    return payload.scale.labels[payload.scale.codes.indexOf(row.value)] ?? row.value;
  }
  view.format ??= {};
  const key = payload.indicator.id + data.lang;
  const format = (view.format[key] ??= formatter(payload.indicator, data.lang));
  const range = row.low !== null && row.high !== null && row.low !== row.high;
  return range ? `${format(row.value)} (${format(row.low ?? row.value)}–${format(row.high ?? row.value)})` : format(row.value);
}
