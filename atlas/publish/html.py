"""HTML fragments from templates, with everything escaped by default."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from atlas.figures.voices import NONE
from atlas.i18n import Translator, language_in
from atlas.settings import ASSETS

SILHOUETTE = "#5c7f94"  # reads on light and dark pages


@lru_cache(maxsize=1)
def _environment() -> Environment:
    loader = FileSystemLoader(ASSETS / "templates")
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fragment(template: str, t: Translator, **values: object) -> str:
    """Return a template of ``assets/templates`` filled in, in the translator's language."""
    shared = {"t": t, "image": image, "methods": methods(t), "reliabilities": reliabilities(t)}
    shared["language_in"] = language_in
    # A page that shows figures gives the voices beside them: ``ui.frames.voices``.
    values = {"voices": NONE, **shared, **values}
    return _environment().get_template(template).render(values)


def image(svg: str) -> str:
    """Return an SVG as the address of an image: Streamlit strips inline drawings from HTML."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def silhouette(shape: dict[str, Any] | None) -> str:
    """Return a country's outline (``atlas.geometry.shape``) as the address of an image."""
    if shape is None:
        return ""
    box = " ".join(str(number) for number in shape["viewBox"])
    path = f'<path d="{shape["path"]}" fill="{SILHOUETTE}"/>'
    return image(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{path}</svg>')


def methods(t: Translator) -> dict[str, str]:
    """Return how each method is said."""
    return {
        "reported": t("Reported"),
        "estimated": t("Estimated"),
        "coded": t("Coded by the atlas from the source’s text"),
        "derived": t("Derived by the atlas"),
    }


def reliabilities(t: Translator) -> dict[str, str]:
    """Return how each reliability is said."""
    return {
        "stated": t("Stated by the source"),
        "estimate": t("Estimate, as the source marks it"),
        "uncertain": t("Uncertain, as the source marks it"),
    }
