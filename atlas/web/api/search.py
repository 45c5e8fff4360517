"""GET /api/v1/search: records that hold the words asked for, in four languages, best first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from atlas.codebook.load import code_of
from atlas.errors import InvalidParameter, UnknownKind
from atlas.store import engine
from atlas.store.findings import findings, restricted_mask
from atlas.store.kinds import KINDS
from atlas.store.search import search_records
from atlas.web.api import answers, delivery, parameters, selection
from atlas.web.api.entries import codebook_digest
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.selection import WITHHELD_RECORDS, Edition, Size

PARAMETERS = ("q", "kind", "country", "release", "limit", "offset")
LONGEST = 400  # signs of a question
USUAL, MOST = 20, 100  # results
NUMBER = re.compile(r"\d{1,6}", re.ASCII)


class NothingAsked(InvalidParameter):
    """A search without a question."""

    code = "nothing-asked"
    template = "Write what to search for: q=army."


class QuestionTooLong(InvalidParameter):
    """A question longer than anybody types."""

    code = "question-too-long"
    template = "The question has more than {limit} characters; shorten it."


class InvalidLimit(InvalidParameter):
    """A limit that is no number from 1 to the most that one answer gives."""

    code = "invalid-limit"
    template = "“{value}” is not a limit. Write a number from 1 to {most}, for example limit=20."


class InvalidOffset(InvalidParameter):
    """An offset that is no number of results."""

    code = "invalid-offset"
    template = "“{value}” is not an offset. Write how many results to pass over: offset=20."


@dataclass(frozen=True)
class SearchQuery:
    """A valid search; None asks for all kinds or countries."""

    words: str
    kinds: tuple[str, ...] | None
    countries: tuple[str, ...] | None
    release: str | None
    limit: int
    offset: int


def serve_search(request: Request) -> Response:
    """Answer with the records that a search finds, best first.

    Raises
    ------
    NothingAsked, QuestionTooLong, InvalidLimit, InvalidOffset, UnknownParameter, UnknownKind,
    UnknownCountry, UnknownRelease, GivenTwice
    """
    query = search_query(request.query_params)
    database = engine()
    edition = selection.edition(database, query.release)
    key = repr((query.words, query.kinds, query.countries, query.limit, query.offset))
    tag = answers.etag(str(database.url), edition.state, codebook_digest(), "q", key)
    cache = answers.FIXED if query.release else answers.NEWEST
    return answers.cached_response(
        request, tag, lambda: _build(database, edition, query), cache=cache
    )


def search_query(params: QueryParams) -> SearchQuery:
    """Return the question of a search."""
    parameters.reject_unknown(params, PARAMETERS)
    words = parameters.single_value(params, "q")
    if not words:
        raise NothingAsked(NothingAsked.template)
    if len(words) > LONGEST:
        raise QuestionTooLong(QuestionTooLong.template, limit=LONGEST)
    codes = {name: name for name, kind in KINDS.items() if kind.text}
    kind_texts = parameters.list_values(params, "kind")
    kinds = tuple(sorted({code_of(text, codes, UnknownKind) for text in kind_texts})) or None
    countries = parameters.country_codes(params)
    release = parameters.single_value(params, "release")
    return SearchQuery(words, kinds, countries, release, _limit(params), _offset(params))


def _limit(params: QueryParams) -> int:
    value = parameters.single_value(params, "limit") or str(USUAL)
    if not NUMBER.fullmatch(value) or not 1 <= int(value) <= MOST:
        raise InvalidLimit(InvalidLimit.template, value=value, most=MOST)
    return int(value)


def _offset(params: QueryParams) -> int:
    value = parameters.single_value(params, "offset") or "0"
    if not NUMBER.fullmatch(value):
        raise InvalidOffset(InvalidOffset.template, value=value)
    return int(value)


def _build(database: Engine, edition: Edition, query: SearchQuery) -> ResponseBody:
    matches = search_records(
        database,
        query.words,
        kinds=query.kinds,
        countries=query.countries,
        release=edition.label,
    )
    free = matches[~restricted_mask(database, matches)].reset_index(drop=True)
    size = Size(len(free), len(matches) - len(free))
    page = free.iloc[query.offset : query.offset + query.limit]
    results = findings(database, page, release=edition.label)
    content: dict[str, Any] = {
        "release": edition.label,
        "q": query.words,
        "found": size.given,
        "count": len(results),
        "withheld_by_licence": size.withheld,
        "withheld_explanation": WITHHELD_RECORDS if size.withheld else None,
        "results": results,
    }
    return ResponseBody(
        answers.json_bytes(content), delivery.headers(edition, size, WITHHELD_RECORDS)
    )
