"""The two sides of a contact: each writes its own words, and an answer stays with its question."""

from __future__ import annotations

from atlas.community.errors import NotYours
from atlas.community.kinds import Contact
from atlas.community.version import Entry
from atlas.editorial.permissions import Account, Role
from atlas.i18n import N_

ANOTHERS = N_("Another organisation wrote this; only that organisation or editors can change it.")


def own_side(
    said: Contact, seen: Entry | None, known: Entry | None, account: Account, speaks_for: str | None
) -> None:
    """Hold officials to their country and each side to its own words.

    ``seen`` is the version that readers see, ``known`` the newest of any status.

    Raises
    ------
    NotYours
    """
    before = seen.content if seen else said.model_copy(update={"society": {}, "state": {}})
    if account.role is Role.OFFICIAL:
        if said.country != account.country:
            raise NotYours(N_("Officials write of their own country’s contacts only."))
        if said.society != before.society:
            raise NotYours(N_("Each side writes its own words."))
        if said.organisation != (seen.content.organisation if seen else None):
            raise NotYours(N_("An organisation names itself; nobody else does."))
        return
    if account.has("moderate"):
        return
    if said.state != before.state:
        raise NotYours(N_("Each side writes its own words."))
    owner = (known.content.organisation or known.organisation) if known else None
    if {owner, said.organisation} - {None, speaks_for}:
        raise NotYours(ANOTHERS)


def asked_anew(said: Contact, seen: Entry | None) -> Contact:
    """Leave an answer with the question that it was given to, where the question is changed."""
    before = seen.content if seen else None
    if before and before.state and said.society != before.society and said.state == before.state:
        return said.model_copy(update={"state": {}})
    return said
