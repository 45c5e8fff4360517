"""Inter-Parliamentary Union: chambers by row, no upper house, a suspended parliament."""

from __future__ import annotations

import pytest

from tests.intake.publishers.reading import errors, figures, read, words

HISTORY = "Country,Region,Election / Renewal,Year,Month,Chamber Type,Chamber Total Seats,"
HISTORY += "Total women,% Of Women in Chamber\n"
RANKING = """Source: Inter-Parliamentary Union Open Data,,,,,,,,,
Ranking as of 1st March 2023,,,,,,,,,
Rank,Country,Lower or single House,,,,Upper chamber,,,
Rank,Country,Elections,Seats*,Women,%W,Elections,Seats*,Women,%W
1,Rwanda,9.2018,80,49,61.3,9.2019,26,9,34.6
"""


@pytest.mark.parametrize("described", [False, True])
def test_each_chamber_is_its_own_indicator(tmp_path, described):
    rows = (
        "Kenya,AFR,Yes,2013,March,Lower,350,65,0.186\nKenya,AFR,Yes,2013,March,Upper,68,18,0.265\n"
    )
    rows += "Uganda,AFR,Yes,2016,,Single,427,147,0.344\n"
    batch = read(tmp_path, HISTORY + rows, described=described)
    assert figures(batch) == {
        "KEN women_parliament 2013": 18.6,
        "KEN women_upper 2013": 26.5,
        "UGA women_parliament 2016": 34.4,
    }
    assert errors(batch) == []


@pytest.mark.parametrize(
    ("share", "right"),
    [("18.6", 18.6), ("18.6%", 18.6), ("0.186", 18.6), ("?", "no-data"), ("na", "no-data")],
)
def test_shares_are_percent_however_they_are_written(tmp_path, share, right):
    batch = read(tmp_path, f"{HISTORY}Kenya,AFR,Yes,2013,March,Lower,350,65,{share}\n")
    assert figures(batch) == {"KEN women_parliament 2013": right}


def test_a_small_percentage_is_no_fraction_where_seats_and_women_say_so(tmp_path):
    batch = read(tmp_path, f"{HISTORY}Yemen,ARAB,Yes,2003,April,Lower,301,1,0.332\n")
    assert figures(batch) == {"YEM women_parliament 2003": 0.332}


def test_the_last_election_of_a_year_counts(tmp_path):
    rows = "Greece,EUR,Yes,2015,January,Single,300,68,0.227\n"
    rows += "Greece,EUR,Yes,2015,September,Single,300,59,0.197\n"
    assert figures(read(tmp_path, HISTORY + rows)) == {"GRC women_parliament 2015": 19.7}


def test_two_answers_for_one_month_are_an_error(tmp_path):
    rows = "Greece,EUR,Yes,2015,,Single,300,68,0.227\nGreece,EUR,Yes,2015,,Single,300,59,0.197\n"
    assert errors(read(tmp_path, HISTORY + rows)) == ["duplicate-key"]


def test_a_chamber_that_is_neither_is_named(tmp_path):
    batch = read(tmp_path, f"{HISTORY}Kenya,AFR,Yes,2013,March,Joint,418,83,0.199\n")
    assert figures(batch) == {} and "Joint" in words(batch)


@pytest.mark.parametrize(
    ("row", "lower", "upper"),
    [
        ("2,Cuba,4.2018,586,313,53.4,-,-,-,-", 53.4, "not-applicable"),
        ("2,Cuba,4.2018,586,313,53.4,–,–,–,–", 53.4, "not-applicable"),
        ("Suspended,Cuba,-,-,-,-,-,-,-,-", "not-applicable", "not-applicable"),
        ("-,Cuba,-,-,-,-,-,-,-,-", "not-applicable", "not-applicable"),
        (
            ",Cuba,Suspended,Suspended,Suspended,Suspended,-,-,-,-",
            "not-applicable",
            "not-applicable",
        ),
        (",Cuba,Suspended,?,?,?,1.2017,10,0,0", "not-applicable", 0),
        ("5,Cuba,8.2022,349,81,?,8.2022,67,21,31.3", "no-data", 31.3),
        ("5,Cuba,8.2022,349,81,23.2,8.2022,67,?,-", 23.2, "no-data"),
        ("5,Cuba,8.2022,349,-,-,-,-,-,-", "no-data", "not-applicable"),
        ("5,Cuba,8.2022,349,81,..,8.2022,67,12,..", "no-data", "no-data"),
    ],
)
@pytest.mark.parametrize("described", [False, True])
def test_a_chamber_that_does_not_exist_or_sit_is_no_gap(tmp_path, row, lower, upper, described):
    batch = read(tmp_path, f"{RANKING}{row}\n", described=described)
    read_figures = figures(batch)
    assert read_figures["CUB women_parliament 2023"] == lower
    assert read_figures["CUB women_upper 2023"] == upper
    assert errors(batch) == []


def test_the_date_of_the_ranking_is_the_vintage(tmp_path):
    assert [source.vintage for source in read(tmp_path, RANKING).sources] == ["2023-03-01"]
