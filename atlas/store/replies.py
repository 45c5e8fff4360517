"""What others say beside a figure: governments' replies and answered questions of readers.

They are no part of a release: they stand beside the figure of the same place (country,
indicator or question, period, breakdown) in every release, with their dates.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Select, func, select

from atlas.errors import UnknownChoice
from atlas.store import frames, reading
from atlas.store.desk import cleaned_note, inquiry, reply, takedown
from atlas.store.kinds import JUDGEMENT
from atlas.store.schema import release, submission

SHOWN = ("shown", "accepted")


class UnknownFigure(UnknownChoice):
    """The newest release holds no figure at that place."""

    code = "unknown-figure"
    template = "The atlas has no figure “{value}”."
    hint = "The atlas has no figure “{value}”. It has: {nearest}."


@dataclass(frozen=True, order=True)
class RecordPlace:
    """Where a figure or an answer stands, whatever its record in this or that release."""

    kind: str  # observation or judgement
    country: str
    subject: str  # an indicator or a question
    period: str
    breakdown: str = ""

    def __str__(self) -> str:
        parts = (self.country, self.subject, self.period, self.breakdown)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Reply:
    """A government's reply; ``releases_by_reply`` when its own value stands in a release."""

    id: int
    place: RecordPlace
    record_id: str
    value: float | None
    answer: str | None
    statement: str
    language: str
    title: str
    url: str
    sha256: str | None
    at: dt.datetime
    status: str
    shown_at: dt.datetime | None
    by: str = field(repr=False)  # never shown to readers: the country speaks, not a person
    note: str = ""
    submission: int | None = None
    released: bool = False


@dataclass(frozen=True)
class ReplyRelease:
    """The release that took a reply's value in, the one before it, and the day."""

    label: str
    before: str
    day: str


@dataclass(frozen=True)
class Inquiry:
    """A reader's question about a figure."""

    id: int
    place: RecordPlace
    question: str
    language: str
    at: dt.datetime
    status: str
    answer: str
    answered_at: dt.datetime | None
    public: bool


def voices_digest(engine: Engine) -> str:
    """Return a digest that changes whenever something is shown, withdrawn or taken down.

    What is kept of a page, a payload or an answer is kept under it.
    """
    is_shown = reply.c.status.in_(SHOWN)
    is_public = inquiry.c.public.is_(True)
    published_replies = select(func.count()).where(
        reply.c.submission_id == submission.c.id, submission.c.status == "published"
    )
    queries = (
        select(func.count(), func.sum(reply.c.id), func.max(reply.c.reviewed_at)).where(is_shown),
        select(func.count(), func.sum(inquiry.c.id), func.max(inquiry.c.answered_at)).where(
            is_public
        ),
        select(func.count()).select_from(takedown),
        select(func.count()).select_from(cleaned_note),
        published_replies,
    )
    with engine.connect() as connection:
        rows = [tuple(connection.execute(query).one()) for query in queries]
    if not any(row[0] for row in rows):
        return ""
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:12]


def takedown_count(engine: Engine) -> int:
    """Return how many records are taken down: the only thing that changes a release."""
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(takedown)).scalar_one())


def replies(
    engine: Engine,
    *,
    kind: str | None = None,
    countries: Collection[str] | None = None,
    subjects: Collection[str] | None = None,
    statuses: Collection[str] = SHOWN,
) -> list[Reply]:
    """Return replies, the newest first; by default those that readers see."""
    query = (
        select(reply, submission.c.status.label("stage"))
        .outerjoin(submission, submission.c.id == reply.c.submission_id)
        .where(reply.c.status.in_(list(statuses)))
        .order_by(reply.c.replied_at.desc(), reply.c.id.desc())
    )
    with engine.connect() as connection:
        rows = connection.execute(_filter(query, reply, kind, countries, subjects)).mappings()
        return [reply_of(row) for row in rows]


def releases_by_reply(engine: Engine) -> dict[int, ReplyRelease]:
    """Return reply -> the release in which its own value was published."""
    query = (
        select(reply.c.id, release.c.label, release.c.sequence, release.c.published_at)
        .join(submission, submission.c.id == reply.c.submission_id)
        .join(release, release.c.sequence == submission.c.release_seq)
        .where(reply.c.status == "accepted", submission.c.status == "published")
    )
    with engine.connect() as connection:
        before = select(release.c.sequence, release.c.label)
        labels = {row.sequence: row.label for row in connection.execute(before)}
        return {
            row.id: ReplyRelease(
                row.label,
                labels.get(row.sequence - 1, ""),
                _utc(row.published_at).date().isoformat(),
            )
            for row in connection.execute(query)
        }


