"""GET /api/v1/template: a workbook to fill in, with the newest answers beside the empty cells."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.errors import UnknownRelease
from atlas.i18n import LANGUAGES
from atlas.intake.sheets import RECORD_SHEETS
from atlas.intake.sheets.release_data import last_answers
from atlas.intake.sheets.selection import LAYOUTS, TemplateRequest, template_request
from atlas.intake.sheets.template import MEDIA_TYPE, NOTHING, template_workbook
from atlas.store import engine
from atlas.web.api import answers, delivery, parameters, selection
from atlas.web.api.entries import codebook_digest
from atlas.web.api.operations import (
    country_parameter,
    list_parameter,
    path_item,
    query_parameter,
    release_parameter,
)
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.schema_parts import one_of
from atlas.web.api.selection import Edition

PARAMETERS = ("kind", "indicator", "question", "country", "layout", "lang", "release")


def serve_template(request: Request) -> Response:
    """Answer with a workbook that an editor can fill in and import.

    Raises
    ------
    UnknownParameter, UnknownKind, UnknownIndicator, UnknownQuestion, UnknownCountry,
    UnknownLayout, UnknownLanguage, UnknownRelease, GivenTwice, TooManyTemplateRows
    """
    options = _options(request.query_params)
    label = parameters.single_value(request.query_params, "release")
    database = engine()
    edition = _edition(database, label)
    state = edition.state if edition else "no release"
    tag = answers.etag(str(database.url), state, codebook_digest(), "template", repr(options))
    return answers.cached_response(
        request,
        tag,
        lambda: _build(database, options, edition),
        media_type=MEDIA_TYPE,
        cache=answers.FIXED if label else answers.NEWEST,
        heavy=True,
    )


def _options(params: QueryParams) -> TemplateRequest:
    parameters.reject_unknown(params, PARAMETERS)
    return template_request(
        kinds=parameters.list_values(params, "kind"),
        indicators=parameters.list_values(params, "indicator"),
        questions=parameters.list_values(params, "question"),
        countries=[parameters.iso3_of(name) for name in parameters.list_values(params, "country")],
        layout=parameters.single_value(params, "layout") or "long",
        lang=parameters.single_value(params, "lang") or "en",
    )


def _edition(database: Engine, label: str | None) -> Edition | None:
    try:
        return selection.edition(database, label)
    except UnknownRelease:
        if label is not None:
            raise
        return None


def _build(database: Engine, options: TemplateRequest, edition: Edition | None) -> ResponseBody:
    earlier = last_answers(database, options, edition.label) if edition else NOTHING
    headers = delivery.attachment(
        ("template", *delivery.filename_parts(options.kinds), options.lang), "xlsx"
    )
    if edition:
        headers["X-Release"] = delivery.ascii_name(edition.label)
    return ResponseBody(template_workbook(options, earlier)[0], headers)


def template_path() -> dict[str, Any]:
    """Return the route's entry in the OpenAPI document."""
    query_parameters = [
        list_parameter("kind", "Kinds of record.", ["observation"], tuple(RECORD_SHEETS)),
        list_parameter("indicator", "Ids of indicators.", ["milex_gdp", "armed_forces"]),
        list_parameter("question", "Ids of questions.", ["military_vote"]),
        country_parameter(),
        query_parameter("layout", "Years in rows or as columns.", one_of(LAYOUTS), "long"),
        query_parameter("lang", "Language of the explanations.", one_of(LANGUAGES), "en"),
        release_parameter(),
    ]
    item = path_item(
        "Template", "A workbook to fill in and import", "service", query_parameters, ("404",)
    )
    good = item["get"]["responses"]["200"]
    good["content"] = {MEDIA_TYPE: {"schema": {"type": "string", "contentEncoding": "binary"}}}
    return item
