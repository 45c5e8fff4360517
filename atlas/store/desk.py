"""The tables of the editors' desk: sign-in, drafts, schedules, replies, questions, take-downs.

Records, submissions and releases stand in ``atlas.store.schema``; nothing here is part of a
release's hash.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from atlas.store.schema import metadata, text_column

NAME, HASH = 80, 64

# Sign-in. A token is stored as its SHA-256 only.
credential = Table(
    "credential",
    metadata,
    Column("account", String(NAME), ForeignKey("account.name"), primary_key=True),
    Column("password_hash", Text, nullable=False),
    Column("failures", Integer, nullable=False, default=0),
    Column("locked_until", DateTime(timezone=True)),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)
session = Table(
    "session",
    metadata,
    Column("token_hash", String(HASH), primary_key=True),
    Column("account", String(NAME), ForeignKey("account.name"), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)
invite = Table(
    "invite",
    metadata,
    Column("token_hash", String(HASH), primary_key=True),
    Column("account", String(NAME), ForeignKey("account.name"), nullable=False),
    Column("invited_by", String(NAME), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
)
# Who an account is at an organisation's own provider. An ended row stays, so that nobody is bound
# to the account by its name again.
oidc_binding = Table(
    "oidc_binding",
    metadata,
    Column("issuer", String(500), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("account", String(NAME), ForeignKey("account.name"), nullable=False),
    Column("bound_by", String(NAME), nullable=False),
    Column("bound_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
)
Index(None, oidc_binding.c.account)
# Who stands behind a pseudonym: read by an administrator only, each reading logged; erasable.
private_identity = Table(
    "private_identity",
    metadata,
    Column("account", String(NAME), ForeignKey("account.name"), primary_key=True),
    text_column("real_name"),
    text_column("contact"),
    Column("erased_at", DateTime(timezone=True)),
)
# How often somebody without an account did something; ``bucket`` is a keyed hash, no address.
rate = Table(
    "rate",
    metadata,
    Column("bucket", String(HASH), primary_key=True),
    Column("span", String(20), primary_key=True),
    Column("count", Integer, nullable=False, default=0),
)

# Uploads on their way to a submission: kept from the first byte.
draft = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("account", String(NAME), nullable=False),
    text_column("title"),
    Column("upload_sha256", String(HASH), ForeignKey("upload.sha256"), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("status", String(16), nullable=False),  # open, submitted, discarded
    text_column("mapping"),  # JSON: sheet -> how its columns are read
    text_column("edits"),  # JSON: cells mended in the page
    text_column("words"),  # JSON: what the editor says to warnings
    Column("submission_id", Integer, ForeignKey("submission.id")),
    # Why the reader of the file was stopped (atlas.intake.sandbox.errors.KINDS). NULL if it was
    # not: so the column leaves the seals of earlier drafts whole.
    Column("reader_stopped", String(16)),
)
Index(None, draft.c.account)
layout_memory = Table(
    "layout_memory",
    metadata,
    Column("publisher", String(120), primary_key=True),
    Column("fingerprint", String(HASH), primary_key=True),
    Column("mapping", Text, nullable=False),
    Column("remembered_by", String(NAME), nullable=False),
    Column("remembered_at", DateTime(timezone=True), nullable=False),
)
scheduled_release = Table(
    "scheduled_release",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("label", String(40), nullable=False),
    text_column("notes"),
    Column("scheduled_by", String(NAME), nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("status", String(16), nullable=False),  # waiting, published, cancelled, failed
    text_column("outcome"),
)

# The two-way road. A reply answers what a release says under one key, not one record's hash,
# so that it stays beside the figure when the figure is published again.
reply = Table(
    "reply",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("country", String(3), nullable=False),
    Column("kind", String(24), nullable=False),  # observation or judgement
    Column("subject", String(60), nullable=False),  # indicator or question
    Column("period", String(21), nullable=False),
    Column("breakdown", String(120), nullable=False, default=""),
    Column("record_id", String(24), nullable=False),
    Column("counter_value", Float),
    Column("counter_answer", String(40)),
    text_column("statement"),
    text_column("language"),
    text_column("document_title"),
    text_column("document_url"),
    Column("document_sha256", String(HASH), ForeignKey("upload.sha256")),
    Column("replied_by", String(NAME), nullable=False),
    Column("replied_at", DateTime(timezone=True), nullable=False),
    Column("status", String(16), nullable=False),  # submitted, shown, returned, accepted, withdrawn
    text_column("form_note"),
    Column("reviewed_by", String(NAME)),
    Column("reviewed_at", DateTime(timezone=True)),
    Column("submission_id", Integer, ForeignKey("submission.id")),
)
Index(None, reply.c.country, reply.c.kind, reply.c.subject)
inquiry = Table(
    "inquiry",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("country", String(3), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("subject", String(60), nullable=False),
    Column("period", String(21), nullable=False),
    Column("record_id", String(24), nullable=False),
    text_column("question"),
    text_column("language"),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("status", String(16), nullable=False),  # open, answered, closed
    text_column("answer"),
    Column("answered_by", String(NAME)),
    Column("answered_at", DateTime(timezone=True)),
    Column("public", Boolean, nullable=False, default=False),
)
Index(None, inquiry.c.status)
takedown = Table(
    "takedown",
    metadata,
    Column("kind", String(24), primary_key=True),
    Column("record_id", String(24), primary_key=True),
    text_column("reason"),
    Column("taken_down_by", String(NAME), nullable=False),
    Column("taken_down_at", DateTime(timezone=True), nullable=False),
)
# Records whose note was stored with a comment's author, and was cleaned.
cleaned_note = Table(
    "cleaned_note",
    metadata,
    Column("kind", String(24), primary_key=True),
    Column("record_id", String(24), primary_key=True),
    Column("cleaned_at", DateTime(timezone=True), nullable=False),
)
