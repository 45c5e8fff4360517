"""HTML fragments from templates, with everything escaped by default."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from atlas.i18n import Translator
from atlas.settings import ASSETS


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
    return (
        _environment()
        .get_template(template)
        .render(t=t, methods=methods(t), reliabilities=reliabilities(t), **values)
    )


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
