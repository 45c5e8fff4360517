"""An issue that is merged into another one, and those who stood behind it."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from atlas.community.entries import latest_version
from atlas.community.errors import BadEntry
from atlas.community.kinds import Content, Issue
from atlas.i18n import N_
from atlas.store.community import endorsement


def require_open_target(connection: Connection, content: Content, entry: str | None) -> None:
    """Require a merger to lead to an issue that is not itself merged."""
    if not isinstance(content, Issue) or not content.merged_into:
        return
    into = latest_version(connection, content.merged_into, ("published",))
    if content.merged_into == entry or into is None or into.content.state == "merged":
        raise BadEntry(N_("An issue can only be merged into an issue that is not itself merged."))


def carry_endorsements(connection: Connection, issue: str, into: str) -> None:
    """Let those who endorsed a merged issue stand behind the one that it went into."""
    query = select(endorsement.c.organisation, endorsement.c.endorsed_at)
    standing = set(
        connection.execute(
            select(endorsement.c.organisation).where(endorsement.c.entry == into)
        ).scalars()
    )
    for row in connection.execute(query.where(endorsement.c.entry == issue)).all():
        if row.organisation not in standing:
            connection.execute(insert(endorsement).values(entry=into, **row._mapping))
