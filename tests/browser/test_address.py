"""The address is the state: what it says is what is shown, in every language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from atlas.i18n import country_name, translator
from tests.browser.reader import addressed, addresses, choose, drawn, open_map, open_page, rested

pytestmark = pytest.mark.browser

NOTICE = "[data-testid=stAlert]"
PAGES = ("/", "/country", "/country?country=URY", "/compare?country=URY,KEN", "/data", "/codebook")
PAGES += ("/about",)


def test_address_gives_exactly_its_state(page: Page) -> None:
    t = translator("fr")
    address = "?indicator=armed_forces&year=2023&region=africa&view=table&lang=fr"
    page.goto(f"/{address}")
    drawn(page)
    map_ = page.locator(".atlas-map")
    expect(map_).to_have_attribute("data-mode", "table")
    years = page.locator(".atlas-map .table td.year").all_inner_texts()
    assert set(years) <= {"2023", ""}
    expect(page.get_by_role("combobox", name=t("Region or group"))).to_have_value(
        t("Africa (south of the Sahara)")
    )
    expect(page.locator(".atlas-map .table")).to_contain_text(country_name("CIV", "fr"))
    expect(page.locator(".atlas-map .table")).not_to_contain_text(country_name("BRA", "fr"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator(NOTICE)).to_have_count(0)
    addressed(
        page,
        {
            "indicator": "armed_forces",
            "year": "2023",
            "region": "africa",
            "view": "table",
            "lang": "fr",
        },
    )


def test_a_chosen_year_stays_when_the_region_changes(page: Page) -> None:
    open_map(page, "?year=2022")
    choose(page, "Region or group", "Asia")
    page.wait_for_url(re.compile("region=asia"))
    drawn(page)
    expect(page.locator(".atlas-map")).to_have_attribute("data-time", "2022")
    addressed(page, {"year": "2022", "region": "asia"})


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?indicator=milex_gpd", ["milex_gpd", "milex_gdp"]),
        ("/?region=afrika", ["afrika", "africa"]),
        ("/?release=2026.9", ["2026.9", "2026.1"]),
        ("/?year=1850", ["1850", "2010"]),
        ("/?year=soon", ["soon", "2025"]),
        ("/country?country=Urugay", ["Urugay", "Uruguay"]),
        ("/compare?country=URY,XQX&indicator=armed_forcess", ["XQX", "armed_forces"]),
        ("/data?from=199", ["199", "four digits"]),
    ],
)
def test_unknown_words_are_answered_with_the_nearest(
    page: Page, address: str, said: list[str]
) -> None:
    open_page(page, address)
    notices = page.locator(NOTICE)
    expect(notices.first).to_be_visible()
    text = " ".join(notices.all_inner_texts())
    assert all(word in text for word in said), text
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    assert "Traceback" not in page.locator("body").inner_text()


def test_an_unknown_word_in_french_is_answered_in_french(page: Page) -> None:
    open_page(page, "/?indicator=milex_gpd&lang=fr")
    told = page.locator(NOTICE).first
    expect(told).to_contain_text("milex_gdp")
    expect(told).not_to_contain_text("No indicator")


def test_another_language_keeps_the_state(page: Page) -> None:
    open_map(page, "?indicator=armed_forces&region=africa")
    page.get_by_role("link", name="Français").click()
    page.wait_for_url(re.compile("lang=fr"))
    drawn(page)
    t = translator("fr")
    expect(page.get_by_role("heading", level=1)).to_have_text(t("Active armed forces personnel"))
    addressed(page, {"indicator": "armed_forces", "region": "africa", "lang": "fr"})


def test_language_goes_along_to_the_next_page(page: Page) -> None:
    open_map(page, "?lang=es")
    page.get_by_role("button", name=translator("es")("Data and method")).click()
    page.get_by_test_id("stTopNavDropdownLink").get_by_text(
        translator("es")("Data"), exact=True
    ).click()
    page.wait_for_url(re.compile("/data"))
    expect(page.get_by_role("heading", level=1)).to_have_text(translator("es")("All observations"))
    rested(page)
    addresses(page, lang="es")


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_document_has_its_language_and_direction(page: Page, lang: str, direction: str) -> None:
    open_map(page, f"?lang={lang}")
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("html")).to_have_attribute("dir", direction)
    shown = page.get_by_role("heading", level=1).evaluate("e => getComputedStyle(e).direction")
    assert shown == direction


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_pages_fit_a_telephone_and_ask_no_other_machine(page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    wide = {}
    for path in PAGES:
        open_page(page, f"{path}{'&' if '?' in path else '?'}lang={lang}")
        page.wait_for_load_state("networkidle")
        over: int = page.evaluate(OVERFLOW)
        if over > 0:
            wide[path] = over
    assert wide == {}


# Streamlit scrolls its own main block, so both it and the document are looked at.
OVERFLOW = """() => Math.max(...['html', '[data-testid=stMain]']
    .map(name => document.querySelector(name)).filter(Boolean)
    .map(e => e.scrollWidth - e.clientWidth))"""
