"""GET /api/v1/trends: what is common and what is unique, with all numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Engine
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis.trends import METHOD, Parameters
from atlas.analysis.trends.matrix import require_trend
from atlas.analysis.trends.table import COLUMNS, select_trends, trend_table
from atlas.codebook import codebook
from atlas.codebook.load import code_of
from atlas.errors import InvalidParameter, UnknownRegion
from atlas.store import engine
from atlas.views.trends.cache import adapter, cached_trends
from atlas.web.api import answers, delivery, formats, parameters, selection
from atlas.web.api.entries import codebook_digest
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.selection import Edition

GIVEN = ("indicator", "region", "country", "from", "to", "sources", "release", "format", "bom")
FORMATS = ("json", "csv")


class MissingIndicator(InvalidParameter):
    """The question needs an indicator."""

    code = "missing-indicator"
    template = "Name an indicator: indicator=milex_gdp."

    def __init__(self) -> None:
        super().__init__(self.template)


@dataclass(frozen=True)
class TrendQuery:
    """A valid question about trends."""

    indicator: str
    regions: tuple[str, ...]
    countries: tuple[str, ...]
    decided: Parameters
    origins: tuple[str, ...] = ()


def trend_query(params: QueryParams) -> TrendQuery:
    """Return the question of a request.

    Raises
    ------
    UnknownParameter, MissingIndicator, UnknownIndicator, NoTrend, UnknownRegion,
    UnknownCountry, InvalidYear, InvalidYears, UnknownOrigin, GivenTwice
    """
    parameters.reject_unknown(params, GIVEN)
    name = parameters.single_value(params, "indicator")
    if name is None:
        raise MissingIndicator
    indicator = codebook().indicator(name)
    require_trend(indicator)
    codes = {r.id: r.id for r in codebook().regions.values() if r.kind != "peer-group"}
    region_ids = {
        code_of(text, codes, UnknownRegion) for text in parameters.list_values(params, "region")
    }
    first, last = parameters.years(params)
    decisions = replace(Parameters(), first=first, last=last)
    countries = parameters.country_codes(params) or ()
    origins = parameters.origins_of(params)
    return TrendQuery(indicator.id, tuple(sorted(region_ids)), countries, decisions, origins)


def serve_trends(request: Request) -> Response:
    """Answer with an indicator's trends in a release."""
    question = trend_query(request.query_params)
    format_ = parameters.format_of(request.query_params, FORMATS)
    bom = parameters.bom(request.query_params, format_)
    release = parameters.single_value(request.query_params, "release")
    database = engine()
    edition = selection.edition(database, release)
    tag_parts = (edition.state, codebook_digest(), "trends", METHOD, repr(question), format_, bom)
    return answers.cached_response(
        request,
        answers.etag(str(database.url), *tag_parts),
        lambda: _build(database, edition, question, format_, bom),
        media_type=formats.CSV.media_type if format_ == "csv" else "application/json",
        cache=answers.FIXED if release else answers.NEWEST,
        heavy=True,
    )


def _build(
    database: Engine, edition: Edition, question: TrendQuery, format_: str, bom: str
) -> ResponseBody:
    whole = cached_trends(
        database, edition.label, question.indicator, question.decided, question.origins
    )
    subset = select_trends(whole, question.regions, question.countries)
    label = delivery.ascii_name(edition.label)
    headers = {"X-Release": label}
    if format_ == "csv":
        names = (label, "trends", question.indicator)
        return delivery.csv_body(names, COLUMNS, trend_table(subset), bom).beside(headers)
    content = {"release": edition.label, **adapter().dump_python(subset, mode="json")}
    return ResponseBody(answers.json_bytes(content), headers)
