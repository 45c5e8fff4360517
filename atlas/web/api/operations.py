"""The parts that every operation of the OpenAPI document is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from atlas.codebook.origins import ORIGINS
from atlas.web.api.schema_parts import Schema, reference

LISTS = "Repeat it or separate by commas."
COUNTRIES = "ISO3 codes (ISO2 and recognised names pass too)."


def path_item(
    schema: str | None,
    summary: str,
    tag: str,
    query_parameters: Sequence[Schema] = (),
    errors: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return a path whose GET answers with a schema; None of it is any object."""
    content = {"application/json": {"schema": reference(schema) if schema else {"type": "object"}}}
    name = schema or "OpenApi"
    return {
        "get": {
            "operationId": name[0].lower() + name[1:],
            "summary": summary,
            "tags": [tag],
            "parameters": list(query_parameters),
            "responses": {
                "200": {
                    "description": summary,
                    "headers": header_references("ETag"),
                    "content": content,
                },
                "304": {"description": "Unchanged since the ETag sent in If-None-Match"},
                **{
                    status: {"$ref": "#/components/responses/Error"}
                    for status in (*errors, "405", "422", "500", "503")
                },
            },
        }
    }


def query_parameter(name: str, about: str, schema: Schema, example: Any) -> Schema:
    """Return a query parameter that is given once."""
    return {
        "name": name,
        "in": "query",
        "description": about,
        "schema": schema,
        "example": example,
    }


def list_parameter(
    name: str, about: str, example: Sequence[str], codes: Sequence[str] | None = None
) -> Schema:
    """Return a query parameter that takes several values, of a list of codes if there is one."""
    values: Schema = {"type": "string"} | ({"enum": list(codes)} if codes else {})
    schema = {"type": "array", "items": values}
    parameter = query_parameter(name, f"{about} {LISTS}", schema, list(example))
    return parameter | {"style": "form", "explode": True}


def country_parameter() -> Schema:
    """Return the parameter that keeps some countries."""
    return list_parameter("country", COUNTRIES, ["CRI", "PAN"])


def sources_parameter() -> Schema:
    """Return the parameter that keeps what sources of some origins say."""
    about = (
        "Who speaks: own (the state itself), regional (a regional body), un, ngo (a university "
        "or NGO), other (another state). Without it, all sources, also those of unknown origin."
    )
    return list_parameter("sources", about, ["own", "un"], ORIGINS)


def release_parameter() -> Schema:
    """Return the parameter that names a release."""
    about = "Label of a release; the newest by default."
    return query_parameter("release", about, {"type": "string"}, "2026.1")


def format_parameters(formats: Sequence[str]) -> list[Schema]:
    """Return the parameters that name the format of the answer and how a CSV begins."""
    schema = {"type": "string", "enum": list(formats), "default": "json"}
    about = "1 lets a CSV begin with a byte order mark, which Excel needs to read it as UTF-8."
    return [
        query_parameter("format", "Format of the answer.", schema, "json"),
        query_parameter("bom", about, {"type": "string", "enum": ["0", "1"], "default": "0"}, "0"),
    ]


def header_references(*names: str) -> dict[str, Schema]:
    """Return references to headers."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
