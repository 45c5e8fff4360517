"""GET /api/v1/category-changes and figure-changes: what differs between two releases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Engine
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis.category_changes import ABSENCES, COMPARED, is_same_rule
from atlas.analysis.trends.editions import COLUMNS as FIGURE_COLUMNS
from atlas.codebook import codebook
from atlas.store import engine, frames
from atlas.views.category_changes import CategoryComparison, compare_categories, known_subject
from atlas.views.figure_changes import compare_figures
from atlas.web.api import answers, delivery, formats, parameters, selection
from atlas.web.api.entries import codebook_digest
from atlas.web.api.operations import (
    country_parameter,
    format_parameters,
    header_references,
    list_parameter,
    path_item,
    query_parameter,
    sources_parameter,
)
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.schema_parts import COUNT, MAYBE_STRING, STRING, Schema, closed_object
from atlas.web.api.selection import Edition

METHOD = "1"
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
FORMATS = ("json", "csv")
SHARED = ("from", "to", "country", "region", "sources", "format", "bom")
MOVED = ("kind", *(name for name in COMPARED if name != "moved"))
ABSENT = ("subject", "kind", "country", "region", "absence")
COUNTS = ("subject", "kind", "region", "compared", "moved", "not_compared")


@dataclass(frozen=True)
class ChangeQuery:
    """What is asked of two releases; ``about`` names subjects or indicators, none means all."""

    old: Edition
    new: Edition
    about: tuple[str, ...]
    countries: tuple[str, ...] | None
    region: str
    origins: tuple[str, ...]
    format: str
    bom: str

    @property
    def key(self) -> tuple[str, ...]:
        """The same texts for the same question, however it was written."""
        choice = (self.about, self.countries, self.region, self.origins, self.format, self.bom)
        return (self.old.state, self.new.state, codebook_digest(), METHOD, repr(choice))

    def is_of(self, country: str) -> bool:
        """Return whether a country is among those asked for."""
        members = codebook().regions[self.region].members if self.region else None
        return all(among is None or country in among for among in (self.countries, members))


def change_query(
    params: QueryParams, database: Engine, name: str, parse: Callable[[str], str]
) -> ChangeQuery:
    """Return the question of a request; ``name`` is the parameter that says what it is about.

    Raises
    ------
    UnknownParameter, UnknownRelease, UnknownCountry, UnknownChoice, UnknownFormat, InvalidBom,
    UnknownOrigin, GivenTwice
    """
    parameters.reject_unknown(params, (name, *SHARED))
    region = parameters.single_value(params, "region")
    format_ = parameters.format_of(params, FORMATS)
    old, new = (parameters.single_value(params, side) for side in ("from", "to"))
    before, after = labels_of(database, old, new)
    return ChangeQuery(
        selection.edition(database, before),
        selection.edition(database, after),
        tuple(sorted({parse(value) for value in parameters.list_values(params, name)})),
        parameters.country_codes(params),
        codebook().region(region).id if region else "",
        parameters.origins_of(params),
        format_,
        parameters.bom(params, format_),
    )


def labels_of(database: Engine, old: str | None, new: str | None) -> tuple[str, str]:
    """Return two releases' labels: by default the newest, and the one before the later.

    Raises
    ------
    UnknownRelease
    """
    labels = frames.labels(database)
    later = selection.edition(database, new).label
    before = labels[max(0, labels.index(later) - 1)]
    return selection.edition(database, old or before).label, later


def serve_category_changes(request: Request) -> Response:
    """Answer with whose category differs between two releases."""
    return _serve(request, "subject", known_subject, _categories)


def serve_figure_changes(request: Request) -> Response:
    """Answer with the figures that a publisher changed between two releases."""
    return _serve(request, "indicator", lambda code: codebook().indicator(code).id, _figures)


def _serve(
    request: Request,
    name: str,
    parse: Callable[[str], str],
    build: Callable[[Engine, ChangeQuery], ResponseBody],
) -> Response:
    database = engine()
    query = change_query(request.query_params, database, name, parse)
    is_fixed = all(parameters.single_value(request.query_params, side) for side in ("from", "to"))
    return answers.cached_response(
        request,
        answers.etag(str(database.url), name, *query.key),
        lambda: build(database, query),
        media_type=formats.CSV.media_type if query.format == "csv" else "application/json",
        cache=answers.FIXED if is_fixed else answers.NEWEST,
        heavy=True,
    )


def _categories(database: Engine, query: ChangeQuery) -> ResponseBody:
    world = compare_categories(
        database, query.old.label, query.new.label, query.origins, only_free=True
    )
    part = world.of(query.countries or (), query.about, query.region)
    moved = moved_rows(part)
    if query.format == "csv":
        return _csv(query, "category-changes", MOVED, moved)
    content = category_content(part, world)
    return _json(query, content)


def moved_rows(comparison: CategoryComparison) -> pd.DataFrame:
    """Return who moved, columns ``MOVED``, by subject, region and country."""
    rows = comparison.compared
    return rows.loc[rows["moved"], list(MOVED)].sort_values(["subject", "region", "country"])


def category_content(part: CategoryComparison, world: CategoryComparison) -> dict[str, Any]:
    """Return counts by subject and region, the tests of all countries, and who moved."""
    kinds = part.kinds
    same = set(world.compared.loc[is_same_rule(world.compared), "subject"])
    tests = world.tests[world.tests["subject"].isin(list(kinds))]
    return {
        "subjects": [
            {"subject": subject, "kind": kind, "same_rule": subject in same}
            for subject, kind in sorted(kinds.items())
        ],
        "counts": _objects(region_counts(part)),
        "tests": _objects(tests),
        "moved": _objects(moved_rows(part)),
        "not_compared": _objects(part.absent[list(ABSENT)]),
    }


def region_counts(comparison: CategoryComparison) -> pd.DataFrame:
    """Return how many countries were compared, moved and not compared: columns ``COUNTS``."""
    place = ["subject", "kind", "region"]
    compared = comparison.compared.groupby(place)["moved"].agg(["size", "sum"])
    absent = comparison.absent.groupby(place).size()
    counts = pd.concat([compared, absent], axis=1).fillna(0).astype(int)
    return counts.set_axis(list(COUNTS[3:]), axis=1).sort_index().reset_index()


def _figures(database: Engine, query: ChangeQuery) -> ResponseBody:
    changes = compare_figures(
        database,
        query.old.label,
        query.new.label,
        query.origins,
        indicators=query.about or None,
        countries=query.countries,
        only_free=True,
    )
    rows = changes[changes["country"].map(query.is_of).astype(bool)]
    rows = rows.sort_values(["indicator", "country", "publisher"])
    if query.format == "csv":
        return _csv(query, "figure-changes", tuple(rows.columns), rows)
    return _json(query, {"changes": _objects(rows)})


def _csv(
    query: ChangeQuery, name: str, columns: tuple[str, ...], rows: pd.DataFrame
) -> ResponseBody:
    labels = (delivery.ascii_name(each.label) for each in (query.old, query.new))
    return delivery.csv_body((*labels, name), columns, rows, query.bom).beside(_headers(query))


def _json(query: ChangeQuery, content: Mapping[str, Any]) -> ResponseBody:
    ends = {"from": query.old.label, "to": query.new.label}
    return ResponseBody(answers.json_bytes({**ends, **content}), _headers(query))


def _headers(query: ChangeQuery) -> dict[str, str]:
    return {"X-Release": delivery.ascii_name(query.new.label)}


def _objects(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): formats.machine_value(value) for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def change_schemas() -> dict[str, Schema]:
    """Return the schemas of both answers."""
    ends = {"from": STRING, "to": STRING}
    number: Schema = {"type": "number"}
    flag: Schema = {"type": "boolean"}
    subject = {"subject": STRING, "kind": STRING, "same_rule": flag}
    counts = {**dict.fromkeys(COUNTS[:3], STRING), **dict.fromkeys(COUNTS[3:], COUNT)}
    test = {**dict.fromkeys(("subject", "category"), STRING), "entered": COUNT, "left": COUNT}
    why: Schema = {"type": "string", "enum": list(ABSENCES)}
    categories = {
        **ends,
        "subjects": _list(subject),
        "counts": _list(counts),
        "tests": _list({**test, "p": number, "q": number}),
        "moved": _list(dict.fromkeys(MOVED, MAYBE_STRING)),
        "not_compared": _list({**dict.fromkeys(ABSENT[:-1], STRING), "absence": why}),
    }
    figures = {
        name: number if name.endswith(("earlier", "later")) else MAYBE_STRING
        for name in FIGURE_COLUMNS
    }
    ranges = {name: MAYBE_NUMBER for name in FIGURE_COLUMNS if name.endswith(("_low", "_high"))}
    years: dict[str, Schema] = {
        name: {"type": "integer"} for name in FIGURE_COLUMNS if name.endswith("_year")
    }
    changes = _list({**figures, **ranges, **years})
    return {
        "CategoryChanges": closed_object(categories),
        "FigureChanges": closed_object({**ends, "changes": changes}),
    }


def _list(properties: dict[str, Schema]) -> Schema:
    return {"type": "array", "items": closed_object(properties)}


def change_paths() -> dict[str, Any]:
    """Return both routes' entries in the OpenAPI document."""
    subject = list_parameter(
        "subject", "Indicator with categories, question or organisation.", ["conscription", "UN"]
    )
    indicator = list_parameter("indicator", "Indicator ids.", ["milex_gdp"])
    return {
        "/api/v1/category-changes": _path(
            "CategoryChanges",
            "Whose category differs between two releases, by region and name",
            subject,
            MOVED,
        ),
        "/api/v1/figure-changes": _path(
            "FigureChanges",
            "Figures that a publisher changed between two releases, with its words in both",
            indicator,
            FIGURE_COLUMNS,
        ),
    }


def _path(schema: str, summary: str, about: Schema, columns: Collection[str]) -> dict[str, Any]:
    before = "Label of the earlier release; by default the one before `to`."
    after = "Label of the later release; the newest by default."
    query_parameters = [
        query_parameter("from", before, STRING, "2015.1"),
        query_parameter("to", after, STRING, "2026.1"),
        about,
        country_parameter(),
        query_parameter("region", "Region or peer group.", STRING, "africa"),
        sources_parameter(),
        *format_parameters(FORMATS),
    ]
    item = path_item(schema, summary, "data", query_parameters, ("404",))
    good = item["get"]["responses"]["200"]
    good["headers"] = header_references("ETag", "X-Release", "Content-Disposition")
    example = ",".join(columns) + "\r\n"
    good["content"]["text/csv"] = {"schema": {"type": "string"}, "example": example}
    return item
