"""The map's payload over HTTP: made once per release, indicator, region and language."""

from __future__ import annotations

import gzip
import json
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from atlas.codebook import codebook
from atlas.codebook.origins import chosen_origins
from atlas.errors import AtlasError
from atlas.i18n import language, translator
from atlas.store import engine, frames, releases
from atlas.store import replies as stored
from atlas.views.map.payload import map_payload
from atlas.views.replies.notes import replies_on_map, voices
from atlas.web.memo import PeekableCache, peekable_cache
from atlas.web.queue import ComeAgain, Later, resolve_response

YEAR_OF_SECONDS = 31_536_000
Finish = Callable[[bytes], Response]


def cached_reference_year(release: str) -> int | None:
    """Return the year from which the ages of a release's values are counted, kept."""
    return _reference_year(release, releases.content_version(engine()))


@lru_cache(maxsize=64)
def _reference_year(release: str, _state: str) -> int | None:
    return frames.reference_year(engine(), release)


@peekable_cache(512)
def packed_indicator(
    release: str,
    indicator: str,
    region: str,
    lang: str,
    _voices_version: str = "",
    origins: tuple[str, ...] = (),
) -> bytes:
    """Return the gzipped JSON of one payload; a release never changes, so it is kept.

    Replies may come: their version (``atlas.store.replies.voices_digest``) is part of the key.
    ``origins`` keeps what sources of some origins say.

    Raises
    ------
    UnknownIndicator, UnknownRegion, UnknownRelease
    """
    entry = codebook().indicator(indicator)
    if region:
        codebook().region(region)
    frame = frames.observations(engine(), indicators=[indicator], release=release, origins=origins)
    t = translator(lang)
    payload = map_payload(frame, entry, region, t, cached_reference_year(release))
    replies = stored.replies(engine(), kind="observation", subjects=[indicator])
    payload["replies"] = replies_on_map(voices(replies, (), t), "observation", indicator)
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def immutable_response(body: bytes) -> Response:
    """Answer with compressed JSON whose address names its state, so that it never changes."""
    headers = {
        "Content-Encoding": "gzip",
        "Cache-Control": f"public, max-age={YEAR_OF_SECONDS}, immutable",
        "Vary": "Accept-Encoding",
    }
    return Response(body, media_type="application/json", headers=headers)


def queued_endpoint(
    compute: PeekableCache[..., bytes],
    arguments_of: Callable[[Request], tuple[Any, ...]],
    finish: Finish = immutable_response,
) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint of a payload: one that is ready at once, another when it is its turn.

    ``arguments_of`` returns the arguments of ``compute`` that a request stands for.
    """

    def begin(request: Request) -> Response:
        args = arguments_of(request)
        ready = compute.peek(*args)
        if ready is not None:
            return finish(ready)
        return Later((compute, *args), lambda: compute(*args), finish)

    async def answer(request: Request) -> Response:
        try:
            return await resolve_response(await run_in_threadpool(begin, request), request)
        except AtlasError as error:
            again = {"Retry-After": str(error.wait)} if isinstance(error, ComeAgain) else None
            content = {"code": error.code, "detail": str(error)}
            return JSONResponse(content, error.http_status, headers=again)

    return answer


def _arguments(request: Request) -> tuple[Any, ...]:
    at = request.path_params
    indicator, region = codebook().indicator(at["indicator"]).id, requested_region(request)
    origins = chosen_origins(filter(None, request.query_params.get("sources", "").split(",")))
    voices_version = stored.voices_digest(engine())
    return at["release"], indicator, region, language(at["lang"]), voices_version, origins


def requested_region(request: Request) -> str:
    """Return the id of the region that is asked for; "" is the world.

    Raises
    ------
    UnknownRegion
    """
    region = request.query_params.get("region", "")
    return codebook().region(region).id if region else ""


routes = [
    Route(
        "/payload/map/{release}/{lang}/{indicator}.json",
        queued_endpoint(packed_indicator, _arguments),
    )
]
