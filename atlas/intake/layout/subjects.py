"""Which indicator a text means: a subject and a unit, an id, a name or a publisher's code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from atlas.codebook import codebook
from atlas.codebook.load import FOLDER
from atlas.i18n import LANGUAGES, translator
from atlas.intake.layout.fold import clean_text, fold_text, words
from atlas.intake.layout.units import Unit, unit_of

YEAR = re.compile(r"(?:19|20)\d\d")
COUNTED = ("persons", "number", "")  # units that a bare “Thousands” may stand for
# Unit kinds in which an indicator's own unit is written.
NATURAL = {
    "% of GDP": "percent-gdp",
    "US$": "usd",
    "US$ per inhabitant": "usd-person",
    "% of government spending": "percent-government",
    "persons": "persons",
    "per 1,000 inhabitants": "per-1000",
    "per 100,000 inhabitants": "per-100000",
    "per 1,000 live births": "per-1000",
    "local currency": "local",
    "months": "months",
    "years": "years",
    "km²": "km2",
    "% per year": "change",
    "US$ (2021, PPP)": "ppp-person",
}


@dataclass(frozen=True)
class Subject:
    """A subject with the indicators that its units lead to."""

    id: str
    words: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    indicators: dict[str, str]
    default: str = ""


@dataclass(frozen=True)
class Meaning:
    """What texts say together. ``indicator`` is set when it is certain; else ``candidates``
    hold what it may be, and ``foreign`` says that the atlas does not record it.
    """

    indicator: str = ""
    unit: Unit = field(default_factory=Unit)
    candidates: tuple[str, ...] = ()
    foreign: bool = False
    subject: str = ""


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    with (FOLDER / "subjects.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return frozenset(fold_text(word) for word in _file()["parts"]["words"])


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Subject, ...], dict[str, str]]:
    read = _file()
    subjects = tuple(
        Subject(
            entry["id"],
            tuple(tuple(words(fold_text(p)).strip() for p in w.split("+")) for w in entry["words"]),
            tuple(words(fold_text(word)).strip() for word in entry.get("without", ())),
            entry["indicators"],
            entry.get("default", ""),
        )
        for entry in read["subject"]
    )
    return subjects, {code.casefold(): indicator for code, indicator in read["codes"].items()}


@lru_cache(maxsize=1)
def _exact() -> dict[str, str]:
    """Return ids and names of indicators in all languages; a name of two is left out."""
    ids_by_text: dict[str, set[str]] = {}
    for indicator in codebook().indicators.values():
        texts = [indicator.id]
        if indicator.kind == "rate" and " per " not in indicator.name:
            ids_by_text.setdefault(fold_text(indicator.id), set()).add(indicator.id)
            continue  # “Prison population” may be a number as well as a rate: the unit decides
        texts += [indicator.name]
        texts += [translator(lang)(indicator.name) for lang in LANGUAGES]
        shorts = [i.short for i in codebook().indicators.values()]
        if shorts.count(indicator.short) == 1 and indicator.short != "Military expenditure":
            texts += [translator(lang)(indicator.short) for lang in LANGUAGES]
        for text in texts:
            ids_by_text.setdefault(fold_text(text), set()).add(indicator.id)
            ids_by_text.setdefault(words(fold_text(text)), set()).add(indicator.id)
    return {text: next(iter(ids)) for text, ids in ids_by_text.items() if len(ids) == 1}


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Return the names of all indicators in all languages, also those of several."""
    names = [entry.name for entry in codebook().indicators.values()]
    return frozenset(
        words(fold_text(translator(lang)(name))) for lang in LANGUAGES for name in names
    )


@lru_cache(maxsize=4_000)
def indicator_named(text: str) -> str:
    """Return the indicator whose id, name or publisher's code a text is, or ``""``."""
    name = clean_text(text)
    by_code = _table()[1].get(name.casefold())
    if by_code:
        return by_code
    key = fold_text(name)
    return _exact().get(key) or _exact().get(words(key)) or ""


