import assert from "node:assert/strict";
import test from "node:test";
import { isLive } from "../../assets/js/link.js";

test("addresses of the atlas and of http and https are live", () => {
  for (const address of ["country?country=URY", "/data", "?lang=fr", "#budget", "https://invented.example/a?b=c", "HTTP://invented.example"]) {
    assert.equal(isLive(address), true, address);
  }
});

test("whatever runs, hides or has no host stays text", () => {
  for (const address of ["javascript:alert(1)", "data:text/html,x", "//invented.example", "https://", "https:invented.example", "java\nscript:1", "mailto:a@b.example", " /data", null, 7]) {
    assert.equal(isLive(address), false, String(address));
  }
});
