"""Needs and offers: who asks for what, who can give it, and where both meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Side = Literal["need", "offer"]


@dataclass(frozen=True)
class Wish:
    """A need or an offer in a field of expertise; ``organisation`` says whose, None is unknown."""

    entry: str
    side: Side
    theme: str
    region: str
    organisation: str | None


@dataclass(frozen=True)
class WishMatch:
    """A need and an offer that can meet it; ``across`` tells that two regions meet."""

    need: Wish
    offer: Wish

    @property
    def across(self) -> bool:
        """Tell whether need and offer come from different regions."""
        return self.need.region != self.offer.region


def match_wishes(wishes: Iterable[Wish], own: str | None = None) -> list[WishMatch]:
    """Return needs with the offers of the same field, by another organisation.

    Those of ``own`` come first, then those across regions, then in the order in which they were
    made. A pair is a hint that two should talk: how well they fit is not computed.
    """
    all_wishes = list(wishes)
    needs = [w for w in all_wishes if w.side == "need"]
    offers = [w for w in all_wishes if w.side == "offer"]
    matches = [
        WishMatch(need, offer)
        for need in needs
        for offer in offers
        if need.theme == offer.theme
        and (need.organisation is None or need.organisation != offer.organisation)
    ]

    def order(pair: WishMatch) -> tuple[bool, bool]:
        mine = own is not None and own in (pair.need.organisation, pair.offer.organisation)
        return not mine, not pair.across

    return sorted(matches, key=order)


def wish_counts(wishes: Iterable[Wish]) -> Counter[tuple[str, str, str]]:
    """Return how many needs and offers there are, by (theme, region, side)."""
    return Counter((w.theme, w.region, w.side) for w in wishes)
