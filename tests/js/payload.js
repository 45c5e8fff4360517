// An invented payload as atlas/views/map/payload.py makes it: three countries, two years.
export function payload(more = {}) {
  return {
    indicator: { id: "milex_gdp", name: "Invented", short: "Invented", unit: "%", kind: "number", decimals: 1 },
    scale: { kind: "number", breaks: [1, 2], labels: ["< 1", "1–2", "≥ 2"], light: [], dark: [] },
    years: [2022, 2023, 2024],
    members: ["CHL", "URY"],
    countries: { CHL: ["Chile", "Americas"], URY: ["Uruguay", "Americas"], FRA: ["France", "Europe"] },
    cells: {
      CHL: { 2022: [1.5, null, null, "stated", 0, null], 2023: [null, null, null, "", 0, "withheld"] },
      URY: { 2023: [0, null, null, "stated", 0, null] },
    },
    sources: [{ source: "Yearbook", source_url: "https://invented.example", licence: "CC0-1.0" }],
    reasons: { "no-data": { name: "No data", pattern: "hatch" }, withheld: { name: "Withheld", pattern: "cross" } },
    text: {},
    ...more,
  };
}

export function view(more = {}) {
  return { payload: payload(more), data: { lang: "en" } };
}
