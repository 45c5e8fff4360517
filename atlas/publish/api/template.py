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
from atlas.intake.sheets.known import known
from atlas.intake.sheets.template import MEDIA_TYPE, NOTHING, template
from atlas.intake.sheets.wanted import LAYOUTS, Wanted, wanted
from atlas.publish.api import answers, delivery, parameters, selection
from atlas.publish.api.entries import codebook_digest
from atlas.publish.api.kept import Made
from atlas.publish.api.operations import countries, get, one, release, several
from atlas.publish.api.selection import Edition
from atlas.store import engine

PARAMETERS = ("kind", "indicator", "question", "country", "layout", "lang", "release")


def answer(request: Request) -> Response:
    """Answer with a workbook that an editor can fill in and import.

    Raises
    ------
    UnknownParameter, UnknownKind, UnknownIndicator, UnknownQuestion, UnknownCountry,
    UnknownLayout, UnknownLanguage, UnknownRelease, GivenTwice, TooManyTemplateRows
    """
    options = _options(request.query_params)
    label = parameters.one(request.query_params, "release")
    database = engine()
    edition = _edition(database, label)
    state = edition.state if edition else "no release"
    tag = answers.etag(str(database.url), state, codebook_digest(), "template", repr(options))
    return answers.kept(
        request,
        tag,
        lambda: _build(database, options, edition),
        media_type=MEDIA_TYPE,
        cache=answers.FIXED if label else answers.NEWEST,
        heavy=True,
    )


def _options(params: QueryParams) -> Wanted:
    parameters.only(params, PARAMETERS)
    return wanted(
        kinds=parameters.several(params, "kind"),
        indicators=parameters.several(params, "indicator"),
        questions=parameters.several(params, "question"),
        countries=[parameters.iso3_of(name) for name in parameters.several(params, "country")],
        layout=parameters.one(params, "layout") or "long",
        lang=parameters.one(params, "lang") or "en",
    )


def _edition(database: Engine, label: str | None) -> Edition | None:
    try:
        return selection.edition(database, label)
    except UnknownRelease:
        if label is not None:
            raise
        return None


def _build(database: Engine, options: Wanted, edition: Edition | None) -> Made:
    earlier = known(database, options, edition.label) if edition else NOTHING
    headers = delivery.attachment(
        ("template", *delivery.chosen(options.kinds), options.lang), "xlsx"
    )
    if edition:
        headers["X-Release"] = delivery.ascii_name(edition.label)
    return Made(template(options, earlier)[0], headers)


def path() -> dict[str, Any]:
    """Return the route's entry in the OpenAPI document."""
    query_parameters = [
        several("kind", "Kinds of record.", ["observation"], tuple(RECORD_SHEETS)),
        several("indicator", "Ids of indicators.", ["milex_gdp", "armed_forces"]),
        several("question", "Ids of questions.", ["military_vote"]),
        countries(),
        one("layout", "Years in rows or as columns.", _choice(LAYOUTS), "long"),
        one("lang", "Language of the explanations.", _choice(LANGUAGES), "en"),
        release(),
    ]
    path_item = get(
        "Template", "A workbook to fill in and import", "service", query_parameters, ("404",)
    )
    good = path_item["get"]["responses"]["200"]
    good["content"] = {MEDIA_TYPE: {"schema": {"type": "string", "contentEncoding": "binary"}}}
    return path_item


def _choice(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values), "default": values[0]}
