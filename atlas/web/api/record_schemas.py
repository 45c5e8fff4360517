"""JSON Schemas of records beside observations, of search and of what it refers to."""

from __future__ import annotations

from collections.abc import Mapping

from atlas.codebook import Organisation, Question
from atlas.store.kinds import INSTITUTION
from atlas.web.api.fields import Field
from atlas.web.api.record_fields import finding_fields, kind_fields
from atlas.web.api.record_parameters import ROUTES
from atlas.web.api.schema_parts import (
    COUNT,
    MAYBE_STRING,
    STRING,
    WITHHELD,
    Schema,
    closed_object,
    listing,
    model,
    reference,
)


def record_schemas() -> dict[str, Schema]:
    """Return the schemas of each kind, of its list, of search, questions and organisations."""
    kind_schemas: dict[str, Schema] = {}
    for route in ROUTES:
        name = route.kind.name.capitalize()
        beside = lists("relations") if route.kind is INSTITUTION else {}
        kind_schemas[name] = fields_schema(kind_fields(route.kind))
        kind_schemas[route.plural.capitalize()] = _release_schema(lists(route.plural) | beside)
    results = {"type": "array", "items": reference("Finding")}
    found_schema = {**COUNT, "description": "How many there are; count says how many are given."}
    more = {"countries": {**COUNT, "description": "How many countries the release tells of."}}
    return {
        **kind_schemas,
        "Finding": fields_schema(finding_fields()),
        "Findings": _release_schema({"q": STRING, "found": found_schema, "results": results}),
        "Question": model(Question, set(), more),
        "Questions": listing("questions", "Question", {"release": MAYBE_STRING}),
        "Organisation": model(Organisation, set(), more),
        "Organisations": listing("organisations", "Organisation", {"release": MAYBE_STRING}),
    }


def lists(*plurals: str) -> dict[str, Schema]:
    """Return the lists of records that an answer holds."""
    names = {route.plural: route.kind.name.capitalize() for route in ROUTES}
    return {p: {"type": "array", "items": reference(names[p])} for p in plurals}


def fields_schema(fields: Mapping[str, Field]) -> Schema:
    """Return the schema of an object with exactly these fields."""
    return closed_object(
        {
            name: {**field.schema, "description": field.description, "examples": [field.example]}
            for name, field in fields.items()
        }
    )


def _release_schema(more: dict[str, Schema]) -> Schema:
    return closed_object({"release": STRING, "count": COUNT, **WITHHELD, **more})
