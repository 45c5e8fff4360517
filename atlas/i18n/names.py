"""Names of countries and languages in the reader's language."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from atlas.codebook import codebook, local_name


@lru_cache(maxsize=2048)
def country_name(iso3: str, lang: str) -> str:
    """Return the name of a country in the reader's language (see ``codebook.local_name``)."""
    return local_name(codebook().country(iso3).iso3, lang)


def language_name(lang: str) -> str:
    """Return a language's name in itself, with a capital first letter."""
    name = Locale.parse(lang).get_display_name(lang) or lang
    return str(name[0].upper() + name[1:])


def language_in(code: str, lang: str) -> str:
    """Return a language's name in the reader's language.

    >>> language_in("es", "en")
    'Spanish'
    """
    try:
        return str(Locale.parse(code).get_display_name(lang) or code)
    except (UnknownLocaleError, ValueError):
        return code


def sorting(name: str) -> str:
    """Return a name as lists sort it, without accents.

    >>> sorted(["Sudan", "São Tomé"], key=sorting)
    ['São Tomé', 'Sudan']
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
