"""An answered contact is frozen: each answer stays with the question that it was given to."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from atlas.community.entries import exchanges, published_entries, published_entry
from atlas.community.errors import Overtaken
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.editorial import Role, add_account
from atlas.export import community as public
from tests.community.conftest import let
from tests.invented import EDITOR

ASKED = {
    "step": "question",
    "country": "SRB",
    "institution": {"en": "Ministry"},
    "date": "2026-03",
    "society": {"en": "How many serve?"},
}
ANSWERED = ASKED | {"state": {"en": "1,204."}}


@pytest.fixture
def contact(community: Engine) -> str:
    add_account(community, "Olga", Role.OFFICIAL, "SRB")
    made = let(community, "contact", by="Amani", **ASKED)
    let(community, "contact", by="Olga", entry=made.entry, **ANSWERED)
    return made.entry


def said(engine: Engine, contact: str) -> list[tuple[str, str, int]]:
    return [
        (p.society.get("en", ""), p.state.get("en", ""), p.version)
        for p in exchanges(engine)[contact]
    ]


def test_a_changed_question_waits_for_its_own_answer(community: Engine, contact: str) -> None:
    louder = ANSWERED | {"society": {"en": "How many were harmed?"}}
    let(community, "contact", by="Amani", entry=contact, **louder)
    assert published_entry(community, contact).content.state == {}
    assert said(community, contact) == [
        ("How many serve?", "1,204.", 1),
        ("How many were harmed?", "", 3),
    ]
    again = louder | {"state": {"en": "None."}}
    let(community, "contact", by="Olga", entry=contact, **again)
    assert said(community, contact)[1] == ("How many were harmed?", "None.", 3)
    (row,) = public.public_entries(community, "contact")
    assert (row["society"], row["state"]) == (again["society"], again["state"])
    assert [e["state"] for e in row["exchanges"]] == [{"en": "1,204."}, {"en": "None."}]
    assert all(e["asked"] and e["answered"] for e in row["exchanges"])


def test_a_changed_answer_stands_beside_the_first_one(community: Engine, contact: str) -> None:
    changed = ANSWERED | {"state": {"en": "1,304."}}
    let(community, "contact", by="Olga", entry=contact, **changed)
    assert said(community, contact) == [
        ("How many serve?", "1,204.", 1),
        ("How many serve?", "1,304.", 1),
    ]


def test_a_question_changed_before_its_answer_is_one_question(community: Engine) -> None:
    made = let(community, "contact", by="Amani", **ASKED)
    better = ASKED | {"society": {"en": "How many women serve?"}}
    let(community, "contact", by="Amani", entry=made.entry, **better)
    assert said(community, made.entry) == [("How many women serve?", "", 2)]


def test_an_answer_that_was_written_to_another_question_is_refused(community: Engine) -> None:
    add_account(community, "Olga", Role.OFFICIAL, "SRB")
    made = let(community, "contact", by="Amani", **ASKED)
    answer = propose_entry(community, "contact", ANSWERED, by="Olga", entry=made.entry)
    louder = ASKED | {"society": {"en": "How many were harmed?"}}
    let(community, "contact", by="Amani", entry=made.entry, **louder)
    with pytest.raises(Overtaken):
        decide_proposal(community, answer.number, let=True, by=EDITOR)


def test_what_was_stored_side_by_side_before_is_read_apart(community: Engine, contact: str) -> None:
    from sqlalchemy import update

    from atlas.community.kinds import Contact
    from atlas.community.proposing import as_json
    from atlas.store.community import entry_version

    louder = ANSWERED | {"society": {"en": "How many were harmed?"}}
    made = let(community, "contact", by="Amani", entry=contact, **louder)
    old = as_json(Contact.model_validate(louder))
    this = update(entry_version).where(entry_version.c.id == made.number)
    with community.begin() as connection:
        connection.execute(this.values(content=old))
    (seen,) = published_entries(community, "contact")
    assert seen.content.state == {}
    assert said(community, contact)[-1] == ("How many were harmed?", "", 3)
