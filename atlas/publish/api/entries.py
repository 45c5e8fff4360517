"""GET of what there is: indicators, countries, one country, releases, health."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache
from typing import Any

import pandas as pd
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis import latest
from atlas.codebook import Country, codebook
from atlas.errors import AtlasError, UnknownRelease
from atlas.publish.api import answers, parameters, selection
from atlas.publish.api.kept import Made
from atlas.publish.api.selection import WITHHELD, Edition
from atlas.store import api_records, engine, frames

RELEASE = ("label", "sequence", "published_at", "notes", "restores", "hash", "observations")


def indicators(request: Request) -> Response:
    """Answer with the codebook's indicators and whether the newest release has data."""
    parameters.only(request.query_params)
    database = engine()
    found = _newest(database)

    def content() -> dict[str, Any]:
        ids = frames.indicators_with_data(database, release=found.label) if found else []
        rows = [
            entry.model_dump(mode="json") | {"has_data": entry.id in ids}
            for entry in codebook().indicators.values()
        ]
        return {"release": found.label if found else None, "count": len(rows), "indicators": rows}

    return _json(request, database, found, content, "indicators")


def countries(request: Request) -> Response:
    """Answer with the codebook's countries and territories."""
    parameters.only(request.query_params)
    rows = [_entry(country) for country in codebook().countries.values()]
    content = {"count": len(rows), "countries": rows}
    tag = answers.etag(_codebook_digest(), "countries")
    return answers.kept(request, tag, lambda: Made(answers.json_bytes(content)))


def country(request: Request) -> Response:
    """Answer with one country's entry and the newest total of each indicator.

    Raises
    ------
    UnknownCountry, UnknownRelease
    """
    parameters.only(request.query_params)
    iso3 = parameters.iso3_of(request.path_params["iso3"])
    database = engine()
    found = selection.edition(database, None)

    def content() -> dict[str, Any]:
        rows = latest(frames.observations(database, countries=[iso3], release=found.label))
        given = selection.redistributable(rows).sort_values("indicator")
        withheld = len(rows) - len(given)
        return {
            **_entry(codebook().countries[iso3]),
            "release": found.label,
            "count": len(given),
            "withheld_by_licence": withheld,
            "withheld_explanation": WITHHELD if withheld else None,
            "observations": api_records(given),
        }

    return _json(request, database, found, content, iso3)


def releases(request: Request) -> Response:
    """Answer with all releases, oldest first, and the label of the newest."""
    parameters.only(request.query_params)
    database = engine()
    found = _newest(database)

    def content() -> dict[str, Any]:
        rows = [_release(row) for row in frames.releases(database).to_dict("records")]
        newest = found.label if found else None
        return {"newest": newest, "count": len(rows), "releases": rows}

    return _json(request, database, found, content, "releases")


def health(request: Request) -> Response:
    """Answer 200 when the database can be read and has a release, else 503."""
    parameters.only(request.query_params)
    try:
        found = _newest(engine())
    except (AtlasError, SQLAlchemyError):
        return _state("unhealthy", None, "unreachable")
    return _state("ok" if found else "no-release", found, "ok")


def _state(status: str, found: Edition | None, database: str) -> Response:
    label = found.label if found else None
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
    request: Request, database: Engine, found: Edition | None, content: Any, name: str
) -> Response:
    held = found.hash if found else "no release"
    tag = answers.etag(str(database.url), held, _codebook_digest(), name)
    return answers.kept(request, tag, lambda: Made(answers.json_bytes(content())))


def _entry(entry: Country) -> dict[str, Any]:
    region = codebook().regions[entry.region]
    dumped = entry.model_dump(mode="json", exclude={"aliases"})
    return dumped | {"region_name": region.name, "region_kind": region.kind}


def _release(row: dict[Any, Any]) -> dict[str, Any]:
    at = pd.Timestamp(row["published_at"])
    at = at.tz_localize(dt.UTC) if at.tzinfo is None else at.tz_convert(dt.UTC)
    told = {name: row[name] for name in RELEASE} | {"published_at": at.isoformat()}
    told["restores"] = row["restores"] if isinstance(row["restores"], str) else None
    return told


@lru_cache(maxsize=1)
def _codebook_digest() -> str:
    book = codebook()
    text = repr((book.indicators, book.countries, book.regions))
    return hashlib.sha256(text.encode()).hexdigest()
