"""How an answer with data leaves: its headers, its file's name, pieces under compression."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

import pandas as pd

from atlas.web.api import answers, formats
from atlas.web.api.response_cache import ResponseBody
from atlas.web.api.selection import Edition, Size

GZIP = 16 + zlib.MAX_WBITS


def gzip_stream(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Compress a streamed answer piece by piece."""
    packer = zlib.compressobj(answers.GZIP_LEVEL, zlib.DEFLATED, GZIP)
    for part in parts:
        yield packer.compress(part)
    yield packer.flush()


def headers(edition: Edition, size: Size, explanation: str) -> dict[str, str]:
    """Return the headers that name the release and state what a licence withholds."""
    fields = {
        "X-Release": ascii_name(edition.label),
        "X-Withheld-By-Licence": str(size.withheld),
    }
    if size.withheld:
        fields["X-Withheld-Explanation"] = explanation
    return fields


def attachment(parts: Iterable[str], extension: str) -> dict[str, str]:
    """Return the header that gives a download its file's name."""
    name = "_".join(("security-sector-atlas", *parts))
    return {"Content-Disposition": f'attachment; filename="{name}.{extension}"'}


def csv_body(
    parts: Iterable[str], columns: Iterable[str], rows: pd.DataFrame, bom: str
) -> ResponseBody:
    """Return a CSV with a file's name; ``bom`` is what it begins with, mostly nothing."""
    body = bom + formats.header(columns) + formats.frame_csv_rows(rows)
    return ResponseBody(body.encode(), attachment(parts, "csv"))


def filename_parts(*lists: Iterable[str] | None) -> Iterator[str]:
    """Yield a file name's part for each list of ids: up to three ids, else how many."""
    for each in lists:
        if ids := list(each or ()):
            yield "-".join(map(ascii_name, ids)) if len(ids) <= 3 else f"{len(ids)}-chosen"


def ascii_name(label: str) -> str:
    """Return a text that may stand in a header and in a file's name."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", label)
