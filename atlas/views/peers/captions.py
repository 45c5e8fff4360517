"""What the peers page says in words: who the peers are, where a country stands, who is missing."""

from __future__ import annotations

from collections import Counter

from atlas.analysis.peers import Comparison, PeerSet, Place
from atlas.analysis.peers.compare import OLD
from atlas.analysis.peers.sets import BANDS
from atlas.codebook import Country, Indicator, MissingReason, codebook
from atlas.i18n import (
    N_,
    Translator,
    country_name,
    figure,
    figure_with_unit,
    number,
    plain,
    quantity,
)
from atlas.views.map.payload import REASON_NAMES
from atlas.views.ranks import rank_text
from atlas.views.values import value_with_unit

TOO_OLD = N_("Too old")
BETWEEN = {
    "force": N_("Armed forces of {low} to {high} persons"),
    "population": N_("{low} to {high} inhabitants"),
}
ABOVE = {
    "force": N_("Armed forces of {low} persons or more"),
    "population": N_("{low} inhabitants or more"),
}


def group_name(peers: PeerSet, country: Country, t: Translator) -> str:
    """Return what a set of peers is called."""
    if peers.by == "nearest":
        return t("Most similar to {country}", country=country_name(country.iso3, t.lang))
    if peers.low is None:
        return t(peers.name) if peers.name else ""
    low = plain(peers.low, t.lang)
    if peers.high is None:
        return t(ABOVE[peers.by], low=low)
    return t(BETWEEN[peers.by], low=low, high=plain(peers.high, t.lang))


def exclusion_reason(reason: str, t: Translator) -> str:
    """Return the name of a reason to be left out."""
    return t(TOO_OLD) if reason == OLD else t(REASON_NAMES[MissingReason(reason)])


def peer_sentences(
    comparison: Comparison, country: Country, indicator: Indicator, t: Translator
) -> list[str]:
    """Say the result: rank and interval, percentile, median and gap, who is left out."""
    name = country_name(country.iso3, t.lang)
    if not comparison.peers.members:
        return [_no_set(comparison.peers, country, t)]
    lines = [_membership(comparison.peers, name, t)]
    if comparison.place is None:
        lines.append(_no_place(comparison, country, t))
    else:
        lines += _standing(comparison, comparison.place, country, indicator, t)
    return [line for line in (*lines, _missing(comparison, t)) if line]


def _no_set(peers: PeerSet, country: Country, t: Translator) -> str:
    name = country_name(country.iso3, t.lang)
    if peers.by == "nearest":
        return t(
            "This release has too few of the chosen indicators of {country} to find similar "
            "countries.",
            country=name,
        )
    if peers.by == "income":
        return t("The codebook has no income group for {country}.", country=name)
    indicator_name = t(codebook().indicators[BANDS[peers.by][0]].name)
    return t(
        "This release has no value of “{indicator}” for {country}, so comparable countries "
        "cannot be identified.",
        indicator=indicator_name,
        country=name,
    )


def _membership(peers: PeerSet, name: str, t: Translator) -> str:
    if peers.outside:
        return t(
            "{country} is not a member of this group; it is shown for comparison.", country=name
        )
    if peers.own is None or peers.own_row is None:
        return ""
    indicator = codebook().indicators[BANDS[peers.by][0]]
    _, year = peers.own
    text = value_with_unit(peers.own_row, indicator, t)
    return t(
        "{country} is in this group with {value} ({year}).",
        country=name,
        value=text,
        year=year,
    )


def _no_place(comparison: Comparison, country: Country, t: Translator) -> str:
    name = country_name(country.iso3, t.lang)
    own = comparison.left_out[comparison.left_out["country"] == country.iso3]
    if own.empty:
        return t("Fewer than three of these countries have a value: no rank is shown.")
    return t(
        "{country} has no value to compare: {reason}.",
        country=name,
        reason=exclusion_reason(str(own["reason"].iloc[0]), t),
    )


