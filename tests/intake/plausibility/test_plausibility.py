"""Figures that can be read and may still be wrong: each is doubted once, at its cell."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.intake.draft import Batch, Origin, Severity
from atlas.intake.plausibility import check_against
from atlas.store.columns import OBSERVATION
from tests import invented


def batch(*drafts, source=None):
    described = source or invented.source()
    cells = (("value", "Value"), ("value.letter", "D"))
    origins = {d: Origin("a.xlsx", "Data", n, cells) for n, d in enumerate(drafts, start=2)}
    return Batch((described,), drafts, origins=origins)


def series(*values, indicator="armed_forces", first=2015, **more):
    return [
        invented.draft("URY", indicator, period=str(first + n), value=float(v), **more)
        for n, v in enumerate(values)
        if v is not None
    ]


def found(given, release=None):
    return {(p.row, p.code) for p in check_against(given, release)}


def release(*rows):
    """Return a frame of a release: country, indicator, period, value, source."""
    shared = dict.fromkeys(OBSERVATION, "") | {"breakdown": "", "preferred": True}
    return pd.DataFrame(
        [
            {**shared, "country": c, "indicator": i, "period": p, "year": int(p), "value": v}
            | {"source": s}
            for c, i, p, v, s in rows
        ]
    )


@pytest.mark.parametrize(
    ("values", "row"),
    [
        ((27_000, 134_000, 27_000), 3),
        ((27_000, 27_500, 134_000, 27_200, 27_100), 4),
        ((27_000, 27_500, 27_200, 27_100, 134_000), 6),
        ((134_000, 27_000, 27_500, 27_200, 27_100), 2),
        ((27_000, 27_500, 5_000, 27_200, 27_100), 4),
        ((27_000, 27_500, 27_300, 134_000, 135_000, 134_500, 134_800), 5),
    ],
)
def test_a_year_that_leaps_out_of_its_series(values, row):
    assert found(batch(*series(*values))) == {(row, "year-jump")}


@pytest.mark.parametrize(
    "values",
    [
        (27_000, 27_500, 28_000),
        (10_000, 12_000, 15_000, 19_000, 24_000, 30_000),
        (10_000, 18_000, 9_000, 17_000, 11_000, 19_000),  # restless, and no year stands out
        (20, 60, 20),  # too few people to speak of
        (27_000, None, None, None, 40_000),
        (0, 0, 0),
    ],
)
def test_a_series_that_only_moves_is_left_alone(values):
    assert found(batch(*series(*values))) == set()


@given(st.lists(st.floats(0.9, 1.1), min_size=2, max_size=30), st.floats(100, 1e6))
def test_small_steps_are_never_a_leap(steps, start):
    values = [start]
    for step in steps:
        values.append(values[-1] * step)
    drafts = series(*(round(v) for v in values), indicator="population", first=1980)
    assert found(batch(*drafts)) == set()


@pytest.mark.parametrize(
    ("values", "row"),
    [((95_000, 95.2, 95_500), 3), ((95_000, 95_100, 95_500_000), 4), ((95.0, 95_000, 95_500), 2)],
)
def test_thousands_among_persons(values, row):
    assert found(batch(*series(*values))) == {(row, "unit-mismatch")}


def test_a_fraction_among_percentages_of_a_series_and_of_a_column():
    shares = series(1.9, 1.8, 0.019, 2.0, indicator="milex_gdp")
    assert found(batch(*shares)) == {(4, "unit-mismatch")}
    values = (("URY", 20.0), ("GHA", 15.0), ("KEN", 30.0), ("SEN", 0.22), ("PER", 25.0))
    column = [invented.draft(c, "women_parliament", value=v) for c, v in values]
    assert found(batch(*column)) == {(5, "unit-mismatch")}


def test_half_a_soldier_is_a_unit_and_not_a_person():
    given_ = batch(invented.draft("URY", "armed_forces", value=22.5))
    assert found(given_) == {(2, "unit-mismatch")}


def test_what_the_publisher_itself_says_is_information():
    source = invented.source(publisher="World Bank")
    given_ = batch(*series(27_000, 134_000, 27_000), source=source)
    (problem,) = check_against(given_)
    assert problem.severity is Severity.INFO


def test_parts_and_their_total():
    def forces(total, **parts):
        drafts = [invented.draft("URY", "armed_forces", value=float(total))]
        for name, value in parts.items():
            drafts.append(
                invented.draft(
                    "URY", "armed_forces", breakdown=f"branch={name}", value=float(value)
                )
            )
        return batch(*drafts)

    assert found(forces(100_000, army=60_000, navy=40_000)) == set()
    assert found(forces(100_000, army=60_000, navy=30_000)) == {(2, "sum-mismatch")}
    assert found(forces(100_000, army=60_000)) == set()


def test_shares_that_do_not_make_a_hundred():
    parts = [("army", 50.0), ("navy", 30.0), ("other", 10.0)]
    drafts = [
        invented.draft("URY", "milex_gov", breakdown=f"branch={n}", value=v) for n, v in parts
    ]
    assert {code for _, code in found(batch(*drafts))} == {"sum-mismatch"}


def test_a_share_that_does_not_follow_from_money_and_gdp():
    def figures(share):
        return batch(
            invented.draft("URY", "milex_gdp", value=share),
            invented.draft("URY", "milex_usd", value=1.2e9),
            invented.draft("URY", "gdp", value=60e9),
        )

    assert found(figures(2.1)) == set()
    assert found(figures(8.0)) == {(2, "ratio-mismatch")}


def test_the_release_in_force_stands_beside_a_single_year():
    known = release(
        *(
            ("URY", "armed_forces", str(y), 21_000.0 + y, "Other, Book (1)")
            for y in range(2015, 2022)
        )
    )
    one = batch(invented.draft("URY", "armed_forces", period="2022", value=130_000.0))
    assert found(one, known) == {(2, "year-jump")}
    assert (
        found(batch(invented.draft("URY", "armed_forces", period="2022", value=23_000.0)), known)
        == set()
    )


CITED = "Institute of Invented Figures, Yearbook (2026)"


def test_a_published_figure_changes_only_with_a_word():
    known = release(("URY", "milex_gdp", "2024", 2.0, CITED))
    assert found(batch(invented.draft("URY", value=2.0)), known) == set()
    assert found(batch(invented.draft("URY", value=2.2)), known) == {(2, "changed-value")}
    with_note = batch(invented.draft("URY", value=2.2, note="Revised by the ministry."))
    assert found(with_note, known) == set()


def test_another_source_that_says_something_else_is_information():
    known = release(("URY", "milex_gdp", "2024", 4.0, "Other, Book (1)"))
    (problem,) = check_against(batch(invented.draft("URY", value=2.0)), known)
    assert (problem.code, problem.severity) == ("conflicting-source", Severity.INFO)
    assert "Other, Book (1)" in problem.message


def test_a_publishers_revisions_are_counted_and_not_listed():
    source = invented.source(publisher="World Bank")
    known = release(("URY", "milex_gdp", "2024", 2.0, "World Bank, Yearbook (2025)"))
    (problem,) = check_against(batch(invented.draft("URY", value=2.2), source=source), known)
    assert (problem.code, problem.severity) == ("revised-values", Severity.INFO)


def test_a_batch_without_cells_is_not_doubted():
    assert check_against(invented.batch(*series(27_000, 134_000, 27_000))) == []


def test_doubts_say_their_templates_for_translation():
    for problem in check_against(batch(*series(27_000, 134_000, 27_000))):
        template, remedy = problem.params["template"], problem.params["remedy_template"]
        assert str(template).format(**problem.params) == problem.message
        assert str(remedy).format(**problem.params) == problem.remedy
        assert problem.params["cell"] == "D3" and problem.column == "Value"


@pytest.mark.parametrize(
    ("parts", "doubted"),
    [
        ({"salaries": 60, "pensions": 20, "investment": 10, "other": 10}, False),
        ({"salaries": 60, "pensions": 20, "investment": 10, "other": 5}, True),
        ({"salaries": 60, "investment": 10}, False),
        ({"salaries": 90, "investment": 20}, True),
    ],
)
def test_parts_of_a_budget_are_its_total_or_leave_a_remainder(parts, doubted) -> None:
    total = invented.draft("URY", "budget_approved", value=100_000.0)
    drafts = [
        invented.draft("URY", f"budget_{name}", value=1_000.0 * value)
        for name, value in parts.items()
    ]
    codes = {code for _, code in found(batch(total, *drafts))}
    assert ("sum-mismatch" in codes) == doubted
