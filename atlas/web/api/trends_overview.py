"""GET /api/v1/trends/overview: every subject by region, what is common and what is unique."""

from __future__ import annotations

from typing import Any, get_args

from sqlalchemy import Engine
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis.choice import choice_parser
from atlas.analysis.overview import Subject
from atlas.analysis.overview.model import VERDICTS, SubjectKind
from atlas.codebook import codebook
from atlas.i18n import LANGUAGES, translator
from atlas.store import engine
from atlas.views.trends.overview_data import METHOD, overview
from atlas.views.trends.overview_table import COLUMNS, overview_entry, overview_table
from atlas.web.api import answers, delivery, formats, parameters, selection
from atlas.web.api.entries import codebook_digest
from atlas.web.api.operations import (
    format_parameters,
    header_references,
    path_item,
    query_parameter,
    release_parameter,
)
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.schema_parts import COUNT, MAYBE_STRING, STRING, Schema, closed_object, one_of
from atlas.web.api.selection import Edition

KINDS: tuple[str, ...] = get_args(SubjectKind)
FILTERS = ("theme", "kind", "verdict")
PARAMETERS = (*FILTERS, "lang", "release", "format", "bom")
FORMATS = ("json", "csv")


def serve_overview(request: Request) -> Response:
    """Answer with the overview of a release."""
    params = request.query_params
    parameters.reject_unknown(params, PARAMETERS)
    filters = _filters(params)
    lang = parameters.language_code(params)
    format_ = parameters.format_of(params, FORMATS)
    bom = parameters.bom(params, format_)
    release = parameters.single_value(params, "release")
    database = engine()
    edition = selection.edition(database, release)
    question = repr((sorted(filters.items()), lang, format_, bom))
    tag_parts = (edition.state, codebook_digest(), "overview", METHOD, question)
    return answers.cached_response(
        request,
        answers.etag(str(database.url), *tag_parts),
        lambda: _build(database, edition, filters, lang, format_, bom),
        media_type=formats.CSV.media_type if format_ == "csv" else "application/json",
        cache=answers.FIXED if release else answers.NEWEST,
        heavy=True,
    )


def _filters(params: QueryParams) -> dict[str, str]:
    """Return the filters of a request; UnknownChoice for a code that there is not."""
    choices = {"theme": _themes(), "kind": KINDS, "verdict": VERDICTS}
    values = {name: parameters.single_value(params, name) for name in FILTERS}
    return {
        name: choice_parser(dict.fromkeys(choices[name], ""))(value)
        for name, value in values.items()
        if value
    }


def _themes() -> tuple[str, ...]:
    return tuple(theme.id for theme in codebook().themes)


def _keeps(row: Subject, filters: dict[str, str]) -> bool:
    return all(getattr(row, name) == value for name, value in filters.items())


def _build(
    database: Engine, edition: Edition, filters: dict[str, str], lang: str, format_: str, bom: str
) -> ResponseBody:
    t = translator(lang)
    rows = [row for row in overview(database, edition.label) if _keeps(row, filters)]
    label = delivery.ascii_name(edition.label)
    headers = {"X-Release": label}
    if format_ == "csv":
        names = (label, "trends-overview")
        return delivery.csv_body(names, COLUMNS, overview_table(rows, t), bom).beside(headers)
    content = {
        "release": edition.label,
        "method": METHOD,
        "subjects": [overview_entry(row, t) for row in rows],
    }
    return ResponseBody(answers.json_bytes(content), headers)


def overview_schemas() -> dict[str, Schema]:
    """Return the schemas of the answer and of its parts."""
    maybe_number: Schema = {"type": ["number", "null"]}
    cell = {
        "region": STRING,
        "sign": STRING,
        **dict.fromkeys(("count", "known", "states"), COUNT),
        "value": maybe_number,
    }
    year: Schema = {"type": "integer"}
    window: Schema = {"type": ["array", "null"], "items": year, "minItems": 2, "maxItems": 2}
    subject = {
        **dict.fromkeys(("subject", "name", "kind", "theme"), STRING),
        "window": window,
        "verdict": one_of(VERDICTS),
        "shortage": MAYBE_STRING,
        "answer": MAYBE_STRING,
        "agreeing": {"type": "array", "items": STRING},
        "unique_region": MAYBE_STRING,
        "strength": {"type": "number"},
        "p": maybe_number,
        "regions": {"type": "array", "items": closed_object(cell)},
        "sentence": STRING,
        "evidence": STRING,
    }
    subjects: Schema = {"type": "array", "items": closed_object(subject)}
    answer = {"release": STRING, "method": STRING, "subjects": subjects}
    return {"TrendsOverview": closed_object(answer)}


def overview_path() -> dict[str, Any]:
    """Return the route's entry in the OpenAPI document."""
    query_parameters = [
        query_parameter("theme", "Id of a theme.", one_of(_themes()), "women"),
        query_parameter("kind", "Kind of subject.", one_of(KINDS), "rule"),
        query_parameter("verdict", "Verdict.", one_of(VERDICTS), "common"),
        query_parameter("lang", "Language of the sentences.", one_of(LANGUAGES), "en"),
        release_parameter(),
        *format_parameters(FORMATS),
    ]
    summary = "Common and unique trends of all subjects, by region"
    item = path_item("TrendsOverview", summary, "data", query_parameters, ("404",))
    good = item["get"]["responses"]["200"]
    good["headers"] = header_references("ETag", "X-Release", "Content-Disposition")
    example = ",".join(COLUMNS) + "\r\n"
    good["content"]["text/csv"] = {"schema": {"type": "string"}, "example": example}
    return item
