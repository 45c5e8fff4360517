"""HTML fragments from templates: everything is escaped, and no address leads where it must not.

A template writes a link to a source with ``{{ outward(url, words) }}``, which stays text where
the address is none. Every other ``href="{{ … }}"`` passes ``atlas.links.live`` by itself.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from atlas.i18n import Translator, language_in
from atlas.links import is_local, is_web_address, live
from atlas.settings import ASSETS
from atlas.views.replies.notes import NONE

SILHOUETTE = "#5c7f94"  # reads on light and dark pages


LEADS = re.compile(r"""\b(?:href|src|action|formaction|poster)\s*=\s*["']$""")
PICTURE = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]*")


class LiveAddresses(Extension):
    """Put every expression that an attribute of an address begins with through ``live``."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, ``|live`` added where an address begins."""
        leads = in_address = False
        for token in stream:
            if token.type == "variable_begin" and leads:
                in_address = True
                yield token
                yield Token(token.lineno, "lparen", "(")
            elif token.type == "variable_end" and in_address:
                in_address = False
                for kind, value in (("rparen", ")"), ("pipe", "|"), ("name", "live")):
                    yield Token(token.lineno, kind, value)
                yield token
            else:
                yield token
            leads = token.type == "data" and LEADS.search(token.value) is not None


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ASSETS / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[LiveAddresses],
    )
    environment.filters["live"] = _live
    environment.globals["outward"] = outward
    return environment


def _live(value: object) -> str:
    text = str(value)
    return text if PICTURE.fullmatch(text) else live(text)


def outward(url: object, words: object = "", **attributes: str) -> Markup:
    """Return a link to a page elsewhere; words alone where the address may not be linked.

    Further attributes are written as they are called, such as ``dir`` or ``target``.
    """
    address = str(url or "").strip()
    label = Markup("<bdi>{}</bdi>").format(words or address)
    if not is_web_address(address):
        return label
    return link_html(address, label, rel="noopener noreferrer nofollow", **attributes)


def link_html(address: str, words: object, **attributes: str) -> Markup:
    """Return ``<a href>``; words alone where the address may not be linked."""
    if not is_web_address(address) and not is_local(address):
        return escape(words)
    more = Markup("").join(Markup(' {}="{}"').format(k, v) for k, v in attributes.items())
    return Markup('<a href="{}"{}>{}</a>').format(address, more, words)


def fragment(template: str, t: Translator, **values: object) -> str:
    """Return a template of ``assets/templates`` filled in, in the translator's language."""
    defaults = {"t": t, "image": image, "methods": methods(t), "reliabilities": reliabilities(t)}
    defaults["language_in"] = language_in
    # A page that shows figures gives the voices beside them: ``ui.frames.voices``.
    values = {"voices": NONE, **defaults, **values}
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
    """Return the text of each method."""
    return {
        "reported": t("Reported"),
        "estimated": t("Estimated"),
        "coded": t("Coded by the atlas from the source’s text"),
        "machine-read": t("Read by machine from the text; nobody has confirmed it yet"),
        "derived": t("Derived by the atlas"),
    }


def reliabilities(t: Translator) -> dict[str, str]:
    """Return the text of each reliability."""
    return {
        "stated": t("Stated by the source"),
        "estimate": t("Estimate, as the source marks it"),
        "uncertain": t("Uncertain, as the source marks it"),
    }
