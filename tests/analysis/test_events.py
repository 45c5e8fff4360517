"""A date stands for the whole span that it names; facts count what is there."""

import pytest

from atlas.analysis.choice import choice_parser
from atlas.analysis.events import event_span, select_events, summary
from atlas.errors import UnknownChoice
from tests.analysis.records import events

ROWS = events(
    ("URY", "constitution", "1967-02-15", "Constitution"),
    ("URY", "coup", "1973", "Coup"),
    ("CHL", "coup", "1973-09", "Coup"),
    ("CHL", "conflict", "1978", "Conflict", "1984"),
    ("CHL", "transition", "1990", "Transition"),
)


@pytest.mark.parametrize(
    ("date", "until", "expected"),
    [
        ("1991", "", (1991.0, 1992.0)),
        ("1990-01", "", (1990.0, 1990 + 31 / 365)),
        ("1990-12-31", "", (1990 + 364 / 365, 1991.0)),
        ("1992-02-29", "", (1992 + 59 / 366, 1992 + 60 / 366)),
        ("1989", "1991-01", (1989.0, 1991 + 31 / 365)),
        ("1291-08-01", "", (1291 + 212 / 365, 1291 + 213 / 365)),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(
    date: str, until: str, expected: tuple[float, float]
) -> None:
    assert event_span(date, until) == pytest.approx(expected)


def test_events_are_chosen_by_country_kind_and_years() -> None:
    assert list(select_events(ROWS, ["URY"])["date"]) == ["1967-02-15", "1973"]
    assert len(select_events(ROWS, ["URY", "CHL"], ["coup"])) == 2
    assert list(select_events(ROWS, ["CHL"], (), 1980, 1989)["title"]) == ["Conflict"]
    assert list(select_events(ROWS, ["CHL"], (), None, 1977)["title"]) == ["Coup"]
    assert select_events(ROWS, ["KEN"]).empty


def test_choosing_leaves_the_shared_frame_as_it_was() -> None:
    before = ROWS.copy(deep=True)
    select_events(ROWS, ["URY"], ["coup"], 1900, 2000)
    assert ROWS.equals(before)


def test_summary_counts_kinds_and_names_the_busiest_decade() -> None:
    found = summary(select_events(ROWS, ["URY", "CHL"]))
    assert found is not None
    assert (found.events, found.countries, found.first, found.last) == (5, 2, 1967, 1990)
    assert next(iter(found.kinds.items())) == ("coup", 2)
    assert found.busiest == (1970, 3)
    assert summary(ROWS.iloc[:0]) is None


def test_no_decade_is_the_busiest_of_ten_years() -> None:
    found = summary(select_events(ROWS, ["URY", "CHL"], (), 1970, 1979))
    assert found is not None
    assert found.busiest is None


def test_an_unknown_code_names_the_nearest() -> None:
    find = choice_parser(["NATO", "constitution"])
    assert find("nato") == "NATO"
    with pytest.raises(UnknownChoice, match="constitution"):
        find("constituton")
