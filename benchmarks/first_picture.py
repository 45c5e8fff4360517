"""First picture of the map, warm server, empty browser cache, against the floor's first paint."""

from __future__ import annotations

import time
from statistics import median

from playwright.sync_api import Browser

from benchmarks.browser import Wire, context
from benchmarks.rows import Row

ROUNDS = 5
PICTURE = """() => document.querySelectorAll(".atlas-map .countries [class^=c]").length >= 150
  && document.querySelectorAll(".atlas-map .legend li").length > 3"""
TEXT = "() => document.body.innerText.includes('year is 2000')"


def _open(browser: Browser, address: str, ready: str) -> tuple[float, float]:
    fresh = context(browser)
    page = fresh.new_page()
    wire = Wire(page)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(ready, polling="raf")
    took = time.perf_counter() - start
    page.wait_for_timeout(1500)
    fresh.close()
    return took, wire.total


def measure(browser: Browser, atlas: str, floor: str) -> list[Row]:
    """Return the ratio of first pictures and the compressed bytes of ours."""
    _open(browser, f"{atlas}/", PICTURE)
    _open(browser, floor, TEXT)
    ours, stock = [], []
    for _ in range(ROUNDS):
        ours.append(_open(browser, f"{atlas}/", PICTURE))
        stock.append(_open(browser, floor, TEXT))
    here, there = median(t for t, _ in ours), median(t for t, _ in stock)
    megabytes = median(b for _, b in ours) / 1e6
    detail = f"{here:.2f} s against {there:.2f} s, {ROUNDS} visits each"
    floor_bytes = f"the floor takes {median(b for _, b in stock) / 1e6:.1f} MB"
    return [
        Row("first picture of the map, empty cache", here / there, "× floor", 1.6, detail),
        Row("bytes over the wire for it", megabytes, "MB", 3, floor_bytes),
    ]
