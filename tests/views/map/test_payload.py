"""The map's payload: all years, honest absences, words that match the numbers."""

import json

import pandas as pd
import pytest

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason
from atlas.i18n import LANGUAGES, translator
from atlas.views.charts.palette import DARK_RAMP, PATTERNS, RAMP, line_colours, ramp
from atlas.views.map.payload import map_payload
from tests.analysis.frames import frame, row

SHARE = codebook().indicators["milex_gdp"]
ROWS = [
    row("URY", 2023, 2.0, low=1.8, high=2.2, reliability="estimate"),
    row("URY", 2024, 2.5),
    row("CHL", 2024, 1.5),
    row("BRA", 2024, 0.0),
    row("CRI", 2026, missing_reason="not-applicable"),
    row("KEN", 2024, missing_reason="withheld"),
]


def payload(lang: str = "en", region: str = "") -> dict[str, object]:
    return map_payload(frame(*ROWS), SHARE, region, translator(lang))


def test_years_are_those_with_values() -> None:
    assert payload()["years"] == [2023, 2024]


def test_a_cell_holds_value_range_mark_source_and_reason() -> None:
    cells = payload()["cells"]
    assert cells["URY"]["2023"] == [2.0, 1.8, 2.2, "estimate", 0, None]  # type: ignore[index]
    assert cells["KEN"]["2024"][5] == "withheld"  # type: ignore[index]
    assert cells["BRA"]["2024"][0] == 0.0  # type: ignore[index]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_json_without_nan_in_every_language(lang: str) -> None:
    assert json.loads(json.dumps(payload(lang), allow_nan=False))["indicator"]["id"] == "milex_gdp"


def test_the_caption_names_extremes_with_their_years() -> None:
    said = " ".join(payload()["text"]["latest"])  # type: ignore[index]
    assert "Uruguay 2.5 (2024)" in said
    assert "Brazil 0 (2024)" in said


def test_a_region_counts_its_members_only() -> None:
    said = " ".join(payload(region="mercosur")["text"]["2024"])  # type: ignore[index]
    assert "2 of 6 countries" in said


def test_categories_are_counted_in_words() -> None:
    service = codebook().indicators["conscription"]
    rows = [
        row("URY", 2025, category="none", indicator="conscription"),
        row("CHL", 2025, category="selective", indicator="conscription"),
        row("KEN", 2025, category="none", indicator="conscription"),
    ]
    made = map_payload(frame(*rows), service, "", translator("en"))
    assert made["text"]["latest"][0] == "None: 2 · Selective: 1."
    assert made["cells"]["CHL"]["2025"][0] == "selective"


def test_an_indicator_without_data_says_so() -> None:
    made = map_payload(frame(), SHARE, "", translator("en"))
    assert made["years"] == []
    assert made["text"]["latest"] == ["No country has a value here."]


def test_the_frame_is_left_as_it_was() -> None:
    given = frame(*ROWS)
    before = given.copy(deep=True)
    map_payload(given, SHARE, "", translator("fr"))
    pd.testing.assert_frame_equal(given, before)


def test_no_two_absences_are_drawn_alike() -> None:
    assert set(PATTERNS) == set(MissingReason)
    assert len(set(PATTERNS.values())) == len(PATTERNS)


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("dark", "sign"), [(False, -1), (True, 1)])
@pytest.mark.parametrize("classes", range(2, 9))
def test_the_ramp_runs_evenly_one_way(classes: int, dark: bool, sign: int) -> None:
    light = [_lightness(c) for c in ramp(classes, dark=dark)]
    assert all(sign * (b - a) > 0 for a, b in zip(light, light[1:], strict=False))


def test_lines_have_their_own_colours() -> None:
    assert len(set(line_colours(6))) == 6
    assert not set(line_colours(8)) & {*RAMP[:3], *DARK_RAMP[:1]}
