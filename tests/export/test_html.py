"""HTML fragments: everything that comes from data is escaped, images stand on their own."""

from __future__ import annotations

import base64

import pytest
from jinja2 import UndefinedError

from atlas.export.html import fragment, image, methods, reliabilities, silhouette
from atlas.geometry import shape
from atlas.i18n import LANGUAGES, translator
from atlas.views.country.figures import basics
from tests.analysis.frames import frame, row


def country(**changes: object) -> str:
    """Return the basic sheet of an invented country as HTML."""
    t = translator("en")
    made = basics(frame(row("URY", 2024, 2.0, **changes)), t)
    return fragment("country.html", t, name="Uruguay", shape="", basics=made)


def test_words_of_a_source_are_escaped() -> None:
    html = country(original="<script>alert(1)</script>", source="A & B <b>")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "A &amp; B &lt;b&gt;" in html


def test_evidence_names_source_words_place_licence_and_record() -> None:
    html = country(original="2 percent", locator="Military and Security, p. 7")
    for words in (
        "Institute, Yearbook (2026)",
        '<blockquote dir="auto">2 percent</blockquote>',
        "Military and Security, p. 7",
        "Licence: CC0-1.0",
        "<code>URY-milex_gdp-2024-</code>",
    ):
        assert words in html


def test_source_without_an_address_is_no_link() -> None:
    assert "<a " not in country(source_url="")
    assert 'href="https://invented.example/"' in country(source_url="https://invented.example/")


def test_forgotten_value_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        fragment("country.html", translator("en"), name="Uruguay")


def test_outline_is_an_image_that_needs_no_request() -> None:
    prefix = "data:image/svg+xml;base64,"
    made = silhouette(shape("URY"))
    assert made.startswith(prefix)
    svg = base64.b64decode(made.removeprefix(prefix)).decode()
    assert svg.startswith("<svg") and "<path d=" in svg


def test_country_without_an_outline_has_no_image() -> None:
    assert silhouette(None) == ""
    assert "<img" not in country()


def test_image_keeps_every_letter() -> None:
    assert base64.b64decode(image("<svg>ö</svg>").partition(",")[2]).decode() == "<svg>ö</svg>"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_methods_and_reliabilities_are_told_apart_in_every_language(lang: str) -> None:
    t = translator(lang)
    assert len(set(methods(t).values())) == len(methods(t)) == 5
    assert len(set(reliabilities(t).values())) == len(reliabilities(t)) == 3
