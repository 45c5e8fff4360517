"""GET /api/v1/peers: a country's place among its peers, with all that went into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.analysis.peers import AGE, Comparison, compare, numeric
from atlas.analysis.peers.nearest import usual
from atlas.analysis.peers.places import DRAWS, Place
from atlas.analysis.peers.sets import way
from atlas.codebook import Country, Indicator, codebook
from atlas.errors import InvalidParameter
from atlas.store import engine, frames
from atlas.web.api import answers, delivery, formats, parameters, selection
from atlas.web.api.entries import codebook_digest
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.selection import Edition, Size
from atlas.web.map import cached_reference_year

Read = Callable[[str], pd.DataFrame]
GIVEN = ("country", "indicator", "by", "with", "age", "release", "format", "bom")
FORMATS = ("json", "csv")
OLDEST_AGE = 200
START = "milex_gdp"
METHOD = (
    f"Rank 1 is the highest value, which is not the best. Where value_kind is not stated, rank "
    f"counts a range with its middle and a bound with its end, and only rank_low to rank_high "
    f"holds. The interval holds the middle 95 % of "
    f"the ranks in {DRAWS} draws, each of which takes one of the conflicting sources of the "
    "period and a value between its low and high. Percentile: share of the others below, ties "
    "half. Quartiles: linear interpolation; _low and _high are their ends where values are ranges "
    "or bounds (null: open). Age is counted from the newest year of which the release has a value."
    " Distance: root of the mean square of robustly "
    "scaled differences (median, median absolute deviation; logarithms for counts and money)."
)
ROW = (
    "country",
    "rank",
    "rank_low",
    "rank_high",
    "value",
    "low",
    "high",
    "value_kind",
    "unit",
    "year",
    "left_out",
    "source",
    "source_url",
    "licence",
    "method",
    "reliability",
    "id",
)


class MissingCountry(InvalidParameter):
    """The question needs a country."""

    code = "missing-country"
    template = "Name a country: country=COL."

    def __init__(self) -> None:
        super().__init__(self.template)


@dataclass(frozen=True)
class PeerQuery:
    """A valid question about peers."""

    country: Country
    indicator: Indicator
    by: str
    alike: tuple[str, ...]
    age: int

    @property
    def key(self) -> str:
        """The same text for the same question."""
        return repr((self.country.iso3, self.indicator.id, self.by, self.alike, self.age))


def age_of(text: str) -> int:
    """Return the greatest age of a value in years, or raise InvalidParameter."""
    if text.isascii() and text.isdigit() and int(text) <= OLDEST_AGE:
        return int(text)
    message = "“{value}” is not an age in years. Write a whole number, for example age={nearest}."
    raise InvalidParameter(message, value=text, nearest=AGE)


def _question(params: QueryParams) -> PeerQuery:
    parameters.reject_unknown(params, GIVEN)
    country = parameters.single_value(params, "country")
    if country is None:
        raise MissingCountry
    indicator = numeric(parameters.single_value(params, "indicator") or START)
    by = way(parameters.single_value(params, "by") or "region")
    indicator_ids = tuple(
        dict.fromkeys(numeric(i).id for i in parameters.list_values(params, "with"))
    )
    alike = (indicator_ids or usual(indicator.id)) if by == "nearest" else ()
    age = age_of(parameters.single_value(params, "age") or str(AGE))
    iso3 = parameters.iso3_of(country)
    return PeerQuery(codebook().countries[iso3], indicator, by, alike, age)


def serve_peers(request: Request) -> Response:
    """Answer with a country's place among its peers.

    Raises
    ------
    UnknownParameter, UnknownCountry, UnknownIndicator, UnknownChoice, UnknownRelease,
    InvalidParameter, GivenTwice, UnknownFormat
    """
    question = _question(request.query_params)
    format_ = parameters.format_of(request.query_params, FORMATS)
    bom = parameters.bom(request.query_params, format_)
    release = parameters.single_value(request.query_params, "release")
    database = engine()
    edition = selection.edition(database, release)

    @lru_cache(maxsize=32)
    def read(indicator: str) -> pd.DataFrame:
        return frames.observations(database, indicators=[indicator], release=edition.label)

    key = (codebook_digest(), "peers", question.key, format_, bom)
    tag = answers.etag(str(database.url), edition.state, *key)
    return answers.cached_response(
        request,
        tag,
        lambda: _build(question, edition, format_, bom, read),
        media_type=formats.CSV.media_type if format_ == "csv" else "application/json",
        cache=answers.FIXED if release else answers.NEWEST,
        heavy=True,
    )


def _build(
    question: PeerQuery, edition: Edition, format_: str, bom: str, read: Read
) -> ResponseBody:
    arguments = question.country, question.indicator.id, question.by, question.age, question.alike
    comparison = compare(*arguments, read, cached_reference_year(edition.label))
    rows, withheld = _rows(comparison)
    size = Size(len(rows), withheld)
    headers = delivery.headers(edition, size, selection.WITHHELD)
    if format_ == "csv":
        names = (
            delivery.ascii_name(edition.label),
            "peers",
            question.country.iso3,
            question.indicator.id,
        )
        return delivery.csv_body(names, ROW, rows, bom).beside(headers)
    return ResponseBody(
        answers.json_bytes(_content(question, edition, comparison, rows, withheld, read)), headers
    )


def _rows(comparison: Comparison) -> tuple[pd.DataFrame, int]:
    """Return the compared and the left out; what a licence withholds keeps its rank alone."""
    rows = comparison.rows.assign(left_out="")
    is_withheld = ~rows["redistributable"].astype(bool)
    rows.loc[is_withheld, ["value", "low", "high"]] = float("nan")
    rows.loc[is_withheld, "value_kind"] = None
    rest = comparison.left_out.rename(columns={"reason": "left_out"})
    both = pd.concat(
        [frame.reindex(columns=list(ROW)).astype(object) for frame in (rows, rest)],
        ignore_index=True,
    )
    return both.where(both.notna(), None), int(is_withheld.sum())


def _content(
    question: PeerQuery,
    edition: Edition,
    comparison: Comparison,
    rows: pd.DataFrame,
    withheld: int,
    read: Read,
) -> dict[str, Any]:
    peers = comparison.peers
    own = peers.own or (None, None)
    return {
        "release": edition.label,
        "country": question.country.iso3,
        "indicator": question.indicator.id,
        "unit": question.indicator.unit,
        "by": question.by,
        "with": list(question.alike),
        "age": question.age,
        "newest": comparison.newest,
        "oldest": comparison.oldest,
        "group": {
            "name": peers.name or None,
            "low": peers.low,
            "high": peers.high,
            "own_value": own[0],
            "own_value_kind": _kind(peers.own_row),
            "own_low": _end(peers.own_row, "low"),
            "own_high": _end(peers.own_row, "high"),
            "own_year": own[1],
            "member": not peers.outside,
        },
        "place": _place(comparison.place),
        "method": METHOD,
        "count": len(rows),
        "withheld_by_licence": withheld,
        "withheld_explanation": selection.WITHHELD if withheld else None,
        "peers": [_plain(row) for row in rows.to_dict("records")],
        "nearest": _nearest(comparison, read),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {name: formats.machine_value(value) for name, value in asdict(place).items()}


def _kind(row: pd.Series | None) -> str | None:
    return None if row is None else str(row["value_kind"])


def _end(row: pd.Series | None, end: str) -> Any:
    return None if row is None else formats.machine_value(float(row[end]))


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    whole = ("rank", "rank_low", "rank_high", "year")
    return {
        name: int(value) if name in whole and value is not None else formats.machine_value(value)
        for name, value in row.items()
    }


def _nearest(comparison: Comparison, read: Read) -> list[dict[str, Any]]:
    like = comparison.likeness
    if like is None:
        return []
    withheld = {i: _withheld_countries(read(i)) for i in like.indicators}
    neighbours = []
    for row in like.rows.to_dict("records"):
        code = row["country"]
        parts = [
            {
                "indicator": i,
                "value": None
                if code in withheld[i]
                else formats.machine_value(float(like.values[i][code])),
                **_ends(like.records[i], code, withheld[i]),
                "year": None if pd.isna(like.years[i][code]) else int(like.years[i][code]),
                "share": formats.machine_value(float(row[f"share:{i}"])),
            }
            for i in like.indicators
        ]
        distance = round(float(row["distance"]), 6)
        n_shared = int(row["shared"])
        neighbours.append(
            {"country": code, "distance": distance, "shared": n_shared, "parts": parts}
        )
    return neighbours


def _ends(records: pd.DataFrame, code: str, withheld: set[str]) -> dict[str, Any]:
    is_public = code in records.index and code not in withheld
    row = pd.Series(records.loc[code]) if is_public else None
    return {"low": _end(row, "low"), "high": _end(row, "high"), "value_kind": _kind(row)}


def _withheld_countries(frame: pd.DataFrame) -> set[str]:
    """Return the countries whose values come from a source that forbids passing on."""
    is_withheld = ~frame["redistributable"].astype(bool) & frame["preferred"]
    return set(frame.loc[is_withheld, "country"])
