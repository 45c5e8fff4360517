"""GET /api/v1/trends: what is common and what is unique, with all numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Engine
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis.trends import METHOD, Parameters, kept
from atlas.analysis.trends.keeping import adapter
from atlas.analysis.trends.matrix import require_trend
from atlas.analysis.trends.table import COLUMNS, only, rows
from atlas.codebook import codebook
from atlas.codebook.load import code_of
from atlas.errors import InvalidParameter, UnknownRegion
from atlas.publish.api import answers, delivery, formats, parameters, selection
from atlas.publish.api.entries import codebook_digest
from atlas.publish.api.kept import Made
from atlas.publish.api.selection import Edition
from atlas.store import engine

GIVEN = ("indicator", "region", "country", "from", "to", "release", "format", "bom")
FORMATS = ("json", "csv")


class MissingIndicator(InvalidParameter):
    """The question needs an indicator."""

    code = "missing-indicator"
    template = "Name an indicator: indicator=milex_gdp."

    def __init__(self) -> None:
        super().__init__(self.template)


@dataclass(frozen=True)
class Asked:
    """A valid question about trends."""

    indicator: str
    regions: tuple[str, ...]
    countries: tuple[str, ...]
    decided: Parameters


def asked(params: QueryParams) -> Asked:
    """Return the question of a request.

    Raises
    ------
    UnknownParameter, MissingIndicator, UnknownIndicator, NoTrend, UnknownRegion,
    UnknownCountry, InvalidYear, InvalidYears, GivenTwice
    """
    parameters.only(params, GIVEN)
    name = parameters.one(params, "indicator")
    if name is None:
        raise MissingIndicator
    indicator = codebook().indicator(name)
    require_trend(indicator)
    codes = {r.id: r.id for r in codebook().regions.values() if r.kind != "peer-group"}
    region_ids = {
        code_of(text, codes, UnknownRegion) for text in parameters.several(params, "region")
    }
    first, last = parameters.years(params)
    decisions = replace(Parameters(), first=first, last=last)
    countries = parameters.countries(params) or ()
    return Asked(indicator.id, tuple(sorted(region_ids)), countries, decisions)


def answer(request: Request) -> Response:
    """Answer with an indicator's trends in a release."""
    question = asked(request.query_params)
    format_ = parameters.format_of(request.query_params, FORMATS)
    bom = parameters.bom(request.query_params, format_)
    release = parameters.one(request.query_params, "release")
    database = engine()
    edition = selection.edition(database, release)
    tag_parts = (edition.state, codebook_digest(), "trends", METHOD, repr(question), format_, bom)
    return answers.kept(
        request,
        answers.etag(str(database.url), *tag_parts),
        lambda: _build(database, edition, question, format_, bom),
        media_type=formats.CSV.media_type if format_ == "csv" else "application/json",
        cache=answers.FIXED if release else answers.NEWEST,
        heavy=True,
    )


def _build(database: Engine, edition: Edition, question: Asked, format_: str, bom: str) -> Made:
    whole = kept(database, edition.label, question.indicator, question.decided)
    subset = only(whole, question.regions, question.countries)
    label = delivery.ascii_name(edition.label)
    headers = {"X-Release": label}
    if format_ == "csv":
        names = (label, "trends", question.indicator)
        return delivery.table(names, COLUMNS, rows(subset), bom).beside(headers)
    content = {"release": edition.label, **adapter().dump_python(subset, mode="json")}
    return Made(answers.json_bytes(content), headers)
