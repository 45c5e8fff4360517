"""Whose figure or record a problem is about, by the names that readers know."""

from __future__ import annotations

from collections.abc import Mapping

from atlas.codebook import codebook
from atlas.i18n import Translator, country_name, translator


def where(params: Mapping[str, object], t: Translator | None = None) -> str:
    """Return country, indicator or kind of record, and what else tells it apart.

    ``params`` has ``of``: the codes that a draft record is keyed by. Codes that the
    codebook does not know stay as they are.

    Examples
    --------
    >>> where({"of": ("CHL", "milex_gdp", "2020")})
    'Chile, Military expenditure, share of GDP, 2020'
    """
    parts = params.get("of")
    said = t or translator("en")
    codes = parts if isinstance(parts, tuple | list) else ()
    return ", ".join(_name(str(code), said) for code in codes if code)


def _name(code: str, t: Translator) -> str:
    book = codebook()
    if code in book.countries:
        return country_name(code, t.lang)
    if code in book.indicators:
        return t(book.indicators[code].name)
    return code
