import assert from "node:assert/strict";
import test from "node:test";

// Stands in for a browser's address bar, which the script wraps as it loads.
const steps = [];
const go = (step) => (state, title, href) => {
  const to = new URL(href, location.href);
  steps.push([step, to.pathname + to.search]);
  Object.assign(location, { href: to.href, pathname: to.pathname, search: to.search });
};
const origin = "http://atlas.example";
globalThis.location = { href: `${origin}/`, pathname: "/", search: "" };
globalThis.history = { state: {}, pushState: go("push"), replaceState: go("replace") };
globalThis.document = { addEventListener() {} };
globalThis.addEventListener = () => {};
const { own, readUrl, writeUrl } = await import("../../assets/js/map/url.js");

function at(address, names = []) {
  const to = new URL(address, origin);
  Object.assign(location, { href: to.href, pathname: to.pathname, search: to.search });
  const part = { isConnected: true };
  own(part, names);
  steps.length = 0;
  return part;
}

test("an address is read, and what is no year is none", () => {
  at("/?year=2021&view=table&old=1");
  assert.deepEqual(readUrl(), { year: 2021, view: "table", old: true });
  at("/?year=soon");
  assert.deepEqual(readUrl(), { year: null, view: null, old: false });
});

test("a change keeps the rest of the address, null leaves a parameter out", () => {
  at("/?indicator=milex_gdp&year=2021", ["year", "view"]);
  writeUrl({ year: null, view: "table" }, "push");
  writeUrl({ view: null });
  assert.deepEqual(steps, [
    ["push", "/?indicator=milex_gdp&view=table"],
    ["replace", "/?indicator=milex_gdp"],
  ]);
});

test("nothing is written when nothing changes", () => {
  at("/?year=2021", ["year"]);
  writeUrl({ year: "2021" });
  assert.deepEqual(steps, []);
});

test("whoever else writes the page's address keeps what a part of the page owns", () => {
  at("/?year=2021", ["year"]);
  history.replaceState({}, "", "/?indicator=police");
  history.pushState({}, "", "/country?country=PER");
  assert.deepEqual(steps, [
    ["replace", "/?indicator=police&year=2021"],
    ["push", "/country?country=PER"],
  ]);
});

test("a part that has left the page owns nothing", () => {
  const part = at("/?year=2021", ["year"]);
  part.isConnected = false;
  history.replaceState({}, "", "/?indicator=police");
  assert.deepEqual(steps, [["replace", "/?indicator=police"]]);
});
