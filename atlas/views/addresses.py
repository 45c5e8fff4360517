"""Addresses within the atlas, in words: which page, and of what."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

from atlas.codebook import codebook
from atlas.errors import UnknownChoice
from atlas.i18n import Translator, country_name
from atlas.site import VIEWS

SUBJECTS = ("indicator", "question", "theme", "kind", "country", "region")


def address_title(view: str, t: Translator) -> str:
    """Return what an address shows: the page's name, and what its parameters choose.

    A value that the codebook does not know is left out: the page itself says so.
    """
    page, _, query = view.partition("?")
    parameters = parse_qs(query)
    subjects = [
        name
        for subject in SUBJECTS
        for value in parameters.get(subject, [])
        for code in value.split(",")
        if (name := _name(subject, code.strip(), t))
    ]
    title = t(VIEWS.get(page, page))
    if not subjects:
        return title
    return t("{page}: {subjects}", page=title, subjects=" · ".join(subjects))


def _name(subject: str, code: str, t: Translator) -> str:
    try:
        return _finders(t)[subject](code)
    except (UnknownChoice, KeyError):
        return ""


def _finders(t: Translator) -> dict[str, Callable[[str], str]]:
    book = codebook()
    themes = {theme.id: theme.name for theme in book.themes}
    kinds = {**book.vocabulary.documents, **book.vocabulary.events}
    return {
        "indicator": lambda code: t(book.indicator(code).short),
        "question": lambda code: t(book.question(code).short),
        "theme": lambda code: t(themes[code]),
        "kind": lambda code: t(kinds[code].name),
        "country": lambda code: country_name(book.country(code).iso3, t.lang),
        "region": lambda code: t(book.region(code).name),
    }
