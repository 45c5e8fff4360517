"""The tables. Records are immutable; a release is a set of memberships in time.

A record belongs to release number n when ``from_seq <= n`` and ``to_seq`` is null or
greater than n. So a release costs only what changed, and never changes itself.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text_column(name: str, **kwargs: object) -> Column[str]:
    """Return a text column that is empty rather than null."""
    return Column(name, Text, nullable=False, default="", **kwargs)  # type: ignore[arg-type]


def _provenance() -> list[Column[str]]:
    """Return the columns that every kind of record carries."""
    return [
        Column("source_id", String(64), ForeignKey("source.id"), nullable=False),
        text_column("original"),
        text_column("locator"),
        text_column("method"),
        text_column("processing"),
        text_column("reliability"),
        text_column("collector"),
        text_column("note"),
        text_column("note_language"),
    ]


def _record(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("id", String(24), primary_key=True),
        Column("country", String(3), nullable=False),
        *columns,
        *_provenance(),
    )


source = Table(
    "source",
    metadata,
    Column("id", String(64), primary_key=True),
    text_column("publisher"),
    text_column("title"),
    text_column("url"),
    text_column("vintage"),
    text_column("published"),
    text_column("accessed"),
    text_column("licence"),
    Column("redistributable", Boolean, nullable=False, default=True),
    Column("preference", Integer, nullable=False, default=100),
    # Who speaks (``atlas.codebook.origins``), as stated with the source; null is not stated.
    Column("origin", String(16)),
)

observation = _record(
    "observation",
    Column("indicator", String(40), nullable=False),
    Column("period", String(21), nullable=False),
    Column("year", Integer, nullable=False),
    Column("breakdown", String(120), nullable=False, default=""),
    Column("value", Float),
    Column("low", Float),
    Column("high", Float),
    Column("category", String(40)),
    Column("missing_reason", String(24)),
    text_column("unit"),
)
Index(None, observation.c.indicator, observation.c.country, observation.c.year)
Index(None, observation.c.country, observation.c.indicator)

judgement = _record(
    "judgement",
    Column("question", String(60), nullable=False),
    Column("period", String(21), nullable=False),
    text_column("answer"),
    Column("missing_reason", String(24)),
    text_column("evidence"),
    text_column("law"),
    text_column("article"),
    text_column("law_date"),
    text_column("law_url"),
    text_column("second_coder"),
    text_column("second_answer"),
)
event = _record(
    "event",
    Column("event", String(40), nullable=False),
    Column("date", String(10), nullable=False),
    text_column("until"),
    text_column("title"),
    text_column("evidence"),
)
document = _record(
    "document",
    Column("document", String(40), nullable=False),
    text_column("title"),
    text_column("number"),
    text_column("date"),
    text_column("url"),
    text_column("language"),
    text_column("archived_sha256"),
    text_column("evidence"),
)
institution = _record(
    "institution",
    Column("code", String(80), nullable=False),
    Column("institution", String(40), nullable=False),
    text_column("name"),
    text_column("own_name"),
    text_column("force"),
    text_column("since"),
    text_column("until"),
    text_column("evidence"),
)
relation = _record(
    "relation",
    Column("subject", String(80), nullable=False),
    Column("relation", String(24), nullable=False),
    Column("object", String(80), nullable=False),
    text_column("legal_basis"),
    text_column("since"),
    text_column("until"),
    text_column("evidence"),
)
participation = _record(
    "participation",
    Column("organisation", String(60), nullable=False),
    Column("status", String(24), nullable=False),
    Column("period", String(21), nullable=False),
    text_column("since"),
    text_column("evidence"),
)
treaty_action = _record(
    "treaty_action",
    Column("instrument", String(60), nullable=False),
    Column("action", String(24), nullable=False),
    Column("date", String(10), nullable=False),
    text_column("evidence"),
)
for _table in (*(judgement, event, document, institution, relation, participation, treaty_action),):
    Index(None, _table.c.country)
Index(None, judgement.c.question, judgement.c.country)
Index(None, participation.c.organisation, participation.c.country)
Index(None, treaty_action.c.instrument, treaty_action.c.country)
# What search reads of a record, folded (``atlas.store.search``): one row a record.
search_text = Table(
    "search_text",
    metadata,
    # A number of its own: SQLite's full-text index refers to it, and VACUUM may not change it.
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(24), nullable=False),
    Column("record_id", String(24), nullable=False),
    text_column("words"),
)
Index(None, search_text.c.record_id, search_text.c.kind, unique=True)

upload = Table(
    "upload",
    metadata,
    Column("sha256", String(64), primary_key=True),
    text_column("name"),
    Column("size", Integer, nullable=False),
    text_column("uploaded_by"),
    Column("uploaded_at", DateTime(timezone=True), nullable=False),
)

submission = Table(
    "submission",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    text_column("title"),
    Column("submitted_by", String(80), nullable=False),
    Column("submitted_at", DateTime(timezone=True), nullable=False),
    Column("status", String(16), nullable=False),  # submitted, approved, rejected, published
    Column("upload_sha256", String(64), ForeignKey("upload.sha256")),
    Column("release_seq", Integer, ForeignKey("release.sequence")),
)
submission_item = Table(
    "submission_item",
    metadata,
    Column("submission_id", Integer, ForeignKey("submission.id"), primary_key=True),
    Column("kind", String(24), primary_key=True),
    Column("record_id", String(24), primary_key=True),
)
Index(None, submission_item.c.record_id)  # who else submitted a record: its authors
review = Table(
    "review",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("submission_id", Integer, ForeignKey("submission.id"), nullable=False),
    Column("record_id", String(24)),
    Column("verdict", String(16), nullable=False),
    Column("reviewer", String(80), nullable=False),
    text_column("note"),
    Column("reviewed_at", DateTime(timezone=True), nullable=False),
)

release = Table(
    "release",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("label", String(40), nullable=False, unique=True),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("published_by", String(80), nullable=False),
    text_column("notes"),
    Column("restores", String(40)),
    Column("hash", String(64), nullable=False),
)
membership = Table(
    "membership",
    metadata,
    Column("kind", String(24), primary_key=True),
    Column("record_id", String(24), primary_key=True),
    Column("from_seq", Integer, ForeignKey("release.sequence"), primary_key=True),
    Column("to_seq", Integer, ForeignKey("release.sequence")),
    Column("preferred", Boolean, nullable=False, default=True),
)
Index(None, membership.c.record_id)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("actor", String(80), nullable=False),
    Column("action", String(40), nullable=False),
    text_column("subject"),
    text_column("detail"),
    Column("hash", String(64), nullable=False),
)
Index(None, audit.c.subject)

account = Table(
    "account",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("country", String(3)),
    # ISO3 codes and theme ids, comma-separated, that an editor is limited to; "" is all.
    text_column("countries"),
    text_column("themes"),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
)