@lru_cache(maxsize=4_000)
def subjects_in(text: str) -> tuple[str, ...]:
    """Return the subjects that a text names, the longest phrases first."""
    rest = words(unit_of(text).rest.replace("|", " "))
    hits: list[tuple[int, str, tuple[str, ...]]] = []
    for subject in _table()[0]:
        if any(f" {word} " in rest for word in subject.without):
            continue
        for phrase in subject.words:
            if all(f" {part} " in rest for part in phrase):
                hits.append((sum(map(len, phrase)), subject.id, phrase))
    hits.sort(key=lambda hit: -hit[0])
    names: list[str] = []
    for _, name, phrase in hits:
        if all(f" {part} " in rest for part in phrase):
            for part in phrase:
                rest = rest.replace(f" {part} ", " | ")
            if name not in names:
                names.append(name)
    return tuple(names)


# Words that may stand beside a subject in the name of a series without changing it.
NEUTRAL = frozenset(
    (
        *("total", "of", "the", "in", "a", "by", "country", "number", "personnel", "persons"),
        *("people", "annual", "rate", "index", "level", "value", "values", "national", "all"),
        *("de", "del", "la", "le", "les", "los", "las", "des", "du", "d", "l", "en", "por"),
        *("par", "no", "nombre", "numero", "taux", "tasa", "at", "birth", "years", "year"),
        *("adults", "strength", "size", "officers", "intentional", "data", "per", "to", "as"),
        *("held", "hosted", "number", "عدد", "معدل", "اجمالي", "في", "من", "اعداد", "lower"),
        *(
            "upper",
            "senate",
            "w",
            "single",
            "house",
            "or",
            "chamber",
            "parliament",
            "parliaments",
            "seats",
            "individuals",
        ),
    )
)


@lru_cache(maxsize=4_000)
def qualifiers(text: str) -> frozenset[str]:
    """Return the words that a text adds to the one subject that it names.

    Examples
    --------
    >>> sorted(qualifiers("Peacekeepers killed")), sorted(qualifiers("Population, total"))
    (['killed'], [])
    """
    subjects = subjects_in(text)
    if len(subjects) != 1 or words(fold_text(text)) in _names() or indicator_named(text):
        return frozenset()
    rest = words(unit_of(text).rest.replace("|", " "))
    for phrase in sorted(_subject(subjects[0]).words, key=lambda p: -sum(map(len, p))):
        if all(f" {part} " in rest for part in phrase):
            for part in phrase:
                rest = rest.replace(f" {part} ", " ")
    return frozenset(w for w in rest.split() if w not in NEUTRAL and not w.isdigit())


def is_plain(text: str) -> bool:
    """Tell whether a text names one subject with nothing that could make it another series.

    “Population, total” is plain; “Population density” and “Forest area” are not.
    """
    return bool(subjects_in(text) or indicator_named(text)) and not qualifiers(text)


def is_part(text: str) -> bool:
    """Tell whether a text names only a part of a subject, or what happened to it.

    “Police officers, female” and “Peacekeepers killed” are; titles say much else besides.
    """
    return bool(qualifiers(text) & _parts())


def meaning_of(texts: Iterable[str]) -> Meaning:
    """Return what texts mean together, the nearest first: a header, a block's title, a sheet's."""
    subject, unit, base = "", Unit(), ""
    constant: bool | None = None
    for text in texts:
        indicator = indicator_named(text)
        own = unit_of(text)
        constant, base = own.constant if constant is None else constant, base or own.base
        if indicator and not subject:
            return Meaning(indicator, unit or own, subject=indicator)
        several = subjects_in(text)
        if not unit and own:
            unit = own
        elif subject in several and unit.kind == "percent" and own.kind.startswith("percent-"):
            unit = own  # “Percentage” under a title that says of what
        elif unit.kind == "person" and own.kind in ("usd", "usd-person"):
            unit = Unit("usd-person", own.scale, own.scaled)
        elif unit.kind == "usd" and own.kind == "person":
            unit = Unit("usd-person", unit.scale, unit.scaled)
        elif own.scaled and not unit.scaled and own.kind in ("", unit.kind):
            unit = Unit(unit.kind, own.scale, True)
        if not subject and several:
            if len(several) > 1:
                possible = [i for name in several for i in _subject(name).indicators.values()]
                return Meaning(unit=unit, candidates=tuple(dict.fromkeys(possible)))
            subject = several[0]
            if is_part(text):
                return Meaning(unit=unit, foreign=True, subject=subject)
    if not subject:
        return Meaning(unit=unit)
    full_unit = Unit(unit.kind, unit.scale, unit.scaled, constant, base=base)
    return _meaning_of_subject(_subject(subject), full_unit)


