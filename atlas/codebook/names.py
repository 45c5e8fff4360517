"""Recognising countries by name or code: exactly, after normalisation, or not at all.

Names come from CLDR in four languages, ``country_names.csv`` and ``aliases.csv``. Aggregates
(“NATO Total”, “Latin America & Caribbean”), sub-national entities and former states are known
as such and refused; nothing is guessed, since “Niger” is one letter pair from “Nigeria”.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from babel import Locale

from atlas.codebook.load import FOLDER, codebook
from atlas.settings import LANGUAGES

LOCALES = {"es": "es_419"}  # a language's names are those of its own locale otherwise
FOOTNOTES = re.compile(r"(\s*[\*†‡§¹²³]+|(?<=[^\W\d_]{3})\d{1,2}|\[[^\]]*\])$")
ARTICLE = re.compile(r"\s\((?:the|le|la|les|l['’]|el|los|las)\)$", re.IGNORECASE)
CURRENCY = re.compile(r"\s{2,}\([^)]*\)$")
ARABIC_MARKS = re.compile("[\u064b-\u0652\u0640]")
ALEF = str.maketrans("أإآٱىة", "ااااية".replace("ة", "ه"))


@dataclass(frozen=True)
class Recognition:
    """What a name is: ``country`` (then ``iso3``), ``aggregate``, ``subnational``, ``former``
    or ``unknown`` (then ``nearest`` holds suggestions).
    """

    kind: str
    iso3: str | None = None
    nearest: tuple[str, ...] = ()


def recognise(name: str) -> Recognition:
    """Tell what a name or code stands for.

    Examples
    --------
    >>> recognise("Côte d'Ivoire").iso3, recognise("Korea, Rep.").iso3
    ('CIV', 'KOR')
    >>> recognise("NATO Europe and Canada").kind
    'aggregate'
    """
    recognition = recognise_exactly(name)
    return (
        recognition
        if recognition.kind != "unknown"
        else Recognition("unknown", None, _nearest(_key(name)))
    )


@lru_cache(maxsize=20_000)
def recognise_exactly(name: str) -> Recognition:
    """Tell what a name stands for as ``recognise`` does, without looking for similar ones.

    Comparing a name with all others takes a hundred times longer than looking it up.
    """
    text = CURRENCY.sub("", name.replace("\u00a0", " ").strip())
    kinds = _not_countries()
    key = normalise(text)
    if text in kinds or key in kinds:
        return Recognition(kinds.get(text) or kinds[key])
    # Capitals only: “and”, “per” and “mar” are words; ``code`` is asked where no words stand.
    iso3 = _codes().get(text) or _names().get(key)
    return Recognition("country", iso3) if iso3 else Recognition("unknown")


@lru_cache(maxsize=5_000)
def code(text: str) -> Recognition:
    """Tell what a code stands for, in any letters: where only codes and names stand.

    Examples
    --------
    >>> code("ke").iso3, code("ksv").iso3, code("scg").kind, code("Kenya").kind
    ('KEN', 'XKX', 'former', 'unknown')
    """
    capitals = text.strip().upper()
    return (
        recognise_exactly(capitals)
        if len(capitals) in (2, 3) and capitals.isascii()
        else Recognition("unknown")
    )


def code_or_name(text: str) -> Recognition:
    """Tell what a code in any letters, or else a name, stands for."""
    recognition = code(text)
    return recognition if recognition.kind != "unknown" else recognise(text)


def _key(name: str) -> str:
    return normalise(CURRENCY.sub("", name.replace("\u00a0", " ").strip()))


def normalise(name: str) -> str:
    """Fold a name: accents, case, punctuation, footnote marks, Arabic vowel signs.

    Examples
    --------
    >>> normalise("  CÔTE D’IVOIRE* ")
    'cote d ivoire'
    """
    text = FOOTNOTES.sub("", name.strip())
    text = ARTICLE.sub("", text)  # UN style: “Angola (l')”, “Chad (el)”
    text = ARABIC_MARKS.sub("", text).translate(ALEF)
    text = "".join(
        c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
    )
    text = text.replace("&", " and ")
    text = re.sub(r"[^\w]+", " ", text).strip()
    text = re.sub(r"\bst\b", "saint", text)
    return re.sub(r"^the | the$", "", text)


@lru_cache(maxsize=2048)
def local_name(iso3: str, lang: str) -> str:
    """Return a country's name in one of the four languages, English where there is none.

    English is the codebook's own. For the others ``country_names.csv`` has delicate and regional
    names, each with its reason; CLDR has the rest, Spanish as Latin America writes it.
    """
    country = codebook().countries[iso3]
    if lang == "en":
        return country.name
    own = _own_names().get(iso3, {}).get(lang)
    return own or str(
        Locale.parse(LOCALES.get(lang, lang)).territories.get(country.iso2, country.name)
    )


@lru_cache(maxsize=1)
def _own_names() -> dict[str, dict[str, str]]:
    return {row["iso3"]: row for row in _rows("country_names.csv")}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    ambiguous: set[str] = set()

    def add(name: str, iso3: str) -> None:
        key = normalise(name)
        if key and names.setdefault(key, iso3) != iso3:
            ambiguous.add(key)

    for country in codebook().countries.values():
        add(country.name, country.iso3)
        for lang in LANGUAGES:
            add(Locale.parse(lang).territories.get(country.iso2, ""), country.iso3)
            add(local_name(country.iso3, lang), country.iso3)
    for key in ambiguous:
        del names[key]
    for row in _rows("aliases.csv"):
        names[normalise(row["name"])] = row["iso3"]
    return names


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Return ISO3 by ISO3, ISO2 and the old codes of publishers that mean a country of today."""
    codes = {row["code"]: row["iso3"] for row in _rows("codes.csv")}
    for country in codebook().countries.values():
        codes |= {country.iso2: country.iso3, country.iso3: country.iso3}
    return codes


@lru_cache(maxsize=1)
def _not_countries() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for row in _rows("not_countries.csv"):
        kinds[normalise(row["name"])] = row["kind"]
        if row["code"]:
            kinds[row["code"]] = row["kind"]
    return kinds


def _rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _nearest(key: str) -> tuple[str, ...]:
    close = get_close_matches(key, _names(), n=6, cutoff=0.6)
    book = codebook()
    return tuple(dict.fromkeys(book.countries[_names()[n]].name for n in close))[:3]
