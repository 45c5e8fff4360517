"""Needs and offers as a matrix of fields by regions, as pairs that match, and one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from atlas.analysis.matching import Pair, Wish, counts, pairs
from atlas.codebook import codebook
from atlas.community.entries import Entry
from atlas.community.members import Face
from atlas.figures.community import SIDES, Spoken, said
from atlas.figures.directory import region_names, speaker, theme_names
from atlas.figures.events import moment
from atlas.i18n import Translator


@dataclass(frozen=True)
class Asked:
    """A need or an offer for reading."""

    entry: str
    side: str
    kind: str
    theme: str
    region: str
    who: Face
    words: Spoken
    until: str
    own: bool


@dataclass(frozen=True)
class Cell:
    """How many needs and offers meet in a field and a region."""

    region: str
    name: str
    needs: int
    offers: int


@dataclass(frozen=True)
class Line:
    """A field of expertise across the regions."""

    theme: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Match:
    """A need beside an offer that can meet it."""

    theme: str
    need: Asked
    offer: Asked
    across: bool


def current(entries: Iterable[Entry], today: str) -> list[Entry]:
    """Return what still holds: without an end, or with one that has not passed."""
    return [
        e
        for e in entries
        if not e.content.until or today[: len(e.content.until)] <= e.content.until
    ]


def wishes(entries: Iterable[Entry]) -> list[Wish]:
    """Return entries as what is matched."""
    return [
        Wish(e.entry, e.content.side, e.content.theme, e.content.region, e.organisation)
        for e in entries
    ]


def grid(entries: Sequence[Entry], t: Translator) -> list[Line]:
    """Return the fields in which anything is asked or given, each across the regions."""
    numbers = counts(wishes(entries))
    themes = {theme for theme, _, _ in numbers}
    regions = region_names(t)
    regions |= _others(entries, regions, t)
    return [
        Line(
            theme,
            name,
            tuple(
                Cell(r, at, numbers[theme, r, "need"], numbers[theme, r, "offer"])
                for r, at in regions.items()
            ),
        )
        for theme, name in theme_names(t).items()
        if theme in themes
    ]


def _others(entries: Iterable[Entry], regions: Mapping[str, str], t: Translator) -> dict[str, str]:
    """Return regions outside of the community's from which something is asked or given."""
    others = {e.content.region for e in entries} - set(regions)
    return {code: t(codebook().region(code).name) for code in sorted(others)}


def matches(
    entries: Sequence[Entry],
    faces: Mapping[str, Face],
    t: Translator,
    own: str | None = None,
) -> list[Match]:
    """Return needs beside offers, the reader's own first."""
    by_entry = {a.entry: a for a in asked(entries, faces, t, own)}
    return [_match(pair, by_entry) for pair in pairs(wishes(entries), own)]


def _match(pair: Pair, by_entry: Mapping[str, Asked]) -> Match:
    need, offer = by_entry[pair.need.entry], by_entry[pair.offer.entry]
    return Match(need.theme, need, offer, pair.across)


def asked(
    entries: Iterable[Entry],
    faces: Mapping[str, Face],
    t: Translator,
    own: str | None = None,
) -> list[Asked]:
    """Return needs and offers for reading, in the order in which they were made."""
    themes = theme_names(t)
    return [
        Asked(
            entry=e.entry,
            side=e.content.side,
            kind=t(SIDES[e.content.side]),
            theme=themes[e.content.theme],
            region=t(codebook().region(e.content.region).name),
            who=speaker(faces, e.organisation, t),
            words=said(e.content.words, t.lang),
            until=moment(e.content.until, t.lang) if e.content.until else "",
            own=bool(own) and e.organisation == own,
        )
        for e in entries
    ]
