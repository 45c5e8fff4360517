"""GET /api/v1/waves: the adoption of a treaty, or a dated fact, over time, by region."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis.waves import Wave
from atlas.errors import InvalidParameter
from atlas.i18n import N_
from atlas.store import engine
from atlas.views.trends.dated_facts import Fact, subject_wave
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
from atlas.web.api.schema_parts import COUNT, STRING, Schema, closed_object
from atlas.web.api.selection import Edition

METHOD = "2"
FORMATS = ("json", "csv")
PARAMETERS = ("fact", "release", "format", "bom")
COLUMNS = ("instrument", "region", "year", "parties", "at_risk", "share")


class MissingFact(InvalidParameter):
    """The question needs a treaty or a kind of event."""

    code = "missing-fact"
    template = N_("Name a treaty: fact=att.")

    def __init__(self) -> None:
        super().__init__(self.template)


def serve_waves(request: Request) -> Response:
    """Answer with the adoption of a treaty in a release."""
    params = request.query_params
    parameters.reject_unknown(params, PARAMETERS)
    name = parameters.single_value(params, "fact")
    if name is None:
        raise MissingFact
    format_ = parameters.format_of(params, FORMATS)
    bom = parameters.bom(params, format_)
    release = parameters.single_value(params, "release")
    database = engine()
    edition = selection.edition(database, release)
    tag_parts = (edition.state, codebook_digest(), "waves", METHOD, name, format_, bom)
    return answers.cached_response(
        request,
        answers.etag(str(database.url), *tag_parts),
        lambda: _build(database, edition, name, format_, bom),
        media_type=formats.CSV.media_type if format_ == "csv" else "application/json",
        cache=answers.FIXED if release else answers.NEWEST,
    )


def _build(database: Engine, edition: Edition, code: str, format_: str, bom: str) -> ResponseBody:
    fact, adoption = subject_wave(database, code, edition.label)
    label = delivery.ascii_name(edition.label)
    headers = {"X-Release": label}
    if format_ == "csv":
        names = (label, "waves", fact.code)
        return delivery.csv_body(names, COLUMNS, wave_table(adoption), bom).beside(headers)
    content = {"release": edition.label, **wave_content(fact, adoption)}
    return ResponseBody(answers.json_bytes(content), headers)


def wave_content(entry: Fact, adoption: Wave) -> dict[str, Any]:
    """Return an adoption as JSON: how far it is known, its years, its regions with their shares."""
    regions = [asdict(region) | {"shares": list(region.shares)} for region in adoption.regions]
    return {
        "fact": entry.code,
        "name": entry.name,
        "opened": entry.opened,
        "as_of": entry.as_of,
        "years": list(adoption.years),
        "regions": regions,
    }


def wave_table(adoption: Wave) -> pd.DataFrame:
    """Return one row for each region and year: ``COLUMNS``."""
    rows = [
        (adoption.instrument, region.region, year, parties, at_risk, share)
        for region in adoption.regions
        for year, parties, at_risk, share in zip(
            adoption.years, region.parties, region.at_risk, region.shares, strict=True
        )
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


def wave_schemas() -> dict[str, Schema]:
    """Return the schema of the answer."""
    codes: Schema = {"type": "array", "items": STRING}
    counts: Schema = {"type": "array", "items": COUNT}
    maybe_year: Schema = {"type": ["integer", "null"]}
    region = {
        "region": STRING,
        "parties": counts,
        "at_risk": counts,
        "shares": {"type": "array", "items": {"type": ["number", "null"]}},
        **dict.fromkeys(("scope", "members", "first", "missing", "left"), codes),
        "half": maybe_year,
        "first_year": maybe_year,
        "successions": COUNT,
        "wait": {"type": ["number", "null"]},
        "after_ten": {"type": ["number", "null"]},
    }
    answer = {
        **dict.fromkeys(("release", "fact", "name", "opened", "as_of"), STRING),
        "years": {"type": "array", "items": {"type": "integer"}},
        "regions": {"type": "array", "items": closed_object(region)},
    }
    return {"Wave": closed_object(answer)}


def waves_path() -> dict[str, Any]:
    """Return the route's entry in the OpenAPI document."""
    query_parameters = [
        query_parameter(
            "fact", "Code of a treaty or of a kind of event (required).", STRING, "att"
        ),
        release_parameter(),
        *format_parameters(FORMATS),
    ]
    item = path_item(
        "Wave", "Adoption of a treaty or a dated fact by region", "data", query_parameters, ("404",)
    )
    good = item["get"]["responses"]["200"]
    good["headers"] = header_references("ETag", "X-Release", "Content-Disposition")
    example = ",".join(COLUMNS) + "\r\n"
    good["content"]["text/csv"] = {"schema": {"type": "string"}, "example": example}
    return item
