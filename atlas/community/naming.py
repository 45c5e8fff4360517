"""Which organisations an entry names, and which of them agreed to it.

Nobody is named as owner, partner or speaker without consent: readers see nothing of a name until
its organisation agreed, and the name of one that refused never. Who writes an entry first agrees
by doing so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select

from atlas.community.kinds import Action, Contact, Content
from atlas.store.community import consent

Decisions = Mapping[tuple[str, str], bool]  # (entry, organisation) -> agreed
NAMING = ("action", "contact")  # kinds of entries that name organisations


def named_organisations(content: Content | None) -> tuple[str, ...]:
    """Return the organisations that an entry names, each once."""
    if isinstance(content, Action):
        return tuple(dict.fromkeys((content.owner, *content.partners)))
    if isinstance(content, Contact) and content.organisation:
        return (content.organisation,)
    return ()


def decisions(connection: Connection) -> Decisions:
    """Return what organisations answered."""
    query = select(consent.c.entry, consent.c.organisation, consent.c.agreed)
    return {(row.entry, row.organisation): row.agreed for row in connection.execute(query)}


def may_be_named(entry: str, organisation: str, first: str | None, answers: Decisions) -> bool:
    """Tell whether an entry may show an organisation; ``first`` is the one that wrote it first."""
    return answers.get((entry, organisation), organisation == first)


def mask_organisations(content: Content, visible: Collection[str]) -> Content:
    """Return content without the organisations that did not agree."""
    if set(named_organisations(content)) <= set(visible):
        return content
    if isinstance(content, Action):
        partners = tuple(each for each in content.partners if each in visible)
        owner = content.owner if content.owner in visible else ""
        return content.model_copy(update={"owner": owner, "partners": partners})
    return content.model_copy(update={"organisation": None})
