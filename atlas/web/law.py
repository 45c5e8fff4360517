"""The legal comparator over HTTP: answers, evidence, maps; kept, since a release never changes."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from atlas.codebook import codebook
from atlas.export.html import fragment
from atlas.i18n import language, translator
from atlas.store import engine, reading
from atlas.store import replies as stored
from atlas.store.kinds import JUDGEMENT
from atlas.views.law.comparator import law_payload, question_map
from atlas.views.law.judgements import coded_answer
from atlas.views.law.precedents import precedents
from atlas.views.replies.notes import replies_on_map, voices
from atlas.web.map import immutable_response, queued_endpoint, requested_region
from atlas.web.memo import peekable_cache
from atlas.web.static import assets_version

MOST = 60  # questions in one payload
FOLDER = "/payload/law/{release}/{lang}"


@lru_cache(maxsize=8)
def _read(release: str, _n_withdrawn: int) -> pd.DataFrame:
    return reading.read_records(engine(), JUDGEMENT, release=release)


def _answers(release: str) -> pd.DataFrame:
    return _read(release, stored.takedown_count(engine()))


@peekable_cache(256)
def packed_answers(
    release: str, lang: str, questions: tuple[str, ...], _voices_version: str = ""
) -> bytes:
    """Return the gzipped answers of all countries to some questions.

    Raises
    ------
    UnknownQuestion, UnknownRelease
    """
    question_entries = [codebook().question(q) for q in questions]
    return _pack(law_payload(_answers(release), question_entries, translator(lang)))


@peekable_cache(256)
def packed_map(
    release: str, lang: str, question: str, region: str, _voices_version: str = ""
) -> bytes:
    """Return the gzipped map of one question; ``_voices_version`` is the version of the replies.

    Raises
    ------
    UnknownQuestion, UnknownRegion, UnknownRelease
    """
    entry = codebook().question(question)
    if region:
        codebook().region(region)
    t = translator(lang)
    replies = stored.replies(engine(), kind="judgement", subjects=[entry.id])
    payload = question_map(_answers(release), entry, region, t)
    return _pack(
        payload | {"replies": replies_on_map(voices(replies, (), t), "judgement", entry.id)}
    )


@peekable_cache(2048)
def packed_evidence(
    release: str,
    lang: str,
    iso3: str,
    question: str,
    official: bool = False,
    _voices_version: str = "",
) -> bytes:
    """Return, as gzipped HTML, all records of a country on a question, the newest first.

    An ``official`` of the country also finds where to answer. ``_voices_version`` is the version of
    what is said beside answers.

    Raises
    ------
    UnknownCountry, UnknownQuestion, UnknownRelease
    """
    entry, country = codebook().question(question), codebook().country(iso3)
    frame = _answers(release)
    own = frame[(frame["country"] == country.iso3) & (frame["question"] == entry.id)]
    own = own.sort_values(["period", "source_id"], ascending=[False, True])
    t = translator(lang)
    records = [coded_answer(row, t) for _, row in own.iterrows()]
    home, subjects = [country.iso3], [entry.id]
    statements = voices(
        stored.replies(engine(), kind="judgement", countries=home, subjects=subjects),
        stored.inquiries(engine(), kind="judgement", countries=home, subjects=subjects),
        t,
        suffix=f"&lang={lang}",
        official=country.iso3 if official else "",
    )
    text = fragment(
        "law_evidence.html",
        t,
        records=records,
        question=entry,
        voices=statements,
        region=t(codebook().regions[country.region].name),
        precedents=precedents(frame, country, entry, t),
    )
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def _pack(payload: object) -> bytes:
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def answers_address(release: str, lang: str, questions: list[str]) -> str:
    """Return where the answers to some questions are."""
    versions = assets_version() + stored.voices_digest(engine())
    query_string = urlencode({"question": ",".join(questions), "v": versions})
    return f"/payload/law/{quote(release, safe='')}/{lang}.json?{query_string}"


def map_address(release: str, lang: str, question: str, region: str) -> str:
    """Return where the map of a question is."""
    versions = assets_version() + stored.voices_digest(engine())
    query_string = urlencode({"v": versions} | ({"region": region} if region else {}))
    return (
        f"/payload/law/{quote(release, safe='')}/{lang}/map/{quote(question)}.json?{query_string}"
    )


def evidence_address(release: str, lang: str) -> str:
    """Return the folder in which the evidence of each answer is: ``/URY/QUESTION.html``."""
    return f"/payload/law/{quote(release, safe='')}/{lang}"


def _html(content: bytes) -> Response:
    answer = immutable_response(content)
    answer.headers["Content-Type"] = "text/html; charset=utf-8"
    return answer


def _matrix(request: Request) -> tuple[Any, ...]:
    texts = request.query_params.get("question", "").split(",")[:MOST]
    at = request.path_params
    question_ids = tuple(dict.fromkeys(codebook().question(q).id for q in texts if q))
    return at["release"], language(at["lang"]), question_ids, stored.voices_digest(engine())


def _map(request: Request) -> tuple[Any, ...]:
    at, voices_version = request.path_params, stored.voices_digest(engine())
    question = codebook().question(at["question"]).id
    return at["release"], language(at["lang"]), question, requested_region(request), voices_version


def _evidence(request: Request) -> tuple[Any, ...]:
    at, official = request.path_params, request.query_params.get("answer") == "1"
    place = (language(at["lang"]), at["iso3"], at["question"])
    return at["release"], *place, official, stored.voices_digest(engine())


routes = [
    Route(FOLDER + ".json", queued_endpoint(packed_answers, _matrix)),
    Route(FOLDER + "/map/{question}.json", queued_endpoint(packed_map, _map)),
    Route(FOLDER + "/{iso3}/{question}.html", queued_endpoint(packed_evidence, _evidence, _html)),
]
