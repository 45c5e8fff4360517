"""A change of year on the map against the stock floor's own slider, in the same Chromium."""

from __future__ import annotations

from statistics import median

from playwright.sync_api import Browser, Page

from benchmarks.browser import Wire, context
from benchmarks.rows import Row

ROUNDS = 20
# From the key press to the first frame in which the picture (a class of a country, the
# floor's text) has changed.
WATCH = """([target, attribute]) => {
  window.changed = new Promise((done) => {
    const node = document.querySelector(target);
    const seen = new MutationObserver(() => {
      seen.disconnect();
      requestAnimationFrame((now) => done(performance.now() - window.pressed));
    });
    seen.observe(node, {
      subtree: true, attributes: attribute, childList: !attribute, characterData: !attribute,
      attributeFilter: attribute ? ["class"] : undefined,
    });
  });
  document.addEventListener("keydown", () => { window.pressed = performance.now(); },
                            { capture: true, once: true });
}"""


def _step(page: Page, slider: str, target: str, attribute: bool, key: str) -> float:
    page.locator(slider).first.focus()
    page.evaluate(WATCH, [target, attribute])
    page.keyboard.press(key)
    return float(page.evaluate("window.changed"))


def measure(browser: Browser, atlas: str, floor: str) -> list[Row]:
    """Return time and bytes of a change of year, and of stepping through all years."""
    ours, stock = context(browser).new_page(), context(browser).new_page()
    wire = Wire(ours)
    ours.goto(f"{atlas}/?year=2020")
    ours.wait_for_selector(".atlas-map .legend li")
    stock.goto(floor)
    stock.wait_for_selector("text=year is 2000")
    # What a first visit still loads is not the price of a change of year.
    ours.wait_for_load_state("networkidle")
    wire.reset()
    here: list[float] = []
    there: list[float] = []
    for turn in range(ROUNDS):
        key = "ArrowRight" if turn % 2 == 0 else "ArrowLeft"
        slider, shapes = ".atlas-map input[type=range]", ".atlas-map .countries"
        here.append(_step(ours, slider, shapes, True, key))
        there.append(
            _step(stock, "[role=slider], input[type=range]", "[data-testid=stMarkdown]", False, key)
        )
        stock.wait_for_timeout(150)
    ours.wait_for_timeout(500)
    ratio = median(here) / median(there)
    detail = f"{median(here):.0f} ms against {median(there):.0f} ms, {ROUNDS} changes each"
    kib = wire.total / 1024 / ROUNDS
    return [
        Row("change of year until the picture has changed", ratio, "× floor", 1.25, detail),
        Row("bytes from the server for that change", kib, "KB", 12, "answers and frames"),
        Row("scrub or play: server bytes in all", wire.total, "bytes", 0, f"{ROUNDS} steps"),
        Row("scrub or play: time a step", ratio, "× floor", 1.0, "the same steps"),
    ]
