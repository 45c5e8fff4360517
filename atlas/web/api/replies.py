"""GET of governments' replies, and of the records that were taken down."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Engine, select
from starlette.requests import Request
from starlette.responses import Response

from atlas.codebook import codebook
from atlas.store import engine
from atlas.store import replies as stored
from atlas.store.desk import takedown
from atlas.store.kinds import KINDS
from atlas.store.replies import Reply
from atlas.web.api import answers, parameters
from atlas.web.api.entries import codebook_digest
from atlas.web.api.response_cache import ResponseBody

REPLIES = ("country", "indicator", "question")
SUBJECTS = {"observation": "indicator", "judgement": "question"}


def serve_replies(request: Request) -> Response:
    """Answer with the replies that are shown, the newest first.

    Raises
    ------
    UnknownParameter, UnknownCountry, UnknownIndicator, UnknownQuestion
    """
    params = request.query_params
    parameters.reject_unknown(params, REPLIES)
    book, database = codebook(), engine()
    countries = parameters.country_codes(params)
    subjects = {book.indicator(i).id for i in parameters.list_values(params, "indicator")}
    subjects |= {book.question(q).id for q in parameters.list_values(params, "question")}
    key = repr((countries, sorted(subjects)))

    def made() -> ResponseBody:
        stored_replies = stored.replies(database, countries=countries, subjects=subjects or None)
        rows = [reply_fields(reply) for reply in stored_replies]
        return ResponseBody(answers.json_bytes({"count": len(rows), "replies": rows}))

    voices_version = stored.voices_digest(database)
    tag = answers.etag(str(database.url), voices_version, codebook_digest(), "replies", key)
    return answers.cached_response(request, tag, made)


def serve_withdrawn(request: Request) -> Response:
    """Answer with the records that were taken down: where they stood, never what they said.

    Raises
    ------
    UnknownParameter, UnknownCountry
    """
    parameters.reject_unknown(request.query_params, ("country",))
    database = engine()
    countries = parameters.country_codes(request.query_params)

    def made() -> ResponseBody:
        rows = withdrawn_records(database, countries)
        return ResponseBody(answers.json_bytes({"count": len(rows), "records": rows}))

    voices_version = stored.voices_digest(database)
    tag = answers.etag(str(database.url), voices_version, "withdrawn", repr(countries))
    return answers.cached_response(request, tag, made)


def reply_fields(reply: Reply) -> dict[str, Any]:
    """Return a reply for machines: the government speaks, no account is named."""
    return {
        "id": reply.id,
        "country": reply.place.country,
        "kind": reply.place.kind,
        SUBJECTS["observation"]: reply.place.subject if _is_observation(reply) else None,
        SUBJECTS["judgement"]: None if _is_observation(reply) else reply.place.subject,
        "period": reply.place.period,
        "breakdown": reply.place.breakdown or None,
        "value": reply.value,
        "answer": reply.answer,
        "statement": reply.statement or None,
        "language": reply.language or None,
        "document_title": reply.title or None,
        "document_url": reply.url or (f"/reply/{reply.id}/document" if reply.sha256 else None),
        "document_sha256": reply.sha256,
        "replied": reply.at.isoformat(),
        "shown": reply.shown_at.isoformat() if reply.shown_at else None,
        "in_release": reply.released,
        "answers_record": reply.record_id,
    }


def _is_observation(reply: Reply) -> bool:
    return reply.place.kind == "observation"


def replies_beside(database: Engine, kind: str, frame: pd.DataFrame) -> Sequence[dict[str, Any]]:
    """Return the replies to the records of a frame, for a workbook's second sheet."""
    subject = SUBJECTS.get(kind)
    stored_replies = stored.replies(database, kind=kind) if subject else []
    if not stored_replies or subject is None:
        return ()
    parts = [frame[name].tolist() for name in ("country", subject, "period")]
    parts.append(frame["breakdown"].tolist() if kind == "observation" else [""] * len(frame))
    standing = set(zip(*parts, strict=True))
    return [reply_fields(reply) for reply in stored_replies if _at(reply) in standing]


def _at(reply: Reply) -> tuple[str, ...]:
    place = reply.place
    return place.country, place.subject, place.period, place.breakdown


def withdrawn_records(
    database: Engine, countries: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Return where the records stood that were taken down."""
    with database.connect() as connection:
        rows = connection.execute(select(takedown).order_by(takedown.c.taken_down_at))
        takedowns = [(r.kind, r.record_id, r.taken_down_at) for r in rows]
        places = []
        for kind, key, at in takedowns:
            table = KINDS[kind].table
            row = connection.execute(select(table).where(table.c.id == key)).mappings().first()
            if row and (countries is None or row["country"] in countries):
                place = {"id": key, "kind": kind, "country": row["country"]}
                subjects = _first(row, ("indicator", "question"))
                periods = _first(row, ("period", "date"))
                places.append(
                    {**place, "subject": subjects, "period": periods, "withdrawn": str(at)[:10]}
                )
    return places


def _first(row: Any, names: Iterable[str]) -> str | None:
    return next((str(row[name]) for name in names if row.get(name)), None)
