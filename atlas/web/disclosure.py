"""The disclosure of a release, made once; its map over HTTP."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote, urlencode

import pandas as pd
from starlette.requests import Request
from starlette.routing import Route

from atlas.analysis import disclosure
from atlas.analysis.choice import choice_parser
from atlas.analysis.disclosure import PARTS, WEIGHTS
from atlas.codebook import codebook
from atlas.codebook.origins import OWN
from atlas.errors import InvalidParameter
from atlas.i18n import N_, language, translator
from atlas.store import engine, frames, reading, releases
from atlas.store import replies as stored
from atlas.store.kinds import KINDS
from atlas.views.disclosure.map import score_map, status_map
from atlas.web.map import cached_reference_year, queued_endpoint, requested_region
from atlas.web.memo import peekable_cache
from atlas.web.static import assets_version


def _state() -> str:
    """Return what a release's content hangs on beside its label: the database, take-downs."""
    return releases.content_version(engine())


@lru_cache(maxsize=4)
def _observations(release: str, _state: str) -> pd.DataFrame:
    return frames.observations(engine(), release=release, totals_only=True)


@lru_cache(maxsize=8)
def _statuses(release: str, state: str) -> pd.DataFrame:
    return disclosure.statuses(_observations(release, state))


@lru_cache(maxsize=8)
def _publishers(release: str, _state: str) -> tuple[str, ...]:
    rows = frames.sources(engine(), release)
    return tuple(sorted(set(rows["publisher"]))) if len(rows) else ()


def release_totals(release: str) -> pd.DataFrame:
    """Return all totals of a release; callers do not change them."""
    return _observations(release, _state())


def statuses_of(release: str) -> pd.DataFrame:
    """Return the status of every country and indicator in a release."""
    return _statuses(release, _state())


def own_documents(release: str) -> pd.DataFrame:
    """Return the documents that states themselves published, with their dates."""
    return _own_documents(release, _state())


@lru_cache(maxsize=4)
def _own_documents(release: str, _state: str) -> pd.DataFrame:
    rows = reading.read_records(engine(), KINDS["document"], release=release, origins=(OWN,))
    return rows[rows["document"].isin(disclosure.DOCUMENTS)]


def scores_of(release: str) -> pd.Series:
    """Return the score of each state's own documents; empty where a release has none."""
    return disclosure.document_scores(own_documents(release), cached_reference_year(release))


def publisher_names(release: str) -> tuple[str, ...]:
    """Return the publishers that the release's observations rest on."""
    return _publishers(release, _state())


def publishers(release: str) -> int:
    """Return on how many publishers a release rests."""
    return len(publisher_names(release))


def expected_states() -> tuple[str, ...]:
    """Return whom disclosure is asked of: members of the United Nations, and who has forces."""
    countries = codebook().countries.values()
    return tuple(c.iso3 for c in countries if c.un_member or c.has_armed_forces)


def wanted(indicators: Sequence[str], themes: Sequence[str]) -> tuple[str, ...]:
    """Return ids of indicators: those named and those of the themes; all without any.

    Raises
    ------
    UnknownIndicator, UnknownChoice
    """
    book = codebook()
    ids = [book.indicator(i).id for i in indicators]
    require_theme = choice_parser(theme.id for theme in book.themes)
    ids += [i.id for theme in themes for i in book.indicators_of(require_theme(theme))]
    return tuple(dict.fromkeys(ids)) or tuple(book.indicators)


def weights_of(text: str) -> tuple[float, ...]:
    """Return the weights of the parts from ``40,15,15,10,20``; the usual ones for nothing.

    Raises
    ------
    InvalidParameter
    """
    if not text:
        return tuple(map(float, WEIGHTS))
    try:
        weights = tuple(float(part) for part in text.split(","))
    except ValueError:
        weights = ()
    if len(weights) == len(PARTS) and all(0 <= w <= 100 for w in weights) and sum(weights) > 0:
        return weights
    message = N_("“{value}” are not weights. Write five numbers from 0 to 100, such as {nearest}.")
    raise InvalidParameter(message, value=text, nearest=",".join(map(str, WEIGHTS)))


@peekable_cache(64)
def packed_disclosure(release: str, lang: str, indicator: str, region: str, state: str) -> bytes:
    """Return the gzipped map of an indicator's status, or of the states' own documents.

    Raises
    ------
    UnknownIndicator, UnknownRegion, UnknownRelease
    """
    if region:
        codebook().region(region)
    t = translator(lang)
    if indicator:
        entry = codebook().indicator(indicator)
        rows = _observations(release, state)
        payload = status_map(rows[rows["indicator"] == entry.id], entry, region, t)
    else:
        scores = scores_of(release).reindex(list(expected_states()))
        newest = cached_reference_year(release) or 0
        payload = score_map(scores, newest, release, region, t)
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def disclosure_address(release: str, lang: str, **query: str) -> str:
    """Return where a map is; ``indicator`` and ``region`` may be left out."""
    versions = assets_version() + stored.voices_digest(engine())
    query_string = urlencode({k: v for k, v in query.items() if v} | {"v": versions})
    return f"/payload/disclosure/{quote(release, safe='')}/{lang}.json?{query_string}"


def _arguments(request: Request) -> tuple[str, ...]:
    at = request.path_params
    indicator = request.query_params.get("indicator", "")
    return (
        at["release"],
        language(at["lang"]),
        codebook().indicator(indicator).id if indicator else "",
        requested_region(request),
        _state(),
    )


routes = [
    Route(
        "/payload/disclosure/{release}/{lang}.json", queued_endpoint(packed_disclosure, _arguments)
    )
]
