"""What participations say in sentences: who is in most, who is in one and not in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.analysis.participation import members_by, sets
from atlas.codebook import codebook
from atlas.i18n import Translator, country_name
from atlas.views.memberships.grid import label
from atlas.views.timeline.events import join_names

MOST = 3


@dataclass(frozen=True)
class Set:
    """A sentence and the countries that it counts, as (ISO3, name)."""

    sentence: str
    countries: tuple[tuple[str, str], ...]


def memberships_caption(
    rows: pd.DataFrame, countries: Sequence[str], place: str, t: Translator
) -> list[str]:
    """Say how many countries take part, which bodies and which countries have most."""
    by_country, by_body = (members_by(rows, c) for c in ("country", "organisation"))
    if not by_country:
        return [t("The source lists no membership in these bodies for {place}.", place=place)]
    book = codebook().organisations
    bodies = [
        t("{category}: {n}", category=label(book[code], t), n=n)
        for code, n in list(by_body.items())[:MOST]
    ]
    most = [code for code, n in by_country.items() if n == max(by_country.values())]
    lines = [
        t(
            "{place}: {n} of {total} countries and territories are in at least one of these "
            "{bodies} organisations and agreements.",
            place=place,
            n=len(by_country),
            total=len(countries),
            bodies=rows["organisation"].nunique(),
        ),
        t("Most members and parties: {list}.", list=join_names(bodies, t)),
    ]
    if len(countries) > len(most) <= MOST:
        names = join_names([country_name(code, t.lang) for code in most], t)
        lines.append(
            t("In most of them: {countries} ({n}).", countries=names, n=by_country[most[0]])
        )
    return lines


def set_captions(
    rows: pd.DataFrame, one: str, other: str, scope: Sequence[str], t: Translator
) -> list[Set]:
    """Say who is in ``one`` and not in ``other``, in both, and in ``other`` alone.

    A set without a country is left out, but for that of both.
    """
    overlap = sets(rows, one, other, scope)
    book = codebook().organisations
    a, b = label(book[one], t), label(book[other], t)
    outside = t("In {a}, not in {b} (the source states another status): {n} of {total}.")
    no_status = t("In {a}; the source lists no status in {b}: {n} of {total}.")
    both = t("In both {a} and {b}: {n} of {total}.")
    groups = (
        (outside, a, b, overlap.only_one),
        (no_status, a, b, overlap.one_unlisted),
        (both, a, b, overlap.both),
        (outside, b, a, overlap.only_other),
        (no_status, b, a, overlap.other_unlisted),
    )
    return [
        Set(
            words.format(a=x, b=y, n=len(group), total=overlap.scope),
            tuple((c, country_name(c, t.lang)) for c in group),
        )
        for words, x, y, group in groups
        if group or words == both
    ]
