"""The rule that chooses among sources of one figure never depends on chance."""

from itertools import permutations
from typing import Any

from atlas.store.preference import preferred_among


def row(key: str, **changes: Any) -> dict[str, Any]:
    values = {
        "country": "URY",
        "indicator": "milex_gdp",
        "period": "2024",
        "breakdown": "",
        "method": "reported",
        "preference": 100,
        "vintage": "2026",
        "origin": "ngo",
        "source_id": key,
        "record_id": key,
    }
    return {**values, **changes}


def chosen(*rows: dict[str, Any]) -> str:
    winners = set()
    for order in permutations(rows):
        found = [r["record_id"] for r, preferred in preferred_among(list(order)) if preferred]
        assert len(found) == 1
        winners.add(found[0])
    assert len(winners) == 1
    return str(winners.pop())


def test_the_better_rank_wins_over_a_newer_vintage() -> None:
    assert chosen(row("a", preference=10, vintage="2020"), row("b", vintage="2026")) == "a"


def test_of_equal_rank_the_newer_vintage_wins() -> None:
    assert chosen(row("a", vintage="2025"), row("b", vintage="2026"), row("c")) in {"b", "c"}


def test_of_equal_vintage_what_was_reported_wins() -> None:
    assert chosen(row("a", method="derived"), row("b", method="estimated"), row("c")) == "c"


def test_otherwise_the_sources_id_decides() -> None:
    assert chosen(row("b"), row("a"), row("c")) == "a"


def test_each_year_and_each_branch_has_its_own_preferred_record() -> None:
    rows = [row("a"), row("b", period="2023"), row("c", breakdown="branch=army")]
    assert all(preferred for _, preferred in preferred_among(rows))
