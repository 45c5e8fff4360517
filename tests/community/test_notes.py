"""The note of a decision is tidied by every door, so that an erasure finds a name in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select

from atlas.community.blanking import blank_version
from atlas.community.consent import answer_consent
from atlas.community.errors import BadEntry, WithdrawalReasonMissing
from atlas.community.leaving import altered_entries
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.editorial import verify
from atlas.editorial.traces import in_rows
from atlas.store.community import consent, entry_version
from atlas.store.schema import audit
from tests.community.conftest import let, organisation
from tests.invented import EDITOR, REVIEWER

PASTED = " \u200bAna\u202e Pe\u00adrez\x00 said\x1b so\u2028"
TIDY = "Ana Perez said so"
Door = Callable[[Engine, str], None]


def returned(engine: Engine, note: str) -> None:
    made = propose_entry(engine, "issue", {"statement": {"en": "A"}}, by=EDITOR)
    decide_proposal(engine, made.number, let=False, by=REVIEWER, note=note)


def let_through(engine: Engine, note: str) -> None:
    made = propose_entry(engine, "issue", {"statement": {"en": "A"}}, by=EDITOR)
    decide_proposal(engine, made.number, let=True, by=REVIEWER, note=note)


def consented(engine: Engine, note: str) -> None:
    amani, bintang = (organisation(engine, name, visibility="members") for name in "XY")
    issue = let(engine, "issue", statement={"en": "A"}).entry
    said = {"title": {"en": "Do"}, "issue": issue, "start": "2026-01"}
    made = let(engine, "action", by="X", owner=amani, partners=[bintang], **said)
    answer_consent(engine, made.entry, bintang, agrees=True, by=EDITOR, note=note)


def blanked(engine: Engine, reason: str) -> None:
    made = let(engine, "issue", statement={"en": "A"})
    blank_version(engine, made.entry, made.version, reason=reason, by=REVIEWER)


DOORS = {
    returned: entry_version.c.review_note,
    let_through: entry_version.c.review_note,
    consented: consent.c.note,
    blanked: audit.c.detail,
}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: str(door.__name__))
def test_a_note_is_stored_as_people_read_it(staffed: Engine, door: Door) -> None:
    door(staffed, PASTED)
    with staffed.connect() as connection:
        assert TIDY in connection.execute(select(DOORS[door])).scalars().all()
    assert in_rows(staffed, ["ana perez"]), "an erasure finds the name"
    assert verify(staffed, altered_entries).intact


@pytest.mark.parametrize("door", [returned, consented, blanked], ids=lambda d: str(d.__name__))
def test_a_note_of_invisible_signs_says_nothing(staffed: Engine, door: Door) -> None:
    with pytest.raises((BadEntry, WithdrawalReasonMissing)):
        door(staffed, "\u200b\x00\u202e")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: str(door.__name__))
def test_a_note_has_an_end(staffed: Engine, door: Door) -> None:
    with pytest.raises(BadEntry, match="4000 characters"):
        door(staffed, "a" * 4_001)
