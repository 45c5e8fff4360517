"""Nobody is named without consent: not to readers, not in an older version, not by an editor."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from atlas.community.consent import answer_consent, requests
from atlas.community.entries import (
    for_writing,
    published_entries,
    published_entry,
    published_versions,
)
from atlas.community.errors import BadEntry, ConsentRefused, NotNamed, NotOwnEntry
from atlas.community.leaving import altered_entries
from atlas.community.proposing import propose_entry
from atlas.editorial import verify
from atlas.export import community as public
from tests.community.conftest import let
from tests.invented import EDITOR


@pytest.fixture
def three(community: Engine) -> tuple[str, str, str]:
    """Return the organisations Amani, Bintang and Cedar."""
    amani, bintang, cedar = (e.entry for e in published_entries(community, "organisation"))
    return amani, bintang, cedar


@pytest.fixture
def action(community: Engine, three: tuple[str, str, str]) -> str:
    """Return an action of Amani that names Bintang as its partner."""
    issue = let(community, "issue", statement={"en": "A"}).entry
    said = {"title": {"en": "Do"}, "issue": issue, "start": "2026-01"}
    made = let(community, "action", by="Amani", owner=three[0], partners=[three[1]], **said)
    return made.entry


def partners(engine: Engine, entry: str) -> tuple[str, ...]:
    found: tuple[str, ...] = published_entry(engine, entry).content.partners
    return found


def test_a_partner_is_named_when_it_agrees(
    community: Engine, three: tuple[str, str, str], action: str
) -> None:
    assert published_entry(community, action).content.owner == three[0], (
        "who writes agrees by writing"
    )
    assert partners(community, action) == ()
    assert all(e.content.partners == () for e in published_versions(community, action))
    (row,) = public.public_entries(community, "action")
    assert row["partners"] == []
    (request,) = requests(community, by="Bintang")
    assert (request.version.entry, request.organisation) == (action, three[1])
    assert requests(community, by="Cedar") == []
    answer_consent(community, action, three[1], agrees=True, by="Bintang")
    assert partners(community, action) == (three[1],)
    assert requests(community, by="Bintang") == []
    assert verify(community, altered_entries).intact


def test_a_refusal_removes_the_name_and_holds(
    community: Engine, three: tuple[str, str, str], action: str
) -> None:
    answer_consent(community, action, three[1], agrees=True, by="Bintang")
    answer_consent(community, action, three[1], agrees=False, by="Bintang")
    assert partners(community, action) == ()
    content = published_entry(community, action).content
    again = content.model_copy(update={"partners": (three[1],), "state": "done"})
    with pytest.raises(ConsentRefused):
        propose_entry(community, "action", again, by="Amani", entry=action)
    propose_entry(community, "action", again, by="Bintang", entry=action)
    answer_consent(community, action, three[1], agrees=True, by="Bintang")
    assert partners(community, action) == (three[1],)


def test_an_editor_needs_a_consent_on_record(
    community: Engine, three: tuple[str, str, str], action: str
) -> None:
    assert len(requests(community, by=EDITOR)) == 1
    with pytest.raises(BadEntry):
        answer_consent(community, action, three[1], agrees=True, by=EDITOR)
    with pytest.raises(NotOwnEntry):
        answer_consent(community, action, three[1], agrees=True, by="Amani", note="They said so")
    answer_consent(community, action, three[1], agrees=True, by=EDITOR, note="Letter of 3 May")
    assert partners(community, action) == (three[1],)
    with pytest.raises(NotNamed):
        answer_consent(community, action, three[2], agrees=True, by="Cedar")


def test_an_editor_names_no_owner_and_no_speaker_alone(
    community: Engine, three: tuple[str, str, str]
) -> None:
    issue = let(community, "issue", statement={"en": "A"}).entry
    said = {"title": {"en": "Do"}, "issue": issue, "start": "2026-01"}
    let(community, "action", owner=three[0], **said)
    (row,) = public.public_entries(community, "action")
    assert row["owner"] == {"id": None, "name": "A member organisation"}
    asked = {"step": "question", "country": "SRB", "institution": {"en": "M"}, "date": "2026"}
    contact = let(community, "contact", organisation=three[0], **asked)
    (row,) = public.public_entries(community, "contact")
    assert row["organisation"] is None
    answer_consent(community, contact.entry, three[0], agrees=True, by="Amani")
    (row,) = public.public_entries(community, "contact")
    assert row["organisation"]["name"] == "Amani"


def test_the_form_keeps_names_that_wait(
    community: Engine, three: tuple[str, str, str], action: str
) -> None:
    seen = published_entry(community, action)
    own = for_writing(community, seen, three[0], all_=False)
    assert own.content.partners == (three[1],)
    other = for_writing(community, seen, three[2], all_=False)
    assert other.content.partners == ()
