"""Organisation charts and the country page's records in a browser: keys, evidence, telephone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import addressed, addresses, open_page, rested

pytestmark = pytest.mark.browser
TELEPHONE = {"width": 390, "height": 844}


def boxes(page: Page) -> Locator:
    return page.locator(".atlas-chart .body")


def box(page: Page, name: str) -> Locator:
    """Return the box of a body; its card names other bodies too."""
    own = page.locator("summary > b", has_text=re.compile(f"^{name}$"))
    return boxes(page).filter(has=own)


def bounds(found: Locator) -> dict[str, float]:
    made = found.bounding_box()
    assert made is not None
    return dict(made)


def test_a_chart_stands_with_its_lines_and_legend(page: Page) -> None:
    open_page(page, "/institutions?country=URY")
    expect(page.get_by_role("region", name="Organisation chart of Uruguay")).to_be_visible()
    assert boxes(page).count() > 10
    lines = page.locator(".atlas-chart .lines")
    assert lines.evaluate("e => e.decode().then(() => e.naturalWidth)") > 0
    expect(page.locator(".atlas-chart .signs")).to_contain_text("belongs to")
    expect(page.locator(".atlas-bodies")).to_be_hidden()


def test_no_two_boxes_of_a_chart_touch(page: Page) -> None:
    open_page(page, "/institutions?country=PAK")
    expect(boxes(page).first).to_be_visible()
    for width in (1440, 920):
        page.set_viewport_size({"width": width, "height": 900})
        touching = page.evaluate(
            """() => {
              const all = [...document.querySelectorAll('.atlas-chart .body > summary')]
                .map(e => [e.innerText, e.getBoundingClientRect()]);
              return all.flatMap(([a, p], i) => all.slice(i + 1)
                .filter(([b, q]) => p.left < q.right && q.left < p.right
                  && p.top < q.bottom && q.top < p.bottom)
                .map(([b]) => `${a} / ${b}`));
            }"""
        )
        assert touching == []


def test_a_box_opens_with_the_words_of_its_source(page: Page) -> None:
    open_page(page, "/institutions?country=URY")
    police = box(page, "National Police")
    police.locator("> summary").focus()
    page.keyboard.press("Enter")
    card = police.locator(".card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("World Factbook")
    expect(card).to_contain_text("belongs to Ministry of Interior")
    assert re.search(r"\b[0-9a-f]{24}\b", card.inner_text())
    other = box(page, "Ministry of Interior")
    other.locator("> summary").click()
    expect(other.locator(".card")).to_be_visible()
    expect(card).to_be_hidden()


def test_the_list_is_walked_with_the_keyboard(page: Page) -> None:
    open_page(page, "/institutions?country=URY&view=list")
    summaries = page.locator(".atlas-bodies > ul > li > details > summary")
    summaries.first.focus()
    page.keyboard.press("Enter")
    first = page.locator(".atlas-bodies details").first
    expect(first).to_have_attribute("open", "")
    expect(first.locator(".entry").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(first).not_to_have_attribute("open", "")
    page.keyboard.press("Tab")
    at = page.evaluate("() => document.activeElement.closest('details').id")
    assert at.startswith("URY-")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_each_institution_stands_once_in_the_list(page: Page) -> None:
    open_page(page, "/institutions?country=SAU&view=list")
    ids = page.locator(".atlas-bodies details[id]").evaluate_all("all => all.map(e => e.id)")
    assert len(ids) == len(set(ids)) > 15


def test_the_table_names_a_source_for_every_row(page: Page) -> None:
    open_page(page, "/institutions?country=URY")
    page.get_by_role("radio", name="Table").click()
    page.wait_for_url(re.compile("view=table"))
    rows = page.locator(".atlas-sheet tbody tr")
    expect(rows.first).to_be_visible()
    rested(page)
    assert page.locator(".atlas-sheet summary:text-is('Source')").count() == rows.count() > 20
    addressed(page, {"country": "URY", "view": "table"})


def test_two_charts_stand_side_by_side_and_say_what_differs(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_page(page, "/institutions?country=URY,CHL")
    charts = page.locator(".atlas-chart")
    expect(charts).to_have_count(2)
    one, other = bounds(charts.nth(0)), bounds(charts.nth(1))
    assert one["x"] + one["width"] <= other["x"]
    assert page.locator(".atlas-chart .m-only").count() > 1
    expect(page.locator(".atlas-say")).to_contain_text("Recorded for Chile and not for Uruguay")
    expect(page.locator(".atlas-pairs tr", has_text="Gendarmerie")).to_contain_text("not recorded")


def test_on_a_telephone_the_list_stands_for_the_chart(page: Page) -> None:
    page.set_viewport_size(TELEPHONE)
    open_page(page, "/institutions?country=CHN")
    expect(page.locator(".atlas-bodies")).to_be_visible()
    expect(page.locator(".atlas-chart")).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_from_right_to_left_the_chart_begins_at_the_right(page: Page) -> None:
    open_page(page, "/institutions?country=URY&lang=ar")
    expect(boxes(page).first).to_be_visible()
    first = bounds(box(page, "President"))
    forces = bounds(page.locator(".atlas-chart"))
    assert first["x"] + first["width"] > forces["x"] + forces["width"] - 5
    turned = page.locator(".atlas-chart .lines").evaluate("e => getComputedStyle(e).transform")
    assert turned.startswith("matrix(-1")


def test_the_index_leads_to_a_country(page: Page) -> None:
    open_page(page, "/institutions")
    page.locator(".atlas-index a").filter(has_text="Zambia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zambia")
    addresses(page, country="ZMB")


def test_the_country_page_leads_to_its_chapters(page: Page) -> None:
    open_page(page, "/country?country=FRA")
    page.get_by_role("link", name="Missions and cooperation").click()
    expect(page.locator("#missions h2")).to_be_in_viewport()
    expect(page.locator("#missions .atlas-member").first).to_contain_text(
        "North Atlantic Treaty Organization"
    )
    page.get_by_role("link", name="Organisation chart").click()
    expect(page.get_by_role("region", name="Organisation chart of France")).to_be_visible()


def test_every_answer_membership_and_event_of_a_country_has_its_source(page: Page) -> None:
    open_page(page, "/country?country=FRA")
    answers = page.locator(".atlas-answers tbody tr")
    expect(answers.first).to_be_visible()
    assert page.locator(".atlas-answers td:last-child summary").count() == answers.count() > 5
    events = page.locator(".atlas-happened tbody tr")
    assert page.locator(".atlas-happened td:last-child summary").count() == events.count() >= 6
    members = page.locator(".atlas-member li")
    assert page.locator(".atlas-member code").count() == members.count() > 80


def test_an_answer_opens_with_its_sentence_on_a_dark_page(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, "/country?country=FRA")
    row = page.locator(".atlas-answers tbody tr").first
    row.locator("td:last-child > details > summary").click()
    panel = row.locator("td:last-child > details > div")
    expect(panel).to_contain_text("Government")
    expect(panel).to_contain_text("How the question is coded")
    paper = panel.evaluate("e => getComputedStyle(e).backgroundColor")
    assert paper == "rgb(18, 24, 31)"


def test_the_country_page_is_readable_on_a_telephone(page: Page) -> None:
    page.set_viewport_size(TELEPHONE)
    open_page(page, "/country?country=URY")
    expect(page.locator(".atlas-answers").first).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.atlas-chapter *')].filter(e => e.offsetParent"
        " && e.getBoundingClientRect().right > 391).map(e => e.className || e.tagName)"
    )
    assert wide == []
