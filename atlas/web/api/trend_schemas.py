"""What the OpenAPI document says of trends: the schemas of the results' own types."""

from __future__ import annotations

from typing import Any

from atlas.analysis.trends.table import COLUMNS
from atlas.views.trends.cache import adapter
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
from atlas.web.api.schema_parts import REFERENCE, STRING, Schema
from atlas.web.api.trends import FORMATS


def trend_schemas() -> dict[str, Schema]:
    """Return the schemas of the answer and of its parts."""
    trends_schema = adapter().json_schema(mode="serialization", ref_template=REFERENCE)
    parts = trends_schema.pop("$defs")
    trends_schema["properties"] = {"release": STRING, **trends_schema["properties"]}
    trends_schema["required"] = ["release", *trends_schema["required"]]
    trends_schema["additionalProperties"] = False
    return {"Trends": trends_schema, **parts}


def trends_path() -> dict[str, Any]:
    """Return the route's entry in the OpenAPI document."""
    year: Schema = {"type": "integer", "minimum": 0, "maximum": 9999}
    best = "chosen so that it keeps the most values unless it is given"
    query_parameters = [
        query_parameter("indicator", "Id of an indicator (required).", STRING, "milex_gdp"),
        list_parameter("region", "Ids of regions to keep.", ["africa", "asia"]),
        country_parameter(),
        query_parameter("from", f"First year of the window, {best}.", year, 1990),
        query_parameter("to", f"Last year of the window, {best}.", year, 2024),
        sources_parameter(),
        release_parameter(),
        *format_parameters(FORMATS),
    ]
    summary = "Common and unique trends of an indicator: countries, regions, world"
    item = path_item("Trends", summary, "data", query_parameters, ("404",))
    good = item["get"]["responses"]["200"]
    good["headers"] = header_references("ETag", "X-Release", "Content-Disposition")
    good["content"]["text/csv"] = {
        "schema": {"type": "string"},
        "example": ",".join(COLUMNS) + "\r\n",
    }
    return item
