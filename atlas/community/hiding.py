"""Hiding at once: an organisation that is known to the public becomes one for members only.

Every other change waits for another person's look; this one only takes away, and waiting could
harm. Becoming pseudonymous, or public again, is proposed as any change.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine, update

from atlas.community.entries import latest_version, require_organisation
from atlas.community.proposing import add, record_decision
from atlas.editorial.accounts import require
from atlas.store.community import entry_version
from atlas.store.engine import writing

RULE = "rule: hiding"  # who lets it through, in the log: nobody's name


def hide(engine: Engine, *, by: str) -> bool:
    """Show one's organisation to members only from now on; tell whether that changed anything.

    Raises
    ------
    NoOrganisation, NotAllowed, UnknownAccount
    """
    now = dt.datetime.now(dt.UTC)
    with writing(engine) as connection:
        account = require(connection, by, "take-part")
        own = require_organisation(connection, by)
        current = latest_version(connection, own, ("published",))
        if current is None or current.content.visibility != "public":
            return False
        content = current.content.model_copy(update={"visibility": "members"})
        newest = latest_version(connection, own)
        version = add(connection, "organisation", content, account, own, newest, own, now)
        record_decision(connection, version, let=True, by=RULE, now=now)
        # A waiting version that would show it again falls: it is proposed anew where it is meant.
        waits = (entry_version.c.entry == own) & (entry_version.c.status == "proposed")
        connection.execute(update(entry_version).where(waits).values(status="withdrawn"))
    return True
