"""NATO's blocks: prices of a base year are noted, totals of the alliance are listed."""

from __future__ import annotations

import pytest

from tests.intake.publishers.reading import figures, indicators, read, words

SHARE = "Table 3 : Defence expenditure as a share of GDP"


def _block(title: str, unit: str, *rows: str) -> str:
    body = "".join(f"{row}\n" for row in rows)
    return f',"{title}",,,\n,"{unit}",,,\n,,,2022,2023e\n{body}'


ALBANIA = ",,Albania,1.2,1.7"
TOTAL = ",,NATO Total,2.6,2.6"


@pytest.mark.parametrize(
    ("title", "unit", "base"),
    [
        (f"{SHARE} (based on 2015 prices)", "Percentage", "2015"),
        (SHARE, "Percentage (based on 2021 prices)", "2021"),
        (f"{SHARE} (based on 2015 prices and exchange rates)", "Share of real GDP (%)", "2015"),
    ],
)
def test_a_share_of_constant_prices_says_so(tmp_path, title, unit, base):
    batch = read(tmp_path, _block(title, unit, ALBANIA, TOTAL))
    assert figures(batch) == {"ALB milex_gdp 2022": 1.2, "ALB milex_gdp 2023": 1.7}
    assert {draft.note for draft in batch.observations} == {f"Based on {base} prices."}


def test_a_share_of_current_prices_has_no_note(tmp_path):
    batch = read(tmp_path, _block(SHARE, "Percentage", ALBANIA, TOTAL))
    assert {draft.note for draft in batch.observations} == {""}


@pytest.mark.parametrize(
    "total",
    [
        ",,NATO Total,2.6,2.6",
        ",NATO Total,,2.6,2.6",
        ",,NATO Europe and Canada,1.7,1.8",
        ",NATO Europe and Canada,,1.7,1.8",
        ",NATO Total*,,2.6,2.6",
    ],
)
@pytest.mark.parametrize("described", [False, True])
def test_totals_of_the_alliance_are_listed_wherever_they_stand(tmp_path, total, described):
    text = _block("Table 7 : Military personnel", "Thousands", ",,Albania,6.6,6.5", total)
    batch = read(tmp_path, text, described=described)
    assert figures(batch) == {"ALB armed_forces 2022": 6600, "ALB armed_forces 2023": 6500}
    assert [p.code for p in batch.problems if "NATO" in p.message] == ["aggregate-not-country"]


def test_a_country_set_to_the_left_is_read_too(tmp_path):
    text = _block("Table 7 : Military personnel", "Thousands", ",,Albania,6.6,6.5", TOTAL)
    batch = read(tmp_path, text + ",Belgium,,25,26\n,,Croatia,14,14\n")
    assert figures(batch)["BEL armed_forces 2022"] == 25_000


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Table 2 : Defence expenditure", "Million US dollars (2015 prices and exchange rates)"),
        ("Table 6 : Defence expenditure per capita", "US dollars (2015 prices)"),
        ("Table 8a : Equipment expenditure", "Percentage of total defence expenditure"),
        ("Table 9 : Military personnel, women", "Thousands"),
        ("Table 4 : Defence expenditure annual real change", "Percentage"),
    ],
)
def test_what_only_looks_like_an_indicator_is_not_read(tmp_path, title, unit):
    assert indicators(read(tmp_path, _block(title, unit, ALBANIA, TOTAL))) == set()


@pytest.mark.parametrize(
    ("line", "vintage"),
    [
        ("Defence Expenditure of NATO Countries (2014-2024)", "2024"),
        ("Defence Expenditure of NATO Countries (2014–2023e)", "2023"),
        ("PR/CP(2023)047", "2023"),
    ],
)
def test_the_file_itself_says_of_which_release_it_is(tmp_path, line, vintage):
    text = f'"{line}",,,,\n' + _block(SHARE, "Percentage", ALBANIA, TOTAL)
    batch = read(tmp_path, text, "nato-2019.csv")
    assert [source.vintage for source in batch.sources] == [vintage]


def test_without_a_release_it_is_asked(tmp_path):
    text = _block(SHARE, "Percentage", ALBANIA, TOTAL)
    assert "release" in words(read(tmp_path, text))
    assert "release" not in words(read(tmp_path, text, described=True))
