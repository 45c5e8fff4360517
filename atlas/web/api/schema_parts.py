"""The parts that JSON Schemas of answers are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

Schema = dict[str, Any]
STRING: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
MAYBE_STRING: Schema = {"type": ["string", "null"]}
MAYBE_INTEGER: Schema = {"type": ["integer", "null"]}
REFERENCE = "#/components/schemas/{model}"
WITHHELD: Schema = {
    "withheld_by_licence": {
        **COUNT,
        "description": "Records left out because their source’s licence forbids passing on.",
    },
    "withheld_explanation": MAYBE_STRING,
}


def reference(name: str) -> Schema:
    """Return a reference to a schema of the document."""
    return {"$ref": REFERENCE.format(model=name)}


def one_of(codes: Iterable[str]) -> Schema:
    """Return the schema of a text that is one of some codes."""
    return {"type": "string", "enum": list(codes)}


def closed_object(properties: dict[str, Schema]) -> Schema:
    """Return the schema of an object that has all of these properties and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def listing(name: str, item: str, more: dict[str, Schema]) -> Schema:
    """Return the schema of a counted list."""
    items = {"type": "array", "items": reference(item)}
    return closed_object({**more, "count": COUNT, name: items})


def model(kind: type[BaseModel], exclude: set[str], more: dict[str, Schema]) -> Schema:
    """Return the schema of a model of the codebook, with more properties."""
    model_schema = kind.model_json_schema(mode="serialization", ref_template=REFERENCE)
    properties = {
        name: rule for name, rule in model_schema["properties"].items() if name not in exclude
    }
    return closed_object({**properties, **more})
