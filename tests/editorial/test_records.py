"""Records of all kinds go through submission, review, release and rollback as observations do."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from sqlalchemy import Engine, func, select, text

from atlas import editorial
from atlas.editorial.submissions import InvalidBatch
from atlas.intake.draft import Batch, DraftRecord
from atlas.store import frames, reading
from atlas.store.kinds import KINDS, OBSERVATION
from atlas.store.schema import search_text, submission_item
from atlas.store.search import search_records
from tests.invented import EDITOR, PUBLISHER, REVIEWER, approve, draft, source
from tests.invented_records import (
    RECORDS,
    batch_of,
    document,
    event,
    institution,
    judgement,
    participation,
    relation,
    treaty_action,
)

ALL: tuple[DraftRecord, ...] = (
    *RECORDS,
    participation("URY", "UN", "member"),
    treaty_action("URY"),
)
KEPT = [kind for kind in KINDS.values() if kind is not OBSERVATION]


def held(engine: Engine, release: str | None = None) -> dict[str, pd.DataFrame]:
    return {
        kind.name: reading.read_records(engine, kind, release=release).drop(columns="release")
        for kind in KEPT
    }


def same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> bool:
    return all(one[name].equals(other[name]) for name in one)


def stored(engine: Engine, table: object) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def out(engine: Engine, label: str, *records: DraftRecord, **more: object) -> str:
    approve(engine, batch_of(*records, **more))  # type: ignore[arg-type]
    return editorial.publish(engine, label=label, by=PUBLISHER)


def test_one_submission_holds_observations_and_records_of_every_kind(staffed: Engine) -> None:
    given = Batch((source(),), (draft("URY"),), records=ALL)
    number = editorial.submit(staffed, given, by=EDITOR, title="all kinds")
    listed = editorial.submissions(staffed).iloc[0]
    assert (listed["id"], listed["records"]) == (number, len(ALL) + 1)
    for kind in KEPT:
        assert stored(staffed, kind.table) == sum(r.kind == kind.name for r in ALL)
    assert stored(staffed, search_text) == sum(bool(KINDS[r.kind].text) for r in ALL)
    assert frames.list_releases(staffed).empty, "nothing shows before it is published"


def test_the_same_records_twice_are_stored_once_and_linked_twice(staffed: Engine) -> None:
    for title in ("first", "again"):
        editorial.submit(staffed, batch_of(*ALL, *ALL[:3]), by=EDITOR, title=title)
    assert stored(staffed, submission_item) == 2 * len(ALL)
    assert sum(stored(staffed, kind.table) for kind in KEPT) == len(ALL)
    assert stored(staffed, search_text) == sum(bool(KINDS[r.kind].text) for r in ALL)


def test_published_records_read_as_they_were_given(staffed: Engine) -> None:
    out(staffed, "2026.1", *ALL)
    found = held(staffed)
    assert {name: len(frame) for name, frame in found.items()} == {
        kind.name: sum(r.kind == kind.name for r in ALL) for kind in KEPT
    }
    coded = found["judgement"].set_index("country").loc["CHL"]
    assert (coded["answer"], coded["law"], coded["article"], coded["missing_reason"]) == (
        "no", "Invented Defence Act", "12", None,
    )  # fmt: skip
    assert editorial.verify(staffed).intact


def test_a_wrong_record_blocks_the_whole_batch(staffed: Engine) -> None:
    wrong = event("URY", "birthday", "1999", "No kind of the codebook")
    given = Batch((source(),), (draft("URY"),), records=(*ALL, wrong))
    with pytest.raises(InvalidBatch) as caught:
        editorial.submit(staffed, given, by=EDITOR, title="wrong")
    assert {p.code for p in caught.value.problems} == {"unknown-term"}
    assert sum(stored(staffed, kind.table) for kind in KINDS.values()) == 0
    assert stored(staffed, search_text) == 0


@pytest.mark.parametrize(
    ("first", "changes"),
    [
        (judgement("URY", "military_vote", "yes"), {"answer": "no", "article": "13"}),
        (event("URY", "law", "1999", "A law"), {"evidence": "Another sentence."}),
        (document("URY", "law", "A law"), {"number": "18", "date": "2001"}),
        (institution("URY", "army", "army", "Army"), {"name": "National Army"}),
        (participation("URY", "UN", "observer"), {"status": "member", "period": "2027"}),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_a_newer_record_of_the_same_key_replaces_the_older_one(
    staffed: Engine, first: DraftRecord, changes: dict[str, str]
) -> None:
    out(staffed, "2026.1", first)
    before = held(staffed)
    out(staffed, "2026.2", replace(first, **changes))
    frame = held(staffed)[first.kind]
    assert len(frame) == 1
    assert {name: frame.iloc[0][name] for name in changes} == changes
    assert same(held(staffed, "2026.1"), before)


def test_a_record_of_another_key_or_source_stands_beside(staffed: Engine) -> None:
    out(staffed, "2026.1", event("URY", "law", "1999", "A law"))
    other = replace(event("URY", "law", "1999", "A law"), source="survey-2026")
    sources = (source(), source("survey-2026"))
    out(staffed, "2026.2", other, event("URY", "law", "1999", "Another"), sources=sources)
    assert len(held(staffed)["event"]) == 3


def test_a_relation_may_refer_to_what_an_earlier_submission_described(staffed: Engine) -> None:
    later = relation("URY", "police", "part-of", "army")
    with pytest.raises(InvalidBatch, match="police"):
        editorial.submit(staffed, batch_of(later), by=EDITOR, title="too early")
    out(staffed, "2026.1", institution("URY", "police", "police", "Police"),
        institution("URY", "army", "army", "Army"))  # fmt: skip
    out(staffed, "2026.2", later)
    assert held(staffed)["relation"]["subject"].tolist() == ["police"]


def test_an_older_release_reads_the_same_after_every_later_step(staffed: Engine) -> None:
    out(staffed, "2026.1", *ALL)
    before = held(staffed, "2026.1")
    out(staffed, "2026.2", judgement("URY", "conscientious_objection", "no"))
    label = editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    assert same(held(staffed, label), before)
    editorial.roll_back(staffed, "2026.2", by=PUBLISHER)
    assert same(held(staffed, "2026.1"), before)
    assert same(held(staffed), held(staffed, "2026.2"))
    assert not same(held(staffed, "2026.2"), before)
    assert editorial.verify(staffed).intact


def test_what_is_rolled_back_is_not_found_by_search(staffed: Engine) -> None:
    out(staffed, "2026.1", event("URY", "law", "1999", "A law"))
    out(staffed, "2026.2", event("URY", "law", "2001", "Xylophone act"))
    assert len(search_records(staffed, "xylophone")) == 1
    editorial.roll_back(staffed, "2026.1", by=PUBLISHER)
    assert search_records(staffed, "xylophone").empty
    assert len(search_records(staffed, "xylophone", release="2026.2")) == 1


def test_what_waits_or_was_rejected_is_neither_read_nor_found(staffed: Engine) -> None:
    out(staffed, "2026.1", event("URY", "law", "1999", "A law"))
    for title, verdict in (("Xylophone act", ""), ("Xylophone reform", "reject")):
        given = batch_of(event("URY", "law", "2001", title))
        number = editorial.submit(staffed, given, by=EDITOR, title=title)
        if verdict:
            editorial.review(staffed, number, verdict=verdict, by=REVIEWER, note="No.")
    assert len(held(staffed)["event"]) == 1
    assert search_records(staffed, "xylophone").empty


def test_a_release_of_records_alone_counts_no_observation(staffed: Engine) -> None:
    out(staffed, "2026.1", *ALL)
    assert frames.list_releases(staffed)["observations"].tolist() == [0]


def test_a_release_is_hashed_over_its_records(staffed: Engine) -> None:
    out(staffed, "2026.1", event("URY", "law", "1999", "A law"))
    out(staffed, "2026.2", event("URY", "law", "1999", "A law"))
    out(staffed, "2026.3", event("URY", "law", "2001", "Another law"))
    hashes = frames.list_releases(staffed)["hash"].tolist()
    assert len(set(hashes)) == 3


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE judgement SET answer = 'yes' WHERE country = 'CHL'", "judgement "),
        ("UPDATE judgement SET second_answer = 'no' WHERE country = 'CHL'", "judgement "),
        ("UPDATE event SET date = '1968' WHERE country = 'URY' AND date LIKE '1967%'", "event "),
        ("UPDATE document SET url = 'https://elsewhere.example'", "document "),
        ("UPDATE institution SET own_name = 'x' WHERE code = 'army'", "institution "),
        ("UPDATE relation SET relation = 'commands' WHERE subject = 'army'", "relation "),
        ("UPDATE participation SET status = 'observer'", "participation "),
        ("UPDATE participation SET source_id = 'other'", "participation "),
        ("UPDATE event SET collector = 'Mallory'", "event "),
        ("DELETE FROM membership WHERE kind = 'event'", "release 2026.1"),
        ("UPDATE membership SET kind = 'document' WHERE kind = 'event'", "release 2026.1"),
    ],
)
def test_an_altered_record_is_found_by_the_audit(
    staffed: Engine, statement: str, where: str
) -> None:
    out(staffed, "2026.1", *ALL, sources=(source(), source("other")))
    assert editorial.verify(staffed).intact
    with staffed.execution_options(writes=True).begin() as connection:
        assert connection.execute(text(statement)).rowcount > 0
    assert str(editorial.verify(staffed).broken_at).startswith(where)
