"""A reader asks, an official answers, and both stand beside the figure: in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import install, serving
from tests.browser.reader import Watch, open_map, open_page, query
from tests.browser.test_account import PASSWORD, atlas, fill

pytestmark = pytest.mark.browser

AT = "country=URY&indicator=milex_gdp&period=2024"
QUESTION = "Does this hold military pensions? https://x.example"
ANSWER = "The source does not say so."
STATEMENT = "La cifra oficial incluye las pensiones."


class People:
    """Browsers of several people, all watched."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium, self.address = chromium, address
        self.watches: list[Watch] = []

    def come(self, name: str = "") -> Page:
        """Open a browser of its own; with a name, signed in."""
        context = self.chromium.new_context(base_url=self.address, locale="en-GB")
        context.set_default_timeout(40_000)
        self.watches.append(Watch(context, self.address))
        page = context.new_page()
        if name:
            page.goto("/sign-in?next=/about")
            fill(page, name, PASSWORD)
            page.wait_for_url("**/about*")
        return page


@pytest.fixture
def people(chromium: Browser, installed: Path, tmp_path: Path) -> Iterator[People]:
    home = install(installed, tmp_path / "home")
    with serving(home) as address:
        for name, *role in (
            ("Oficina", "official", "--country", "URY"),
            ("Rana", "reviewer"),
            ("Esi", "editor"),
        ):
            atlas(home, "user", "add", name, "--role", *role)
            atlas(home, "user", "password", name, typed=PASSWORD + "\n")
        made = People(chromium, address)
        yield made
        for watch in made.watches:
            watch.check()


def test_a_question_and_a_reply_come_to_stand_beside_the_figure(people: People) -> None:
    reader = people.come()
    a_reader_asks(reader)
    an_editor_answers(people.come("Esi"))
    official = people.come("Oficina")
    an_official_replies(official)
    open_page(reader, "/country?country=URY")
    expect(reader.locator(".atlas-answered").first).to_be_visible()
    expect(reader.locator(".atlas-reply")).to_have_count(0)
    a_reviewer_shows_it(people.come("Rana"))
    it_stands_everywhere(reader)
    open_page(official, query_of_shown(official))
    official.get_by_role("button", name="Withdraw").click()
    expect(official.locator(".tag.withdrawn")).to_be_visible()
    open_map(reader, "?indicator=milex_gdp")
    pinned(reader)
    expect(reader.locator(".atlas-map .card .reply")).to_have_count(0)


def evidence_of_budget(page: Page) -> None:
    open_page(page, "/country?country=URY")
    row = page.locator("#budget tr", has=page.locator("a[href*='indicator=milex_gdp']")).first
    row.locator("summary", has_text="Source").click()


def a_reader_asks(page: Page) -> None:
    evidence_of_budget(page)
    expect(page.get_by_role("link", name="Answer this figure")).to_have_count(0)
    page.locator("#budget").get_by_role("link", name="Ask about this figure").locator(
        "visible=true"
    ).click()
    page.get_by_label("Your question", exact=True).fill(QUESTION)
    expect(page.get_by_label("Leave this field empty", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_text("Your question is with the editors")).to_be_visible()


def an_editor_answers(page: Page) -> None:
    open_page(page, "/question")
    expect(page.get_by_text(QUESTION)).to_be_visible()
    expect(page.locator("a[href*='x.example']")).to_have_count(0)
    page.locator(".atlas-voice-list a").first.click()
    page.get_by_label("Answer", exact=True).fill(ANSWER)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("Answered, public")).to_be_visible()


def an_official_replies(page: Page) -> None:
    evidence_of_budget(page)
    page.locator("#budget").get_by_role("link", name="Answer this figure").locator(
        "visible=true"
    ).click()
    page.get_by_label(re.compile("^Your value")).fill("2.4")
    page.get_by_label("Statement", exact=True).fill(STATEMENT)
    page.get_by_role("button", name="Send the reply").click()
    expect(page.locator(".tag.submitted")).to_be_visible()
    page.wait_for_url(lambda url: "reply=" in url)


def a_reviewer_shows_it(page: Page) -> None:
    open_page(page, "/review")
    page.get_by_role("link", name="1 government reply awaiting review").click()
    page.locator(".atlas-desk .title a").first.click()
    page.get_by_role("button", name="Show next to the figure").click()
    expect(page.locator(".tag.shown")).to_be_visible()


def it_stands_everywhere(page: Page) -> None:
    open_page(page, "/country?country=URY")
    expect(page.locator(".atlas-basics .atlas-reply")).to_contain_text("2.4% of GDP")
    line = page.locator("#budget .atlas-reply").first
    expect(line).to_contain_text("Government of Uruguay")
    line.locator("summary").click()
    expect(line.get_by_text(STATEMENT)).to_be_visible()
    open_page(page, "/compare?country=URY,CHL&indicator=milex_gdp&view=table")
    expect(page.locator(".atlas-reply")).to_contain_text("2.4% of GDP")
    open_page(page, "/data?country=URY&indicator=milex_gdp")
    expect(page.locator(".atlas-voice-list")).to_contain_text(STATEMENT)
    open_map(page, "?indicator=milex_gdp")
    pinned(page)
    expect(page.locator(".atlas-map .card .reply")).to_contain_text(STATEMENT)
    page.locator(".atlas-map .card .close").click()
    page.get_by_role("tab", name="Table").click()
    expect(page.locator(".atlas-map .table td.reply", has_text="2.4% of GDP")).to_be_visible()
    told = page.request.get("/api/v1/replies?country=URY").json()
    assert [row["value"] for row in told["replies"]] == [2.4]
    assert "Oficina" not in page.content()


def pinned(page: Page) -> None:
    page.locator(".atlas-map .countries [data-iso=URY]").first.dispatch_event("click")
    expect(page.locator(".atlas-map .card")).to_be_visible()


def query_of_shown(page: Page) -> str:
    return f"/reply?reply={query(page)['reply']}"
