"""GET /api/v1/map: an indicator's values of one year with the countries' shapes, as GeoJSON."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.codebook import codebook
from atlas.geometry import with_geometry
from atlas.store import engine, frames
from atlas.views.map.geo_values import map_rows
from atlas.web.api import answers, delivery, parameters, selection
from atlas.web.api.operations import (
    path_item,
    query_parameter,
    release_parameter,
    sources_parameter,
)
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.schema_parts import one_of
from atlas.web.api.selection import Edition, Size
from atlas.web.api.trends import MissingIndicator

GIVEN = ("indicator", "year", "sources", "release", "format")
FORMATS = ("json", "geojson")
MEDIA_TYPE = "application/geo+json"


def serve_map(request: Request) -> Response:
    """Answer with a GeoJSON feature for each country that is drawn.

    Raises
    ------
    UnknownParameter, MissingIndicator, UnknownIndicator, InvalidYear, UnknownOrigin,
    UnknownFormat, UnknownRelease, GivenTwice
    """
    params = request.query_params
    parameters.reject_unknown(params, GIVEN)
    parameters.format_of(params, FORMATS)
    indicator, year, origins = _indicator(params), _year(params), parameters.origins_of(params)
    release = parameters.single_value(params, "release")
    database = engine()
    edition = selection.edition(database, release)
    return answers.cached_response(
        request,
        answers.etag(str(database.url), edition.state, "map", indicator, str(year), *origins),
        lambda: _build(database, edition, indicator, year, origins),
        media_type=MEDIA_TYPE,
        cache=answers.FIXED if release else answers.NEWEST,
        heavy=True,
    )


def _indicator(params: QueryParams) -> str:
    name = parameters.single_value(params, "indicator")
    if name is None:
        raise MissingIndicator
    return codebook().indicator(name).id


def _year(params: QueryParams) -> int | None:
    value = parameters.single_value(params, "year")
    if value is None:
        return None
    if not parameters.YEAR.fullmatch(value):
        raise parameters.InvalidYear("year", value)
    return int(value)


def _build(
    database: Engine, edition: Edition, indicator: str, year: int | None, origins: tuple[str, ...]
) -> ResponseBody:
    rows = frames.observations(
        database, indicators=[indicator], release=edition.label, origins=origins
    )
    shown = map_rows(rows, year)
    free = map_rows(selection.redistributable(rows), year)
    # Who has a value that may not be passed on is left out: "no data" would not be true.
    closed = set(shown["country"]) - set(free["country"])
    table = with_geometry(free)
    table = table[~table["country"].isin(closed)]
    headers = delivery.headers(edition, Size(len(free), len(closed)), selection.WITHHELD)
    parts = (delivery.ascii_name(edition.label), indicator, *([str(year)] if year else []))
    headers |= delivery.attachment(parts, "geojson")
    return ResponseBody(table.to_json(drop_id=True).encode(), headers)


def map_path() -> dict[str, Any]:
    """Return what OpenAPI says of the route."""
    item = path_item(
        None,
        "Values of one indicator with the countries’ shapes, as GeoJSON",
        "data",
        [
            query_parameter("indicator", "Id of an indicator.", {"type": "string"}, "milex_gdp")
            | {"required": True},
            query_parameter(
                "year",
                "Year of the values; each country’s newest by default.",
                {"type": "integer", "minimum": 0, "maximum": 9999},
                2024,
            ),
            sources_parameter(),
            release_parameter(),
            query_parameter(
                "format",
                "GeoJSON either way.",
                one_of(FORMATS),
                "geojson",
            ),
        ],
        ("404",),
    )
    item["get"]["operationId"] = "map"
    item["get"]["responses"]["200"]["content"] = {MEDIA_TYPE: {"schema": {"type": "object"}}}
    return item
