"""Disclosure: absence is never confused with refusal, and the score is what its words say."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.analysis.disclosure import (
    PARTS,
    STATUSES,
    VALUED,
    by_year,
    document_scores,
    recorded_indicators,
    scores,
    status_changes,
    status_matrix,
    statuses,
)
from tests.analysis.frames import frame, row

ESTIMATE = {"method": "estimated", "reliability": "estimate"}


def status_of(*rows: dict[str, object]) -> str:
    made = statuses(frame(*rows))
    return str(made["status"].iloc[0])


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([row("URY", 2024, 2.0)], "published"),
        ([row("URY", 2024, 0.0)], "published"),
        ([row("URY", 2024, 2.0, **ESTIMATE)], "estimated"),
        ([row("URY", 2024, 2.0, reliability="uncertain")], "estimated"),
        ([row("URY", 2024, category="none")], "published"),
        ([row("URY", 2024, missing_reason="withheld")], "withheld"),
        ([row("URY", 2024, missing_reason="not-collected")], "not-collected"),
        ([row("URY", 2024, missing_reason="not-applicable")], "not-applicable"),
        ([row("URY", 2024, missing_reason="state-did-not-exist")], "state-did-not-exist"),
        ([row("URY", 2024)], "no-data"),
        # A newer refusal stands above an older value; not knowing never does.
        ([row("URY", 2022, 2.0), row("URY", 2024, missing_reason="withheld")], "withheld"),
        ([row("URY", 2024, 2.0), row("URY", 2022, missing_reason="withheld")], "published"),
        ([row("URY", 2022, 2.0), row("URY", 2024)], "published"),
        ([row("URY", 2022, 2.0), row("URY", 2024, missing_reason="under-review")], "published"),
        ([row("URY", 2024, missing_reason="withheld"), row("URY", 2025)], "withheld"),
        # Of one year the better known: a second source with the state's own number.
        (
            [row("URY", 2024, 2.0, **ESTIMATE), row("URY", 2024, 2.1, preferred=False)],
            "published",
        ),
        ([row("URY", 2024, 2.0, **ESTIMATE), row("URY", 2024, missing_reason="withheld")],
         "estimated"),
        ([row("URY", 2020, 2.0), row("URY", 2024, 2.0, **ESTIMATE)], "estimated"),
    ],
)  # fmt: skip
def test_a_status_is_what_the_newest_record_says(
    rows: list[dict[str, object]], status: str
) -> None:
    assert status_of(*rows) == status


def test_a_breakdown_is_no_total() -> None:
    made = statuses(frame(row("URY", 2024, 2.0, breakdown="branch=army"), row("URY", 2023, 1.0)))
    assert made["last"].tolist() == [2023]


def test_a_withholding_state_keeps_the_year_of_its_last_value() -> None:
    rows = frame(row("URY", 2022, 2.0), row("URY", 2024, missing_reason="withheld"))
    made = statuses(rows).iloc[0]
    assert (made["year"], made["last"]) == (2024, 2022)


def planted() -> pd.DataFrame:
    """Uruguay: all of four indicators, own and exact; Kenya: estimates, old, wide, half."""
    names = ("milex_gdp", "milex_usd", "armed_forces", "reserves")
    rows = [row("URY", y, 100.0, indicator=i) for i in names for y in (2023, 2024)]
    wide = {"low": 75.0, "high": 125.0, **ESTIMATE}
    rows += [row("KEN", 2019, 100.0, indicator=i, **wide) for i in names[:3]]
    rows += [row("PRK", 2024, indicator=i, missing_reason="withheld") for i in names]
    rows += [row("CRI", 2024, indicator=i, missing_reason="not-applicable") for i in names[2:]]
    rows += [row("CRI", 2024, 1.0, indicator=i) for i in names[:2]]
    return statuses(frame(*rows))


INDICATORS = ("milex_gdp", "milex_usd", "armed_forces", "reserves")
FOUR = ("URY", "KEN", "PRK", "CRI")


def test_the_parts_are_what_their_formulas_say() -> None:
    found = scores(planted(), INDICATORS, FOUR)
    own = found.loc["URY"]  # two of the three years with a value, of the reserves two of two
    assert [own[p] for p in PARTS] == [100.0, 100.0, 75.0, 100.0, 100.0]
    ken = found.loc["KEN"]
    assert ken["breadth"] == pytest.approx((100 + 50) / 2)
    assert ken["recency"] == pytest.approx(50.0)
    assert ken["precision"] == pytest.approx(50.0)
    assert ken["own"] == 0.0


def test_the_parts_are_the_same_whoever_else_is_asked_for() -> None:
    together, alone = (scores(planted(), INDICATORS, c).loc["KEN"] for c in (FOUR, ("KEN",)))
    pd.testing.assert_series_equal(together, alone)


def test_what_does_not_apply_is_not_asked() -> None:
    found = scores(planted(), INDICATORS, FOUR).loc["CRI"]
    assert (found["asked"], found["valued"], found["breadth"]) == (2, 2, 100.0)


def test_values_make_no_score_and_withheld_and_unknown_are_counted_apart() -> None:
    found = scores(planted(), INDICATORS, (*FOUR, "FRA"))
    assert found["score"].isna().all()
    assert (found.loc["PRK", "withheld"], found.loc["PRK", "no-data"]) == (4, 0)
    assert (found.loc["FRA", "withheld"], found.loc["FRA", "no-data"]) == (0, 4)


def own_document(country: str, kind: str, date: str, origin: str = "own") -> dict[str, str]:
    return {"country": country, "document": kind, "date": date, "source_origin": origin}


def test_dated_documents_of_the_state_itself_are_scored_and_nothing_else() -> None:
    documents = pd.DataFrame(
        [
            own_document("URY", "budget", "2024-01-01"),
            own_document("URY", "white-paper", "2005"),
            own_document("KEN", "budget", "2024", origin="ngo"),
            own_document("CRI", "budget", ""),
            own_document("PRK", "law", "2024"),
        ]
    )
    found = document_scores(documents, 2026)
    assert found.to_dict() == {"URY": pytest.approx(50.0)}  # (100 + 50 + 0) / 3
    told = scores(planted(), INDICATORS, FOUR, found)["score"]
    assert told["URY"] == pytest.approx(50.0)
    assert told.drop("URY").isna().all()
    assert document_scores(documents.iloc[2:], 2026).empty


def test_an_indicator_without_any_record_is_not_asked_of_anyone() -> None:
    assert recorded_indicators(planted(), ("white_paper", *INDICATORS)) == INDICATORS


def test_what_changed_between_releases_is_told() -> None:
    before = statuses(frame(row("URY", 2023, 2.0), row("CHL", 2023, 1.0)))
    after = statuses(
        frame(
            row("URY", 2023, 2.0),
            row("URY", 2024, missing_reason="withheld"),
            row("CHL", 2023, 1.0),
            row("KEN", 2024, 1.0, **ESTIMATE),
        )
    )
    found = status_changes(before, after, ("milex_gdp",), ("URY", "CHL", "KEN"))
    assert [(x.country, x.before, x.after, x.last) for x in found] == [
        ("URY", "published", "withheld", 2023),
        ("KEN", "no-data", "estimated", 2024),
    ]
    assert status_changes(after, after, ("milex_gdp",), ("URY", "CHL", "KEN")) == []


def test_years_are_counted_once_a_pair_by_the_best_known() -> None:
    counts = by_year(
        frame(
            row("URY", 2024, 2.0),
            row("URY", 2024, 2.5, preferred=False, **ESTIMATE),
            row("KEN", 2024, missing_reason="withheld"),
            row("KEN", 2022, 1.0, **ESTIMATE),
        )
    )
    assert counts.index.tolist() == [2022, 2023, 2024]
    assert (counts.loc[2024, "published"], counts.loc[2024, "withheld"]) == (1, 1)
    assert counts.loc[2023].sum() == 0
    assert by_year(frame()).empty


REASONS = st.sampled_from([None, "withheld", "not-applicable", "not-collected", "no-data"])
RECORDS = st.lists(
    st.tuples(st.sampled_from(FOUR), st.sampled_from(INDICATORS), st.integers(2018, 2025), REASONS),
    max_size=40,
)


@settings(max_examples=30)
@given(RECORDS)
def test_every_pair_has_one_status_and_every_part_lies_between_0_and_100(
    records: list[tuple[str, str, int, str | None]],
) -> None:
    rows = [row(c, y, None if r else 5.0, indicator=i, missing_reason=r) for c, i, y, r in records]
    made = statuses(frame(*rows))
    cells = status_matrix(made, INDICATORS, FOUR)
    assert len(cells) == len(INDICATORS) * len(FOUR)
    assert set(cells["status"]) <= set(STATUSES)
    valued = {(c, i) for c, i, _, r in records if r is None}
    told = set(cells.index[cells["last"].notna()])
    assert told == valued
    assert set(cells.index[cells["status"].isin(VALUED)]) <= valued
    found = scores(made, INDICATORS, FOUR)
    parts = found[[*PARTS, "score"]].stack().dropna()
    assert parts.between(0, 100).all()
    assert (found[list(STATUSES)].sum(axis=1) == len(INDICATORS)).all()
