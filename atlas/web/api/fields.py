"""What each field of an observation means and may hold: for OpenAPI and the read-me sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.codebook.model import Method, MissingReason, Processing, Reliability, ValueKind
from atlas.codebook.origins import ORIGINS

NUMBER = {"type": ["number", "null"]}
TEXT = {"type": ["string", "null"]}


@dataclass(frozen=True)
class Field:
    """A field's meaning, its JSON Schema and an example."""

    description: str
    schema: dict[str, Any]
    example: Any


def _choice(values: type[Method | MissingReason | Processing | Reliability]) -> dict[str, Any]:
    return {"type": "string", "enum": [member.value for member in values]}


FIELDS = {
    "country": Field(
        "ISO 3166-1 alpha-3 code.", {"type": "string", "pattern": "^[A-Z]{3}$"}, "CRI"
    ),
    "indicator": Field("Id of the indicator, see /indicators.", {"type": "string"}, "milex_gdp"),
    "period": Field(
        "ISO 8601 year or date range, for example 2024 or 2024-01/2024-06.",
        {"type": "string", "pattern": r"^-?\d{4}"},
        "2024",
    ),
    "value": Field(
        "The number, or the answer’s code for a categorical indicator; null when it is missing.",
        {"type": ["number", "string", "null"]},
        1.4,
    ),
    "low": Field(
        "Lower end of the source’s range; else the value; null below an “up to”.", NUMBER, 1.4
    ),
    "high": Field(
        "Upper end of the source’s range; else the value; null above a “more than”.", NUMBER, 1.4
    ),
    "value_kind": Field(
        "stated: the source’s own number. midpoint: the middle of its range. bound: one end only,"
        " “up to” (high) or “more than” (low). null where there is no number.",
        {"enum": [*(kind.value for kind in ValueKind), None]},
        "stated",
    ),
    "unit": Field("Unit as the codebook names it.", TEXT, "% of GDP"),
    "missing_reason": Field(
        "Why there is no value; null when there is one. Zero is a value.",
        {"enum": [*(reason.value for reason in MissingReason), None]},
        None,
    ),
    "breakdown": Field(
        "dimension=code pairs joined by semicolons, for example branch=army; null is the total.",
        TEXT,
        None,
    ),
    "source": Field(
        "Citation: publisher, title (vintage).", {"type": "string"}, "Publisher, Title (2026)"
    ),
    "source_url": Field("Where the source can be read.", TEXT, "https://example.org/yearbook"),
    "licence": Field("Licence of the source.", TEXT, "CC BY 4.0"),
    "accessed": Field("Date on which the source was read.", TEXT, "2026-10-01"),
    "method": Field("How the value came about.", _choice(Method), "reported"),
    "reliability": Field("As the source marks it.", _choice(Reliability), "stated"),
    "release": Field("Label of the release.", {"type": "string"}, "2026.1"),
    "preferred": Field(
        "Whether this source is the preferred one of several for this figure.",
        {"type": "boolean"},
        True,
    ),
    "id": Field(
        "Hash of the record’s content; the same record has the same id in all releases.",
        {"type": "string", "pattern": "^[0-9a-f]{24}$"},
        "0123456789abcdef01234567",
    ),
    "original": Field("The value as the source wrote it.", TEXT, "1.4% of GDP (2024 est.)"),
    "locator": Field("Page, cell or field of the source.", TEXT, "Table 3, cell D14"),
    "note": Field("Remark on the value, in its own language.", TEXT, None),
    "processing": Field(
        "How much the atlas did to the source’s value.", _choice(Processing), "none"
    ),
    "source_origin": Field(
        "Who speaks in the source: own (the state itself), regional (a regional body), un, "
        "ngo (a university or NGO), other (another state); null is not stated.",
        {"enum": [*ORIGINS, None]},
        "ngo",
    ),
}
