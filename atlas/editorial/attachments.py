"""Documents that a reply brings along: kept by hash, and nothing in them says who made them.

Tables are written anew (``atlas.editorial.stripping``), pictures are drawn anew from their
pixels. What cannot be made clean with certainty, such as PDF, is refused: a link to the
document's own place says more anyway.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from atlas.editorial.stripping import stripped
from atlas.errors import AtlasError

TABLES = frozenset({".xlsx", ".xlsm", ".ods", ".csv"})
PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
MOST_PIXELS = 40_000_000
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


def cleaned(path: Path) -> tuple[bytes, str]:
    """Return a file's content without metadata, and the ending of what it then is.

    Raises
    ------
    NotAttachable, UnreadableFile
    """
    ending = path.suffix.casefold()
    if ending in TABLES:
        return stripped(path)
    if ending in PICTURES:
        return _redrawn(path, PICTURES[ending])
    raise NotAttachable(NotAttachable.template)


def _redrawn(path: Path, kind: str) -> tuple[bytes, str]:
    """Return a picture's pixels as a new file: no camera, place, text or profile goes along."""
    try:
        with Image.open(path, formats=[kind]) as given:
            if given.width * given.height > MOST_PIXELS:
                raise NotAttachable(NotAttachable.template)
            mode = "RGB" if kind == "JPEG" or given.mode not in ("L", "RGBA") else given.mode
            pixels = ImageOps.exif_transpose(given).convert(mode)
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise NotAttachable(NotAttachable.template) from error
    clean = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    out = BytesIO()
    clean.save(out, kind)
    return out.getvalue(), ".png" if kind == "PNG" else ".jpg"
