"""A view that a reader clicked stays while other choices change; the address carries it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import addressed, choose, drawn, open_map, open_page

pytestmark = pytest.mark.browser


def test_the_maps_view_stays_through_every_other_choice(page: Page) -> None:
    open_map(page, "?indicator=milex_gdp")
    map_ = page.locator(".atlas-map")
    page.get_by_role("tab", name="Table").click()
    addressed(page, {"indicator": "milex_gdp", "view": "table"})
    choose(page, "Indicator", "Military expenditure in US dollars")
    page.wait_for_url(re.compile("milex_usd"))
    drawn(page)
    expect(map_).to_have_attribute("data-mode", "table")
    addressed(page, {"indicator": "milex_usd", "view": "table"})
    choose(page, "Region or group", "Asia")
    page.wait_for_url(re.compile("region=asia"))
    drawn(page)
    expect(map_).to_have_attribute("data-mode", "table")
    addressed(page, {"indicator": "milex_usd", "region": "asia", "view": "table"})
    page.locator(".atlas-languages a[lang=fr]").click()
    page.wait_for_url(re.compile("lang=fr"))
    drawn(page)
    expect(map_).to_have_attribute("data-mode", "table")


def test_back_and_forward_go_through_the_maps_views(page: Page) -> None:
    open_map(page, "?indicator=milex_gdp")
    map_ = page.locator(".atlas-map")
    page.get_by_role("tab", name="Ranking").click()
    choose(page, "Region or group", "Asia")
    page.wait_for_url(re.compile("region=asia"))
    drawn(page)
    expect(map_).to_have_attribute("data-mode", "chart")
    page.go_back()
    page.wait_for_url(lambda url: "region" not in url)
    expect(map_).to_have_attribute("data-mode", "chart")
    page.go_back()
    page.wait_for_url(lambda url: "view" not in url)
    expect(map_).to_have_attribute("data-mode", "map")
    page.go_forward()
    page.wait_for_url(re.compile("view=chart"))
    expect(map_).to_have_attribute("data-mode", "chart")
    choose(page, "Region or group", "Africa (south of the Sahara)")
    page.wait_for_url(re.compile("region=africa"))
    drawn(page)
    expect(map_).to_have_attribute("data-mode", "chart")


def test_a_year_of_the_slider_stays_when_the_indicator_changes(page: Page) -> None:
    open_map(page, "?indicator=milex_gdp&region=asia")
    page.locator(".atlas-map .timeline input[type=range]").fill("0")
    year = page.locator(".atlas-map").get_attribute("data-time")
    assert year and year.isdigit()
    choose(page, "Region or group", "Africa (south of the Sahara)")
    page.wait_for_url(re.compile("region=africa"))
    drawn(page)
    expect(page.locator(".atlas-map")).to_have_attribute("data-time", year)
    addressed(page, {"indicator": "milex_gdp", "region": "africa", "year": year})


def test_a_comparisons_view_stays_when_the_indicator_changes(page: Page) -> None:
    open_page(page, "/compare?country=URY,KEN")
    page.locator(".st-key-url-view").get_by_text("Table", exact=True).click()
    page.wait_for_url(re.compile("view=table"))
    choose(page, "Indicator", "Military expenditure in US dollars")
    page.wait_for_url(re.compile("milex_usd"))
    addressed(page, {"country": "URY,KEN", "indicator": "milex_usd", "view": "table"})
    page.go_back()
    page.wait_for_url(lambda url: "milex_usd" not in url)
    addressed(page, {"country": "URY,KEN", "view": "table"})


def test_an_open_question_stays_and_a_closed_tile_goes_when_another_choice_changes(
    page: Page,
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})  # the answers as a list
    tile = "URY.head_of_state_chosen"
    open_page(page, f"/law?theme=institutions&tile={tile}")
    expect(page.locator("dialog.evidence")).to_be_visible()
    page.keyboard.press("Escape")
    addressed(page, {"theme": "institutions"})
    questions = page.locator(".atlas-law details.question")
    questions.nth(1).locator("summary").first.click()
    page.wait_for_url(re.compile("at="))
    at = page.url.partition("at=")[2].partition("&")[0]
    choose(page, "Region or group", "Asia")
    page.wait_for_url(re.compile("region=asia"))
    addressed(page, {"theme": "institutions", "region": "asia", "at": at})
    expect(page.locator("dialog.evidence")).not_to_be_visible()
    page.locator(".atlas-languages a[lang=fr]").click()
    page.wait_for_url(re.compile("lang=fr"))
    expect(page.locator(".atlas-law details.question").nth(1)).to_have_attribute("open", "")
