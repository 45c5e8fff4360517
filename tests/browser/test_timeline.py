"""Events on an axis of time, and on compared series, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import addressed, open_page, rested

pytestmark = pytest.mark.browser


def marks(page: Page) -> Locator:
    return page.locator(".atlas-timeline .event")


def overlaps(page: Page) -> int:
    """Return how many marks of one lane cover another."""
    found: int = page.evaluate(
        """() => [...document.querySelectorAll('.atlas-timeline .plot')].map(plot => {
          const boxes = [...plot.querySelectorAll('summary > .atlas-glyph')]
            .map(e => e.getBoundingClientRect());
          return boxes.filter((a, i) => boxes.some((b, j) => i < j && a.left < b.right - 1 &&
            b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length;
        }).reduce((a, b) => a + b, 0)"""
    )
    return found


def test_every_mark_has_its_row_in_the_list(page: Page) -> None:
    open_page(page, "/timeline?country=URY,ARG,SRB&kind=all")
    count = marks(page).count()
    assert count > 20
    assert page.locator(".atlas-events tbody tr").count() == count
    assert page.locator(".atlas-timeline .lane h3").all_inner_texts()[0].startswith("Uruguay")


def test_a_mark_opens_its_evidence_and_closes_the_one_before(page: Page) -> None:
    open_page(page, "/timeline?country=ARG")
    marks(page).nth(2).locator("summary").click()
    card = marks(page).nth(2).locator(".card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("World Factbook")
    expect(card.locator("blockquote")).not_to_be_empty()
    marks(page).nth(5).locator("summary").click()
    expect(marks(page).nth(5).locator(".card")).to_be_visible()
    expect(card).to_be_hidden()


def test_marks_are_reached_and_opened_by_key(page: Page) -> None:
    open_page(page, "/timeline?country=ARG")
    first = marks(page).first.locator("summary")
    first.focus()
    expect(first.locator(".tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(marks(page).first.locator(".card")).to_be_visible()
    page.keyboard.press("Enter")
    expect(marks(page).first.locator(".card")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_a_reader_with_a_keyboard_can_pass_the_chart(page: Page) -> None:
    open_page(page, "/timeline?country=ARG")
    page.locator(".atlas-skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#events")).to_be_focused()
    addressed(page, {"country": "ARG"})


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("address", ["?region=africa&kind=all", "?country=TUR,RUS,LTU&kind=all"])
def test_no_mark_covers_another(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, f"/timeline{address}")
    assert marks(page).count() > 30
    assert overlaps(page) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_years_are_chosen_and_kept_in_the_address(page: Page) -> None:
    open_page(page, "/timeline?country=ARG")
    before = marks(page).count()
    first = page.get_by_role("spinbutton", name="First year")
    first.fill("1950")
    first.press("Enter")
    page.wait_for_url(re.compile("from=1950"))
    rested(page)
    assert 0 < marks(page).count() < before
    page.reload()
    rested(page)
    expect(first).to_have_value("1950")


def test_table_alone_holds_the_same_events(page: Page) -> None:
    open_page(page, "/timeline?country=ARG")
    count = marks(page).count()
    page.get_by_role("radio", name="Table").click()
    page.wait_for_url(re.compile("view=table"))
    expect(marks(page)).to_have_count(0)
    expect(page.locator(".atlas-events tbody tr")).to_have_count(count)


def test_files_hold_the_events_of_the_page(page: Page) -> None:
    open_page(page, "/timeline?country=ARG&from=1950")
    link = page.locator(".atlas-files a", has_text="CSV")
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.status == 200
    lines = answer.text().strip().splitlines()
    assert len(lines) - 1 == page.locator(".atlas-events tbody tr").count()


def test_arabic_page_keeps_the_axis_and_turns_the_text(page: Page) -> None:
    open_page(page, "/timeline?country=ARG&lang=ar")
    name = page.locator(".atlas-timeline .lane h3").first.bounding_box()
    plot = page.locator(".atlas-timeline .plot").first.bounding_box()
    assert name is not None
    assert plot is not None
    assert name["x"] > plot["x"]
    ticks = page.locator(".atlas-timeline .axis div span").all_inner_texts()
    assert ticks == sorted(ticks)


def test_events_are_marked_on_series_by_a_switch(page: Page) -> None:
    open_page(page, "/compare?country=ARM,UKR")
    traces = page.locator(".js-plotly-plot .scatterlayer .trace")
    expect(traces).to_have_count(2)
    page.get_by_text("Mark events and reforms").click()
    page.wait_for_url(re.compile("events=1"))
    expect(traces).to_have_count(4)
    expect(page.locator(".atlas-events tbody tr").first).to_be_visible()
    page.get_by_text("Mark events and reforms").click()
    expect(traces).to_have_count(2)
    addressed(page, {"country": "ARM,UKR"})