def heading_meaning(text: str, beside: Iterable[str] = ()) -> Meaning:
    """Return what the heading of a column means, with what else is said of its unit.

    A heading that adds a word to its subject, such as “Refugees resettled”, is a question.
    """
    meaning = meaning_of([text, *beside])
    if not meaning.indicator or is_plain(text) or not subjects_in(text):
        return meaning
    return replace(meaning, indicator="", candidates=(meaning.indicator,))


def _subject(name: str) -> Subject:
    return next(subject for subject in _table()[0] if subject.id == name)


def _meaning_of_subject(subject: Subject, unit: Unit) -> Meaning:
    indicators = subject.indicators
    if unit.kind in indicators and not same_prices(unit, indicators[unit.kind]):
        unsure = not unit.base and unit.constant is not False and unit.kind == "ppp-person"
        candidates = (indicators[unit.kind],) if unsure else ()
        return Meaning(unit=unit, candidates=candidates, foreign=not unsure, subject=subject.id)
    if unit.kind in indicators:
        return Meaning(indicators[unit.kind], unit, subject=subject.id)
    if unit.kind in COUNTED and "persons" in indicators and (unit.kind or subject.default):
        return Meaning(indicators["persons"], unit, subject=subject.id)
    if unit.kind in COUNTED and not unit.kind and "persons" in indicators and unit.scaled:
        return Meaning(indicators["persons"], unit, subject=subject.id)
    if not unit.kind and subject.default:
        return Meaning(subject.default, unit, subject=subject.id)
    alike = tuple(
        dict.fromkeys(
            indicator
            for kind, indicator in indicators.items()
            if not unit.kind
            or (unit.kind == "percent" and kind.startswith("percent"))
            or (unit.kind == "money" and kind.startswith("usd"))
            or (unit.kind == "person" and kind.endswith("-person"))
        )
    )
    if alike:
        return Meaning(unit=unit, candidates=alike, subject=subject.id)
    return Meaning(unit=unit, foreign=True, subject=subject.id)


def natural(indicator: str) -> str:
    """Return the kind of unit in which an indicator is recorded, ``percent`` for other shares."""
    entry = codebook().indicators[indicator]
    if entry.unit in NATURAL:
        return NATURAL[entry.unit]
    return "percent" if entry.kind == "share" else entry.kind


def same_prices(unit: Unit, indicator: str) -> bool:
    """Tell whether a unit has the prices in which an indicator is recorded."""
    base = YEAR.search(codebook().indicators[indicator].unit)
    if base is not None:
        return unit.base == base[0]
    return not (unit.constant and unit.kind.startswith(("usd", "ppp")))


def fits(unit: Unit, indicator: str) -> bool:
    """Tell whether a unit can be that of an indicator, scale aside."""
    if not unit.kind:
        return True
    own = natural(indicator)
    if unit.kind == own and not same_prices(unit, indicator):
        return False
    if own.startswith("percent") or own == "change":
        return unit.kind in ("percent", own) or (own == "percent" and unit.kind[:7] == "percent")
    if own == "persons":
        return unit.kind in COUNTED
    if own == "count":
        return unit.kind in (*COUNTED, "missions", "seats")
    return unit.kind == own or (own in ("index", "category", "duration", "age"))
