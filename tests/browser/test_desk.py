"""A spreadsheet with 25 planted problems, from its upload to a release and back again.

On SQLite and on PostgreSQL, with three people at three browsers, and forged requests.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from atlas.settings import ROOT
from atlas.store import engine
from tests import invented
from tests.browser.conftest import serving
from tests.browser.planted import PROBLEMS, mended, other, planted
from tests.browser.reader import Watch, open_page, rested
from tests.invented import EDITOR, PUBLISHER, REVIEWER, draft

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"
OFFICIAL = "Oficina"
Enter = Callable[[str], Page]


@dataclass
class Atlas:
    """A running server and the command line beside it."""

    home: Path
    own: dict[str, str]
    address: str = ""

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command line; its exit status is the caller's to judge."""
        kept = {k: v for k, v in os.environ.items() if k != "ATLAS_DATABASE_URL"}
        return subprocess.run(
            [sys.executable, "-m", "atlas", *words],
            cwd=ROOT,
            env=kept | {"ATLAS_HOME": str(self.home), "ATLAS_LANG": "en"} | self.own,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def atlas(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Atlas]:
    """Return a running atlas with one invented release and its staff."""
    database = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    made = Atlas(tmp_path, {"ATLAS_DATABASE_URL": database} if database else {})
    opened = engine(database or f"sqlite:///{tmp_path / 'atlas.sqlite'}")
    invented.add_staff(opened)
    invented.release(opened, "2026.1", draft("URY", value=2.0), draft("KEN", value=1.0))
    opened.dispose()
    made.run("user", "add", OFFICIAL, "--role", "official", "--country", "URY")
    for name in (EDITOR, REVIEWER, PUBLISHER, OFFICIAL):
        assert made.run("user", "password", name, typed=PASSWORD + "\n").returncode == 0
    with serving(tmp_path, **made.own) as address:
        made.address = address
        yield made


@pytest.fixture
def enter(atlas: Atlas, chromium: Browser) -> Iterator[Enter]:
    """Return a function that signs an account in, in a browser of its own; "" is a reader."""
    contexts: list[tuple[BrowserContext, Watch]] = []

    def signed_in(name: str) -> Page:
        context = chromium.new_context(
            base_url=atlas.address, viewport={"width": 1280, "height": 900}, locale="en-GB"
        )
        context.set_default_timeout(30_000)
        contexts.append((context, Watch(context, atlas.address)))
        page = context.new_page()
        if name:
            page.goto("/sign-in?next=/about")
            page.get_by_label("Name of the account", exact=True).fill(name)
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_label("Password", exact=True).press("Enter")
            rested(page)
        return page

    yield signed_in
    for context, watch in contexts:
        watch.check()
        context.close()


def upload(page: Page, name: str, content: bytes) -> None:
    """Choose a file on the upload page and wait for its draft."""
    open_page(page, "/upload")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )
    page.wait_for_url(re.compile(r"[?&]draft=\d+"))
    rested(page)


def tally(page: Page, name: str) -> Locator:
    return page.locator(f".atlas-tally .{name} dd")


