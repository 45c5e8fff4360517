"""GET of judgements, events, institutions, relations, documents and participations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from atlas.store import engine
from atlas.store.kinds import RELATION, RecordKind
from atlas.store.record_rows import record_fields, record_frame
from atlas.web.api import answers, delivery, formats, record_parameters, selection, workbook
from atlas.web.api.entries import codebook_digest
from atlas.web.api.record_fields import kind_fields
from atlas.web.api.record_parameters import RecordQuery, Route
from atlas.web.api.record_selection import RecordSelection
from atlas.web.api.replies import replies_beside
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.selection import WITHHELD_RECORDS, Size, redistributable
from atlas.web.queue import LimitedStream

AT_ONCE = 20_000  # records; more are written country by country and not kept
MEDIA_TYPES = {
    "json": formats.JSON.media_type,
    "csv": formats.CSV.media_type,
    "xlsx": workbook.MEDIA_TYPE,
}


class TooManyRecords(workbook.TooManyRows):
    """More records than a workbook is made for."""

    template = (
        "{n} records are too many for a workbook (at most {limit}). "
        "Ask for fewer countries or kinds, or choose format=csv."
    )


def record_handler(route: Route) -> answers.Work:
    """Return the work of the route that gives the records of one kind."""

    def answer(request: Request) -> Response:
        query = record_parameters.record_query(route, request.query_params)
        database = engine()
        edition = selection.edition(database, query.release)
        subset = RecordSelection(database, edition, query)
        parts = (str(database.url), edition.state, codebook_digest(), query.key)
        tag = answers.etag(*parts)
        if not answers.is_unchanged(request, tag) and query.countries is None and not query.where:
            size = subset.size()
            _refuse_too_many(query, size.given)
            if size.given > AT_ONCE and query.format != "xlsx":
                return _stream(request, subset, size, tag)
        return answers.cached_response(
            request,
            tag,
            lambda: _build(subset, str(request.url)),
            media_type=MEDIA_TYPES[query.format],
            cache=_cache(query),
            heavy=query.format == "xlsx",
        )

    return answer


def _cache(query: RecordQuery) -> str:
    # A workbook holds replies, too, which come while a release stands.
    return answers.FIXED if query.release and query.format != "xlsx" else answers.NEWEST


def _refuse_too_many(query: RecordQuery, count: int) -> None:
    if query.format == "xlsx" and count > workbook.LIMIT:
        raise TooManyRecords(count)


def _build(subset: RecordSelection, url: str) -> ResponseBody:
    query, kind = subset.query, subset.query.route.kind
    everything = subset.whole()
    frame = redistributable(everything)
    size = Size(len(frame), len(everything) - len(frame))
    if query.format == "json":
        size, relations = _with(subset.relations(everything), size)
        body = "".join(_json(subset, size, [frame], relations)).encode()
    elif query.format == "csv":
        body = "".join(_csv(kind, [frame], query.bom)).encode()
    else:
        _refuse_too_many(query, size.given)
        title, table = query.route.plural.capitalize(), record_frame(kind, frame)
        contents = workbook.Contents(
            title,
            table,
            frame,
            kind_fields(kind),
            WITHHELD_RECORDS,
            replies_beside(subset.database, kind.name, frame),
        )
        body = workbook.write_workbook(contents, subset.found, size, url)
    return ResponseBody(body, _headers(subset, size))


def _stream(request: Request, subset: RecordSelection, size: Size, tag: str) -> Response:
    query = subset.query
    if query.format == "json":
        size, relations = _with(subset.relations(), size)
        texts = _json(subset, size, subset.pieces(), relations)
    else:
        texts = _csv(query.route.kind, subset.pieces(), query.bom)
    headers = {"ETag": tag, "Cache-Control": _cache(query), "Vary": "Accept-Encoding"}
    headers |= _headers(subset, size)
    parts = (text.encode() for text in texts)
    if answers.takes_gzip(request):
        headers["Content-Encoding"] = "gzip"
        return LimitedStream(
            delivery.gzip_stream(parts), media_type=MEDIA_TYPES[query.format], headers=headers
        )
    return LimitedStream(parts, media_type=MEDIA_TYPES[query.format], headers=headers)


def _with(beside: pd.DataFrame | None, size: Size) -> tuple[Size, pd.DataFrame | None]:
    """Return what may be passed on of the relations, and a size that counts the others."""
    if beside is None:
        return size, None
    free = redistributable(beside)
    return Size(size.given, size.withheld + len(beside) - len(free)), free


def _json(
    subset: RecordSelection,
    size: Size,
    frames: Iterable[pd.DataFrame],
    relations: pd.DataFrame | None,
) -> Iterator[str]:
    route = subset.query.route
    yield formats.json_opening(subset.found, size, WITHHELD_RECORDS)
    yield f',"{route.plural}":['
    between = ""
    for frame in frames:
        if len(frame):
            yield between + formats.objects(record_frame(route.kind, frame))
            between = ","
    yield "]"
    if relations is not None:
        yield f',"relations":[{formats.objects(record_frame(RELATION, relations))}]'
    yield "}"


def _csv(kind: RecordKind, frames: Iterable[pd.DataFrame], bom: str) -> Iterator[str]:
    yield bom + formats.header(record_fields(kind))
    for frame in frames:
        yield formats.frame_csv_rows(record_frame(kind, frame))


def _headers(subset: RecordSelection, size: Size) -> dict[str, str]:
    query, label = subset.query, subset.found.label
    fields = delivery.headers(subset.found, size, WITHHELD_RECORDS)
    if query.format == "json":
        return fields
    code_parts = delivery.filename_parts(*(codes for _, codes in query.where), query.countries)
    dates = [f"{n}-{d}" for n, d in zip(("from", "to"), query.between, strict=True) if d]
    parts = (delivery.ascii_name(label), query.route.plural, *code_parts, *dates)
    return fields | delivery.attachment(parts, query.format)