def find_reply(connection: Connection, number: int) -> Reply | None:
    """Return one reply of any status."""
    query = (
        select(reply, submission.c.status.label("stage"))
        .outerjoin(submission, submission.c.id == reply.c.submission_id)
        .where(reply.c.id == number)
    )
    row = connection.execute(query).mappings().first()
    return reply_of(row) if row else None


def reply_of(row: Any) -> Reply:
    """Return a row of the table ``reply`` (with ``stage``) as a reply."""
    return Reply(
        id=row["id"],
        place=_place(row),
        record_id=row["record_id"],
        value=row["counter_value"],
        answer=row["counter_answer"],
        statement=row["statement"],
        language=row["language"],
        title=row["document_title"],
        url=row["document_url"],
        sha256=row["document_sha256"],
        at=_utc(row["replied_at"]),
        status=row["status"],
        shown_at=_utc(row["reviewed_at"]) if row["reviewed_at"] else None,
        by=row["replied_by"],
        note=row["form_note"],
        submission=row["submission_id"],
        released=row["status"] == "accepted" and row["stage"] == "published",
    )


def inquiries(
    engine: Engine,
    *,
    kind: str | None = None,
    countries: Collection[str] | None = None,
    subjects: Collection[str] | None = None,
    public: bool = True,
) -> list[Inquiry]:
    """Return readers' questions, the newest first; by default those with a public answer."""
    query = select(inquiry).order_by(inquiry.c.asked_at.desc(), inquiry.c.id.desc())
    if public:
        query = query.where(inquiry.c.public.is_(True), inquiry.c.status == "answered")
    with engine.connect() as connection:
        rows = connection.execute(_filter(query, inquiry, kind, countries, subjects)).mappings()
        return [inquiry_of(row) for row in rows]


def inquiry_of(row: Any) -> Inquiry:
    """Return a row of the table ``inquiry`` as a question."""
    return Inquiry(
        id=row["id"],
        place=RecordPlace(row["kind"], row["country"], row["subject"], row["period"]),
        question=row["question"],
        language=row["language"],
        at=_utc(row["asked_at"]),
        status=row["status"],
        answer=row["answer"],
        answered_at=_utc(row["answered_at"]) if row["answered_at"] else None,
        public=bool(row["public"]),
    )


def standing_record(engine: Engine, place: RecordPlace, release: str | None = None) -> pd.Series:
    """Return the record that stands at a place, the preferred one where sources differ.

    Raises
    ------
    UnknownFigure, UnknownRelease
    """
    if place.kind == "observation":
        rows = frames.observations(
            engine, indicators=[place.subject], countries=[place.country], release=release
        )
        rows = rows.sort_values("preferred", ascending=False, kind="stable")
        breakdown = rows["breakdown"] == place.breakdown
    else:
        where = {"question": [place.subject]}
        rows = reading.read_records(
            engine, JUDGEMENT, countries=[place.country], where=where, release=release
        )
        breakdown = pd.Series(not place.breakdown, index=rows.index, dtype=bool)
    matches = rows[breakdown & (rows["period"] == place.period)]
    if matches.empty:
        periods = sorted(set(rows.loc[breakdown, "period"]), reverse=True)[:3]
        raise UnknownFigure(str(place), tuple(map(str, periods)))
    return matches.iloc[0]


def _filter(
    query: Select[Any],
    table: Any,
    kind: str | None,
    countries: Collection[str] | None,
    subjects: Collection[str] | None,
) -> Select[Any]:
    if kind is not None:
        query = query.where(table.c.kind == kind)
    if countries is not None:
        query = query.where(table.c.country.in_(list(countries)))
    if subjects is not None:
        query = query.where(table.c.subject.in_(list(subjects)))
    return query


def _place(row: Any) -> RecordPlace:
    return RecordPlace(row["kind"], row["country"], row["subject"], row["period"], row["breakdown"])


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
