import assert from "node:assert/strict";
import test from "node:test";
import { classOf } from "../../assets/js/map/scale.js";

const NUMBERS = { kind: "number", breaks: [1, 2] };
const ANSWERS = { kind: "category", codes: ["none", "mandatory"] };

test("a number on a break belongs to the class above it", () => {
  const classes = [-3, 0, 0.99, 1, 1.99, 2, 50].map((value) => classOf(NUMBERS, { value }));
  assert.deepEqual(classes, ["c0", "c0", "c0", "c1", "c1", "c2", "c2"]);
});

test("a category has the class of its place, an unknown one none", () => {
  assert.equal(classOf(ANSWERS, { value: "mandatory" }), "c1");
  assert.equal(classOf(ANSWERS, { value: "selective" }), "reason-no-data");
});

test("a reason is never a class of values", () => {
  for (const scale of [NUMBERS, ANSWERS]) {
    assert.equal(classOf(scale, { value: null, reason: "withheld" }), "reason-withheld");
  }
});
