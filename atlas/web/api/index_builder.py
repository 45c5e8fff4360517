"""GET /api/v1/index: an index of the reader's own, as JSON or CSV; the atlas has none."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Engine
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis import index_builder as composite
from atlas.analysis.index_builder import Recipe, query
from atlas.codebook import codebook
from atlas.store import engine, frames
from atlas.web.api import answers, delivery, formats, parameters, selection
from atlas.web.api.entries import codebook_digest
from atlas.web.api.operations import (
    format_parameters,
    list_parameter,
    path_item,
    query_parameter,
    release_parameter,
)
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.schema_parts import (
    COUNT,
    MAYBE_STRING,
    STRING,
    WITHHELD,
    Schema,
    closed_object,
    one_of,
)
from atlas.web.api.selection import Edition, Size

FORMATS = ("json", "csv")
PARAMETERS = (
    "indicator",
    "more",
    "less",
    "weight",
    "log",
    *query.RULES,
    "year",
    "region",
    "release",
    "format",
    "bom",
)
NOTE = "An index is an argument, not a fact: this one was made by whoever asked for it."
NUMBER = {"type": "number"}
MAYBE_NUMBER = {"type": ["number", "null"]}


def serve_index(request: Request) -> Response:
    """Answer with scores, ranks and bands of the countries that have enough values.

    Raises
    ------
    UnknownParameter, UnknownIndicator, UnknownRegion, UnknownRelease, UnknownChoice,
    UnknownFormat, InvalidParameter, GivenTwice, Refused
    """
    params = request.query_params
    parameters.reject_unknown(params, PARAMETERS)
    format_ = parameters.format_of(params, FORMATS)
    bom = parameters.bom(params, format_)
    parts, rules, region = _parts(params), _rules(params), _region(params)
    year = parameters.single_value(params, "year")
    index_year = query.year_parameter(year) if year else 0
    label = parameters.single_value(params, "release")
    database = engine()
    edition = selection.edition(database, label)
    key = repr((parts, rules, index_year, region, format_, bom))
    tag = answers.etag(str(database.url), edition.state, codebook_digest(), "index", key)

    def make() -> ResponseBody:
        observations, size = _observations(database, edition, [p.indicator for p in parts])
        recipe = query.recipe(parts, rules, index_year or composite.newest_year(observations))
        return _build(observations, recipe, region, (edition, size), format_, bom)

    media = formats.CSV.media_type if format_ == "csv" else "application/json"
    cache = answers.FIXED if label else answers.NEWEST
    return answers.cached_response(request, tag, make, media_type=media, cache=cache, heavy=True)


def _parts(params: QueryParams) -> tuple[composite.Part, ...]:
    names, more, less, logs = (
        [query.usable(i).id for i in parameters.list_values(params, name)]
        for name in ("indicator", "more", "less", "log")
    )
    weights = [query.weight(w) for w in parameters.list_values(params, "weight")]
    return query.recipe_parts(names, more, less, weights, logs)


def _rules(params: QueryParams) -> dict[str, str]:
    return {
        name: query.rule(name)(parameters.single_value(params, name) or usual)
        for name, usual in query.USUAL.items()
    }


def _region(params: QueryParams) -> str:
    region = parameters.single_value(params, "region")
    return codebook().region(region).id if region else ""


def _observations(
    database: Engine, edition: Edition, ids: list[str]
) -> tuple[dict[str, pd.DataFrame], Size]:
    """Return the observations by indicator, without those that a licence withholds."""
    rows = frames.observations(database, indicators=ids, release=edition.label)
    free = selection.redistributable(rows)
    return {i: free[free["indicator"] == i] for i in ids}, Size(len(free), len(rows) - len(free))


def _build(
    observations: dict[str, pd.DataFrame],
    recipe: Recipe,
    region: str,
    read: tuple[Edition, Size],
    format_: str,
    bom: str,
) -> ResponseBody:
    edition, size = read
    members = codebook().members(region) if region else ()
    result = composite.build(composite.values(observations, recipe, members), recipe)
    bands = composite.bands(result)
    table = _table(result, bands)
    headers = delivery.headers(edition, size, selection.WITHHELD)
    if format_ == "csv":
        names = ("index", delivery.ascii_name(edition.label))
        return delivery.csv_body(names, table.columns, table, bom).beside(headers)
    content = {
        "note": NOTE,
        "release": edition.label,
        "count": len(table),
        "withheld_by_licence": size.withheld,
        "withheld_explanation": selection.WITHHELD if size.withheld else None,
        "recipe": query.recipe_parameters(recipe, region, edition.label),
        "countries": [
            {name: formats.machine_value(value) for name, value in row.items()}
            for row in table.to_dict(orient="records")
        ],
        "left_out": {iso3: round(share, 4) for iso3, share in result.left_out.items()},
        "pairs": [
            {"one": p.one, "other": p.other, "correlation": round(p.correlation, 4), "n": p.n}
            for p in composite.pairs(result)
        ],
    }
    return ResponseBody(answers.json_bytes(content), headers)


def _table(result: composite.Result, bands: composite.Bands) -> pd.DataFrame:
    values = result.values
    columns: dict[str, Any] = {
        "country": list(values.countries),
        "rank": result.ranks.astype(int).tolist(),
        "rank_low": bands.low.round(2).tolist(),
        "rank_median": bands.median.round(2).tolist(),
        "rank_high": bands.high.round(2).tolist(),
        "score": result.scores.round(6).tolist(),
        "weight_carried": result.carried.round(4).tolist(),
    }
    names = ("country", "indicator", "id", "year", "low", "high", "value_kind")
    rows = zip(*(values.rows[name].tolist() for name in names), strict=True)
    records = {(country, indicator): each for country, indicator, *each in rows}
    for k, name in enumerate(values.indicators):
        cells = [records.get((c, name), [None] * 5) for c in values.countries]
        ids, years, lows, highs, kinds = map(list, zip(*cells, strict=True))
        columns[f"{name}_value"] = values.value[:, k].tolist()
        columns[f"{name}_low"], columns[f"{name}_high"] = lows, highs
        columns[f"{name}_value_kind"] = kinds
        columns[f"{name}_year"] = years
        columns[f"{name}_part"] = result.parts[:, k].round(6).tolist()
        columns[f"{name}_gives"] = result.contributions[:, k].round(6).tolist()
        columns[f"{name}_id"] = ids
    table = pd.DataFrame({n: pd.Series(c, dtype=object) for n, c in columns.items()})
    return table.sort_values(["rank", "country"], ignore_index=True)


def index_path() -> dict[str, Any]:
    """Return the route's entry in the OpenAPI document."""
    year = {"type": "integer", "minimum": 0, "maximum": 9999}
    query_parameters = [
        list_parameter(
            "indicator", "Ids of 2 to 12 indicators.", ["milex_gdp", "women_parliament"]
        ),
        list_parameter("more", "Indicators of which a higher value counts as more.", ["milex_gdp"]),
        list_parameter("less", "Indicators of which a higher value counts as less.", ["homicide"]),
        list_parameter("weight", "Weights as id:number; 1 by default.", ["milex_gdp:2"]),
        list_parameter("log", "Indicators of which the logarithm is taken.", ["armed_forces"]),
        *(
            query_parameter(name, about, one_of(query.RULES[name]), usual)
            for (name, usual), about in zip(query.USUAL.items(), ABOUT, strict=True)
        ),
        query_parameter("year", "Year of the index; no later value is used.", year, 2025),
        query_parameter(
            "region", "Countries of a region or group only.", {"type": "string"}, "africa"
        ),
        release_parameter(),
        *format_parameters(FORMATS),
    ]
    about = "Scores, ranks and bands of an index that you define"
    item = path_item("Index", about, "data", query_parameters, ("404",))
    item["get"]["description"] = f"{NOTE} The atlas proposes none. See docs/api.md."
    content = item["get"]["responses"]["200"]["content"]
    content["text/csv"] = {"schema": {"type": "string"}}
    return item


