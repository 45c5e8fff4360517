"""A picture drawn anew from its pixels: no camera, place, text or profile goes along."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from atlas.intake.sheets.long.opening import UnreadableFile

MOST_PIXELS = 16_000_000


class NotAPicture(UnreadableFile):
    """The file is no picture of the kind that its name says, or one of too many pixels."""

    code = "not-a-picture"
    template = "{file} cannot be opened as a picture of at most {n} million pixels."

    def __init__(self, file: str) -> None:
        super().__init__(self.template, file=file, n=MOST_PIXELS // 1_000_000)


def redraw_picture(path: Path, kind: str) -> tuple[bytes, str]:
    """Return a picture's pixels as a new file, and its ending; ``kind`` is PNG or JPEG.

    Raises
    ------
    NotAPicture
    """
    try:
        with Image.open(path, formats=[kind]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NotAPicture(path.name)
            mode = "RGB" if kind == "JPEG" or image.mode not in ("L", "RGBA") else image.mode
            pixels = ImageOps.exif_transpose(image).convert(mode)
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise NotAPicture(path.name) from error
    clean = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    out = BytesIO()
    clean.save(out, kind)
    return out.getvalue(), ".png" if kind == "PNG" else ".jpg"
