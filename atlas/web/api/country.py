"""GET of one country: its entry, the newest total of each indicator, all its other records."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis import latest
from atlas.analysis.age import is_old
from atlas.codebook import codebook
from atlas.store import api_records, engine, frames, reading, replies
from atlas.store.record_rows import record_dicts
from atlas.web.api import answers, parameters, selection
from atlas.web.api.entries import codebook_digest, country_entry
from atlas.web.api.record_parameters import ROUTES
from atlas.web.api.replies import withdrawn_records
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.selection import WITHHELD_RECORDS
from atlas.web.map import cached_reference_year


def serve_country(request: Request) -> Response:
    """Answer with one country's entry and what a release holds of it.

    Raises
    ------
    UnknownCountry, UnknownRelease, UnknownParameter, UnknownOrigin, GivenTwice
    """
    parameters.reject_unknown(request.query_params, ("sources", "release"))
    origins = parameters.origins_of(request.query_params)
    iso3 = parameters.iso3_of(request.path_params["iso3"])
    release = parameters.single_value(request.query_params, "release")
    database = engine()
    edition = selection.edition(database, release)
    # The replies may grow while a release stands, so that no answer is kept unasked.
    tag = answers.etag(str(database.url), edition.state, codebook_digest(), iso3, *origins)
    return answers.cached_response(
        request,
        tag,
        lambda: ResponseBody(answers.json_bytes(_content(database, iso3, edition.label, origins))),
    )


def _content(database: Engine, iso3: str, label: str, origins: tuple[str, ...]) -> dict[str, Any]:
    selected: dict[str, Any] = {"countries": [iso3], "release": label, "origins": origins}
    rows = latest(frames.observations(database, **selected))
    observations = selection.redistributable(rows).sort_values("indicator")
    withheld = len(rows) - len(observations)
    lists: dict[str, list[dict[str, Any]]] = {"observations": api_records(observations)}
    for route in ROUTES:
        everything = reading.read_records(database, route.kind, **selected)
        free: pd.DataFrame = selection.redistributable(everything)
        lists[route.plural] = record_dicts(route.kind, free)
        withheld += len(everything) - len(free)
    reference = cached_reference_year(label)
    old = [
        r["indicator"]
        for r in lists["observations"]
        if r["value"] is not None and is_old(int(r["period"][:4]), reference)
    ]
    return {
        **country_entry(codebook().countries[iso3]),
        "release": label,
        "count": len(observations),
        "reference_year": reference,
        "old": old,
        "replies": len(replies.replies(database, countries=[iso3])),
        "withdrawn": len(withdrawn_records(database, [iso3])),
        "withheld_by_licence": withheld,
        "withheld_explanation": WITHHELD_RECORDS if withheld else None,
        **lists,
    }