ABOUT = (
    "Common scale.",
    "How the parts are joined.",
    "Percent of values pulled in at each end (min–max only).",
    "Percent of the weight that a country's values must carry.",
    "Greatest age of a value in years; 0 is any.",
)


def index_schema() -> dict[str, Schema]:
    """Return the schema of the JSON answer."""
    properties: Schema = {
        "country": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "rank": COUNT,
        **dict.fromkeys(("rank_low", "rank_median", "rank_high", "score"), NUMBER),
        "weight_carried": NUMBER,
    }
    more = {"type": ["number", "string", "null"]}
    row = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": {
            **more,
            "description": "For each indicator: _value, _low, _high, _value_kind, _year, _part "
            "(normalised), _gives, _id.",
        },
    }
    pair = closed_object({"one": STRING, "other": STRING, "correlation": NUMBER, "n": COUNT})
    return {
        "Index": closed_object(
            {
                "note": STRING,
                "release": STRING,
                "count": COUNT,
                **WITHHELD,
                "recipe": {"type": "object", "additionalProperties": MAYBE_STRING},
                "countries": {"type": "array", "items": row},
                "left_out": {
                    "type": "object",
                    "additionalProperties": MAYBE_NUMBER,
                    "description": "Countries with too few values: share of the weight carried.",
                },
                "pairs": {"type": "array", "items": pair},
            }
        )
    }
