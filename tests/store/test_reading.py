"""The records of every kind are read by release, country and code, from either database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine, event, insert, select, text

from atlas import editorial
from atlas.codebook import MissingReason
from atlas.errors import UnknownRelease
from atlas.store import reading
from atlas.store.findings import FINDING, findings, restricted_mask
from atlas.store.kinds import KINDS, OBSERVATION
from atlas.store.record_rows import record_dicts, record_fields, record_frame
from atlas.store.schema import membership
from atlas.store.search import search_records
from tests import invented_records as given
from tests.invented import EDITOR, PUBLISHER, add_staff, approve, source

OTHER = [kind for kind in KINDS.values() if kind is not OBSERVATION]
JUDGEMENT, EVENT = KINDS["judgement"], KINDS["event"]
CLOSED = source("closed-2026", title="Closed list", redistributable=False)


@pytest.fixture
def filled(staffed: Engine) -> Engine:
    coded = given.judgement("KEN", "military_vote", "yes")
    absent = replace(coded, country="PRK", answer="", missing=MissingReason.WITHHELD, evidence="")
    blind = replace(coded, country="PER", second_coder="B", second_answer="no")
    joined = given.participation("URY", "UN", "member")
    closed = replace(given.event("FRA", "law", "2011", "Closed law"), source="closed-2026")
    acted = given.treaty_action("URY")
    records = (*given.RECORDS, coded, absent, blind, joined, acted, closed)
    approve(staffed, given.batch_of(*records, sources=[source(), CLOSED]))
    editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    later = given.judgement("URY", "conscientious_objection", "no")
    approve(staffed, given.batch_of(later, given.event("URY", "law", "2026-01", "Later law")))
    editorial.publish(staffed, label="2026.2", by=PUBLISHER)
    return staffed


@pytest.mark.parametrize("kind", OTHER, ids=lambda kind: kind.name)
def test_every_kind_has_its_columns_sorted_by_its_key(
    filled: Engine, kind: reading.RecordKind
) -> None:
    frame = reading.read_records(filled, kind)
    assert list(frame.columns) == reading.columns(kind)
    assert not frame.empty
    keys = frame[list(kind.key)].apply(tuple, axis=1).tolist()
    assert keys == sorted(keys)
    assert set(frame["release"]) == {"2026.2"}
    assert "Institute of Invented Figures, Yearbook (2026)" in set(frame["source"])


@pytest.mark.parametrize("kind", OTHER, ids=lambda kind: kind.name)
def test_nothing_found_is_an_empty_frame_of_the_same_columns(
    filled: Engine, kind: reading.RecordKind
) -> None:
    empty = reading.read_records(filled, kind, countries=["BOL"])
    assert empty.empty
    assert list(empty.columns) == reading.columns(kind)
    assert record_dicts(kind, empty) == []
    assert reading.read_records(filled, kind, countries=[]).empty


def test_records_are_kept_by_country_and_code(filled: Engine) -> None:
    coded = reading.read_records(filled, JUDGEMENT, where={"question": ["military_vote"]})
    assert coded["country"].tolist() == ["KEN", "PER", "PRK"]
    one = reading.read_records(
        filled, JUDGEMENT, countries=["URY", "KEN"], where={"question": ["military_vote"]}
    )
    assert one["country"].tolist() == ["KEN"]


def test_an_older_release_keeps_what_it_said(filled: Engine) -> None:
    def answers(release: str | None) -> list[str]:
        asked = {"question": ["conscientious_objection"]}
        frame = reading.read_records(
            filled, JUDGEMENT, countries=["URY"], where=asked, release=release
        )
        return frame["answer"].tolist()

    assert (answers("2026.1"), answers("2026.2"), answers(None)) == (["yes"], ["no"], ["no"])
    assert "Later law" not in set(reading.read_records(filled, EVENT, release="2026.1")["title"])
    with pytest.raises(UnknownRelease, match=r"2026\.2"):
        reading.read_records(filled, EVENT, release="2027.1")


def test_an_absent_code_is_none_beside_one_that_is_there(filled: Engine) -> None:
    asked = {"question": ["military_vote"]}
    frame = reading.read_records(filled, JUDGEMENT, where=asked)
    assert frame["missing_reason"].tolist() == [None, None, "withheld"]
    rows = record_dicts(JUDGEMENT, frame)
    assert [row["missing_reason"] for row in rows] == [None, None, "withheld"]
    assert [row["agreement"] for row in rows] == [None, False, None]
    assert [row["answer"] for row in rows] == ["yes", "yes", None]
    assert tuple(rows[0]) == record_fields(JUDGEMENT)
    assert list(record_frame(JUDGEMENT, frame).columns) == list(record_fields(JUDGEMENT))


@pytest.mark.parametrize(
    ("between", "titles"),
    [
        (("", ""), ["Constitution promulgated", "Women admitted to the invented academy",
                    "Later law"]),
        (("1967-02-15", "1967-02-15"), ["Constitution promulgated"]),
        (("1967-02-16", "1997"), []),
        (("1998-12-31", "1998-12-31"), ["Women admitted to the invented academy"]),
        (("2026-01-31", ""), ["Later law"]),
        (("", "1967-02"), ["Constitution promulgated"]),
    ],
)  # fmt: skip
def test_events_between_dates_as_exact_as_they_are(
    filled: Engine, between: tuple[str, str], titles: list[str]
) -> None:
    frame = reading.read_records(filled, EVENT, countries=["URY"], between=between)
    assert sorted(frame["title"]) == sorted(titles)
    assert reading.count_records(filled, EVENT, countries=["URY"], between=between) == (
        len(titles),
        0,
    )


def test_a_count_tells_open_from_closed(filled: Engine) -> None:
    frame = reading.read_records(filled, EVENT)
    assert reading.count_records(filled, EVENT) == (len(frame) - 1, 1)
    assert reading.count_records(filled, EVENT, countries=["FRA"], release="2026.1") == (0, 1)
    assert reading.count_records(filled, EVENT, where={"event": ["coup"]}) == (0, 0)


def test_countries_are_counted_once_by_code(filled: Engine) -> None:
    counted = reading.countries_by(filled, JUDGEMENT, "question")
    assert counted == {"conscientious_objection": 2, "military_vote": 3}


def test_findings_keep_the_order_of_the_search_and_name_what_is_closed(filled: Engine) -> None:
    found = search_records(filled, "law")
    told = findings(filled, found, release=None)
    assert [(row["kind"], row["id"]) for row in told] == list(
        zip(found["kind"], found["id"], strict=True)
    )
    assert all(tuple(row) == FINDING for row in told)
    closed = found[restricted_mask(filled, found)]
    assert closed["country"].tolist() == ["FRA"]
    assert findings(filled, found.head(0), release=None) == []
    assert restricted_mask(filled, found.head(0)).tolist() == []


@pytest.fixture
def large(sqlite_engine: Engine) -> Engine:
    """Return a database with 20,000 memberships of judgements, 200 questions, 100 countries."""
    add_staff(sqlite_engine)
    approve(sqlite_engine, given.batch_of(given.judgement("URY", "military_vote", "yes")))
    editorial.publish(sqlite_engine, label="2026.1", by=PUBLISHER)
    with sqlite_engine.execution_options(writes=True).begin() as connection:
        row = dict(connection.execute(select(JUDGEMENT.table)).mappings().one())
        rows = [
            row | {"id": f"{n:024d}", "country": f"C{n % 100:02d}", "question": f"q{n // 100}"}
            for n in range(20_000)
        ]
        connection.execute(insert(JUDGEMENT.table), rows)
        held = [
            {"kind": "judgement", "record_id": r["id"], "from_seq": 1, "preferred": True}
            for r in rows
        ]
        connection.execute(insert(membership), held)
        connection.exec_driver_sql("ANALYZE")
    return sqlite_engine


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({"countries": ["C07"]}, "ix_judgement_country"),
        ({"where": {"question": ["q7"]}}, "ix_judgement_question_country"),
        ({"countries": ["C07"], "where": {"question": ["q7"]}}, "ix_judgement_question_country"),
        ({"where": {"id": ["0" * 23 + "7"]}}, "sqlite_autoindex_judgement_1"),
    ],
    ids=["country", "question", "both", "id"],
)
def test_one_country_or_question_of_a_large_release_is_read_by_index(
    large: Engine, asked: dict[str, object], index: str
) -> None:
    statements: list[tuple[str, object]] = []

    def keep(_c: object, _cursor: object, statement: str, given: object, *_: object) -> None:
        if "FROM judgement" in statement:
            statements.append((statement, given))

    event.listen(large, "before_cursor_execute", keep)
    frame = reading.read_records(large, JUDGEMENT, **asked)  # type: ignore[arg-type]
    reading.count_records(large, JUDGEMENT, **asked)  # type: ignore[arg-type]
    event.remove(large, "before_cursor_execute", keep)
    assert 0 < len(frame) <= 200
    for statement, values in statements:
        with large.connect() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
        steps = [row[-1] for row in plan]
        assert any(f"SEARCH judgement USING INDEX {index}" in step for step in steps), steps
        assert any(step.startswith("SEARCH membership USING INDEX") for step in steps), steps
        assert not {"SCAN judgement", "SCAN membership"} & set(steps), steps


def test_an_upload_of_another_editor_adds_nothing_to_a_release(filled: Engine) -> None:
    before = reading.count_records(filled, EVENT)
    waiting = given.batch_of(given.event("KEN", "law", "2011", "Waits"))
    editorial.submit(filled, waiting, by=EDITOR, title="waits")
    assert reading.count_records(filled, EVENT) == before
    with filled.connect() as connection:
        stored = connection.execute(text("SELECT count(*) FROM event")).scalar_one()
    assert stored == sum(before) + 1
