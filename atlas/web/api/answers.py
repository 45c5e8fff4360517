"""From a route's work to an HTTP answer: threads, errors, HEAD, CORS, ETag, compression."""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from atlas.codebook.load import nearest
from atlas.errors import AtlasError, UnknownChoice
from atlas.web.api.response_cache import KEPT, ResponseBody
from atlas.web.queue import ComeAgain, Later, resolve_response

Work = Callable[[Request], Response]
LOG = logging.getLogger(__name__)
API_VERSION = "1.3.0"  # part of every ETag: raise it when an answer's shape changes
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
GZIP_LEVEL = 4  # 5 percent more bytes than level 6 in half the time
DOWN = "The atlas cannot answer at the moment; the reason is in its log. Try again later."
NEWEST = "public, no-cache"  # kept by browsers, but asked again: a release may have come
FIXED = "public, max-age=86400"  # a named release never changes
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition, X-Release, "
    "X-Withheld-By-Licence, X-Withheld-Explanation",
    "X-Content-Type-Options": "nosniff",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class UnknownRoute(UnknownChoice):
    """No route of the API has that path."""

    code = "unknown-route"
    template = "The API has no route “{value}”. See /api/v1/openapi.json."
    hint = "The API has no route “{value}”. Nearest: {nearest}. See /api/v1/openapi.json."


def api_endpoint(work: Work) -> Callable[[Request], Awaitable[Response]]:
    """Return a route's endpoint: its work in a thread, every failure as JSON."""

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            response = Response(status_code=204, headers=PREFLIGHT)
        elif request.method not in ("GET", "HEAD"):
            detail = f"The API is read-only: use GET or HEAD, not {request.method}."
            response = failure("method-not-allowed", detail, 405)
            response.headers["Allow"] = "GET, HEAD, OPTIONS"
        else:
            response = await run_in_threadpool(_safely, work, request)
            if isinstance(response, Later):
                response = await _in_turn(response, request)
        response.headers.update(OPEN)
        return _bodiless(response) if request.method == "HEAD" else response

    return answer


async def _in_turn(waiting: Later, request: Request) -> Response:
    try:
        return await resolve_response(waiting, request)
    except Exception as error:
        return error_response(error, request)


def _safely(work: Work, request: Request) -> Response:
    try:
        return work(request)
    except Exception as error:
        return error_response(error, request)


def error_response(error: Exception, request: Request) -> Response:
    """Return an error as JSON; what only the operator can mend goes to the log."""
    if isinstance(error, ComeAgain):
        response = failure(error.code, str(error), error.http_status)
        response.headers["Retry-After"] = str(error.wait)
        return response
    if isinstance(error, AtlasError):
        if error.http_status >= 500:
            # Only the operator can mend it, and the message may name folders or servers.
            LOG.error("%s: %s", request.url.path, error)
            return failure(error.code, DOWN, 503)
        near = tuple(getattr(error, "nearest", ()))
        return failure(error.code, str(error), error.http_status, near)
    if isinstance(error, SQLAlchemyError):
        LOG.error("The database failed on %s", request.url.path, exc_info=error)
        return failure("database-unreachable", DOWN, 503)
    LOG.error("The API failed on %s", request.url, exc_info=error)
    return failure("internal-error", "The atlas failed on this request; it is logged.", 500)


def _bodiless(response: Response) -> Response:
    """Return the same answer without its body; Content-Length stays what GET would send."""
    empty = Response(status_code=response.status_code)
    empty.raw_headers = response.raw_headers
    return empty


def failure(code: str, detail: str, status: int, near: tuple[str, ...] = ()) -> Response:
    """Return an error's JSON: code, detail and the nearest valid choices."""
    body = json_bytes({"code": code, "detail": detail, "nearest": list(near)})
    headers = {"Cache-Control": "no-store"}
    return Response(body, status, media_type="application/json", headers=headers)


def json_bytes(content: Any) -> bytes:
    """Return compact UTF-8 JSON."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace")  # a lone surrogate is no UTF-8


def etag(*parts: str) -> str:
    """Return the weak ETag of what decides an answer (weak: it holds for each encoding)."""
    digest = hashlib.sha256("\x1f".join((API_VERSION, *parts)).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def is_unchanged(request: Request, tag: str) -> bool:
    """Tell whether the reader already holds this answer."""
    tags = request.headers.get("if-none-match", "")
    return tags.strip() == "*" or tag in (part.strip() for part in tags.split(","))


def cached_response(
    request: Request,
    tag: str,
    make: Callable[[], ResponseBody],
    *,
    media_type: str = "application/json",
    cache: str = NEWEST,
    heavy: bool = False,
) -> Response:
    """Answer 304, or what was made once for this ETag, compressed for readers who take it.

    What is ``heavy`` to make waits its turn (``atlas.web.queue``) unless it is kept.
    """
    headers = {"ETag": tag, "Cache-Control": cache, "Vary": "Accept-Encoding"}
    if is_unchanged(request, tag):
        return Response(status_code=304, headers=headers)
    key, builder = tag, make
    if takes_gzip(request):
        key, builder = f"{tag} gzip", lambda: _compress(make())
        headers["Content-Encoding"] = "gzip"

    def finish(answer: ResponseBody) -> Response:
        return Response(answer.body, media_type=media_type, headers=headers | answer.headers)

    if heavy and KEPT.peek(key) is None:
        return Later(key, lambda: KEPT.get(key, builder), finish)
    return finish(KEPT.get(key, builder))


def takes_gzip(request: Request) -> bool:
    """Tell whether the reader takes gzip."""
    return bool(GZIP.search(request.headers.get("accept-encoding", "").lower()))


def _compress(answer: ResponseBody) -> ResponseBody:
    return ResponseBody(
        gzip.compress(answer.body, compresslevel=GZIP_LEVEL, mtime=0), answer.headers
    )


def route_missing(paths: list[str]) -> Work:
    """Return the work of the route that answers for all paths the API does not have."""

    def answer(request: Request) -> Response:
        raise UnknownRoute(request.url.path, nearest(request.url.path, paths))

    return answer
