"""Values that are set side by side are alike where the release lets them be."""

from __future__ import annotations

from atlas.analysis.comparability import Obstacle, obstacles
from atlas.analysis.likeness import alike
from atlas.analysis.selection import latest
from atlas.analysis.series import one_publisher, splices
from atlas.codebook import codebook
from tests.analysis.frames import frame, row

MILEX, FORCES = (codebook().indicators[i] for i in ("milex_gdp", "armed_forces"))
ESTIMATE = {"method": "estimated", "reliability": "estimate"}
BANK = {"source": "World Bank, Indicators (2026)", "source_id": "bank"}
BOOK = {"source": "Agency, Book (2026)", "source_id": "book"}
TWO = ("URY", "KEN")


def newest(rows: object) -> dict[str, tuple[int, float]]:
    made = latest(rows)  # type: ignore[arg-type]
    return dict(zip(made["country"], zip(made["year"], made["value"], strict=True), strict=True))


def test_the_newest_pair_of_like_reliability_is_compared_with_its_years() -> None:
    rows = frame(
        row("URY", 2024, 2.0, **BANK),
        row("URY", 2022, 2.2, **ESTIMATE, **BOOK),
        row("KEN", 2024, 1.3, **ESTIMATE, **BOOK),
        row("KEN", 2021, 1.1, **BANK),
    )
    assert newest(alike(rows, TWO)) == {"URY": (2022, 2.2), "KEN": (2024, 1.3)}
    found = {f.obstacle: f for f in obstacles(rows, TWO, MILEX, moment=True)}
    assert Obstacle.RELIABILITY not in found
    assert not any(f.stops for f in found.values())
    assert {s.trait for s in found[Obstacle.ALIKE].sides} == {"2022", "2024"}


def test_an_estimate_that_is_not_preferred_stands_beside_another_estimate() -> None:
    rows = frame(
        row("URY", 2024, 2.0, **BANK),
        row("URY", 2024, 2.1, preferred=False, **ESTIMATE, **BOOK),
        row("KEN", 2024, 1.3, **ESTIMATE, **BOOK),
    )
    assert newest(alike(rows, TWO)) == {"URY": (2024, 2.1), "KEN": (2024, 1.3)}


def test_values_too_far_apart_are_no_pair_and_the_comparison_stops() -> None:
    rows = frame(
        row("URY", 2024, 2.0, **BANK),
        row("KEN", 2024, 1.3, **ESTIMATE, **BOOK),
        row("KEN", 2011, 1.1, **BANK),
    )
    assert alike(rows, TWO) is rows
    assert any(f.stops for f in obstacles(rows, TWO, MILEX, moment=True))


def test_a_series_has_one_publisher_and_a_joint_is_marked() -> None:
    rows = frame(
        *(row("URY", y, 2.0, preferred=False, **BANK) for y in range(2015, 2020)),
        row("URY", 2018, 5.0, **BOOK),
        row("URY", 2021, 5.5, **BOOK),
    )
    made = one_publisher(rows)
    kept = made[made["preferred"]]
    assert dict(zip(kept["year"], kept["value"], strict=True))[2018] == 2.0
    joints = splices(kept)
    assert joints.to_numpy().tolist() == [["URY", 2021, "World Bank", "Agency"]]
    found = obstacles(made, ("URY", "KEN"), MILEX, moment=False)
    assert found == ()  # one country alone is no comparison


def test_absolute_numbers_and_forces_with_police_are_marked() -> None:
    rows = frame(
        row("URY", 2024, 21_000.0, indicator="armed_forces", original="21,000 active"),
        row("KEN", 2024, 30_000.0, indicator="armed_forces", original="30,000, incl. police"),
    )
    found = {f.obstacle: f for f in obstacles(rows, TWO, FORCES, moment=True)}
    assert not found[Obstacle.ABSOLUTE].stops
    sides = {s.trait: s.countries for s in found[Obstacle.POLICE].sides}
    assert sides == {"with-police": ("KEN",), "police-unstated": ("URY",)}
