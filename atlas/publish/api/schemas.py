"""JSON Schemas of all answers, from the codebook's models and the fields of an observation."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from atlas.codebook import Country, Indicator
from atlas.publish.api.fields import FIELDS
from atlas.publish.api.sdmx import CONCEPTS

Schema = dict[str, Any]
STRING: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
MAYBE_STRING: Schema = {"type": ["string", "null"]}
REFERENCE = "#/components/schemas/{model}"
WITHHELD: Schema = {
    "withheld_by_licence": {
        **COUNT,
        "description": "Observations left out because their source’s licence forbids passing on.",
    },
    "withheld_explanation": MAYBE_STRING,
}


def schemas() -> dict[str, Schema]:
    """Return ``components.schemas`` of the OpenAPI document."""
    observations = {"type": "array", "items": reference("Observation")}
    country = _model(Country, exclude={"aliases"}, more=_region())
    indicator, category = _indicator()
    return {
        "Observation": _closed({name: _field(name) for name in FIELDS}),
        "Observations": _closed(
            {"release": STRING, "count": COUNT, **WITHHELD, "observations": observations}
        ),
        "Category": category,
        "Indicator": indicator,
        "Indicators": _listing("indicators", "Indicator", {"release": MAYBE_STRING}),
        "Country": country,
        "Countries": _listing("countries", "Country", {}),
        "CountryWithObservations": _closed(
            {
                **country["properties"],
                "release": STRING,
                "count": COUNT,
                **WITHHELD,
                "observations": observations,
            }
        ),
        "Release": _release(),
        "Releases": _listing("releases", "Release", {"newest": MAYBE_STRING}),
        "Health": _health(),
        "Error": _error(),
        "SdmxCsv": {"type": "string", "description": f"Columns: {', '.join(CONCEPTS)}."},
    }


def reference(name: str) -> Schema:
    """Return a reference to a schema of the document."""
    return {"$ref": REFERENCE.format(model=name)}


def _closed(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _field(name: str) -> Schema:
    field = FIELDS[name]
    return {**field.schema, "description": field.description, "examples": [field.example]}


def _listing(name: str, item: str, more: dict[str, Schema]) -> Schema:
    items = {"type": "array", "items": reference(item)}
    return _closed({**more, "count": COUNT, name: items})


def _model(model: type[BaseModel], exclude: set[str], more: dict[str, Schema]) -> Schema:
    made = model.model_json_schema(mode="serialization", ref_template=REFERENCE)
    kept = {name: rule for name, rule in made["properties"].items() if name not in exclude}
    return _closed({**kept, **more})


def _indicator() -> tuple[Schema, Schema]:
    made = Indicator.model_json_schema(mode="serialization", ref_template=REFERENCE)
    has_data = {"type": "boolean", "description": "Whether the newest release has observations."}
    return _model(Indicator, set(), {"has_data": has_data}), made["$defs"]["Category"]


def _region() -> dict[str, Schema]:
    kinds = {"type": "string", "enum": ["community", "other"]}
    return {"region_name": STRING, "region_kind": kinds}


def _release() -> Schema:
    return _closed(
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
    return _closed(
        {
            "status": {"type": "string", "enum": ["ok", "no-release", "unhealthy"]},
            "release": MAYBE_STRING,
            "database": {"type": "string", "enum": ["ok", "unreachable"]},
        }
    )


def _error() -> Schema:
    near = {"type": "array", "items": STRING, "description": "Nearest valid choices, best first."}
    return _closed(
        {
            "code": {"type": "string", "description": "For machines; it does not change."},
            "detail": {"type": "string", "description": "For people: what is wrong, in English."},
            "nearest": near,
        }
    )