def mend_first(page: Page, row: int, value: str | None) -> None:
    """Type a value into the first cell to mend, which stands in a row, or leave its row out.

    The cell is pointed at; to leave a row out, no mouse is used at all.
    """
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    expect(grid.locator("#glide-cell-1-0")).to_have_text(str(row))  # the grid of this draft
    if value:
        # The grid takes a click once it has seen the pointer come: hands travel, tests leap.
        grid.hover(position={"x": 30, "y": 18})
        expect(grid.locator(".dvn-scroller")).to_have_css("cursor", "pointer")
        grid.click(position={"x": 30, "y": 54})
    else:
        page.get_by_role("heading", level=1).hover()
        grid.get_by_test_id("data-grid-canvas").focus()
    expect(grid.locator("#glide-cell-0-0")).to_have_attribute("aria-selected", "true")
    column = 3 if value else 4
    for at in range(1, column + 1):
        page.keyboard.press("ArrowRight")
        expect(grid.locator(f"#glide-cell-{at}-0")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")  # opens the cell, or ticks the box
    if value:
        page.locator(".gdg-input").fill(value)
        page.keyboard.press("Enter")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    rested(page)


def submission(page: Page) -> str:
    """Return the number of the submission that was just made."""
    page.wait_for_url(re.compile(r"[?&]sent=\d+"))
    rested(page)
    found = re.search(r"sent=(\d+)", page.url)
    assert found
    return found[1]


def test_from_a_spreadsheet_with_25_problems_to_a_release_and_back(
    atlas: Atlas, enter: Enter
) -> None:
    editor = enter(EDITOR)
    every_problem_is_named_by_its_cell(editor)
    two_are_mended_in_the_page(editor)
    number = the_mended_file_is_submitted(editor)

    reviewer = enter(REVIEWER)
    number = it_is_returned_and_comes_again(editor, reviewer, number)
    nobody_approves_their_own(atlas, editor, number)
    it_is_approved(reviewer, number)

    publisher, reader = enter(PUBLISHER), enter("")
    it_is_published(publisher)
    every_reader_sees_it_at_once(reader)
    the_government_replies(enter(OFFICIAL), reviewer, reader)
    it_is_rolled_back(publisher, reader)
    assert json.loads(atlas.run("audit", "verify", "--json").stdout)["intact"] is True


def every_problem_is_named_by_its_cell(page: Page) -> None:
    upload(page, "planted.xlsx", planted())
    expect(tally(page, "error")).to_have_text("24")
    expect(tally(page, "warning")).to_have_text("1")
    rows = page.locator(".atlas-problems tbody tr")
    expect(rows).to_have_count(len(PROBLEMS))
    said = [" ".join(text.split()) for text in rows.all_inner_texts()]
    for at, problem in enumerate(PROBLEMS, start=5):
        place = f"Figures row {at}" + (f" · {problem.column}" if problem.column else "")
        (line,) = [text for text in said if f"{place} " in f"{text} "]
        assert problem.code in line
    with page.expect_download() as given:
        page.get_by_text("Download the workbook with its problems marked").click()
    book = load_workbook(BytesIO(given.value.path().read_bytes()))
    assert book.worksheets[0].max_row == len(PROBLEMS) + 1
    assert book["Figures"]["A5"].comment is not None
    expect(page.get_by_role("button", name="Submit for review")).to_be_disabled()


def two_are_mended_in_the_page(page: Page) -> None:
    mend_first(page, 5, "Uruguay")
    expect(tally(page, "error")).to_have_text("23")
    rested(page)
    mend_first(page, 6, None)
    expect(tally(page, "error")).to_have_text("22")
    page.reload()  # all is kept
    rested(page)
    expect(tally(page, "error")).to_have_text("22")
    expect(page.get_by_text("Cells corrected so far (2)")).to_be_visible()


def the_mended_file_is_submitted(page: Page) -> str:
    upload(page, "mended.xlsx", mended())
    expect(page.get_by_role("button", name="Submit for review")).to_be_disabled()
    word = page.get_by_role("textbox", name=re.compile("repeated-row"))
    word.fill("The almanac prints the line twice.")
    word.blur()
    expect(page.get_by_role("button", name="Submit for review")).to_be_enabled()
    expect(page.locator(".atlas-changes tbody tr").first).to_be_visible()
    page.get_by_role("button", name="Submit for review").dblclick()
    number = submission(page)
    open_page(page, "/upload")
    expect(page.locator("tbody .tag.submitted")).to_have_count(1)
    return number


def it_is_returned_and_comes_again(editor: Page, reviewer: Page, number: str) -> str:
    open_page(reviewer, f"/review?submission={number}")
    expect(reviewer.get_by_text("Uruguay").first).to_be_visible()
    reviewer.get_by_text("Results of the file check").click()
    expect(reviewer.get_by_text("The almanac prints the line twice.")).to_be_visible()
    with reviewer.expect_download() as given:
        reviewer.get_by_text("Download the file, without its metadata").click()
    assert given.value.suggested_filename == "mended.xlsx"
    note = reviewer.get_by_label("Note; stored with the decision")
    note.fill("Which page of the almanac?")
    note.blur()
    press(reviewer, "Return for correction")
    expect(reviewer.locator(".atlas-past")).to_contain_text("Which page of the almanac?")

    open_page(editor, f"/review?submission={number}")
    expect(editor.locator(".atlas-past")).to_contain_text("Which page of the almanac?")
    press(editor, "Open as a draft again")
    editor.get_by_role("link", name="Correct it").click()
    editor.wait_for_url(re.compile(r"[?&]draft=\d+"))
    rested(editor)
    press(editor, "Submit for review")
    return submission(editor)


def nobody_approves_their_own(atlas: Atlas, editor: Page, number: str) -> None:
    open_page(editor, f"/review?submission={number}")
    expect(editor.get_by_text("a second person must review it")).to_be_visible()
    expect(editor.get_by_role("button", name="Approve")).to_have_count(0)
    own = atlas.home / "own.xlsx"
    own.write_bytes(other())
    made = atlas.run("import", str(own), "--submit", "--as", REVIEWER, "--json")
    forged = str(json.loads(made.stdout)["submission"])
    refused = atlas.run("review", forged, "--approve", "--as", REVIEWER, "--json")
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["code"] == "self-review"
    refused = atlas.run("review", number, "--approve", "--as", EDITOR, "--json")
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["code"] == "not-allowed"


def it_is_approved(reviewer: Page, number: str) -> None:
    open_page(reviewer, f"/review?submission={number}")
    press(reviewer, "Approve")
    expect(reviewer.locator(".tag.approved").first).to_be_visible()
    expect(reviewer.get_by_role("button", name="Approve")).to_have_count(0)


def it_is_published(publisher: Page) -> None:
    open_page(publisher, "/review")
    expect(publisher.get_by_label("Label", exact=True)).to_have_value("2026.2")
    press(publisher, "Publish")
    expect(publisher.get_by_text("Release 2026.2 is published.")).to_be_visible()


def every_reader_sees_it_at_once(reader: Page) -> None:
    open_page(reader, "/changes")
    expect(reader.get_by_role("heading", level=1)).to_have_text("From release 2026.1 to 2026.2")
    row = reader.locator(".atlas-changes tbody tr", has_text="Uruguay").last
    expect(row).to_contain_text("2.7")
    row.locator("summary").click()
    expect(row).to_contain_text("Institute of Planted Figures")
    reader.get_by_role("radio", name="Map", exact=True).click()
    reader.wait_for_url(re.compile("view=map"))
    expect(reader.locator(".atlas-map .countries [data-iso=URY]")).to_have_class(
        re.compile("c[0-3]")
    )
    open_page(reader, "/data?country=URY&indicator=milex_gdp")
    expect(reader.locator(".atlas-footer")).to_contain_text("2026.2")


def the_government_replies(official: Page, reviewer: Page, reader: Page) -> None:
    open_page(official, "/reply?country=URY&indicator=milex_gdp&period=2024")
    official.get_by_label(re.compile("^Your value")).fill("2.4")
    official.get_by_label("Statement", exact=True).fill("La cifra oficial es otra.")
    official.get_by_role("button", name="Send the reply").click()
    expect(official.locator(".tag.submitted")).to_be_visible()
    open_page(reviewer, "/review")
    reviewer.get_by_role("link", name="1 government reply awaiting review").click()
    reviewer.locator(".atlas-desk .title a").first.click()
    reviewer.get_by_role("button", name="Show next to the figure").click()
    expect(reviewer.locator(".tag.shown")).to_be_visible()
    open_page(reader, "/country?country=URY")
    expect(reader.locator(".atlas-reply").first).to_contain_text("2.4")


def it_is_rolled_back(publisher: Page, reader: Page) -> None:
    publisher.get_by_text("Roll back to an older release").click()
    press(publisher, "Roll back")
    expect(publisher.get_by_text("Type 2026.1 to confirm")).to_be_visible()
    typed = publisher.get_by_label("Type its label to confirm")
    typed.fill("2026.1")
    typed.blur()
    press(publisher, "Roll back")
    expect(publisher.get_by_text("Release 2026.1-r3 is published.")).to_be_visible()
    open_page(reader, "/changes")
    expect(reader.get_by_text("This release equals release 2026.1 again.")).to_be_visible()
    expect(reader.get_by_text("What is new since your last visit (release 2026.2)")).to_be_visible()
