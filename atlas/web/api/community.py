"""GET of the community's entries, remarks and priorities, as anybody may have them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from atlas.community.kinds import KINDS
from atlas.export import community as public
from atlas.i18n import LANGUAGES
from atlas.store import engine
from atlas.views.community.entries import localised_text
from atlas.web.api import answers, parameters
from atlas.web.api.answers import Work
from atlas.web.api.formats import frame_csv_rows, header
from atlas.web.api.operations import format_parameters, path_item, query_parameter
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.schema_parts import (
    COUNT,
    MAYBE_STRING,
    REFERENCE,
    STRING,
    Schema,
    closed_object,
    listing,
    one_of,
    reference,
)

# Address -> kind. "organisations" are the international ones of the codebook.
PLURALS = {
    "issues": "issue",
    "members": "organisation",
    "statements": "statement",
    "objectives": "objective",
    "meetings": "meeting",
    "practices": "practice",
    "exchanges": "exchange",
    "actions": "action",
    "contacts": "contact",
}
MORE = ("remarks", "priorities")
FORMATS = ("json", "csv")
PARAMETERS = ("lang", "format", "bom")
CSV = "text/csv; charset=utf-8; header=present"


def community_handler(plural: str) -> Work:
    """Return the work of the route of a kind, of ``remarks`` or of ``priorities``."""

    def rows(lang: str) -> list[dict[str, Any]]:
        database = engine()
        if plural == "priorities":
            return public.public_priorities(database)
        if plural == "remarks":
            return public.public_remarks(database, lang)
        return public.public_entries(database, PLURALS[plural], lang)

    def answer(request: Request) -> Response:
        return _response(request, plural, rows)

    return answer


def _response(
    request: Request, plural: str, rows: Callable[[str], list[dict[str, Any]]]
) -> Response:
    params = request.query_params
    parameters.reject_unknown(params, PARAMETERS)
    lang = parameters.language_code(params)
    format_ = parameters.format_of(params, FORMATS)
    bom = parameters.bom(params, format_)
    entries = rows(lang)
    if format_ == "csv":
        body = (bom + as_csv(entries, lang)).encode()
        headers = {"Content-Disposition": f'attachment; filename="{plural}.csv"'}
        answer, kind = ResponseBody(body, headers), CSV
    else:
        answer = ResponseBody(answers.json_bytes({"count": len(entries), plural: entries}))
        kind = "application/json"
    tag = answers.etag(plural, format_, lang, hashlib.sha256(answer.body).hexdigest())
    return answers.cached_response(request, tag, lambda: answer, media_type=kind)


def as_csv(rows: list[dict[str, Any]], lang: str) -> str:
    """Return rows as CSV: words in one language, lists joined by ``; ``."""
    if not rows:
        return ""
    frame = pd.DataFrame([{k: _cell(v, lang) for k, v in row.items()} for row in rows])
    return header(map(str, frame.columns)) + frame_csv_rows(frame)


def _cell(value: Any, lang: str) -> Any:
    if isinstance(value, dict):
        if set(value) == {"id", "name"}:
            return value["name"]
        if all(isinstance(v, str) for v in value.values()):
            return localised_text(value, lang).text
        return answers.json_bytes(value).decode()
    if isinstance(value, list):
        return "; ".join(str(_cell(each, lang)) for each in value)
    return value


def community_paths() -> dict[str, Any]:
    """Return the paths of the OpenAPI document."""
    lang = query_parameter("lang", "Language of names.", one_of(LANGUAGES), "en")
    query_parameters = [lang, *format_parameters(FORMATS)]
    path_items = {}
    for plural, kind in PLURALS.items():
        about = (KINDS[kind].__doc__ or "").strip().partition(".")[0]
        summary = f"{plural.capitalize()}: {about}"
        path_items[f"/api/v1/{plural}"] = path_item(
            _list(plural), summary, "community", query_parameters
        )
    about = "Remarks on entries that are shown"
    path_items["/api/v1/remarks"] = path_item("Remarks", about, "community", query_parameters)
    about = "Rounds of ranking with the results that may be shown"
    path_items["/api/v1/priorities"] = path_item("Priorities", about, "community", query_parameters)
    return path_items


def community_schemas() -> dict[str, Schema]:
    """Return the schemas of all lists and of their entries."""
    entry_schemas: dict[str, Schema] = {"Speaker": _speaker()}
    for plural, kind in PLURALS.items():
        own, definitions = _entry(kind)
        entry_schemas |= {
            _one(plural): own,
            _list(plural): listing(plural, _one(plural), {}),
            **definitions,
        }
    return {
        **entry_schemas,
        "Remark": closed_object(
            {
                "id": COUNT,
                "entry": STRING,
                "organisation": reference("Speaker"),
                "words": _words(),
                "written": {"type": "string", "format": "date"},
            }
        ),
        "Remarks": listing("remarks", "Remark", {}),
        "Priority": closed_object(_priority()),
        "Priorities": listing("priorities", "Priority", {}),
        "RankedStanding": closed_object(_standing()),
    }


def _one(plural: str) -> str:
    return f"Community{PLURALS[plural].capitalize()}"


def _list(plural: str) -> str:
    return f"Community{plural.capitalize()}"


def _entry(kind: str) -> tuple[Schema, dict[str, Schema]]:
    model_schema = KINDS[kind].model_json_schema(mode="serialization", ref_template=REFERENCE)
    private = {"pseudonym", "visibility", "position"}
    fields = {
        name: rule for name, rule in model_schema["properties"].items() if name not in private
    }
    nobody = {"anyOf": [reference("Speaker"), {"type": "null"}]}
    for name in public.SPEAKERS:
        if name in fields:
            fields[name] = nobody
    if "partners" in fields:
        fields["partners"] = {"type": "array", "items": reference("Speaker")}
    if kind in ("issue", "practice", "exchange"):
        fields["proposed_by"] = nobody
    if kind == "issue":
        fields["endorsed_by"] = {"type": "array", "items": reference("Speaker")}
        fields["remarks"] = COUNT
    day = {"type": ["string", "null"], "format": "date"}
    withdrawal = closed_object({"version": COUNT, "date": {"type": "string", "format": "date"}})
    about = "Versions whose words were taken away."
    fields["withdrawn"] = {"type": "array", "items": withdrawal, "description": about}
    if kind == "contact":
        pair = {"version": COUNT, "society": _words(), "asked": day}
        pair |= {"state": _words(), "answered": day}
        about = "Each question with the answer that was given to it, the first one first."
        fields["exchanges"] = {"type": "array", "items": closed_object(pair), "description": about}
    own = closed_object({"id": STRING, "version": COUNT, "published": day, **fields})
    return own, model_schema.get("$defs", {})


def _speaker() -> Schema:
    about = "Null where the organisation does not want to be known to the public."
    return closed_object({"id": {**MAYBE_STRING, "description": about}, "name": STRING})


def _words() -> Schema:
    return {"type": "object", "additionalProperties": STRING, "description": "By language."}


def _priority() -> dict[str, Schema]:
    standing = reference("RankedStanding")
    regions = {"type": "object", "additionalProperties": standing}
    heads = {"type": "object", "additionalProperties": {"type": "array", "items": STRING}}
    return {
        "id": STRING,
        "title": _words(),
        "issues": {"type": "array", "items": STRING},
        "opens": {"type": "string", "format": "date"},
        "closes": {"type": "string", "format": "date"},
        "before": MAYBE_STRING,
        "closed": {"type": "boolean"},
        "rankers": {"type": ["integer", "null"], "description": "Null while it is open."},
        "hidden_groups": {"type": "boolean", "description": "Whether small groups are left out."},
        "result": {"anyOf": [standing, {"type": "null"}]},
        "regions": regions,
        "head_of": {**heads, "description": "Issue -> regions where it ranks first."},
    }


def _standing() -> dict[str, Schema]:
    number = {"type": ["number", "null"]}
    order = closed_object({"issue": STRING, "mean_rank": {"type": "number"}})
    return {
        "order": {"type": "array", "items": order},
        "w": {**number, "description": "Kendall's W."},
        "low": number,
        "high": number,
        "p": number,
        "rankers": {"type": ["integer", "null"]},
    }
