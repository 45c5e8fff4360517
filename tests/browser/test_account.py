"""Sign in, work, sign out in another tab: in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from atlas.settings import ROOT
from tests.browser.reader import Watch, open_page, rested

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"
REFUSED = re.compile(r"status of 4(01|10|22)")


def atlas(home: Path, *words: str, typed: str = "") -> str:
    """Run a command line on the server's data folder."""
    done = subprocess.run(
        [sys.executable, "-m", "atlas", *words],
        cwd=ROOT,
        env=os.environ | {"ATLAS_HOME": str(home), "ATLAS_LANG": "en"},
        input=typed,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def reviewer(server: str, server_home: Path) -> str:
    """Return the name of a reviewer with a password."""
    atlas(server_home, "user", "add", "Rana", "--role", "reviewer")
    atlas(server_home, "user", "password", "Rana", typed=PASSWORD + "\n")
    return "Rana"


def fill(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name of the account", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_label("Password", exact=True).press("Enter")


def bar(page: Page) -> Locator:
    return page.locator(".atlas-languages .account")


def test_sign_in_come_back_and_sign_out_in_a_second_tab(
    page: Page, context: BrowserContext, reviewer: str
) -> None:
    open_page(page, "/about?release=2026.1")
    bar(page).get_by_role("link", name="Sign in").click()
    fill(page, reviewer, PASSWORD)
    rested(page)
    parts = urlsplit(page.url)
    assert (parts.path, "release=2026.1" in parts.query) == ("/about", True)
    expect(bar(page)).to_contain_text(reviewer)

    second = context.new_page()
    open_page(second, "/about")
    expect(bar(second)).to_contain_text(reviewer)
    bar(second).get_by_role("button", name="Sign out").click()
    rested(second)
    expect(bar(second).get_by_role("link", name="Sign in")).to_be_visible()
    assert urlsplit(second.url).path == "/about"

    # The first tab still holds the cookie of its connection; its next command is nobody's.
    expect(bar(page)).to_contain_text(reviewer)
    page.get_by_role("link", name="World map").click()  # by the same connection
    expect(bar(page).get_by_role("link", name="Sign in")).to_be_visible()


def test_the_cookie_is_out_of_reach_of_scripts(page: Page, reviewer: str) -> None:
    page.goto("/sign-in")
    fill(page, reviewer, PASSWORD)
    rested(page)
    assert "atlas_" not in page.evaluate("document.cookie")
    kept = {c["name"]: c for c in page.context.cookies()}
    assert kept["atlas_session"]["httpOnly"] is True
    assert kept["atlas_session"]["sameSite"] == "Strict"


def test_a_wrong_password_is_answered_and_the_keyboard_is_enough(
    page: Page, watch: Watch, reviewer: str
) -> None:
    page.goto("/sign-in?lang=en&next=/about")
    expect(page.get_by_label("Name of the account", exact=True)).to_be_focused()
    page.keyboard.type(reviewer)
    page.keyboard.press("Tab")
    page.keyboard.type("wrong wrong wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("do not match")
    expect(page.get_by_label("Password", exact=True)).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign in")).to_be_focused()
    page.keyboard.press("Enter")
    rested(page)
    assert urlsplit(page.url).path == "/about"
    watch.errors[:] = [e for e in watch.errors if not REFUSED.search(e)]


def test_an_invitation_opens_an_account(page: Page, server_home: Path, watch: Watch) -> None:
    said = atlas(server_home, "user", "add", "Lina", "--role", "editor", "--invite")
    path = next(line for line in said.splitlines() if line.startswith("/invite/"))
    page.goto(f"{path}?lang=en")
    expect(page.get_by_text("This invitation is for the account “Lina”")).to_be_visible()
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("Repeat the password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Set the password and sign in").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    expect(page.get_by_text("this browser")).to_be_visible()
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(path)
    expect(page.get_by_role("alert")).to_contain_text("cannot be used any more")
    watch.errors[:] = [e for e in watch.errors if not REFUSED.search(e)]


def test_a_link_from_another_site_still_knows_its_reader(
    page: Page, server: str, reviewer: str
) -> None:
    page.goto("/sign-in?next=/about")
    fill(page, reviewer, PASSWORD)
    rested(page)
    page.goto(f"data:text/html,<a href='{server}/about'>An e-mail's link</a>")
    page.get_by_role("link").click()
    rested(page)
    expect(bar(page)).to_contain_text(reviewer)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_door_fits_its_window(page: Page, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"/sign-in?lang={lang}")
    expect(page.locator("form")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"IBM Plex Sans\"'))"
    )
    start = page.locator("label").first.evaluate("e => getComputedStyle(e).textAlign")
    assert start == "start"
    box = page.locator("h1").bounding_box()
    assert box is not None
