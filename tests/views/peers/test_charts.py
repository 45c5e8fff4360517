"""Peers in words, rows and dots: the country is marked, absence has its name."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from atlas.analysis.peers import Comparison, compare
from atlas.codebook import codebook
from atlas.i18n import LANGUAGES, translator
from atlas.views.charts.palette import ACCENT
from atlas.views.peers.captions import group_name, peer_sentences
from atlas.views.peers.charts import (
    chart,
    excluded_countries,
    log_ticks,
    near_rows,
    peer_rows,
    piles,
)
from tests.analysis.frames import frame, row

EN = translator("en")
MILEX = codebook().indicators["milex_gdp"]
URY = codebook().countries["URY"]
ROWS = frame(
    row("URY", 2024, 2.0, low=1.0, high=3.0),
    row("CHL", 2024, 2.5),
    row("BRA", 2024, 1.5, reliability="estimate"),
    row("ARG", 2023, 9.0),
    row("CUB", 2024, missing_reason="withheld"),
    row("PER", 2010, 1.0),
)
SIZES = frame(
    *(
        row(c, 2025, v, indicator="population")
        for c, v in {"URY": 3e6, "CHL": 19e6, "BRA": 2e8, "ARG": 4e7, "CRI": 4e6}.items()
    )
)


def made(by: str = "region", rows=ROWS, alike: tuple[str, ...] = ()) -> Comparison:
    return compare(URY, "milex_gdp", by, 5, alike, lambda i: SIZES if i == "population" else rows)


def said(found: Comparison) -> str:
    return " ".join(peer_sentences(found, URY, MILEX, EN))


def test_rank_interval_median_and_gap_are_said() -> None:
    words = said(made())
    assert "Uruguay: 1–3% of GDP (2024). Rank 2–4 of 4, the highest first." in words
    assert "its rank lies between 2 and 4 (in 95 % of simulations)" in words
    assert "The median is 2–2.75% of GDP" in words
    assert "below the median" not in words  # between ranges there is no one distance
    stated = said(
        made(rows=ROWS.assign(low=ROWS["value"], high=ROWS["value"], value_kind="stated"))
    )
    assert "It is higher than 33 % of the others" in stated
    assert "The median is 2.25% of GDP" in stated
    assert "0.25 percentage points below the median (0.89 times it)" in stated


def test_the_left_out_are_counted_and_named_by_reason() -> None:
    found = made()
    assert "Withheld by the state: 1" in said(found)
    groups = dict(excluded_countries(found, EN))
    assert groups["Withheld by the state"] == ["Cuba (2024)"]
    assert groups["Too old"] == ["Peru (2010)"]
    assert "Mexico" in groups["No data"]


def test_exact_values_that_are_estimates_are_not_called_sure() -> None:
    rows = frame(*(row(c, 2024, v, reliability="estimate") for c, v in VALUES.items()))
    assert "3 of the 3 values are estimates" in said(made(rows=rows))
    sure = frame(*(row(c, 2024, v) for c, v in VALUES.items()))
    assert "estimates" not in said(made(rows=sure))


VALUES = {"URY": 2.0, "CHL": 1.0, "BRA": 3.0}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (frame(row("URY", 2024), row("CHL", 2024, 1.0)), "no value to compare: No data"),
        (frame(row("URY", 2024, missing_reason="withheld")), "Withheld by the state"),
        (frame(row("URY", 2009, 1.0), row("CHL", 2024, 1.0)), "Too old"),
        (frame(row("URY", 2024, 1.0)), "Fewer than three"),
    ],
)
def test_without_a_rank_the_reason_is_said(rows, words: str) -> None:
    found = made(rows=rows)
    assert found.place is None
    assert words in said(found)


def test_a_set_that_cannot_be_told_says_what_is_missing() -> None:
    found = compare(URY, "milex_gdp", "force", 5, (), lambda _: frame())
    assert "has no value of “Active armed forces personnel” for Uruguay" in said(found)


def test_groups_have_names_and_bands_their_bounds() -> None:
    assert group_name(made().peers, URY, EN) == "Latin America and the Caribbean"
    assert group_name(made("population").peers, URY, EN) == "1,000,000 to 5,000,000 inhabitants"
    near = made("nearest", alike=("population",)).peers
    assert group_name(near, URY, EN) == "Most similar to Uruguay"
    assert "is not a member of this group" in said(made("nato"))


def test_rows_carry_their_evidence_and_mark_the_country() -> None:
    rows = peer_rows(made(), ROWS, "URY", MILEX, EN)
    assert [r.iso3 for r in rows] == ["ARG", "CHL", "URY", "BRA"]
    assert [r.own for r in rows] == [False, False, True, False]
    assert (rows[2].rank, rows[2].interval, rows[2].value) == ("2–4", "2–4", "1–3")
    assert all(r.evidence.source and r.evidence.original for r in rows)


def test_sources_that_differ_are_named_and_drawn() -> None:
    other = {"preferred": False, "source_id": "other", "source": "Ministry, Budget (2025)"}
    rows = frame(
        row("URY", 2024, 2.0), row("URY", 2024, 5.0, **other), row("CHL", 2024, 3.0),
        row("BRA", 2024, 1.0),
    )  # fmt: skip
    found = made(rows=rows)
    shown = peer_rows(found, rows, "URY", MILEX, EN)[1]
    assert shown.differ is not None
    assert shown.differ.text == "Sources differ: 2–5"
    ranges = [list(x.x) for x in chart(found, "URY", MILEX, EN).data if x.mode == "lines+markers"]
    assert ranges == [[2.0, 5.0]]


def test_near_rows_show_value_year_and_share() -> None:
    rows = near_rows(made("nearest", alike=("population",)), "URY", EN)
    assert [r.iso3 for r in rows[:2]] == ["URY", "CRI"]
    assert rows[1].parts == (("4,000,000", "2025", "100 %"),)
    assert near_rows(made(), "URY", EN) == []


def colours(figure: go.Figure) -> list[str]:
    found = []
    for trace in figure.data:
        colour = trace.marker.color
        found += [colour] if isinstance(colour, str) else list(colour)
    return found


def test_the_country_alone_has_the_accent_in_both_drawings() -> None:
    assert colours(chart(made(), "URY", MILEX, EN)).count(ACCENT) == 1
    many = frame(*(row(c, 2024, 1.0 + k) for k, c in enumerate(codebook().members("africa"))))
    kenya = codebook().countries["KEN"]
    found = compare(kenya, "milex_gdp", "region", 5, (), lambda _: many)
    assert len(found.rows) > 30
    assert colours(chart(found, "KEN", MILEX, EN)).count(ACCENT) == 1


def test_only_ranges_are_drawn_as_ranges() -> None:
    figure = chart(made(), "URY", MILEX, EN)
    ranges = [list(trace.x) for trace in figure.data if trace.mode == "lines+markers"]
    assert ranges == [[1.0, 3.0]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_draws_and_says(lang: str) -> None:
    t = translator(lang)
    found = made("nearest", alike=("population",))
    assert peer_sentences(found, URY, MILEX, t)
    assert chart(found, "URY", MILEX, t).data


def test_piles_and_ticks() -> None:
    assert piles(pd.Series([1.0, 1.0, 1.0])) == [1, 2, 3]
    assert log_ticks(1_000, 5_000_000) == [1_000.0, 10_000.0, 100_000.0, 1_000_000.0]
