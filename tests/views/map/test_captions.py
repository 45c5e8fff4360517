"""A map's sentences are right in their numbers, years and plural forms."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.analysis import facts, latest
from atlas.codebook import codebook
from atlas.i18n import LANGUAGES, country_name, translator
from atlas.views.map.captions import caption
from tests.analysis.frames import frame, row

BOOK = codebook()
SHARE = BOOK.indicator("milex_gdp")
ROWS = frame(
    row("URY", 2023, 2.0),
    row("CHL", 2022, 1.5),
    row("BRA", 2024, 1.1),
    row("KEN", 2024, 3.0),
    row("NGA", 2024, 0.5),
    row("GHA", 2021, 0.4),
    row("CRI", 2024, missing_reason="not-applicable"),
    row("PRK", 2024, missing_reason="withheld"),
)
MEMBERS = ["URY", "CHL", "BRA", "KEN", "NGA", "GHA", "CRI", "PRK"]


def said(rows: pd.DataFrame, members: list[str], lang: str = "en") -> list[str]:
    return caption(facts(latest(rows), members), SHARE, translator(lang))


def test_extremes_median_regions_and_coverage_are_said_in_this_order() -> None:
    assert said(ROWS, MEMBERS) == [
        "Highest: Kenya 3 (2024), Uruguay 2 (2023), Chile 1.5 (2022).",
        "Lowest: Ghana 0.4 (2021), Nigeria 0.5 (2024), Brazil 1.1 (2024).",
        "Half of the countries are below 1.3% of GDP.",
        "Median by region: Latin America and the Caribbean 1.5 (3 countries), "
        "Africa (south of the Sahara) 0.5 (3 countries).",
        "6 of 8 countries and territories have a value (2021–2024). "
        "It does not apply to 1 of them.",
    ]


def test_one_country_is_not_both_highest_and_lowest() -> None:
    lines = said(ROWS, ["URY"])
    assert any(line.startswith("Highest: Uruguay") for line in lines)
    assert not any(line.startswith("Lowest") for line in lines)
    assert lines[-1].endswith("have a value (2023).")


def test_nothing_is_said_of_countries_without_values() -> None:
    assert said(ROWS, ["CRI", "PRK"]) == ["No country has a value here."]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_names_the_countries_in_its_own_words(lang: str) -> None:
    text = " ".join(said(ROWS, MEMBERS, lang))
    assert country_name("BRA", lang) in text
    assert "2021" in text
    assert "{" not in text


def test_answers_of_a_category_are_counted_and_absences_are_not() -> None:
    rows = frame(
        row("URY", 2024, indicator="conscription", category="none"),
        row("BRA", 2024, indicator="conscription", category="mandatory"),
        row("CHL", 2024, indicator="conscription", category="mandatory"),
        row("CRI", 2024, indicator="conscription", missing_reason="not-applicable"),
    )
    found = facts(latest(rows), ["URY", "BRA", "CHL", "CRI"])
    lines = caption(found, BOOK.indicator("conscription"), translator("en"))
    assert lines[0] == "None: 1 · Mandatory: 2."
    assert lines[-1].startswith("3 of 4 countries")
