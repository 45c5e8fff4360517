"""The map's payload over HTTP: made once per release, indicator, region and language."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from atlas.codebook import codebook
from atlas.errors import AtlasError
from atlas.figures.map import map_payload
from atlas.figures.voices import on_map, voices
from atlas.i18n import language, translator
from atlas.store import engine, frames
from atlas.store import voices as stored

YEAR_OF_SECONDS = 31_536_000


def reference_year(release: str) -> int | None:
    """Return the year from which the ages of a release's values are counted, kept."""
    return _reference_year(release, f"{engine().url} {stored.taken_down(engine())}")


@lru_cache(maxsize=64)
def _reference_year(release: str, _state: str) -> int | None:
    return frames.reference_year(engine(), release)


@lru_cache(maxsize=512)
def packed(release: str, indicator: str, region: str, lang: str, _said: str = "") -> bytes:
    """Return the gzipped JSON of one payload; a release never changes, so it is kept.

    Replies may come: ``_said`` (``atlas.store.voices.version``) is part of what it is kept by.

    Raises
    ------
    UnknownIndicator, UnknownRegion, UnknownRelease
    """
    entry = codebook().indicator(indicator)
    if region:
        codebook().region(region)
    frame = frames.observations(engine(), indicators=[indicator], release=release)
    t = translator(lang)
    payload = map_payload(frame, entry, region, t, reference_year(release))
    replies = stored.replies(engine(), kind="observation", subjects=[indicator])
    payload["replies"] = on_map(voices(replies, (), t), "observation", indicator)
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def kept_for_good(body: bytes) -> Response:
    """Answer with compressed JSON whose address names its state, so that it never changes."""
    headers = {
        "Content-Encoding": "gzip",
        "Cache-Control": f"public, max-age={YEAR_OF_SECONDS}, immutable",
        "Vary": "Accept-Encoding",
    }
    return Response(body, media_type="application/json", headers=headers)


def _answer(request: Request) -> Response:
    at = request.path_params
    try:
        body = packed(
            at["release"],
            at["indicator"],
            request.query_params.get("region", ""),
            language(at["lang"]),
            stored.version(engine()),
        )
    except AtlasError as error:
        return JSONResponse({"code": error.code, "detail": str(error)}, error.http_status)
    return kept_for_good(body)


routes = [Route("/payload/map/{release}/{lang}/{indicator}.json", _answer)]
