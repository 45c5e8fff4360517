"""A batch enters as one submission, or not at all."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, func, select

from atlas import editorial
from atlas.codebook import codebook
from atlas.editorial.accounts import NotAllowed, UnknownAccount
from atlas.editorial.submissions import InvalidBatch, NothingToSubmit, submissions, submit
from atlas.store.schema import observation, source, submission, submission_item
from tests.invented import EDITOR, add_staff, batch, draft
from tests.invented import source as invented_source


def count(engine: Engine, table: object) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def test_a_submission_waits_for_review_and_lists_its_records(staffed: Engine) -> None:
    number = editorial.submit(
        staffed, batch(draft("URY"), draft("KEN")), by=EDITOR, title="Spring round"
    )
    listed = editorial.submissions(staffed).iloc[0]
    assert listed["id"] == number
    assert listed["title"] == "Spring round"
    assert listed["status"] == "submitted"
    assert listed["records"] == 2
    assert listed["submitted_by"] == EDITOR


def test_the_same_content_twice_is_stored_once_and_linked_twice(staffed: Engine) -> None:
    given = batch(draft("URY"), draft("KEN"))
    editorial.submit(staffed, given, by=EDITOR, title="first")
    editorial.submit(staffed, given, by=EDITOR, title="again")
    assert count(staffed, observation) == 2
    assert count(staffed, source) == 1
    assert count(staffed, submission_item) == 4


def test_a_whole_number_and_the_same_decimal_are_one_record(staffed: Engine) -> None:
    editorial.submit(staffed, batch(draft(value=2)), by=EDITOR, title="int")
    editorial.submit(staffed, batch(draft(value=2.0)), by=EDITOR, title="float")
    assert count(staffed, observation) == 1


def test_two_vintages_of_one_series_are_two_sources_and_never_mix(staffed: Engine) -> None:
    old, new = invented_source("yearbook-2025", vintage="2025"), invented_source()
    both = batch(draft(), draft(source="yearbook-2025"), sources=[old, new])
    editorial.submit(staffed, both, by=EDITOR, title="vintages")
    assert count(staffed, observation) == 2
    assert count(staffed, source) == 2


def test_a_source_whose_description_changes_under_its_id_is_refused(staffed: Engine) -> None:
    editorial.submit(staffed, batch(draft()), by=EDITOR, title="2026")
    relabelled = invented_source(vintage="2027", published="2027-01-31")
    with pytest.raises(InvalidBatch, match="yearbook-2026"):
        editorial.submit(
            staffed, batch(draft(value=3.0), sources=[relabelled]), by=EDITOR, title="2027"
        )
    assert count(staffed, observation) == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"indicator": "milex_gpd"}, "unknown-indicator"),
        ({"country": "XYZ"}, "unknown-country"),
        ({"source": "nowhere"}, "unknown-source"),
        ({"period": "last year"}, "bad-period"),
        ({"period": "-0500"}, "bad-period"),
        ({"period": "2024-13"}, "bad-period"),
        ({"period": "2024/2020"}, "bad-period"),
        ({"value": 140.0}, "out-of-range"),
        ({"value": -1.0}, "out-of-range"),
        ({"value": float("nan")}, "bad-range"),
        ({"value": float("inf")}, "bad-range"),
        ({"value": 2.0, "low": 3.0, "high": 4.0}, "bad-range"),
        ({"indicator": "armed_forces", "value": 5.0, "low": -9.0, "high": 19.0}, "out-of-range"),
        ({"value": 2.0, "missing": "no-data"}, "not-one-answer"),
        ({"value": None}, "not-one-answer"),
        ({"indicator": "conscription", "category": "sometimes"}, "unknown-category"),
        ({"indicator": "conscription", "value": 1.0}, "number-for-category"),
        ({"category": "none"}, "unknown-category"),
        ({"breakdown": "army"}, "bad-breakdown"),
        ({"breakdown": "sex=female;branch=army"}, "bad-breakdown"),
        ({"breakdown": "branch=" + "x" * 200}, "bad-breakdown"),
        ({"note": "cut\0off"}, "bad-text"),
    ],
)
def test_a_record_that_cannot_be_right_blocks_the_batch_and_says_why(
    sqlite_engine: Engine, wrong: dict[str, object], code: str
) -> None:
    with pytest.raises(InvalidBatch) as caught:
        editorial.submit(
            sqlite_engine, batch(draft("KEN"), draft(**wrong)), by=EDITOR, title="wrong"
        )
    assert code in {p.code for p in caught.value.problems}
    assert all(p.message and p.remedy for p in caught.value.problems)
    assert count(sqlite_engine, observation) == 0
    assert count(sqlite_engine, submission) == 0


def test_one_figure_with_two_values_from_one_source_is_a_contradiction(staffed: Engine) -> None:
    with pytest.raises(InvalidBatch, match="twice"):
        editorial.submit(staffed, batch(draft(value=2.0), draft(value=3.0)), by=EDITOR, title="two")


def test_zero_is_a_number(staffed: Engine) -> None:
    editorial.submit(staffed, batch(draft(value=0.0)), by=EDITOR, title="zero")
    assert count(staffed, observation) == 1


def test_a_stranger_may_not_submit_and_nothing_is_stored(staffed: Engine) -> None:
    with pytest.raises(UnknownAccount, match="Nobody"):
        editorial.submit(staffed, batch(draft()), by="Nobody", title="x")
    assert count(staffed, observation) == 0


def test_a_viewer_may_not_submit(staffed: Engine) -> None:
    editorial.add_account(staffed, "Vera", editorial.Role.VIEWER)
    with pytest.raises(NotAllowed, match="Vera"):
        editorial.submit(staffed, batch(draft()), by="Vera", title="x")


def test_eight_people_who_submit_the_same_at_once_all_succeed(staffed: Engine) -> None:
    given = batch(*(draft(iso3) for iso3 in ("URY", "KEN", "FRA", "CRI")))

    def once(n: int) -> int:
        return editorial.submit(staffed, given, by=EDITOR, title=f"round {n}")

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(once, range(8)))
    assert len(set(numbers)) == 8
    assert count(staffed, observation) == 4
    assert editorial.verify(staffed).intact


def test_fifty_thousand_observations_are_one_submission(sqlite_engine: Engine) -> None:
    add_staff(sqlite_engine)
    countries = list(codebook().countries)[:200]
    drafts = [
        draft(iso3, "milex_gdp", period=str(1775 + year), value=2.0)
        for iso3 in countries
        for year in range(250)
    ]
    editorial.submit(sqlite_engine, batch(*drafts), by=EDITOR, title="large")
    assert count(sqlite_engine, observation) == 50_000


def test_a_submission_without_a_record_is_refused(staffed: Engine) -> None:
    with pytest.raises(NothingToSubmit):
        submit(staffed, batch(), by=EDITOR, title="Nothing")
    assert submissions(staffed).empty