def _standing(
    comparison: Comparison, place: Place, country: Country, indicator: Indicator, t: Translator
) -> list[str]:
    name = country_name(country.iso3, t.lang)
    own = comparison.rows[comparison.rows["country"] == country.iso3].iloc[0]
    lines = [
        t(
            "{country}: {value} ({year}). Rank {rank} of {of}, the highest first.",
            country=name,
            value=figure_with_unit(*place.own, indicator, t.lang),
            year=own["year"],
            rank=rank_text(place, t),
            of=place.of,
        ),
        _certainty(comparison, place, t),
    ]
    if place.tied:
        lines.append(
            t.n(
                "{n} other country has the same value and shares the rank.",
                "{n} other countries have the same value and share the rank.",
                place.tied,
            )
        )
    share = [_share(place, t)] if place.sure else []
    return [*lines, *share, _distance(place, indicator, t)]


def _certainty(comparison: Comparison, place: Place, t: Translator) -> str:
    if place.rank_low != place.rank_high:
        return t(
            "Because sources give ranges or disagree, its rank lies between {low} and {high} (in "
            "95 % of simulations).",
            low=place.rank_low,
            high=place.rank_high,
        )
    rough = int((comparison.rows["reliability"] != "stated").sum())
    if rough:
        return t(
            "Rank is stable: unchanged in 95 % of simulations. But {n} of the {of} values are "
            "estimates, most without a stated range: neighbours in the ranking may change places.",
            n=rough,
            of=place.of,
        )
    return t("Rank is stable: unchanged in 95 % of simulations.")


def _share(place: Place, t: Translator) -> str:
    return t(
        "It is higher than {share} % of the others (ties count half).",
        share=plain(place.percentile, t.lang),
    )


def _gap(value: float, indicator: Indicator, t: Translator) -> str:
    """Return a difference with its unit: two percentages differ by percentage points."""
    if not indicator.unit.startswith("%"):
        return quantity(value, indicator, t.lang)
    points = number(value, indicator, t.lang)
    return t.n("{points} percentage point", "{points} percentage points", value, points=points)


def _distance(place: Place, indicator: Indicator, t: Translator) -> str:
    middle = _middle(place, indicator, t)
    if place.gap is None:
        return middle
    if not place.gap:
        return f"{middle} {t('The country is at the median.')}"
    if indicator.kind == "year":
        return middle
    value = _gap(abs(place.gap), indicator, t)
    message = (
        t("The country is {value} above the median", value=value)
        if place.gap > 0
        else t("The country is {value} below the median", value=value)
    )
    if place.ratio is None or indicator.kind == "age":
        return f"{middle} {message}."
    times = t("{ratio} times it", ratio=plain(place.ratio, t.lang, 2))
    return f"{middle} {message} ({times})."


def _middle(place: Place, indicator: Indicator, t: Translator) -> str:
    """Say median and quartiles; not those that an open end leaves unknown."""
    if place.middle.kind is None:
        return t("Bounds such as “up to” leave the median undetermined.")
    median = figure_with_unit(*place.middle.written, indicator, t.lang)
    if any(each.kind is None for each in place.quartiles):
        return t("The median is {median}.", median=median)
    q1, q3 = (figure(*each.written, indicator, t.lang) for each in place.quartiles)
    return t(
        "The median is {median}; the middle half lies between {q1} and {q3}.",
        median=median,
        q1=q1,
        q3=q3,
    )


def _missing(comparison: Comparison, t: Translator) -> str:
    if comparison.left_out.empty:
        return ""
    counts = Counter(comparison.left_out["reason"])
    parts = [f"{exclusion_reason(reason, t)}: {n}" for reason, n in counts.most_common()]
    return t(
        "{n} of {of} are left out ({reasons}).",
        n=len(comparison.left_out),
        of=len(comparison.peers.members),
        reasons=" · ".join(parts),
    )
