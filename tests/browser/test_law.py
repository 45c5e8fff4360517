"""The legal comparator in a browser: tiles, evidence, keys, views, a telephone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from atlas.codebook import codebook
from tests.browser.reader import addressed, addresses, choose, drawn, open_page, rested

pytestmark = pytest.mark.browser
FULL = "head_of_state_chosen"


def open_law(page: Page, address: str = "/law?theme=institutions") -> Locator:
    """Open the comparator and wait until its answers stand."""
    open_page(page, address)
    view = page.locator(".atlas-law[data-layout]:not([aria-busy])")
    expect(view).to_be_visible()
    return view


def tile(page: Page, iso3: str, question: str = FULL) -> Locator:
    return page.locator(f".matrix .tile[data-iso={iso3}][data-question={question}]")


def focused(page: Page) -> str:
    found: str = page.evaluate(
        "() => `${document.activeElement.dataset.iso}.${document.activeElement.dataset.question}`"
    )
    return found


def test_a_matrix_has_words_in_every_answered_tile(page: Page) -> None:
    view = open_law(page)
    answered = view.locator(".tile[class*=' a']")
    assert answered.count() > 300
    assert all(text.strip() for text in answered.all_inner_texts())
    # Silence has a pattern and no words, and a screen reader is told.
    silent = view.locator(".tile.reason-no-data").first
    expect(silent).to_have_text("")
    expect(silent).to_have_attribute("aria-label", re.compile("No data"))


def test_only_countries_with_an_answer_are_shown_until_all_are_asked_for(page: Page) -> None:
    view = open_law(page)
    rows = view.locator("tbody tr:has(.tile)")
    assert rows.count() > 150
    silent = rows.count() - view.locator("tbody tr:has(.tile[class*=' a'])").count()
    assert silent == 0
    page.get_by_text("Also countries and questions without any answer").click()
    page.wait_for_url(re.compile("all=1"))
    columns = [q for q in codebook().questions.values() if q.theme == "institutions"]
    expect(view.locator("thead th")).to_have_count(len(columns) + 1)
    assert rows.count() >= 193


def test_a_tile_opens_its_evidence_and_the_address_names_it(page: Page) -> None:
    open_law(page)
    tile(page, "URY").click()
    box = page.get_by_role("dialog")
    expect(box.get_by_role("heading", name="Uruguay")).to_be_visible()
    expect(box.locator(".answer")).to_contain_text("By popular vote")
    expect(box).to_contain_text("World Factbook")
    expect(box).to_contain_text(re.compile(r"Licence: .+[0-9a-f]{24}", re.DOTALL))
    addresses(page, tile=f"URY.{FULL}")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.wait_for_url(lambda url: "tile" not in url)


def test_an_address_with_a_tile_opens_its_evidence(page: Page) -> None:
    open_law(page, f"/law?question={FULL}&tile=KEN.{FULL}")
    box = page.get_by_role("dialog")
    expect(box.get_by_role("heading", name="Kenya")).to_be_visible()
    box.get_by_role("link", name="Open the country’s page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenya")


def test_an_empty_tile_says_that_silence_is_no_answer(page: Page) -> None:
    view = open_law(page)
    view.locator(".tile.reason-no-data").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("An empty tile is not a “no”.")


@pytest.mark.parametrize(("lang", "forward"), [("en", "ArrowRight"), ("ar", "ArrowLeft")])
def test_arrow_keys_walk_over_the_tiles_and_enter_opens(
    page: Page, lang: str, forward: str
) -> None:
    open_law(page, f"/law?theme=institutions&country=CHL,URY&lang={lang}")
    first = page.locator(".matrix .tile").first
    first.focus()
    start = focused(page)
    page.keyboard.press(forward)
    assert focused(page).split(".")[1] != start.split(".")[1]
    page.keyboard.press("ArrowDown")
    assert focused(page).split(".")[0] != start.split(".")[0]
    reached = focused(page)
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog")
    expect(box.locator(".content article, .content .absent").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert focused(page) == reached
    page.keyboard.press("Control+Home")
    assert focused(page) == start


def test_one_tile_alone_is_a_stop_of_the_tab_key(page: Page) -> None:
    view = open_law(page)
    expect(view.locator(".tile[tabindex='0']")).to_have_count(1)


def test_every_view_is_in_the_address(page: Page) -> None:
    open_law(page, f"/law?question={FULL}")
    page.get_by_role("radio", name="Table").click()
    page.wait_for_url(re.compile("view=table"))
    rested(page)
    expect(page.locator(".atlas-law .plain td.value").first).to_be_visible()
    page.get_by_role("radio", name="Counts by region").click()
    page.wait_for_url(re.compile("view=counts"))
    rested(page)
    expect(page.locator(".atlas-counts .bar i").first).to_be_visible()
    page.get_by_role("radio", name="Map").click()
    page.wait_for_url(re.compile("view=map"))
    drawn(page)
    expect(page.locator(".atlas-map .countries .c0").first).to_be_attached()
    for part in (".tabs", ".timeline"):
        expect(page.locator(f".atlas-map {part}")).to_be_hidden()
    addressed(page, {"question": FULL, "view": "map"})


def test_counts_add_up_to_the_countries(page: Page) -> None:
    open_page(page, f"/law?question={FULL}&view=counts")
    for row in page.locator(".atlas-counts tbody tr").all():
        numbers = [int(n) for n in row.locator("td.n").all_inner_texts() if n.isdigit()]
        assert sum(numbers[:-1]) == numbers[-1]


def test_a_table_opens_the_evidence_of_every_answer(page: Page) -> None:
    view = open_law(page, f"/law?question={FULL}&view=table&country=URY")
    view.get_by_role("button", name=re.compile("Evidence: Uruguay")).click()
    expect(page.get_by_role("dialog")).to_contain_text("By popular vote")


def test_another_theme_is_another_matrix(page: Page) -> None:
    view = open_law(page)
    choose(page, "Theme", "Police and justice")
    page.wait_for_url(re.compile("theme=justice"))
    expect(view.locator("thead")).to_contain_text("Police under")


def test_a_telephone_shows_one_question_at_a_time(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    view = open_law(page, "/law?theme=institutions&region=latin_america")
    expect(view).to_have_attribute("data-layout", "list")
    expect(view.locator(".question[open]")).to_have_count(1)
    view.locator(".question > summary").nth(1).click()
    expect(view.locator(".question[open]")).to_have_count(1)
    page.wait_for_url(re.compile("at="))
    view.locator(".question[open] .chip").first.click()
    expect(page.get_by_role("dialog").locator(".answer").first).to_be_visible()
    over: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert over <= 0


def test_unknown_words_are_answered_with_the_nearest(page: Page) -> None:
    open_page(page, "/law?theme=overside&view=matrx")
    said = " ".join(page.locator("[data-testid=stAlert]").all_inner_texts())
    assert "oversight" in said
    assert "matrix" in said
