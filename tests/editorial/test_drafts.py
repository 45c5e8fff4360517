"""Drafts: kept from the first byte, changed by one window at a time, submitted once."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from atlas import editorial
from atlas.editorial import drafts, reading, reviews
from atlas.editorial.drafts import Draft
from atlas.editorial.submissions import InvalidBatch
from atlas.errors import InvalidParameter
from atlas.store.schema import audit
from tests.editorial.sheets import BAD, GOOD, TWICE, long_sheet
from tests.invented import EDITOR, REVIEWER


@pytest.fixture
def desk(staffed: Engine, home: Path) -> Engine:
    """Return a staffed database whose uploads lie in this test's folder."""
    return staffed


def started(engine: Engine, rows: Iterable[str] = GOOD, by: str = EDITOR) -> Draft:
    number = drafts.start(engine, long_sheet(*rows), by=by, name="figures.csv")
    return drafts.own_draft(engine, number, by=by)


def read(engine: Engine, held: Draft) -> reading.Reading:
    return reading.read_upload(
        engine, reading.reading_key(held.sha256, held.mapping, held.edits), held.file
    )


def submitted(engine: Engine, rows: Iterable[str] = GOOD) -> int:
    held = started(engine, rows)
    return drafts.submit_draft(engine, held.id, read(engine, held), by=EDITOR)


def test_a_draft_is_there_before_anything_is_read(desk: Engine) -> None:
    held = started(desk, ["this is no sheet"])
    assert (held.status, held.file, held.account) == ("open", "figures.csv", EDITOR)
    assert [d.id for d in drafts.open_drafts(desk, EDITOR)] == [held.id]


def test_the_same_file_again_leads_to_the_same_draft(desk: Engine) -> None:
    assert started(desk).id == started(desk).id


def test_mapping_edits_words_and_title_are_kept(desk: Engine) -> None:
    held = started(desk)
    cell = {"sheet": "", "row": 2, "column": "value", "value": "3.5"}
    drafts.save(desk, held.id, by=EDITOR, seen_at=held.updated_at, mapping={"": {"header": 1}})
    now = drafts.own_draft(desk, held.id, by=EDITOR)
    now = drafts.save(
        desk, held.id, by=EDITOR, seen_at=now.updated_at, edits=[cell], words={"a": " b ", "c": ""}
    )
    now = drafts.save(desk, held.id, by=EDITOR, seen_at=now.updated_at, title="  My   figures ")
    assert (now.mapping, now.edits, now.words) == ({"": {"header": 1}}, (cell,), {"a": "b"})
    assert now.title == "My figures"


def test_the_last_edit_of_a_cell_stands(desk: Engine) -> None:
    held = started(desk)
    edits = [{"sheet": "", "row": 2, "column": "value", "value": v} for v in ("1", "2")]
    now = drafts.save(desk, held.id, by=EDITOR, seen_at=held.updated_at, edits=edits)
    assert [e["value"] for e in now.edits] == ["2"]


def test_of_two_windows_the_later_one_is_told(desk: Engine) -> None:
    held = started(desk)
    drafts.save(desk, held.id, by=EDITOR, seen_at=held.updated_at, title="first window")
    with pytest.raises(drafts.DraftChanged):
        drafts.save(desk, held.id, by=EDITOR, seen_at=held.updated_at, title="second window")
    assert drafts.own_draft(desk, held.id, by=EDITOR).title == "first window"


def test_nobody_else_learns_of_a_draft(desk: Engine) -> None:
    held = started(desk)
    with pytest.raises(drafts.UnknownDraft):
        drafts.own_draft(desk, held.id, by=REVIEWER)
    with pytest.raises(drafts.UnknownDraft):
        drafts.discard(desk, held.id, by=REVIEWER)
    with pytest.raises(drafts.UnknownDraft):
        drafts.save(desk, held.id, by=REVIEWER, seen_at=held.updated_at, title="mine")


def test_a_discarded_draft_is_closed(desk: Engine) -> None:
    held = started(desk)
    drafts.discard(desk, held.id, by=EDITOR)
    drafts.discard(desk, held.id, by=EDITOR)  # a second click
    assert drafts.open_drafts(desk, EDITOR) == []
    with pytest.raises(drafts.DraftClosed, match="discarded"):
        drafts.submit_draft(desk, held.id, read(desk, held), by=EDITOR)
    assert editorial.submissions(desk).empty


