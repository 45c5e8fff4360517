"""GET /api/v1/openapi.json: the API described in OpenAPI 3.1, and tested against its answers."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from atlas.web.api import answers, community, parameters, workbook
from atlas.web.api.compare_schemas import comparing_paths
from atlas.web.api.fields import FIELDS
from atlas.web.api.geojson import map_path
from atlas.web.api.index_builder import index_path
from atlas.web.api.openapi_records import record_paths
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
from atlas.web.api.release_changes import change_paths
from atlas.web.api.reply_schemas import voice_paths
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.schema_parts import Schema, reference
from atlas.web.api.schemas import component_schemas
from atlas.web.api.sdmx import CONCEPTS, KEY, SDMX, STATUS, STRUCTURE_ID
from atlas.web.api.selection import WITHHELD_RECORDS
from atlas.web.api.template import template_path
from atlas.web.api.trend_schemas import trends_path
from atlas.web.api.trends_overview import overview_path
from atlas.web.api.waves import waves_path

ABOUT = (
    "Everything that the atlas publishes, with its source. Read-only and open to all origins. "
    "Releases never change: name one with `release` to get the same answer for good. "
    "Answers carry an ETag; send it back in If-None-Match to get 304 when nothing changed."
)
EXAMPLE = {name: field.example for name, field in FIELDS.items()}


def serve_openapi(request: Request) -> Response:
    """Answer with the OpenAPI document."""
    parameters.reject_unknown(request.query_params)
    body = answers.json_bytes(openapi_document())
    tag = answers.etag(hashlib.sha256(body).hexdigest())
    return answers.cached_response(request, tag, lambda: ResponseBody(body))


@lru_cache(maxsize=1)
def openapi_document() -> dict[str, Any]:
    """Return the OpenAPI document; callers do not change it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Security Sector Atlas",
            "version": answers.API_VERSION,
            "description": ABOUT,
            "license": {"name": "Apache-2.0 (software); each figure under its source’s licence"},
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "data"},
            {"name": "codebook"},
            {"name": "community"},
            {"name": "service"},
        ],
        "paths": _paths(),
        "components": {
            "schemas": component_schemas(),
            "headers": _headers(),
            "responses": {"Error": _error("Something is wrong with the request.")},
        },
    }


def _paths() -> dict[str, Any]:
    country = {
        "name": "iso3",
        "in": "path",
        "required": True,
        "description": "ISO3 code (ISO2 and recognised names pass too).",
        "schema": {"type": "string"},
        "example": "CRI",
    }
    return {
        "/api/v1/observations": _observations(),
        **record_paths(),
        "/api/v1/indicators": _codebook("Indicators", "All indicators of the codebook"),
        "/api/v1/questions": _codebook("Questions", "All questions of the codebook"),
        "/api/v1/organisations": _codebook("Organisations", "All organisations and agreements"),
        "/api/v1/countries": path_item("Countries", "All countries and territories", "codebook"),
        "/api/v1/countries/{iso3}": path_item(
            "CountryWithRecords",
            "A country: its newest preferred total of each indicator, and its other records",
            "data",
            [country, sources_parameter(), release_parameter()],
            ("404",),
        ),
        "/api/v1/trends": trends_path(),
        "/api/v1/trends/overview": overview_path(),
        "/api/v1/waves": waves_path(),
        **change_paths(),
        "/api/v1/map": map_path(),
        **voice_paths(),
        **community.community_paths(),
        **comparing_paths(),
        "/api/v1/releases": path_item("Releases", "All releases, oldest first", "data"),
        "/api/v1/index": index_path(),
        "/api/v1/template": template_path(),
        "/api/v1/openapi.json": path_item(None, "This document", "service"),
        "/healthz": _health(),
    }


def _codebook(schema: str, summary: str) -> dict[str, Any]:
    return path_item(schema, summary, "codebook", [release_parameter()], ("404",))


def _observations() -> dict[str, Any]:
    item = path_item("Observations", "Observations of a release", "data", _parameters(), ("404",))
    item["get"]["description"] = (
        "Filters combine; without any, all observations of the release are given. "
        "Large answers are streamed. " + _sdmx_note()
    )
    good = item["get"]["responses"]["200"]
    good["headers"] = header_references(*_headers())
    body = {"release": "2026.1", "count": 1, "withheld_by_licence": 0}
    example = {**body, "withheld_explanation": None, "observations": [EXAMPLE]}
    good["content"]["application/json"]["example"] = example
    good["content"] |= {
        "text/csv": {"schema": {"type": "string"}, "example": ",".join(FIELDS) + "\r\n"},
        workbook.MEDIA_TYPE: {"schema": {"type": "string", "contentEncoding": "binary"}},
        SDMX.media_type.split(";")[0]: {
            "schema": reference("SdmxCsv"),
            "example": ",".join(CONCEPTS) + "\r\n",
        },
    }
    return item


def _sdmx_note() -> str:
    reasons = ", ".join(f"{code} {reason.value}" for reason, code in STATUS.items())
    return (
        f"`sdmx-csv` follows SDMX-CSV 2.0 with the structure {STRUCTURE_ID}: the key is "
        f"{', '.join(KEY[:-1])} and {KEY[-1]} (BREAKDOWN _T is the total; a range is its first day "
        "and its length, 2023-07-01/P12M); what is missing is NaN for a number, else #N/A; "
        "ACTION is I (information); OBS_STATUS is A normal, E estimate, U uncertain, "
        f"or for a missing value {reasons}. In CSV and workbook, text that starts with = + - @ "
        "has an apostrophe before it, so that no spreadsheet runs it."
    )


def _parameters() -> list[Schema]:
    year = {"type": "integer", "minimum": 0, "maximum": 9999}
    return [
        list_parameter("indicator", "Ids of indicators.", ["milex_gdp", "armed_forces"]),
        country_parameter(),
        query_parameter("from", "First year.", year, 2015),
        query_parameter("to", "Last year.", year, 2024),
        sources_parameter(),
        release_parameter(),
        *format_parameters(parameters.FORMATS),
    ]


def _headers() -> dict[str, Schema]:
    text = {"type": "string"}
    return {
        "ETag": {"description": "Changes when the answer does.", "schema": text},
        "X-Release": {"description": "Label of the release.", "schema": text},
        "X-Withheld-By-Licence": {
            "description": "How many records a licence withholds.",
            "schema": {"type": "integer"},
        },
        "X-Withheld-Explanation": {
            "description": f"If any are: {WITHHELD_RECORDS}",
            "schema": text,
        },
        "Content-Disposition": {"description": "File name, but for JSON.", "schema": text},
    }


def _error(description: str) -> dict[str, Any]:
    example = {
        "code": "unknown-indicator",
        "detail": "No indicator is called “milex_gpd”. Nearest: milex_gdp.",
        "nearest": ["milex_gdp"],
    }
    content = {"application/json": {"schema": reference("Error"), "example": example}}
    return {"description": description, "content": content}


def _health() -> dict[str, Any]:
    item = path_item("Health", "Whether the atlas can answer", "service")
    content = {"application/json": {"schema": reference("Health")}}
    item["get"]["responses"] = {
        "200": {"description": "The database answers and has a release", "content": content},
        "503": {"description": "It does not", "content": content},
        "422": {"$ref": "#/components/responses/Error"},
    }
    return item
