"""What the OpenAPI document says of peers and of disclosure."""

from __future__ import annotations

from typing import Any

from atlas.analysis.disclosure import PARTS, STATUSES
from atlas.analysis.peers import AGE
from atlas.analysis.peers.compare import OLD
from atlas.codebook import MissingReason
from atlas.web.api import disclosure, peers
from atlas.web.api.fields import FIELDS, NUMBER
from atlas.web.api.operations import (
    country_parameter,
    format_parameters,
    list_parameter,
    path_item,
    query_parameter,
    release_parameter,
)
from atlas.web.api.schema_parts import (
    COUNT,
    MAYBE_STRING,
    STRING,
    WITHHELD,
    Schema,
    closed_object,
    one_of,
    reference,
)

PLAIN: Schema = {"type": "number"}
MAYBE_COUNT: Schema = {"type": ["integer", "null"]}
SHARE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 100}


def comparing_schemas() -> dict[str, Schema]:
    """Return the schemas of both answers and of their entries."""
    return {
        "Peer": closed_object(_peer()),
        "Place": closed_object(_place()),
        "PeerGroup": closed_object(_group()),
        "NearCountry": closed_object(_near()),
        "Peers": closed_object(_peers()),
        "DisclosedCountry": closed_object(_country()),
        "DisclosedFigure": closed_object(_figure()),
        "Disclosure": closed_object(_disclosure()),
    }


def _peer() -> dict[str, Schema]:
    reasons = [*(reason.value for reason in MissingReason), OLD, None]
    text_fields = dict.fromkeys(peers.ROW[10:], MAYBE_STRING)
    return {
        "country": STRING,
        **dict.fromkeys(("rank", "rank_low", "rank_high"), MAYBE_COUNT),
        **dict.fromkeys(("value", "low", "high"), NUMBER),
        "value_kind": FIELDS["value_kind"].schema,
        "unit": MAYBE_STRING,
        "year": MAYBE_COUNT,
        **text_fields,
        "left_out": {"enum": reasons, "description": "Why it is not ranked; null when it is."},
    }


def _place() -> dict[str, Schema]:
    whole = ("rank", "rank_low", "rank_high", "of", "tied")
    parts = ("percentile", "value", "median", "q1", "q3")
    ends = [f"{name}_{end}" for name in ("median", "q1", "q3") for end in ("low", "high")]
    return {
        **dict.fromkeys(whole, COUNT),
        **dict.fromkeys(parts, PLAIN),
        **dict.fromkeys(("low", "high", *ends, "gap", "ratio"), NUMBER),
        "value_kind": FIELDS["value_kind"].schema,
    }


def _group() -> dict[str, Schema]:
    return {
        "name": MAYBE_STRING,
        **dict.fromkeys(("low", "high", "own_value", "own_low", "own_high"), NUMBER),
        "own_value_kind": FIELDS["value_kind"].schema,
        "own_year": MAYBE_COUNT,
        "member": {"type": "boolean", "description": "Whether the country belongs to it."},
    }


def _near() -> dict[str, Schema]:
    numbers = dict.fromkeys(("value", "low", "high", "share"), NUMBER)
    kind = FIELDS["value_kind"].schema
    part = {"indicator": STRING, **numbers, "value_kind": kind, "year": MAYBE_COUNT}
    return {
        "country": STRING,
        "distance": PLAIN,
        "shared": COUNT,
        "parts": {"type": "array", "items": closed_object(part)},
    }


def _peers() -> dict[str, Schema]:
    return {
        **dict.fromkeys(("release", "country", "indicator", "unit", "by"), STRING),
        "with": {"type": "array", "items": STRING},
        "age": COUNT,
        "newest": MAYBE_COUNT,
        "oldest": MAYBE_COUNT,
        "group": reference("PeerGroup"),
        "place": {"anyOf": [reference("Place"), {"type": "null"}]},
        "method": STRING,
        "count": COUNT,
        **WITHHELD,
        "peers": {"type": "array", "items": reference("Peer")},
        "nearest": {"type": "array", "items": reference("NearCountry")},
    }


def _country() -> dict[str, Schema]:
    counts = dict.fromkeys((s.replace("-", "_") for s in STATUSES), COUNT)
    return {
        "country": STRING,
        "score": {
            **SHARE,
            "description": "Of the state’s own dated documents; null where there are none. Values "
            "of publishers make no score.",
        },
        **dict.fromkeys(PARTS, SHARE),
        "asked": COUNT,
        "valued": COUNT,
        **counts,
    }


def _figure() -> dict[str, Schema]:
    return {
        "country": STRING,
        "indicator": STRING,
        "status": one_of(STATUSES),
        "year": {**MAYBE_COUNT, "description": "Year of the record that decides."},
        "last": {**MAYBE_COUNT, "description": "Year of the newest value."},
    }


def _disclosure() -> dict[str, Schema]:
    weights = closed_object(dict.fromkeys(PARTS, PLAIN))
    return {
        "release": STRING,
        "indicators": {"type": "array", "items": STRING},
        "weights": weights,
        "publishers": {**COUNT, "description": "How many publishers this release rests on."},
        "caveat": STRING,
        "method": STRING,
        "count": COUNT,
        "countries": {"type": "array", "items": reference("DisclosedCountry")},
        "figures": {"type": "array", "items": reference("DisclosedFigure")},
    }


def comparing_paths() -> dict[str, Any]:
    """Return the paths of both answers."""
    return {"/api/v1/peers": _peers_path(), "/api/v1/disclosure": _disclosure_path()}


def _csv(item: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    item["get"]["responses"]["200"]["content"]["text/csv"] = {
        "schema": {"type": "string"},
        "example": ",".join(columns) + "\r\n",
    }
    return item


def _peers_path() -> dict[str, Any]:
    by = "region, income, force, population, nearest, or the id of a region or peer group."
    query_parameters = [
        query_parameter("country", "The country that is compared.", {"type": "string"}, "COL")
        | {"required": True},
        query_parameter(
            "indicator", "Id of an indicator with numbers.", {"type": "string"}, "milex_gdp"
        ),
        query_parameter("by", f"How peers are chosen: {by}", {"type": "string"}, "region"),
        list_parameter(
            "with", "Indicators that the nearest are alike in.", ["population", "gdp_pc"]
        ),
        query_parameter(
            "age", "Greatest age of a value in years.", {"type": "integer", "minimum": 0}, AGE
        ),
        release_parameter(),
        *format_parameters(peers.FORMATS),
    ]
    summary = "A country among its peers: rank, interval, median, who is left out and why"
    return _csv(path_item("Peers", summary, "data", query_parameters, ("404",)), peers.ROW)


def _disclosure_path() -> dict[str, Any]:
    query_parameters = [
        country_parameter(),
        list_parameter(
            "indicator", "Ids of indicators; all by default.", ["milex_gdp", "milex_usd"]
        ),
        list_parameter("theme", "Themes whose indicators are looked at.", ["budget"]),
        query_parameter(
            "weights",
            "Five numbers, without effect: values make no score. Kept for programs that send it.",
            {"type": "string"},
            "40,15,15,10,20",
        ),
        release_parameter(),
        *format_parameters(disclosure.FORMATS),
    ]
    summary = "What a release contains of each state; a score only of documents of the state itself"
    return _csv(
        path_item("Disclosure", summary, "data", query_parameters, ("404",)), disclosure.COLUMNS
    )
