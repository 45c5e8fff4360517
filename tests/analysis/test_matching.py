"""Needs meet offers of the same field by another organisation, one's own first."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from atlas.analysis.matching import Wish, match_wishes, wish_counts


def wish(entry: str, side: str, theme: str, region: str, organisation: str | None) -> Wish:
    return Wish(entry, side, theme, region, organisation)  # type: ignore[arg-type]


def test_a_need_meets_the_offers_of_its_field_by_others() -> None:
    known = [
        wish("n1", "need", "budget", "asia", "a"),
        wish("o1", "offer", "budget", "asia", "b"),
        wish("o2", "offer", "budget", "africa", "c"),
        wish("o3", "offer", "budget", "africa", "a"),
        wish("o4", "offer", "legal", "africa", "c"),
    ]
    assert [p.offer.entry for p in match_wishes(known)] == ["o2", "o1"], "across regions first"
    assert [p.offer.entry for p in match_wishes(known, own="b")] == ["o1", "o2"], "one's own first"


def test_who_is_unknown_is_taken_for_another() -> None:
    known = [wish("n", "need", "x", "asia", None), wish("o", "offer", "x", "asia", None)]
    assert len(match_wishes(known)) == 1


@given(
    st.lists(
        st.builds(
            wish,
            st.uuids().map(str),
            st.sampled_from(["need", "offer"]),
            st.sampled_from("xyz"),
            st.sampled_from(["asia", "africa"]),
            st.sampled_from([None, "a", "b", "c"]),
        ),
        max_size=20,
    ),
    st.sampled_from([None, "a"]),
)
def test_every_pair_fits_and_none_is_missing(known: list[Wish], own: str | None) -> None:
    found = match_wishes(known, own)
    for pair in found:
        assert (pair.need.side, pair.offer.side) == ("need", "offer")
        assert pair.need.theme == pair.offer.theme
        assert pair.need.organisation is None or pair.need.organisation != pair.offer.organisation
    possible = [
        (n, o)
        for n in known
        for o in known
        if (n.side, o.side) == ("need", "offer") and n.theme == o.theme
        if n.organisation is None or n.organisation != o.organisation
    ]
    assert Counter((p.need, p.offer) for p in found) == Counter(possible)
    mine = [own in (p.need.organisation, p.offer.organisation) for p in found if own]
    assert mine == sorted(mine, reverse=True)


def test_needs_and_offers_are_counted_by_field_and_region() -> None:
    known = [wish(str(n), "need", "budget", "asia", "a") for n in range(3)]
    assert wish_counts(known)["budget", "asia", "need"] == 3
    assert wish_counts(known)["budget", "asia", "offer"] == 0
