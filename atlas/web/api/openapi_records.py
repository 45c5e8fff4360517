"""The paths of records beside observations, and of search, in the OpenAPI document."""

from __future__ import annotations

from typing import Any

from atlas.store.kinds import INSTITUTION
from atlas.web.api import record_parameters, workbook
from atlas.web.api import search as searching
from atlas.web.api.operations import (
    country_parameter,
    format_parameters,
    header_references,
    list_parameter,
    path_item,
    query_parameter,
    release_parameter,
    sources_parameter,
)
from atlas.web.api.record_fields import finding_fields, kind_fields
from atlas.web.api.record_parameters import ROUTES, Route
from atlas.web.api.schema_parts import Schema

HEADERS = ("ETag", "X-Release", "X-Withheld-By-Licence", "X-Withheld-Explanation")
DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
BODY = {"release": "2026.1", "count": 1, "withheld_by_licence": 0, "withheld_explanation": None}


def record_paths() -> dict[str, Any]:
    """Return the paths of all kinds of record and of search."""
    paths = {f"/api/v1/{route.plural}": _records(route) for route in ROUTES}
    return {**paths, "/api/v1/search": _search()}


def _records(route: Route) -> dict[str, Any]:
    schema = route.plural.capitalize()
    item = path_item(schema, route.about, "data", _parameters(route), ("404",))
    about = "Filters combine; without any, all of the release are given. "
    if route.kind is INSTITUTION:
        about += "JSON holds their relations too; CSV and workbook hold institutions alone. "
    item["get"]["description"] = about + "Large answers are streamed."
    fields = kind_fields(route.kind)
    example = BODY | {route.plural: [{name: field.example for name, field in fields.items()}]}
    if route.kind is INSTITUTION:
        example |= {"relations": []}
    good = item["get"]["responses"]["200"]
    good["headers"] = header_references(*HEADERS, "Content-Disposition")
    good["content"]["application/json"]["example"] = example
    good["content"] |= {
        "text/csv": {"schema": {"type": "string"}, "example": ",".join(fields) + "\r\n"},
        workbook.MEDIA_TYPE: {"schema": {"type": "string", "contentEncoding": "binary"}},
    }
    return item


def _parameters(route: Route) -> list[Schema]:
    dates = [
        query_parameter("from", "First date: a year, a month or a day.", DATE, "1990"),
        query_parameter("to", "Last date: a year, a month or a day.", DATE, "2024-06"),
    ]
    return [
        *(list_parameter(f.name, f.about, f.example, list(f.known())) for f in route.filters),
        country_parameter(),
        *(dates if route.dated else ()),
        sources_parameter(),
        release_parameter(),
        *format_parameters(record_parameters.FORMATS),
    ]


def _search() -> dict[str, Any]:
    kinds = finding_fields()["kind"].schema["enum"]
    limit = {
        "type": "integer",
        "minimum": 1,
        "maximum": searching.MOST,
        "default": searching.USUAL,
    }
    offset = {"type": "integer", "minimum": 0, "maximum": 999_999, "default": 0}
    words = {"type": "string", "minLength": 1, "maxLength": searching.LONGEST}
    query_parameters = [
        query_parameter("q", "Words to search for, in any of four languages.", words, "army"),
        list_parameter("kind", "Kinds of records.", ["event"], kinds),
        country_parameter(),
        release_parameter(),
        query_parameter("limit", "How many results at most.", limit, searching.USUAL),
        query_parameter("offset", "How many results to pass over.", offset, searching.USUAL),
    ]
    item = path_item(
        "Findings", "Records that hold all words, best first", "data", query_parameters, ("404",)
    )
    item["get"]["description"] = (
        "Accents, case, the Arabic article and small words do not matter. Names of the codebook "
        "are understood in four languages: army, ejército, armée de terre and جيش find the same. "
        "Relations have no text of their own and are not searched. `found` counts all results."
    )
    item["get"]["responses"]["200"]["headers"] = header_references(*HEADERS)
    return item
