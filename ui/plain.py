"""Texts of people in Streamlit's Markdown: said as they are, never as a link or a picture."""

from __future__ import annotations

from atlas.errors import AtlasError
from atlas.i18n import Translator

MARKS = str.maketrans({c: f"\\{c}" for c in "\\`[]<$"})


def plain(text: str) -> str:
    """Return a text no sign of which is read as a link, a picture, code, HTML or a formula."""
    return text.translate(MARKS)


def told(error: AtlasError, t: Translator, **more: object) -> str:
    """Return what an error says; the values that it names are plain."""
    params = {**error.params, **more}
    return t(error.message, **{k: plain(v) if isinstance(v, str) else v for k, v in params.items()})
