import assert from "node:assert/strict";
import test from "node:test";
import { atTime, formatter, shortWords, words } from "../../assets/js/map/values.js";
import { payload, view } from "./payload.js";

test("the latest value is the newest that exists, not the newest reason", () => {
  const row = atTime(payload(), "latest").get("CHL");
  assert.deepEqual([row.value, row.year, row.reason], [1.5, 2022, null]);
});

test("a year shows its own cell, and zero is a value", () => {
  const rows = atTime(payload(), "2023");
  assert.deepEqual([rows.get("CHL").reason, rows.get("CHL").year], ["withheld", null]);
  assert.deepEqual([rows.get("URY").value, rows.get("URY").year], [0, 2023]);
  assert.equal(atTime(payload(), "2022").get("URY").reason, "no-data");
});

test("countries beside the region are context, members are not", () => {
  const rows = atTime(payload(), "latest");
  assert.equal(rows.get("FRA").context, true);
  assert.equal(rows.get("CHL").context, undefined);
  assert.deepEqual([...rows.keys()], ["CHL", "URY", "FRA"]);
});

test("what does not apply holds in every year, unless some year has a value", () => {
  const absent = [null, null, null, "", 0, "not-applicable"];
  const never = payload({ cells: { CHL: { 2022: absent } } });
  assert.equal(atTime(never, "2024").get("CHL").reason, "not-applicable");
  const once = payload({ cells: { CHL: { 2022: absent, 2023: [3, null, null, "stated", 0, null] } } });
  assert.equal(atTime(once, "2024").get("CHL").reason, "no-data");
});

test("ranks come with the payload; old values have ranks of their own", () => {
  const made = payload({ ranks: { latest: [1, null], old: [2, 1] } });
  assert.deepEqual(["CHL", "URY"].map((c) => atTime(made, "latest").get(c).rank), [1, ""]);
  assert.deepEqual(["CHL", "URY"].map((c) => atTime(made, "latest", true).get(c).rank), [2, 1]);
});

test("numbers are written as the language does, small ones never vanish", () => {
  const number = { kind: "number", decimals: 1 };
  assert.equal(formatter(number, "en")(1234.56), "1,234.6");
  assert.equal(formatter(number, "es")(5.5), "5,5");
  assert.equal(formatter(number, "ar")(0), "0");
  assert.equal(formatter(number, "en")(0.0012), "0.001");
  assert.equal(formatter(number, "en")(null), "");
  assert.equal(formatter({ kind: "year", decimals: 0 }, "fr")(1991), "1991");
  assert.equal(formatter({ kind: "money", decimals: 0 }, "en")(418_530_000_000), "418.5B");
  assert.equal(formatter({ kind: "money", decimals: 0 }, "en")(4_185_300_000), "4.19B");
});

test("a value's words: its own, its category's, its reason's, or a number with its range", () => {
  const shown = view();
  assert.equal(words(shown, { value: 1.5, low: 1, high: 2 }), "1.5 (1–2)");
  assert.equal(words(shown, { value: 1.5, low: 1.5, high: 1.5 }), "1.5");
  assert.equal(words(shown, { value: 2, text: "up to 2", low: null, high: 2 }), "up to 2");
  assert.equal(words(shown, { value: null, reason: "withheld" }), "Withheld");
  const answers = view({ scale: { kind: "category", codes: ["none"], labels: ["None"] } });
  assert.equal(words(answers, { value: "none" }), "None");
  assert.equal(words(answers, { value: "unheard" }), "unheard");
});

test("a narrow column shortens large numbers, but no year and no words", () => {
  const row = { value: 2_400_000, low: null, high: null };
  assert.equal(shortWords(view(), row), "2.4M");
  assert.equal(shortWords(view(), { ...row, text: "2–3 million" }), "2–3 million");
  assert.equal(shortWords(view(), { value: null, reason: "withheld" }), "Withheld");
});
