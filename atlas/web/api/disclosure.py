"""GET /api/v1/disclosure: what each state publishes, the score and its parts."""

from __future__ import annotations

from typing import Any

import pandas as pd
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis import disclosure
from atlas.analysis.disclosure import PARTS, STATUSES
from atlas.store import engine
from atlas.web.api import answers, delivery, formats, parameters, selection
from atlas.web.api.entries import codebook_digest
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.selection import Edition
from atlas.web.disclosure import (
    expected_states,
    publishers,
    scores_of,
    statuses_of,
    wanted,
    weights_of,
)

GIVEN = ("country", "indicator", "theme", "weights", "release", "format", "bom")
FORMATS = ("json", "csv")
COLUMNS = ("country", "indicator", "status", "year", "last")
CAVEAT = (
    "The figures say what this release contains. Absence from its sources does not prove secrecy, "
    "and a value in it does not prove that the state itself published it: values make no score."
)
METHOD = (
    "score: from dated documents of the state itself (budget, white paper, statistics), the mean "
    "of 100 for each kind with a document of the last five years, 50 for an older one, 0 for "
    "none; null for a state of which the release has no such document. The parts describe what "
    "the release contains and never make a score. breadth: share of the indicators asked that "
    "have a value, themes counting the same; recency: 100 for the indicator's newest year, 10 "
    "less for each year before; continuity: share of its newest five years that have a value; "
    "precision: 100 less the range's width as a share of the value; own: share of the values "
    "reported, not estimated. weights: without effect, kept for programs that send them."
)


def serve_disclosure(request: Request) -> Response:
    """Answer with the status of every figure and the score of every country asked for.

    Raises
    ------
    UnknownParameter, UnknownCountry, UnknownIndicator, UnknownChoice, UnknownRelease,
    InvalidParameter, GivenTwice, UnknownFormat
    """
    params = request.query_params
    parameters.reject_unknown(params, GIVEN)
    format_ = parameters.format_of(params, FORMATS)
    bom = parameters.bom(params, format_)
    indicators, weights = (
        _indicators(params),
        weights_of(parameters.single_value(params, "weights") or ""),
    )
    countries = parameters.country_codes(params) or expected_states()
    release = parameters.single_value(params, "release")
    database = engine()
    edition = selection.edition(database, release)
    key = repr((indicators, weights, countries, format_, bom))
    tag = answers.etag(str(database.url), edition.state, codebook_digest(), "disclosure", key)
    return answers.cached_response(
        request,
        tag,
        lambda: _build(edition, indicators, weights, countries, format_, bom),
        media_type=formats.CSV.media_type if format_ == "csv" else "application/json",
        cache=answers.FIXED if release else answers.NEWEST,
        heavy=True,
    )


def _indicators(params: QueryParams) -> tuple[str, ...]:
    themes = list(parameters.list_values(params, "theme"))
    return wanted(list(parameters.list_values(params, "indicator")), themes)


def _build(
    edition: Edition,
    indicators: tuple[str, ...],
    weights: tuple[float, ...],
    countries: tuple[str, ...],
    format_: str,
    bom: str,
) -> ResponseBody:
    all_statuses = statuses_of(edition.label)
    indicator_ids = disclosure.recorded_indicators(all_statuses, indicators)
    cells = disclosure.status_matrix(all_statuses, indicator_ids, countries).reset_index()[
        list(COLUMNS)
    ]
    headers = {"X-Release": delivery.ascii_name(edition.label)}
    if format_ == "csv":
        names = (delivery.ascii_name(edition.label), "disclosure")
        return delivery.csv_body(names, COLUMNS, cells.astype(object), bom).beside(headers)
    own = scores_of(edition.label)
    scores = disclosure.scores(all_statuses, indicator_ids, countries, own)
    content = {
        "release": edition.label,
        "indicators": list(indicator_ids),
        "weights": dict(zip(PARTS, weights, strict=True)),
        "publishers": publishers(edition.label),
        "caveat": CAVEAT,
        "method": METHOD,
        "count": len(scores),
        "countries": [_country(str(iso3), row) for iso3, row in scores.iterrows()],
        "figures": [_figure(row) for row in cells.to_dict("records")],
    }
    return ResponseBody(answers.json_bytes(content), headers)


def _country(iso3: str, row: pd.Series) -> dict[str, Any]:
    shares = {n: None if pd.isna(row[n]) else round(float(row[n]), 2) for n in ("score", *PARTS)}
    counts = {s.replace("-", "_"): int(row[s]) for s in STATUSES}
    return {
        "country": iso3,
        **shares,
        "asked": int(row["asked"]),
        "valued": int(row["valued"]),
        **counts,
    }


def _figure(row: dict[Any, Any]) -> dict[str, Any]:
    years = {n: None if pd.isna(row[n]) else int(row[n]) for n in ("year", "last")}
    return {**row, **years}
