"""The world map in a browser: it draws, answers the pointer and the keys, and plays offline."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from atlas.codebook import codebook
from tests.browser.reader import (
    Watch,
    addressed,
    addresses,
    choose,
    classes,
    drawn,
    open_map,
    rested,
)

pytestmark = pytest.mark.browser

MICRO_STATES = ("AND", "LIE", "MCO", "MDV", "MLT", "NRU", "SGP", "SMR", "TUV", "VAT")


def country(page: Page, iso3: str) -> Locator:
    return page.locator(f".atlas-map .countries [data-iso={iso3}]").last


def pin(page: Page, iso3: str) -> Locator:
    """Click a country; return its card."""
    country(page, iso3).click()
    card = page.locator(".atlas-map .card.pinned")
    expect(card).to_be_visible()
    return card


def fills(page: Page) -> set[str]:
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('.atlas-map .countries path')]"
        ".map(e => getComputedStyle(e).fill)"
    )
    return set(found)


def quiet(page: Page, watch: Watch) -> None:
    """Wait until all has been fetched, then forget it."""
    page.wait_for_load_state("networkidle")
    watch.requests.clear()
    watch.frames.clear()


def test_map_draws_every_country_in_classes_of_different_colours(page: Page) -> None:
    open_map(page)
    shown = classes(page)
    assert len(shown) > 190
    numbers = {name for name in shown.values() if re.fullmatch(r"c\d", name)}
    assert len(numbers) >= 5
    assert len(fills(page)) >= 6


def test_every_member_of_the_united_nations_is_on_the_map(page: Page) -> None:
    open_map(page)
    members = {c.iso3 for c in codebook().countries.values() if c.un_member}
    assert len(members) == 193
    assert members <= set(classes(page))


def test_map_says_what_it_shows(page: Page) -> None:
    open_map(page)
    said = page.locator(".atlas-map .say")
    expect(said).to_contain_text("Highest:")
    expect(said).to_contain_text("Median by region:")
    expect(said).to_contain_text(re.compile(r"\d+ of \d+ countries and territories have a value"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Military expenditure, share of GDP")


def test_legend_counts_every_country_once(page: Page) -> None:
    open_map(page)
    counts = page.locator(".atlas-map .legend .count").all_inner_texts()
    places = [c for c in codebook().countries.values() if c.region != "antarctica"]
    assert sum(map(int, counts)) == len(places)


def test_legend_has_the_same_colours_as_the_map(page: Page) -> None:
    open_map(page)
    for name in ("c1", "c4", "reason-not-applicable"):
        of_map = page.locator(f".atlas-map .countries path.{name}").first
        of_legend = page.locator(f".atlas-map .legend rect.{name}")
        colour = "e => getComputedStyle(e).fill"
        assert of_map.evaluate(colour) == of_legend.evaluate(colour)


def test_ways_of_being_absent_have_patterns_that_differ(page: Page) -> None:
    open_map(page)
    tiles: list[list[str]] = page.evaluate(
        """() => ['no-data', 'withheld', 'not-applicable', 'not-collected', 'under-review']
        .map(reason => {
          const probe = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
          probe.setAttribute('class', `reason-${reason}`);
          document.querySelector('.atlas-map svg.defs').append(probe);
          const fill = getComputedStyle(probe).fill;
          const tile = document.querySelector(fill.match(/#atlas-[a-z]+/)[0]);
          return [...tile.children].map(e => {
            const { fill, stroke } = getComputedStyle(e);
            return [e.tagName, e.getAttribute('d'), fill, stroke].join(' ');
          }).join(';');
        })"""
    )
    assert len(set(map(str, tiles))) == 5


def test_micro_states_can_be_seen_and_clicked(page: Page) -> None:
    open_map(page)
    for iso3 in MICRO_STATES:
        card = pin(page, iso3)
        expect(card.locator("a.open")).to_have_attribute(
            "href", re.compile(rf"country\?country={iso3}")
        )
        page.keyboard.press("Escape")


def test_card_under_the_pointer_shows_value_unit_year_and_source(page: Page) -> None:
    open_map(page)
    country(page, "BRA").hover()
    card = page.locator(".atlas-map .card")
    expect(card.locator("h3")).to_have_text("Brazil")
    expect(card.locator(".value")).to_have_text(re.compile(r"^\d"))
    expect(card.locator(".unit")).to_have_text(re.compile(r"% of GDP · 20\d\d"))
    expect(card.locator(".source")).to_contain_text("World Factbook")
    expect(card.locator("a")).to_have_count(0)


def test_card_says_why_there_is_no_value(page: Page) -> None:
    open_map(page, "?indicator=armed_forces")
    country(page, "CRI").hover()
    expect(page.locator(".atlas-map .card .value")).to_have_text("Does not apply")


def test_click_opens_the_card_whose_link_leads_to_the_country(page: Page) -> None:
    open_map(page)
    pin(page, "KEN").locator("a.open").click()
    page.wait_for_url(re.compile(r"/country\?country=KEN"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenya")


def test_years_are_scrubbed_without_the_server(page: Page, watch: Watch) -> None:
    open_map(page)
    before = classes(page)
    quiet(page, watch)
    slider = page.get_by_role("slider", name="Year")
    slider.focus()
    pictures = []
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
        shown = page.locator(".atlas-map").get_attribute("data-time")
        pictures.append((shown, classes(page)))
        addresses(page, year=shown)
    assert len({year for year, _ in pictures}) == 4
    assert all(shown != before for _, shown in pictures)
    page.wait_for_load_state("networkidle")
    assert (watch.requests, watch.frames) == ([], [])


def test_years_play_to_the_end_without_the_server(page: Page, watch: Watch) -> None:
    open_map(page, "?year=2022")
    quiet(page, watch)
    page.get_by_role("button", name="Play the years").click()
    map_ = page.locator(".atlas-map")
    expect(map_).to_have_attribute("data-time", "2023")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(map_).to_have_attribute("data-time", "2025", timeout=20_000)
    expect(page.get_by_role("button", name="Play the years")).to_be_visible()
    addresses(page, year="2025")
    assert (watch.requests, watch.frames) == ([], [])


def test_latest_leaves_the_address_and_shows_the_year_of_each_value(page: Page) -> None:
    open_map(page, "?year=2020")
    page.get_by_role("button", name="Show the latest value per country").click()
    page.wait_for_url(lambda url: "year=" not in url)
    years = page.locator(".atlas-map .strip li .year").all_inner_texts()
    assert len(set(years)) > 1


def test_another_indicator_changes_address_title_and_map(page: Page) -> None:
    open_map(page)
    before = classes(page)
    choose(page, "Indicator", "Military expenditure per inhabitant")
    expect(page.get_by_role("heading", level=1)).to_have_text("Military expenditure per inhabitant")
    drawn(page)
    addressed(page, {"indicator": "milex_pc"})
    page.wait_for_function("() => document.querySelector('.say').textContent.includes('US$')")
    assert classes(page) != before


def test_back_restores_the_former_indicator(page: Page) -> None:
    open_map(page)
    before = classes(page)
    choose(page, "Indicator", "Military expenditure per inhabitant")
    page.wait_for_url("**/?indicator=milex_pc")
    rested(page)
    page.go_back()
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Military expenditure, share of GDP")
    page.wait_for_function(
        "(was) => [...document.querySelectorAll('.atlas-map .countries [data-iso]')]"
        ".every(e => e.getAttribute('class') === was[e.dataset.iso] || e.tagName === 'path')",
        arg=before,
    )
    assert classes(page) == before
    page.wait_for_url(lambda url: "indicator=" not in url)


def test_back_from_a_country_restores_the_map(page: Page) -> None:
    open_map(page, "?indicator=armed_forces&region=africa")
    pin(page, "KEN").locator("a.open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenya")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        codebook().indicator("armed_forces").name
    )
    drawn(page)
    addressed(page, {"indicator": "armed_forces", "region": "africa"})


def test_table_lists_every_country_with_its_source_and_sorts(page: Page) -> None:
    open_map(page, "?region=latin_america")
    page.get_by_role("tab", name="Table").click()
    addresses(page, view="table")
    rows = page.locator(".atlas-map .table tbody tr")
    expect(rows).to_have_count(len(codebook().members("latin_america")))
    uruguay = rows.filter(has_text="Uruguay")
    expect(uruguay.locator(".source a")).to_have_attribute("href", re.compile("^https://"))
    page.get_by_role("button", name="Country", exact=True).click()
    names = page.locator(".atlas-map .table tbody .name").all_inner_texts()
    stated = names[: page.locator(".atlas-map .table td.value:not(.absent)").count()]
    assert len(stated) > 15
    assert stated == sorted(stated)


def test_ranking_orders_countries_by_value(page: Page) -> None:
    open_map(page, "?indicator=armed_forces")
    page.get_by_role("tab", name="Ranking").click()
    addresses(page, view="chart")
    # A range is filled to its low end only, and what is too old to be ranked comes last.
    widths: list[float] = page.locator(
        ".atlas-map .strip li:not(:has(.range)):not(:has(.aged)) .fill"
    ).evaluate_all("bars => bars.map(e => parseFloat(e.style.inlineSize))")
    assert len(widths) > 100
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == 100
    assert widths[-1] < 1
    expect(page.locator(".atlas-map .world")).to_be_hidden()


def test_answers_of_a_category_are_listed_with_their_countries(page: Page) -> None:
    open_map(page, "?indicator=conscription")
    answers = page.locator(".atlas-map .strip h4")
    assert answers.count() >= 3
    expect(page.locator(".atlas-map .strip button", has_text="Colombia")).to_be_visible()


def test_region_zooms_and_counts_its_own_countries(page: Page) -> None:
    open_map(page)
    world = page.locator(".atlas-map .world svg").get_attribute("viewBox")
    choose(page, "Region or group", "Africa (south of the Sahara)")
    page.wait_for_url("**/?region=africa")
    expect(page.locator(".atlas-map .say")).to_contain_text(
        f"of {len(codebook().members('africa'))} countries"
    )
    expect(page.locator(".atlas-map .world svg")).not_to_have_attribute("viewBox", world or "")


def test_zoom_shows_a_smaller_part_and_back(page: Page) -> None:
    open_map(page)
    svg = page.locator(".atlas-map .world svg")
    whole = svg.get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    expect(svg).not_to_have_attribute("viewBox", whole or "")
    page.get_by_role("button", name="Zoom out").click()
    expect(svg).to_have_attribute("viewBox", whole or "")


def test_keys_reach_the_timeline_and_open_and_close_a_card(page: Page) -> None:
    open_map(page)
    tab_until(page, "() => document.activeElement.matches('.atlas-map [data-view=map]')", 60)
    tab_until(page, "() => document.activeElement.matches('.atlas-map .strip button')", 20)
    named = page.evaluate("() => document.activeElement.dataset.iso")
    page.keyboard.press("Enter")
    card = page.locator(".atlas-map .card.pinned")
    expect(card).to_be_visible()
    expect(card.locator("a.open")).to_be_focused()
    expect(card.locator("a.open")).to_have_attribute("href", re.compile(named))
    page.keyboard.press("Escape")
    expect(page.locator(".atlas-map .card")).to_be_hidden()
    assert page.evaluate("() => document.activeElement.dataset.iso") == named


def test_keys_reach_the_slider_of_years(page: Page) -> None:
    open_map(page, "?region=eastern_europe")
    page.locator(".atlas-map .strip button").last.focus()
    tab_until(page, "() => document.activeElement.matches('.atlas-map .slider input')", 5)
    page.keyboard.press("Home")
    addresses(page, year="2010")


def tab_until(page: Page, reached: str, most: int) -> None:
    """Press Tab until ``reached`` holds, at most so often."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    raise AssertionError(f"{most} presses of Tab do not reach: {reached}")
