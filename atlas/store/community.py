"""The tables of the community: entries in versions, endorsements, remarks, rankings, members.

An entry (an issue, an organisation, an action …) is the newest of its published versions. Versions
are only added; what one says may be blanked (``atlas.community.blanking``, ``.leaving``).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Index, Integer, String, Table, Text

from atlas.store.desk import NAME
from atlas.store.schema import metadata, text_column

KEY = 40

entry_version = Table(
    "entry_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entry", String(KEY), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),  # JSON by ``atlas.community.kinds``; "" when erased
    # proposed, published, returned, withdrawn, rebased, blanked, erased
    Column("status", String(16), nullable=False),
    Column("organisation", String(KEY)),  # the entry of the organisation that speaks
    Column("proposed_by", String(NAME), nullable=False),  # shown to no reader
    Column("proposed_at", DateTime(timezone=True), nullable=False),
    Column("reviewed_by", String(NAME)),
    Column("reviewed_at", DateTime(timezone=True)),
    text_column("review_note"),
    Column("based_on", Integer),  # the version that its writer had before them
    Column("blanked_at", DateTime(timezone=True)),
)
Index(None, entry_version.c.entry, entry_version.c.version, unique=True)
Index(None, entry_version.c.kind, entry_version.c.status)

endorsement = Table(
    "endorsement",
    metadata,
    Column("entry", String(KEY), primary_key=True),
    Column("organisation", String(KEY), primary_key=True),
    Column("endorsed_at", DateTime(timezone=True), nullable=False),
)
remark = Table(
    "remark",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entry", String(KEY), nullable=False),
    Column("organisation", String(KEY), nullable=False),
    text_column("words"),
    Column("language", String(3), nullable=False),
    Column("written_by", String(NAME), nullable=False),  # shown to no reader
    Column("written_at", DateTime(timezone=True), nullable=False),
    Column("status", String(16), nullable=False),  # waiting, shown, hidden, erased
    Column("moderated_by", String(NAME)),
    Column("moderated_at", DateTime(timezone=True)),
)
Index(None, remark.c.entry, remark.c.status)
# One organisation's ranking in a round: counted, never shown.
ranking = Table(
    "ranking",
    metadata,
    Column("round", String(KEY), primary_key=True),
    Column("organisation", String(KEY), primary_key=True),
    Column("places", Text, nullable=False),  # JSON: entries of issues, the most important first
    Column("region", String(40), nullable=False),
    Column("ranked_at", DateTime(timezone=True), nullable=False),
)
# Which organisation an account speaks for: read by nobody but that account and administrators.
member = Table(
    "member",
    metadata,
    Column("account", String(NAME), ForeignKey("account.name"), primary_key=True),
    Column("organisation", String(KEY), nullable=False),
    Column("joined_at", DateTime(timezone=True), nullable=False),
)
# Whether an organisation agrees to be named by an entry; without a row it has not answered.
consent = Table(
    "consent",
    metadata,
    Column("entry", String(KEY), primary_key=True),
    Column("organisation", String(KEY), primary_key=True),
    Column("agreed", Boolean, nullable=False),
    Column("decided_by", String(NAME), nullable=False),  # shown to no reader
    Column("decided_at", DateTime(timezone=True), nullable=False),
    text_column("note"),  # how an editor came to know of it
)
