"""What a row's label stands for: a country, or something that must not be taken for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from atlas.codebook import recognise
from atlas.codebook.names import code, recognise_exactly
from atlas.intake.layout.fold import brief, clean_text, fold_text
from atlas.intake.layout.units import LOCAL, USD

NUMBERED = r"(?:\d{1,2}|[a-z])"  # a note, as it is counted
MARKS = re.compile(
    rf"(?:\s*(?:[*†‡§¶‖#¹²³⁴⁵⁶⁷⁸⁹⁰ªº⁽⁾]+|\({NUMBERED}(?:, ?{NUMBERED})*\)|\[\w{{1,2}}\]"
    rf"|(?<=[^\W\d_]{{3}})\d{{1,2}}\)|(?<=\s){NUMBERED}[/)]|/\d{{1,2}}|\^\d{{1,2}}"
    rf"|(?<=\s)\d{{1,2}}(?:, ?\d{{1,2}})+|[\[(](?:see |voir |véase )?not[ea]s? \w{{1,2}}[\])]|,))+$"
)
BEFORE = re.compile(r"^(?:[*†‡§¶‖#¹²³]+|\d{1,2}/)\s*")
# “Georgia (country)” is no state of America; “PER - Peru” says its code first.
COUNTRY = re.compile(r"\s*\(country\)$", re.IGNORECASE)
CODED = re.compile(r"([A-Z]{2,3})\s*[-–:|]\s*(\D{3,})")
PAREN = re.compile(r"\s*\(([^()]*)\)$")
PAGE = re.compile(r"[-–—]\s*\d+\s*[-–—]|page \d+.*|p\. ?\d+", re.IGNORECASE)
GROUP = re.compile(
    r"\b(?:total|subtotal|average|mean|sum|excluding|excl|countries|income|members|region(?:s|al)?"
    r"|rest of|all states|worldwide|moyenne|promedio|ensemble|moyen|resto|dividend|small states)\b"
    r"|\b(?:المجموع|متوسط|اجمالي)\b|\((?:owid|who|un|wb|ilo|unicef|unesco|unsd|fao)\)"
)


@dataclass(frozen=True)
class Entity:
    """``kind`` is country, aggregate, subnational, former, unknown or blank."""

    kind: str
    iso3: str = ""


@lru_cache(maxsize=20_000)
def entity(name: str) -> Entity:
    """Return what a row's label stands for, footnote marks and currencies aside.

    Examples
    --------
    >>> entity("Czechia*").iso3, entity("Albania (Leks)").iso3, entity("NATO Total").kind
    ('CZE', 'ALB', 'aggregate')
    """
    text = brief(name)
    if not text or PAGE.fullmatch(text):
        return Entity("blank")
    match = by_name(text)
    if match is not None:
        return match
    if GROUP.search(f"{fold_text(text)} {text.casefold()}"):
        return Entity("aggregate")
    return Entity("unknown")


def by_name(text: str) -> Entity | None:
    """Return what a text stands for by the codebook's lists alone.

    A heading may hold the words of a group, as “Total population” and “Income group” do.
    """
    hits = (recognise_exactly(variant) for variant in _variants(text))
    hit = next((hit for hit in hits if hit.kind != "unknown"), None)
    return Entity(hit.kind, hit.iso3 or "") if hit else None


def _variants(text: str) -> tuple[str, ...]:
    bare = BEFORE.sub("", MARKS.sub("", text))
    variants = [text, bare, COUNTRY.sub("", bare)]
    pair = CODED.fullmatch(bare)
    if (
        pair
        and recognise_exactly(pair[1]).iso3
        and recognise_exactly(pair[1]).iso3 == recognise_exactly(pair[2]).iso3
    ):
        variants.append(pair[2])
    inside = PAREN.search(bare)
    if inside and re.search(rf"{LOCAL}|{USD}|\bdollars?\b|\b[a-z]{{3}}$", fold_text(inside[1])):
        money = re.search(
            rf"{LOCAL}|{USD}|dollars?|kron|crown|leu|denar|mark", fold_text(inside[1])
        )
        if money or re.fullmatch(r"[A-Z]{3}", inside[1].strip()):
            variants.append(MARKS.sub("", PAREN.sub("", bare)))
    return tuple(dict.fromkeys(variants))


@lru_cache(maxsize=5_000)
def is_listed(name: str) -> bool:
    """Tell whether a text is the name of a state or a group; “Total soldiers” is a heading."""
    match = by_name(brief(name))
    return match is not None and match.kind in ("country", "aggregate", "former")


@lru_cache(maxsize=5_000)
def owner(name: str) -> Entity:
    """Return what a label stands for in a column of countries, where small letters are codes too.

    Examples
    --------
    >>> owner("ke").iso3, owner("na").iso3, entity("na").kind
    ('KEN', 'NAM', 'unknown')
    """
    match = entity(name)
    if match.kind != "unknown":
        return match
    by_code = code(brief(name))
    return Entity(by_code.kind, by_code.iso3 or "")


@lru_cache(maxsize=2_000)
def suggestions(name: str) -> tuple[str, ...]:
    """Return similar names of countries for a label that is no country."""
    return recognise(MARKS.sub("", clean_text(name))).nearest
