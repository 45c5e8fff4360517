"""Whose figure or record a problem is about, by the names that readers know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from atlas.codebook import codebook
from atlas.i18n import N_, Translator, country_name, translator

KINDS = {
    "judgement": N_("Coded answer"),
    "event": N_("Event"),
    "document": N_("Document"),
    "institution": N_("Institution"),
    "relation": N_("Relation"),
    "participation": N_("Membership"),
    "treaty_action": N_("Treaty action"),
}
# Which of a record's codes is a term of a list: place in ``of``, list of the template's words.
TERMS = {
    "judgement": (2, "question"),
    "event": (2, "event"),
    "document": (2, "document"),
    "relation": (3, "relation"),
    "participation": (2, "organisation"),
    "treaty_action": (2, "instrument"),
}


def where(params: Mapping[str, object], t: Translator | None = None) -> str:
    """Return country, indicator or kind of record, and what else tells it apart.

    ``params`` has ``of``: the codes that a draft record is keyed by, after its kind where it is
    no figure. Codes that the codebook does not know stay as they are.

    Examples
    --------
    >>> where({"of": ("CHL", "milex_gdp", "2020")})
    'Chile, Military expenditure, share of GDP, 2020'
    >>> where({"of": ("event", "CHL", "law", "1999-05")})
    'Event, Chile, Law or decree, 1999-05'
    """
    parts = params.get("of")
    translate = t or translator("en")
    codes = [str(code) for code in parts] if isinstance(parts, tuple | list) else []
    if codes and codes[0] in KINDS:
        return ", ".join(filter(None, _record(codes, translate)))
    return ", ".join(_name(code, translate) for code in codes if code)


def _record(codes: Sequence[str], t: Translator) -> list[str]:
    """Return the names of a record's kind, its country, its term and what else it is keyed by."""
    from atlas.intake.sheets.words import vocabulary_names  # noqa: PLC0415 - it reads the rules of records

    at, vocabulary = TERMS.get(codes[0], (0, ""))
    labels = [t(KINDS[codes[0]])]
    for place, code in enumerate(codes[1:], start=1):
        term = vocabulary_names(vocabulary).get(code, ()) if place == at else ()
        labels.append(t(term[0]) if term else _name(code, t) if place == 1 else code)
    return labels


def _name(code: str, t: Translator) -> str:
    book = codebook()
    if code in book.countries:
        return country_name(code, t.lang)
    if code in book.indicators:
        return t(book.indicators[code].name)
    return code
