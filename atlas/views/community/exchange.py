"""Needs and offers as a matrix of fields by regions, as pairs that match, and one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from atlas.analysis.matching import Wish, WishMatch, match_wishes, wish_counts
from atlas.codebook import codebook
from atlas.community.entries import EntryVersion
from atlas.community.members import Face
from atlas.i18n import Translator
from atlas.views.community.directory import author_face, region_names, theme_names
from atlas.views.community.entries import SIDES, LocalisedText, localised_text
from atlas.views.timeline.events import moment


@dataclass(frozen=True)
class ExchangeItem:
    """A need or an offer for reading."""

    entry: str
    side: str
    kind: str
    theme: str
    region: str
    who: Face
    words: LocalisedText
    until: str
    own: bool


@dataclass(frozen=True)
class ExchangeCell:
    """How many needs and offers meet in a field and a region."""

    region: str
    name: str
    needs: int
    offers: int


@dataclass(frozen=True)
class ExchangeRow:
    """A field of expertise across the regions."""

    theme: str
    name: str
    cells: tuple[ExchangeCell, ...]


@dataclass(frozen=True)
class Match:
    """A need beside an offer that can meet it."""

    theme: str
    need: ExchangeItem
    offer: ExchangeItem
    across: bool


def unexpired_entries(entries: Iterable[EntryVersion], today: str) -> list[EntryVersion]:
    """Return what still holds: without an end, or with one that has not passed."""
    return [
        e
        for e in entries
        if not e.content.until or today[: len(e.content.until)] <= e.content.until
    ]


def wishes(entries: Iterable[EntryVersion]) -> list[Wish]:
    """Return entries as what is matched."""
    return [
        Wish(e.entry, e.content.side, e.content.theme, e.content.region, e.organisation)
        for e in entries
    ]


def exchange_rows(entries: Sequence[EntryVersion], t: Translator) -> list[ExchangeRow]:
    """Return the fields in which anything is asked or given, each across the regions."""
    numbers = wish_counts(wishes(entries))
    themes = {theme for theme, _, _ in numbers}
    regions = region_names(t)
    regions |= _others(entries, regions, t)
    return [
        ExchangeRow(
            theme,
            name,
            tuple(
                ExchangeCell(r, at, numbers[theme, r, "need"], numbers[theme, r, "offer"])
                for r, at in regions.items()
            ),
        )
        for theme, name in theme_names(t).items()
        if theme in themes
    ]


def _others(
    entries: Iterable[EntryVersion], regions: Mapping[str, str], t: Translator
) -> dict[str, str]:
    """Return regions outside of the community's from which something is asked or given."""
    others = {e.content.region for e in entries} - set(regions)
    return {code: t(codebook().region(code).name) for code in sorted(others)}


def matches(
    entries: Sequence[EntryVersion],
    faces: Mapping[str, Face],
    t: Translator,
    own: str | None = None,
) -> list[Match]:
    """Return needs beside offers, the reader's own first."""
    by_entry = {a.entry: a for a in exchange_items(entries, faces, t, own)}
    return [_match(pair, by_entry) for pair in match_wishes(wishes(entries), own)]


def _match(pair: WishMatch, by_entry: Mapping[str, ExchangeItem]) -> Match:
    need, offer = by_entry[pair.need.entry], by_entry[pair.offer.entry]
    return Match(need.theme, need, offer, pair.across)


def exchange_items(
    entries: Iterable[EntryVersion],
    faces: Mapping[str, Face],
    t: Translator,
    own: str | None = None,
) -> list[ExchangeItem]:
    """Return needs and offers for reading, in the order in which they were made."""
    themes = theme_names(t)
    return [
        ExchangeItem(
            entry=e.entry,
            side=e.content.side,
            kind=t(SIDES[e.content.side]),
            theme=themes[e.content.theme],
            region=t(codebook().region(e.content.region).name),
            who=author_face(faces, e.organisation, t),
            words=localised_text(e.content.words, t.lang),
            until=moment(e.content.until, t.lang) if e.content.until else "",
            own=bool(own) and e.organisation == own,
        )
        for e in entries
    ]
