import assert from "node:assert/strict";
import test from "node:test";
import { readUrl, writeUrl } from "../../assets/js/map/url.js";

// Stands in for a browser's address bar.
function at(search) {
  const steps = [];
  const go = (step) => (state, title, href) => {
    steps.push([step, href]);
    globalThis.location.search = href.includes("?") ? href.slice(href.indexOf("?")) : "";
  };
  globalThis.location = { pathname: "/", search };
  globalThis.history = { state: {}, pushState: go("push"), replaceState: go("replace") };
  return steps;
}

test("an address is read, and what is no year is none", () => {
  at("?year=2021&view=table&old=1");
  assert.deepEqual(readUrl(), { year: 2021, view: "table", old: true });
  at("?year=soon");
  assert.deepEqual(readUrl(), { year: null, view: null, old: false });
});

test("a change keeps the rest of the address, null leaves a parameter out", () => {
  const steps = at("?indicator=milex_gdp&year=2021");
  writeUrl({ year: null, view: "table" }, "push");
  writeUrl({ view: null, indicator: null });
  assert.deepEqual(steps, [["push", "/?indicator=milex_gdp&view=table"], ["replace", "/"]]);
});

test("nothing is written when nothing changes", () => {
  const steps = at("?year=2021");
  writeUrl({ year: "2021" });
  assert.deepEqual(steps, []);
});
