"""What the OpenAPI document says of replies and of records that were taken down."""

from __future__ import annotations

from typing import Any

from atlas.web.api.operations import country_parameter, list_parameter, path_item
from atlas.web.api.schema_parts import COUNT, MAYBE_STRING, STRING, Schema, closed_object, listing


def voice_schemas() -> dict[str, Schema]:
    """Return the schemas of both lists and of their entries."""
    return {
        "Reply": closed_object(_reply()),
        "Replies": listing("replies", "Reply", {}),
        "WithdrawnRecord": closed_object(
            {
                "id": STRING,
                "kind": STRING,
                "country": STRING,
                "subject": {**MAYBE_STRING, "description": "Its indicator or question."},
                "period": MAYBE_STRING,
                "withdrawn": {"type": "string", "format": "date"},
            }
        ),
        "Withdrawn": listing("records", "WithdrawnRecord", {}),
    }


def _reply() -> dict[str, Schema]:
    moment = {"type": "string", "format": "date-time"}
    return {
        "id": COUNT,
        "country": STRING,
        "kind": {"type": "string", "enum": ["observation", "judgement"]},
        "indicator": MAYBE_STRING,
        "question": MAYBE_STRING,
        "period": STRING,
        "breakdown": MAYBE_STRING,
        "value": {"type": ["number", "null"], "description": "The government’s own value."},
        "answer": {**MAYBE_STRING, "description": "Its own category or coded answer."},
        "statement": {**MAYBE_STRING, "description": "Its words, looked at for form only."},
        "language": MAYBE_STRING,
        "document_title": MAYBE_STRING,
        "document_url": MAYBE_STRING,
        "document_sha256": MAYBE_STRING,
        "replied": moment,
        "shown": {"type": ["string", "null"], "format": "date-time"},
        "in_release": {"type": "boolean", "description": "Whether a release holds the value."},
        "answers_record": {**STRING, "description": "Id of the record that stood there then."},
    }


def voice_paths() -> dict[str, Any]:
    """Return the paths of both lists."""
    query_parameters = [
        country_parameter(),
        list_parameter("indicator", "Ids of indicators.", ["milex_gdp"]),
        list_parameter("question", "Ids of questions.", ["military_vote"]),
    ]
    return {
        "/api/v1/replies": path_item(
            "Replies",
            "Governments’ replies to figures and answers",
            "data",
            query_parameters,
            ("404",),
        ),
        "/api/v1/withdrawn": path_item(
            "Withdrawn",
            "Records taken down, without content",
            "data",
            [country_parameter()],
            ("404",),
        ),
    }
