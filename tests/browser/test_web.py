"""The web's guards in a real browser: nothing of any page is blocked, and nothing bad is live."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from atlas.site import PAGES
from atlas.web.static import asset
from tests.browser.reader import Watch, open_page
from tests.test_links import GOOD, TRICKS

pytestmark = pytest.mark.browser
ADDRESSES = [f"/{page.address}" for page in PAGES]
# What draws with other parts of Streamlit's bundle: tables, charts, dialogs, another direction.
VIEWS = [
    "/?view=table",
    "/?view=chart&indicator=conscription",
    "/country?country=URY",
    "/compare?country=URY,CRI,KEN",
    "/compare?country=URY,CRI,KEN&view=table",
    "/trends?country=URY",
    "/law?tile=URY.military_vote",
    "/institutions?country=URY",
    "/data?indicator=milex_gdp&country=URY",
    "/data?lang=ar",
    "/sign-in",
]
LISTEN = """
window.blocked = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.blocked.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""


def test_the_policy_blocks_nothing_of_any_page(page: Page) -> None:
    page.add_init_script(LISTEN)
    blocked = {address: complaints(page, address) for address in [*ADDRESSES, *VIEWS]}
    assert {address: lines for address, lines in blocked.items() if lines} == {}


def complaints(page: Page, address: str) -> list[str]:
    """Open an address in the reader's one browser, which loads Streamlit once, and listen."""
    if address == "/sign-in":
        page.goto(address)
    else:
        open_page(page, address)
    page.wait_for_load_state("networkidle")
    lines: list[str] = page.evaluate("window.blocked")
    return lines


def test_a_script_that_is_not_ours_does_not_run(page: Page, watch: Watch) -> None:
    page.add_init_script(LISTEN)
    open_page(page, "/about")
    page.evaluate(
        "() => { const made = document.createElement('script');"
        " made.textContent = 'window.ran = true'; document.body.append(made); }"
    )
    assert page.evaluate("window.ran") is None
    assert any("script-src" in each for each in page.evaluate("window.blocked"))
    (error,) = watch.errors
    assert "inline script violates" in error
    watch.errors.clear()


def test_scripts_make_a_link_of_no_bad_address(page: Page) -> None:
    open_page(page, "/about")
    made = page.evaluate(
        "async ([module, tricks, good]) => {"
        " const { link } = await import(module);"
        " const scheme = (text) => link(text, 'x').protocol ?? '';"
        " return [tricks.map(scheme), good.map(scheme)]; }",
        [asset("js/link.js"), TRICKS, GOOD],
    )
    assert set(made[0]) <= {"", "http:"}, "what is no address of the web is local or no link"
    assert set(made[1]) == {"http:", "https:"}
    hosts = page.evaluate(
        "async ([module, tricks]) => {"
        " const { link } = await import(module);"
        " return tricks.map((text) => link(text, 'x').host ?? '').filter(Boolean); }",
        [asset("js/link.js"), TRICKS],
    )
    assert set(hosts) <= {page.evaluate("location.host")}
