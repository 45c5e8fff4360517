"""Documents and search in a browser: from the box to the record and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import addressed, choose, open_page, rested

pytestmark = pytest.mark.browser
PATIENCE = 20_000  # milliseconds: the first search reads all records, and machines are busy


def ask(page: Page, words: str) -> None:
    box = page.get_by_role("textbox", name="Search in all records")
    box.fill(words)
    box.press("Enter")
    page.wait_for_url(re.compile("q="))
    expect(page.get_by_role("heading", level=1)).to_contain_text(words, timeout=PATIENCE)
    rested(page)
    expect(page.locator(".atlas-found")).to_be_visible(timeout=PATIENCE)


def test_the_library_lists_documents_with_their_source(page: Page) -> None:
    open_page(page, "/documents?country=URY")
    row = page.locator(".atlas-library tbody tr").first
    expect(row).to_contain_text("Uruguay")
    row.locator("summary").click()
    expect(row.locator("details")).to_contain_text("World Factbook")
    expect(row.locator("details")).to_contain_text("Licence: Public domain")


def test_the_library_has_pages_in_its_address(page: Page) -> None:
    open_page(page, "/documents")
    expect(page.locator(".atlas-library tbody tr")).to_have_count(100)
    first = page.locator(".atlas-library tbody tr").first.inner_text()
    page.get_by_role("link", name="Next").click()
    page.wait_for_url(re.compile("page=2"))
    rested(page)
    expect(page.locator(".atlas-library tbody tr").first).not_to_have_text(
        first, use_inner_text=True
    )
    open_page(page, "/documents?page=99")
    expect(page.locator("[data-testid=stAlert]")).to_contain_text("The nearest is")


def test_kinds_and_regions_filter_the_library(page: Page) -> None:
    open_page(page, "/documents?kind=treaty")
    choose(page, "Region or group", "Africa (south of the Sahara)")
    page.wait_for_url(re.compile("region=africa"))
    rested(page)
    kinds = set(page.locator(".atlas-library td.kind").all_inner_texts())
    assert kinds == {"Treaty or agreement"}
    addressed(page, {"kind": "treaty", "region": "africa"})


@pytest.mark.parametrize("words", ["ejército", "EJERCITO", "الجيش", "armée de terre"])
def test_a_word_in_any_language_finds_and_marks_the_same(page: Page, words: str) -> None:
    open_page(page, "/documents")
    ask(page, words)
    marks = {m.casefold() for m in page.locator(".atlas-found mark").all_inner_texts()}
    assert "army" in marks
    expect(page.locator(".atlas-found h2", has_text="Institutions")).to_be_visible()


def test_a_found_answer_leads_to_its_tile(page: Page) -> None:
    open_page(page, "/documents?q=head+of+state+popular+vote&country=URY&among=judgement")
    page.locator(".atlas-found .title a").first.click()
    page.wait_for_url(re.compile("/law"))
    expect(page.get_by_role("dialog").get_by_role("heading", name="Uruguay")).to_be_visible()


def test_one_kind_is_chosen_by_its_count_and_left_again(page: Page) -> None:
    open_page(page, "/documents?q=coup")
    page.locator(".atlas-found .kinds a", has_text="Events").click()
    page.wait_for_url(re.compile("among=event"))
    rested(page)
    expect(page.locator(".atlas-found h2")).to_have_count(1)
    assert page.locator(".atlas-found section li").count() > 10
    page.get_by_role("link", name="All kinds").click()
    rested(page)
    addressed(page, {"q": "coup"})


def test_a_mistyped_word_leads_to_the_right_one(page: Page) -> None:
    open_page(page, "/documents?q=goverment")
    found = page.locator(".atlas-found")
    expect(found).to_contain_text("No results for “goverment”.")
    found.get_by_role("link", name="government", exact=True).click()
    page.wait_for_url(re.compile("q=government"))
    expect(page.locator(".atlas-found mark").first).to_be_visible()


def test_markup_in_a_question_stays_text(page: Page) -> None:
    open_page(page, "/documents?q=%3Cimg src=x onerror=alert(1)%3E")
    expect(page.locator(".atlas-found")).to_contain_text("<img src=x")
    expect(page.locator(".atlas-found img")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("path", ["/documents", "/documents?q=army", "/documents?q=zzzz", "/law"])
def test_pages_fit_a_telephone(page: Page, path: str, lang: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{path}{'&' if '?' in path else '?'}lang={lang}")
    over: int = page.evaluate(
        "() => Math.max(...['html', '[data-testid=stMain]'].map(n => document.querySelector(n))"
        ".map(e => e.scrollWidth - e.clientWidth))"
    )
    assert over <= 0
