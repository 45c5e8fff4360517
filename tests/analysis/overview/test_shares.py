"""What is common, what is unique: shares of all states, counted, not sampled."""

import pytest

from atlas.analysis.overview.shares import holm, share_subject, unique_region

FIVE = ("latin_america", "africa", "asia", "eastern_europe", "mena")
STATES = {region: tuple(f"{region}{n}" for n in range(20)) for region in FIVE}


def answers(yes: dict[str, int], no: dict[str, int] | None = None) -> dict[str, str]:
    """Return ``yes`` for the first states of each region, ``no`` for the next, others unknown."""
    rest = no or {region: 20 - yes[region] for region in FIVE}
    return {
        state: "yes" if place < yes[region] else "no"
        for region, states in STATES.items()
        for place, state in enumerate(states[: yes[region] + rest[region]])
    }


def judged(given: dict[str, str], answer: str | None = "yes") -> tuple[str, str]:
    row = share_subject("x", "rule", "legal", (2026, 2026), given, STATES, FIVE, answer)
    return row.verdict, row.outlier


def test_a_majority_of_all_states_in_four_regions_is_common() -> None:
    yes = dict(zip(FIVE, (11, 12, 15, 20, 3), strict=True))
    row = share_subject("x", "rule", "legal", None, answers(yes), STATES, FIVE, "yes")
    assert (row.verdict, row.agreeing) == ("common", FIVE[:4])
    assert row.strength == pytest.approx(0.55)


def test_exactly_half_is_no_majority() -> None:
    yes = dict(zip(FIVE, (10, 12, 15, 20, 3), strict=True))
    assert judged(answers(yes))[0] == "none"


def test_unknown_states_cannot_make_anything_common() -> None:
    """Of ten known answers nine are yes; the ten unknown states may all answer no."""
    known = answers(dict.fromkeys(FIVE, 9), dict.fromkeys(FIVE, 1))
    assert judged(known)[0] == "none"
    assert judged(answers(dict.fromkeys(FIVE, 11), dict.fromkeys(FIVE, 1)))[0] == "common"


def test_one_region_far_from_all_others_is_unique() -> None:
    yes = dict(zip(FIVE, (4, 5, 3, 19, 4), strict=True))
    assert judged(answers(yes)) == ("unique", "eastern_europe")


def test_two_regions_apart_make_none_unique() -> None:
    yes = dict(zip(FIVE, (4, 18, 3, 19, 4), strict=True))
    assert judged(answers(yes)) == ("none", "")


def test_a_gap_that_chance_can_make_is_not_unique() -> None:
    yes = dict(zip(FIVE, (4, 5, 3, 9, 4), strict=True))
    assert judged(answers(yes)) == ("none", "")


def test_three_regions_known_say_too_little() -> None:
    known = answers(dict(zip(FIVE, (20, 20, 20, 2, 2), strict=True)), dict.fromkeys(FIVE, 0))
    row = share_subject("x", "rule", "legal", None, known, STATES, FIVE, "yes")
    assert (row.verdict, row.shortage) == ("too-little-data", "few-known")
    assert row.cell("mena").sign == "few"
    assert row.cell("mena").value is None


def test_the_answer_with_a_majority_in_most_regions_is_counted() -> None:
    given = {
        state: "a" if region != "mena" else "b"
        for region, states in STATES.items()
        for state in states
    }
    row = share_subject("x", "rule", "legal", None, given, STATES, FIVE)
    assert (row.answer, row.agreeing) == ("a", FIVE[:4])


def test_holm_never_lets_a_larger_p_overtake_a_smaller() -> None:
    assert holm([0.01, 0.011, 0.5]) == pytest.approx([0.03, 0.03, 0.5])
    assert holm([]) == []


def test_chance_alone_rarely_makes_a_region_unique() -> None:
    """All regions draw from one urn: at most one world in fifty may be called unique."""
    import random

    draw = random.Random(13)
    false = sum(
        bool(unique_region({r: (sum(draw.random() < 0.4 for _ in range(25)), 25) for r in FIVE})[0])
        for _ in range(200)
    )
    assert false <= 4
