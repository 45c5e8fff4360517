"""Member organisations: who speaks for one, and how each wants to be seen by whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine, delete, insert, select

from atlas.codebook import codebook
from atlas.community.entries import (
    EntryVersion,
    latest_version,
    organisation_of,
    published_entries,
    published_entry,
)
from atlas.community.errors import BadEntry
from atlas.editorial.accounts import find_account, require
from atlas.editorial.audit import record
from atlas.editorial.keys import keyed_hash
from atlas.editorial.names import CLI
from atlas.editorial.permissions import Account
from atlas.i18n import N_, Translator
from atlas.store.community import entry_version, member
from atlas.store.engine import writing

SOMEBODY = N_("A member organisation")
SOMEWHERE = N_("A member organisation in {region}")
GONE = N_("An organisation that has left")


@dataclass(frozen=True)
class Face:
    """An organisation as one reader may see it; ``known`` says whether its entry may be opened."""

    entry: str
    name: str
    known: bool


def join_organisation(engine: Engine, account: str, organisation: str, *, by: str = CLI) -> None:
    """Let an account speak for an organisation; it speaks for no other.

    Raises
    ------
    UnknownEntry, UnknownAccount, NotAllowed, BadEntry
    """
    target = published_entry(engine, organisation, "organisation")
    with writing(engine) as connection:
        if by != CLI:
            require(connection, by, "manage-members")
        who = find_account(connection, account)
        if not who.has("take-part"):
            text = N_(
                "The account “{name}” is not a member’s account; it cannot speak for an "
                "organisation."
            )
            raise BadEntry(text, name=who.name)
        name = who.name
        connection.execute(delete(member).where(member.c.account == name))
        now = dt.datetime.now(dt.UTC)
        values = {"account": name, "organisation": target.entry, "joined_at": now}
        connection.execute(insert(member).values(values))
        # Which account speaks for which organisation is private: the log names one of them.
        record(connection, by, "join-organisation", name)


def speaks_for(engine: Engine, account: Account | None) -> str | None:
    """Return the organisation that a signed-in reader speaks for."""
    if account is None:
        return None
    with engine.connect() as connection:
        return organisation_of(connection, account.name)


def is_member(engine: Engine, account: Account | None) -> bool:
    """Tell whether a reader sees what is for members: those who speak for one, and editors."""
    if account is None or not account.has("take-part"):
        return False  # whoever lost the role, or the account, sees no more than others
    return account.has("moderate") or speaks_for(engine, account) is not None


def proposing_organisation(engine: Engine, version: EntryVersion) -> str | None:
    """Return the organisation that proposed a version that waits, for whoever moderates.

    The entry itself keeps the organisation that proposed its first version.
    """
    with engine.connect() as connection:
        return organisation_of(connection, version.proposed_by)


def visible_organisations(engine: Engine, *, members: bool) -> list[EntryVersion]:
    """Return the organisations that a reader may see, each showing what it chose to show."""
    entries = published_entries(engine, "organisation")
    return [pseudonymised_entry(e) for e in entries if members or e.content.visibility != "members"]


def pseudonymised_entry(entry: EntryVersion) -> EntryVersion:
    """Return an organisation's entry with what tells a pseudonymous one apart left out.

    This holds for members as well: whoever chose a pseudonym is known by it everywhere.
    """
    if entry.content.visibility != "pseudonymous":
        return entry
    key = alias(entry.entry, entry.content.pseudonym)
    replacements = {"name": entry.content.pseudonym, "country": "", "website": ""}
    content = entry.content.model_copy(update=replacements)
    return replace(entry, entry=key, content=content, proposed_by="")


def alias(entry: str, pseudonym: str) -> str:
    """Return the key under which a pseudonymous organisation is known.

    Addresses from the time when it showed its name hold its own key; they must not lead on.
    """
    return f"organisation-{keyed_hash('pseudonym', f'{entry} {pseudonym}')[:12]}"


def faces(engine: Engine, t: Translator, *, members: bool) -> dict[str, Face]:
    """Return entry -> the name of an organisation for a reader; one that left has one, too."""
    result = {}
    for entry in published_entries(engine, "organisation"):
        content = entry.content
        if content.visibility == "pseudonymous":
            key = alias(entry.entry, content.pseudonym)
            result[entry.entry] = Face(key, content.pseudonym, known=True)
        elif content.visibility == "public" or members:
            result[entry.entry] = Face(entry.entry, content.name, known=True)
        else:
            region = t(codebook().region(content.region).name)
            result[entry.entry] = Face(entry.entry, t(SOMEWHERE, region=region), known=False)
    for former in _former(engine) - set(result):
        result[former] = Face(former, t(GONE), known=False)
    return result


def face(faces: dict[str, Face], entry: str | None, t: Translator) -> Face:
    """Return the face of an organisation, or of nobody in particular."""
    return faces.get(entry or "") or Face(entry or "", t(SOMEBODY), known=False)


def _former(engine: Engine) -> set[str]:
    query = select(entry_version.c.entry).where(
        entry_version.c.kind == "organisation", entry_version.c.status == "erased"
    )
    with engine.connect() as connection:
        return set(connection.execute(query).scalars())


def organisation_region(connection: Connection, organisation: str) -> str:
    """Return the region of an organisation's newest published version."""
    version = latest_version(connection, organisation, ("published",))
    return str(version.content.region) if version else ""
