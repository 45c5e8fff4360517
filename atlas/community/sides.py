"""The two sides of a contact: each writes its own words, and an answer stays with its question."""

from __future__ import annotations

from atlas.community.errors import NotOwnEntry
from atlas.community.kinds import Contact
from atlas.community.version import EntryVersion
from atlas.editorial.permissions import Account, Role
from atlas.i18n import N_

ANOTHERS = N_("Another organisation wrote this; only that organisation or editors can change it.")


def own_side(
    content: Contact,
    current: EntryVersion | None,
    newest: EntryVersion | None,
    account: Account,
    speaks_for: str | None,
) -> None:
    """Hold officials to their country and each side to its own words.

    ``current`` is the version that readers see, ``newest`` the newest of any status.

    Raises
    ------
    NotYours
    """
    before = current.content if current else content.model_copy(update={"society": {}, "state": {}})
    if account.role is Role.OFFICIAL:
        if content.country != account.country:
            raise NotOwnEntry(N_("Officials write of their own country’s contacts only."))
        if content.society != before.society:
            raise NotOwnEntry(N_("Each side writes its own words."))
        if content.organisation != (current.content.organisation if current else None):
            raise NotOwnEntry(N_("An organisation names itself; nobody else does."))
        return
    if account.has("moderate"):
        return
    if content.state != before.state:
        raise NotOwnEntry(N_("Each side writes its own words."))
    owner = (newest.content.organisation or newest.organisation) if newest else None
    if {owner, content.organisation} - {None, speaks_for}:
        raise NotOwnEntry(ANOTHERS)


def asked_anew(content: Contact, current: EntryVersion | None) -> Contact:
    """Leave an answer with the question that it was given to, where the question is changed."""
    before = current.content if current else None
    if (
        before
        and before.state
        and content.society != before.society
        and content.state == before.state
    ):
        return content.model_copy(update={"state": {}})
    return content
