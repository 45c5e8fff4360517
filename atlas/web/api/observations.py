"""GET /api/v1/observations: what a question selects, in the format asked for."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response

from atlas.store import engine
from atlas.web.api import answers, delivery, formats, parameters, sdmx, selection, workbook
from atlas.web.api.formats import TextFormat
from atlas.web.api.parameters import ObservationQuery
from atlas.web.api.replies import replies_beside
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.selection import Edition, Size
from atlas.web.queue import LimitedStream

TEXTS = {"json": formats.JSON, "csv": formats.CSV, "sdmx-csv": sdmx.SDMX}
FEW_INDICATORS = 8  # so few need no counting before they are read at once
AT_ONCE = 100_000  # rows; more are written indicator by indicator and not kept


def serve_observations(request: Request) -> Response:
    """Answer a question for observations.

    Raises
    ------
    UnknownParameter, UnknownIndicator, UnknownCountry, UnknownRelease, InvalidYear,
    InvalidYears, UnknownFormat, GivenTwice, TooManyRows
    """
    query = parameters.observation_query(request.query_params)
    database = engine()
    edition = selection.edition(database, query.release)
    tag = answers.etag(str(database.url), edition.state, query.key)
    is_immutable = query.release and query.format != "xlsx"  # a workbook holds replies, too
    cache = answers.FIXED if is_immutable else answers.NEWEST
    if not answers.is_unchanged(request, tag) and _is_large(query):
        size = selection.size(database, edition, query)
        if size.given > AT_ONCE:
            return _stream(request, database, edition, query, size, tag, cache)
    media_type = TEXTS[query.format].media_type if query.format in TEXTS else workbook.MEDIA_TYPE
    url = str(request.url)
    return answers.cached_response(
        request,
        tag,
        lambda: _build(database, edition, query, url),
        media_type=media_type,
        cache=cache,
        heavy=query.format in ("xlsx", "sdmx-csv") or _is_large(query),
    )


def _is_large(query: ObservationQuery) -> bool:
    return query.indicators is None or len(query.indicators) > FEW_INDICATORS


def _build(database: Engine, edition: Edition, query: ObservationQuery, url: str) -> ResponseBody:
    everything = selection.selected_frame(database, edition, query)
    frame = selection.redistributable(everything)
    size = Size(len(frame), len(everything) - len(frame))
    headers = _headers(edition, query, size)
    if query.format not in TEXTS:
        replies = replies_beside(database, "observation", frame)
        return ResponseBody(workbook.workbook(frame, edition, size, url, replies), headers)
    text = TEXTS[query.format]
    body = query.bom + text.head(edition, size) + text.rows(frame) + text.tail
    return ResponseBody(body.encode(), headers)


def _stream(
    request: Request,
    database: Engine,
    edition: Edition,
    query: ObservationQuery,
    size: Size,
    tag: str,
    cache: str,
) -> Response:
    if query.format not in TEXTS:
        raise workbook.TooManyRows(size.given)
    text = TEXTS[query.format]
    headers = {"ETag": tag, "Cache-Control": cache, "Vary": "Accept-Encoding"}
    headers |= _headers(edition, query, size)
    parts = _parts(text, database, edition, query, size)
    if answers.takes_gzip(request):
        headers["Content-Encoding"] = "gzip"
        parts = delivery.gzip_stream(parts)
    return LimitedStream(parts, media_type=text.media_type, headers=headers)


def _parts(
    text: TextFormat, database: Engine, edition: Edition, query: ObservationQuery, size: Size
) -> Iterator[bytes]:
    yield (query.bom + text.head(edition, size)).encode()
    between = ""
    for frame in selection.frames_by_indicator(database, edition, query):
        rows = text.rows(frame)
        if rows:
            yield (between + rows).encode()
            between = text.between
    yield text.tail.encode()


def _headers(edition: Edition, query: ObservationQuery, size: Size) -> dict[str, str]:
    fields = delivery.headers(edition, size, selection.WITHHELD)
    if query.format != "json":
        extension = TEXTS[query.format].extension if query.format in TEXTS else "xlsx"
        fields |= delivery.attachment(_name(edition, query), extension)
    return fields


def _name(edition: Edition, query: ObservationQuery) -> Iterator[str]:
    yield delivery.ascii_name(edition.label)
    yield from delivery.filename_parts(query.indicators, query.countries)
    for name, year in (("from", query.first), ("to", query.last)):
        if year is not None:
            yield f"{name}-{year}"
    yield from query.origins
