"""GET of what there is: indicators, questions, organisations, countries, releases, health."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pandas as pd
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from atlas.codebook import Country, codebook
from atlas.errors import AtlasError, UnknownRelease
from atlas.store import engine, frames, reading
from atlas.store.kinds import JUDGEMENT, PARTICIPATION, RecordKind
from atlas.web.api import answers, parameters, selection
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.selection import Edition

RELEASE = ("label", "sequence", "published_at", "notes", "restores", "hash", "observations")


def serve_indicators(request: Request) -> Response:
    """Answer with the codebook's indicators and whether a release has data.

    Raises
    ------
    UnknownRelease
    """

    def content(database: Engine, label: str | None) -> list[dict[str, Any]]:
        ids = frames.indicators_with_data(database, release=label) if label else []
        return [
            entry.model_dump(mode="json") | {"has_data": entry.id in ids}
            for entry in codebook().indicators.values()
        ]

    return _list_response(request, "indicators", content)


def serve_questions(request: Request) -> Response:
    """Answer with the codebook's questions and in how many countries a release has answers.

    Raises
    ------
    UnknownRelease
    """

    def content(database: Engine, label: str | None) -> list[dict[str, Any]]:
        counts = _countries_by(database, JUDGEMENT, "question", label)
        return [
            entry.model_dump(mode="json") | {"countries": counts.get(entry.id, 0)}
            for entry in codebook().questions.values()
        ]

    return _list_response(request, "questions", content)


def serve_organisations(request: Request) -> Response:
    """Answer with the codebook's organisations and in how many countries a release has each.

    Raises
    ------
    UnknownRelease
    """

    def content(database: Engine, label: str | None) -> list[dict[str, Any]]:
        counts = _countries_by(database, PARTICIPATION, "organisation", label)
        return [
            entry.model_dump(mode="json") | {"countries": counts.get(entry.code, 0)}
            for entry in codebook().organisations.values()
        ]

    return _list_response(request, "organisations", content)


def _countries_by(
    database: Engine, kind: RecordKind, column: str, label: str | None
) -> dict[str, int]:
    return reading.countries_by(database, kind, column, release=label) if label else {}


def _list_response(
    request: Request, name: str, content: Callable[[Engine, str | None], list[dict[str, Any]]]
) -> Response:
    parameters.reject_unknown(request.query_params, ("release",))
    release = parameters.single_value(request.query_params, "release")
    database = engine()
    edition = selection.edition(database, release) if release else _newest(database)
    label = edition.label if edition else None

    def made() -> dict[str, Any]:
        rows = content(database, label)
        return {"release": label, "count": len(rows), name: rows}

    return _json(request, database, edition, made, name)


def serve_countries(request: Request) -> Response:
    """Answer with the codebook's countries and territories."""
    parameters.reject_unknown(request.query_params)
    rows = [country_entry(country) for country in codebook().countries.values()]
    content = {"count": len(rows), "countries": rows}
    tag = answers.etag(codebook_digest(), "countries")
    return answers.cached_response(request, tag, lambda: ResponseBody(answers.json_bytes(content)))


def serve_releases(request: Request) -> Response:
    """Answer with all releases, oldest first, and the label of the newest."""
    parameters.reject_unknown(request.query_params)
    database = engine()
    edition = _newest(database)

    def content() -> dict[str, Any]:
        rows = [_release(row) for row in frames.list_releases(database).to_dict("records")]
        newest = edition.label if edition else None
        return {"newest": newest, "count": len(rows), "releases": rows}

    return _json(request, database, edition, content, "releases")


def serve_health(request: Request) -> Response:
    """Answer 200 when the database can be read and has a release, else 503."""
    parameters.reject_unknown(request.query_params)
    try:
        edition = _newest(engine())
    except (AtlasError, SQLAlchemyError):
        return _state("unhealthy", None, "unreachable")
    return _state("ok" if edition else "no-release", edition, "ok")


def _state(status: str, edition: Edition | None, database: str) -> Response:
    label = edition.label if edition else None
    body = answers.json_bytes({"status": status, "release": label, "database": database})
    headers = {"Cache-Control": "no-store"}
    code = 200 if status == "ok" else 503
    return Response(body, code, media_type="application/json", headers=headers)


def _newest(database: Engine) -> Edition | None:
    try:
        return selection.edition(database, None)
    except UnknownRelease:
        return None


def _json(
    request: Request, database: Engine, edition: Edition | None, content: Any, name: str
) -> Response:
    state = edition.state if edition else "no release"
    tag = answers.etag(str(database.url), state, codebook_digest(), name)
    return answers.cached_response(
        request, tag, lambda: ResponseBody(answers.json_bytes(content()))
    )


def country_entry(entry: Country) -> dict[str, Any]:
    """Return a country's entry with its region's name and kind."""
    region = codebook().regions[entry.region]
    fields = entry.model_dump(mode="json", exclude={"aliases"})
    return fields | {"region_name": region.name, "region_kind": region.kind}


def _release(row: dict[Any, Any]) -> dict[str, Any]:
    at = pd.Timestamp(row["published_at"])
    at = at.tz_localize(dt.UTC) if at.tzinfo is None else at.tz_convert(dt.UTC)
    fields = {name: row[name] for name in RELEASE} | {"published_at": at.isoformat()}
    fields["restores"] = row["restores"] if isinstance(row["restores"], str) else None
    return fields


@lru_cache(maxsize=1)
def codebook_digest() -> str:
    """Return a hash of all parts of the codebook that an answer may contain."""
    book = codebook()
    parts = (book.indicators, book.countries, book.regions)
    text = repr((*parts, book.questions, book.organisations, book.vocabulary))
    return hashlib.sha256(text.encode()).hexdigest()
