import assert from "node:assert/strict";
import test from "node:test";
import { look, spoken, words } from "../../assets/js/law/tile.js";

const QUESTION = { short: "Vote", answers: [{ name: "No", colour: 0 }, { name: "Yes", colour: 2 }] };
const VIEW = {
  payload: { reasons: { "no-data": "No data", withheld: "Withheld" } },
  names: new Map([["URY", "Uruguay"]]),
  labels: { disputed: "sources differ" },
};

test("an answer, a reason and an absent record have their words and colours", () => {
  const cells = [[1, null, "2024", false], [null, "withheld", "2024", false], null];
  assert.deepEqual(cells.map((cell) => words(VIEW, QUESTION, cell)), ["Yes", "Withheld", "No data"]);
  assert.deepEqual(cells.map((cell) => look(QUESTION, cell)), ["a2", "reason-withheld", "reason-no-data"]);
});

test("a screen reader hears country, question, answer, year and whether sources differ", () => {
  assert.equal(spoken(VIEW, "URY", QUESTION, [1, null, "2024", true]), "Uruguay, Vote, Yes, 2024, sources differ");
  assert.equal(spoken(VIEW, "URY", QUESTION, null), "Uruguay, Vote, No data");
});

test("an answer read by machine says so, to the ear as well", () => {
  const view = { ...VIEW, payload: { ...VIEW.payload, readings: { 1: "Read once" } } };
  const cell = [1, null, "2024", false, "", "", 1];
  assert.equal(spoken(view, "URY", QUESTION, cell), "Uruguay, Vote, Yes, 2024, Read once");
});
