"""Documents that a reply brings along: kept by hash, and nothing in them says who made them.

Tables are written anew (``atlas.intake.stripping``), pictures are drawn anew from their pixels
(``atlas.intake.pictures``), both in a child process. What cannot be made clean with certainty,
such as PDF, is refused: a link to the document's own place says more anyway.
"""

from __future__ import annotations

from pathlib import Path

from atlas.errors import AtlasError
from atlas.intake.sandbox import reading

TABLES = frozenset({".xlsx", ".xlsm", ".ods", ".csv"})
PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


class NotAttachable(AtlasError):
    """A kind of file that the atlas cannot free from traces of its authors."""

    code = "not-attachable"
    http_status = 422
    template = (
        "A file must be a table (XLSX, ODS, CSV) or a picture (PNG, JPEG): other kinds can hold "
        "names of their authors. Give the document’s address instead."
    )


def clean_attachment(path: Path) -> tuple[bytes, str]:
    """Return a file's content without metadata, and the ending of what it then is.

    Raises
    ------
    NotAttachable, UnreadableFile
    """
    ending = path.suffix.casefold()
    if ending in TABLES:
        return reading.stripped_table(path)
    if ending in PICTURES:
        return reading.redrawn_picture(path, PICTURES[ending])
    raise NotAttachable(NotAttachable.template)
