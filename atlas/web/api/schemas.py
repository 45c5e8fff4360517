"""JSON Schemas of all answers, from the codebook's models and the fields of an observation."""

from __future__ import annotations

from atlas.codebook import Country, Indicator
from atlas.web.api import community
from atlas.web.api.compare_schemas import comparing_schemas
from atlas.web.api.fields import FIELDS
from atlas.web.api.index_builder import index_schema
from atlas.web.api.record_parameters import ROUTES
from atlas.web.api.record_schemas import fields_schema, lists, record_schemas
from atlas.web.api.release_changes import change_schemas
from atlas.web.api.reply_schemas import voice_schemas
from atlas.web.api.schema_parts import (
    COUNT,
    MAYBE_INTEGER,
    MAYBE_STRING,
    REFERENCE,
    STRING,
    WITHHELD,
    Schema,
    closed_object,
    listing,
    model,
    reference,
)
from atlas.web.api.sdmx import CONCEPTS
from atlas.web.api.trend_schemas import trend_schemas
from atlas.web.api.trends_overview import overview_schemas
from atlas.web.api.waves import wave_schemas

AGE_FROM = "The year from which the ages of this release's values are counted."
OLD = "Indicators whose newest value is more than five years older than reference_year."


def component_schemas() -> dict[str, Schema]:
    """Return ``components.schemas`` of the OpenAPI document."""
    observations = {"type": "array", "items": reference("Observation")}
    country = model(Country, exclude={"aliases"}, more=_region())
    indicator, category = _indicator()
    return {
        "Observation": fields_schema(FIELDS),
        "Observations": closed_object(
            {"release": STRING, "count": COUNT, **WITHHELD, "observations": observations}
        ),
        "Category": category,
        "Indicator": indicator,
        "Indicators": listing("indicators", "Indicator", {"release": MAYBE_STRING}),
        "Country": country,
        "Countries": listing("countries", "Country", {}),
        **record_schemas(),
        "CountryWithRecords": closed_object(
            {
                **country["properties"],
                "release": STRING,
                "count": {**COUNT, "description": "How many observations are given."},
                "reference_year": {**MAYBE_INTEGER, "description": AGE_FROM},
                "old": {"type": "array", "items": STRING, "description": OLD},
                "replies": {**COUNT, "description": "Replies of its government, see /replies."},
                "withdrawn": {**COUNT, "description": "Records taken down, see /withdrawn."},
                **WITHHELD,
                "observations": observations,
                **lists(*(route.plural for route in ROUTES)),
            }
        ),
        **trend_schemas(),
        **overview_schemas(),
        **wave_schemas(),
        **change_schemas(),
        **voice_schemas(),
        **community.community_schemas(),
        **index_schema(),
        **comparing_schemas(),
        "Release": _release(),
        "Releases": listing("releases", "Release", {"newest": MAYBE_STRING}),
        "Health": _health(),
        "Error": _error(),
        "SdmxCsv": {"type": "string", "description": f"Columns: {', '.join(CONCEPTS)}."},
    }


def _indicator() -> tuple[Schema, Schema]:
    model_schema = Indicator.model_json_schema(mode="serialization", ref_template=REFERENCE)
    has_data = {"type": "boolean", "description": "Whether the release has observations."}
    return model(Indicator, set(), {"has_data": has_data}), model_schema["$defs"]["Category"]


def _region() -> dict[str, Schema]:
    kinds = {"type": "string", "enum": ["community", "other"]}
    return {"region_name": STRING, "region_kind": kinds}


def _release() -> Schema:
    return closed_object(
        {
            "label": STRING,
            "sequence": COUNT,
            "published_at": {"type": "string", "format": "date-time"},
            "notes": STRING,
            "restores": {**MAYBE_STRING, "description": "The release that a rollback restores."},
            "hash": {
                "type": "string",
                "pattern": "^[0-9a-f]{64}$",
                "description": "SHA-256 over the release before, the label and all records.",
            },
            "observations": {**COUNT, "description": "How many it holds, withheld ones included."},
        }
    )


def _health() -> Schema:
    return closed_object(
        {
            "status": {"type": "string", "enum": ["ok", "no-release", "unhealthy"]},
            "release": MAYBE_STRING,
            "database": {"type": "string", "enum": ["ok", "unreachable"]},
        }
    )


def _error() -> Schema:
    near = {"type": "array", "items": STRING, "description": "Nearest valid choices, best first."}
    return closed_object(
        {
            "code": {"type": "string", "description": "For machines; it does not change."},
            "detail": {"type": "string", "description": "For people: what is wrong, in English."},
            "nearest": near,
        }
    )
