"""Adoption curves: who could join, who did, who left; up to the date of the list."""

import pandas as pd
import pytest

from atlas.analysis.waves import WORLD, memberships, statuses, wave, year_fraction

NORTH = {"north": ("AAA", "BBB", "CCC", "DDD")}


def actions(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["country", "action", "date"])


def test_the_share_counts_states_that_could_join() -> None:
    frame = actions(("AAA", "ratification", "2001-05-02"), ("BBB", "accession", "2003"))
    adoption = wave("x", frame, NORTH, {"DDD": 2002}, "2000-01-01", "2004-12-31")
    north = adoption.region("north")
    assert adoption.years == (2000, 2001, 2002, 2003, 2004)
    assert north.at_risk == (3, 3, 4, 4, 4)
    assert north.parties == (0, 1, 1, 2, 2)
    assert north.shares[1] == pytest.approx(100 / 3)
    assert north.half == 2003


def test_who_signed_is_no_party() -> None:
    adoption = wave("x", actions(("AAA", "signature", "2001")), NORTH, {}, "2000", "2004")
    assert adoption.region("north").parties == (0,) * 5
    assert adoption.region("north").missing == NORTH["north"]


def test_who_left_counts_until_the_withdrawal_and_may_return() -> None:
    frame = actions(
        ("AAA", "ratification", "2001"),
        ("AAA", "withdrawal-notified", "2002-03-01"),
        ("AAA", "withdrawal", "2003-03-01"),
        ("AAA", "accession", "2005"),
        ("BBB", "ratification", "2001"),
        ("BBB", "withdrawal", "2004-06"),
    )
    north = wave("x", frame, NORTH, {}, "2000", "2006").region("north")
    assert north.parties == (0, 2, 2, 1, 0, 1, 1)
    assert north.left == ("BBB",)
    assert north.members == ("AAA",)


def test_a_withdrawal_that_was_only_notified_changes_nothing() -> None:
    frame = actions(
        ("AAA", "ratification", "2001"),
        ("AAA", "withdrawal-notified", "2002"),
        ("AAA", "withdrawal-rescinded", "2003"),
    )
    assert wave("x", frame, NORTH, {}, "2000", "2004").region("north").parties[-1] == 1


def test_nothing_after_the_list_is_counted() -> None:
    frame = actions(("AAA", "ratification", "2003-06-01"), ("BBB", "ratification", "2004"))
    adoption = wave("x", frame, NORTH, {}, "2000-01-01", "2003-12-31")
    assert adoption.years[-1] == 2003
    assert adoption.region("north").members == ("AAA",)


def test_states_that_took_a_treaty_over_are_told_apart() -> None:
    frame = actions(("AAA", "succession", "2001"), ("BBB", "accession", "2001"))
    assert wave("x", frame, NORTH, {}, "2000", "2002").region("north").successions == 1
    assert [m.succeeded for m in memberships(frame, 2005)] == [True, False]


def test_the_first_to_join_and_those_missing_are_named() -> None:
    frame = actions(("BBB", "ratification", "2001-09"), ("AAA", "ratification", "2002"))
    north = wave("x", frame, NORTH, {}, "2000", "2002-12-31").region("north")
    assert (north.first, north.first_year) == (("BBB",), 2001)
    assert north.missing == ("CCC", "DDD")


def test_a_state_born_after_the_list_is_nobody_who_is_missing() -> None:
    adoption = wave(
        "x", actions(("AAA", "ratification", "2001")), NORTH, {"DDD": 2011}, "2000", "2005"
    )
    assert adoption.region(WORLD).missing == ("BBB", "CCC")


def test_a_state_outside_the_regions_counts_nowhere() -> None:
    adoption = wave("x", actions(("ZZZ", "ratification", "2001")), NORTH, {}, "2000", "2002")
    assert adoption.region(WORLD).parties == (0, 0, 0)


def test_a_bare_year_is_its_end_and_a_day_its_place_in_it() -> None:
    assert int(year_fraction("2001")) == 2001
    assert year_fraction("2001") > year_fraction("2001-12-01") > year_fraction("2001-01-31")


def test_a_party_is_at_risk_whatever_year_of_independence_a_source_gives() -> None:
    frame = actions(("AAA", "ratification", "1973-11-12"), ("BBB", "accession", "2001-03-12"))
    known = {"AAA": 1991, "BBB": 2006, "CCC": 1991}
    north = wave("x", frame, NORTH, known, "1966-12-16", "2010-12-31").region("north")
    assert all(n <= of for n, of in zip(north.parties, north.at_risk, strict=True))
    assert north.at_risk[1973 - 1966] == 2  # AAA and the state without a year


def test_the_wait_runs_from_when_a_state_could_join() -> None:
    frame = actions(
        ("AAA", "ratification", "2002-01-01"),
        ("BBB", "ratification", "2004-01-01"),
        ("DDD", "accession", "2012-01-01"),
    )
    north = wave("x", frame, NORTH, {"DDD": 2010}, "2000-01-01", "2020-12-31").region("north")
    assert north.wait == pytest.approx(2)
    assert north.after_ten == pytest.approx(75)


def test_who_joins_left_and_has_not_returned_is_not_in_after_ten_years() -> None:
    frame = actions(("AAA", "ratification", "2001-01-01"), ("AAA", "withdrawal", "2005-01-01"))
    assert wave("x", frame, NORTH, {}, "2000-01-01", "2020").region("north").after_ten == 0


def test_a_succession_waits_for_nothing() -> None:
    frame = actions(("AAA", "succession", "2001"))
    north = wave("x", frame, NORTH, {}, "2000-01-01", "2020").region("north")
    assert (north.wait, north.after_ten) == (None, pytest.approx(25))


def test_nothing_is_said_of_ten_years_where_none_was_followed_so_long() -> None:
    frame = actions(("AAA", "ratification", "2001"))
    assert wave("x", frame, NORTH, {}, "2000-01-01", "2008").region("north").after_ten is None


def test_a_state_is_outside_then_signed_then_a_party_then_gone() -> None:
    frame = actions(
        ("AAA", "signature", "2001-03"),
        ("AAA", "ratification", "2002-03"),
        ("AAA", "withdrawal", "2004-03"),
        ("DDD", "accession", "2004"),
    )
    own = statuses(frame, NORTH, {"DDD": 2003}, "2000-01-01", "2004-12-31")
    assert list(own["AAA"].values()) == ["outside", "signed", "party", "party", "left"]
    assert own["DDD"] == {2003: "outside", 2004: "party"}
    assert set(own["BBB"].values()) == {"outside"}