def test_too_long_texts_are_refused(desk: Engine) -> None:
    held = started(desk)
    with pytest.raises(InvalidParameter, match="200"):
        drafts.save(desk, held.id, by=EDITOR, seen_at=held.updated_at, title="x" * 201)


def test_errors_keep_a_draft_from_being_submitted(desk: Engine) -> None:
    held = started(desk, BAD)
    with pytest.raises(InvalidBatch):
        drafts.submit_draft(desk, held.id, read(desk, held), by=EDITOR)
    assert drafts.own_draft(desk, held.id, by=EDITOR).open
    assert editorial.submissions(desk).empty


def test_a_warning_needs_a_word(desk: Engine) -> None:
    held = started(desk, TWICE)
    with pytest.raises(drafts.WordMissing, match="repeated-row"):
        drafts.submit_draft(desk, held.id, read(desk, held), by=EDITOR)
    words = {"repeated-row": "The publisher prints the row twice."}
    held = drafts.save(desk, held.id, by=EDITOR, seen_at=held.updated_at, words=words)
    number = drafts.submit_draft(desk, held.id, read(desk, held), by=EDITOR)
    kept = drafts.of_submission(desk, number)
    assert kept is not None and kept.words == words


def test_a_second_click_gives_the_same_submission(desk: Engine) -> None:
    held = started(desk)
    found = read(desk, held)
    with ThreadPoolExecutor(4) as pool:
        numbers = set(
            pool.map(lambda _: drafts.submit_draft(desk, held.id, found, by=EDITOR), range(4))
        )
    assert len(numbers) == 1
    assert len(editorial.submissions(desk)) == 1


def test_a_submission_remembers_its_file(desk: Engine) -> None:
    number = submitted(desk)
    held = drafts.of_submission(desk, number)
    assert held is not None and held.file == "figures.csv"
    assert editorial.submissions(desk)["title"].iloc[0] == "figures.csv"


def test_a_returned_submission_is_opened_again_with_its_edits(desk: Engine) -> None:
    held = started(desk)
    cell = {"sheet": "", "row": 2, "column": "value", "value": "2.6"}
    held = drafts.save(desk, held.id, by=EDITOR, seen_at=held.updated_at, edits=[cell])
    number = drafts.submit_draft(desk, held.id, read(desk, held), by=EDITOR)
    with pytest.raises(drafts.NotReopened, match="submitted"):
        drafts.reopen(desk, number, by=EDITOR)
    reviews.review(desk, number, verdict="return", by=REVIEWER, note="Which year?")
    with pytest.raises(drafts.NotReopened, match="not yours"):
        drafts.reopen(desk, number, by=REVIEWER)
    again = drafts.reopen(desk, number, by=EDITOR)
    assert drafts.reopen(desk, number, by=EDITOR) == again
    made = drafts.own_draft(desk, again, by=EDITOR)
    assert (made.edits, made.sha256, made.submission) == ((cell,), held.sha256, number)
    second = drafts.submit_draft(desk, again, read(desk, made), by=EDITOR)
    assert second != number
    assert dict(zip(*(editorial.submissions(desk)[c] for c in ("id", "status")), strict=True)) == {
        number: "returned",
        second: "submitted",
    }


def test_the_owner_of_the_draft_cannot_review_it(desk: Engine) -> None:
    held = started(desk, by=REVIEWER)
    number = drafts.submit_draft(desk, held.id, read(desk, held), by=REVIEWER)
    with pytest.raises(reviews.SelfReview):
        reviews.review(desk, number, verdict="approve", by=REVIEWER)


def test_a_forged_submitter_does_not_let_the_draft_owner_review(desk: Engine) -> None:
    held = started(desk, by=REVIEWER)
    number = drafts.submit_draft(desk, held.id, read(desk, held), by=REVIEWER)
    with desk.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(f"UPDATE submission SET submitted_by = '{EDITOR}'")
    with pytest.raises(reviews.SelfReview):
        reviews.review(desk, number, verdict="approve", by=REVIEWER)


def test_every_step_of_a_draft_is_in_the_log(desk: Engine) -> None:
    submitted(desk)
    held = started(desk, BAD)
    drafts.discard(desk, held.id, by=EDITOR)
    with desk.connect() as connection:
        actions = [row.action for row in connection.execute(select(audit).order_by(audit.c.id))]
    assert actions[4:] == ["draft", "submit", "draft-submitted", "draft", "discard"]
    assert editorial.verify(desk).intact
