"""What a timeline says in sentences: how many, of which kinds, from when to when."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from atlas.analysis.events import DECADE, ORDINARY, summary, year_of
from atlas.i18n import N_, Translator, country_name
from atlas.views.timeline.events import event_kind, event_row, join_names

KINDS_NAMED = 6
BUSIEST = N_(
    "Most events in ten years: {first}–{last}, {n}; the most frequent kind is “{kind}” ({m})."
)
BUSIEST_ASIDE = N_(
    "Most events in ten years, excluding elections: {first}–{last}, {n}; the most frequent kind "
    "is “{kind}” ({m})."
)


def timeline_caption(
    rows: pd.DataFrame,
    place: str,
    years: tuple[int | None, int | None],
    countries: Sequence[str],
    t: Translator,
) -> list[str]:
    """Say what chosen events show.

    Parameters
    ----------
    place
        The countries' or the region's name in the reader's language.
    years
        The first and last year that the reader asked for, None where open.
    countries
        Every country shown, to name those without an event (up to six are named).
    """
    overview = summary(rows)
    if overview is None:
        return [t("No event of these kinds and years is recorded for {place}.", place=place)]
    first, last = years[0] or overview.first, years[1] or overview.last
    lines = [
        t.n(
            "{place}, {first} to {last}: {n} event.",
            "{place}, {first} to {last}: {n} events.",
            overview.events,
            place=place,
            first=first,
            last=last,
        )
        + " "
        + _kinds(overview.kinds, t)
    ]
    if overview.events > 1:
        lines.append(t("First: {event}.", event=_event_text(rows.iloc[0], t)))
        lines.append(t("Last: {event}.", event=_event_text(rows.iloc[-1], t)))
    return [*lines, *_busiest(rows, t), *_without(rows, countries, t)]


def _kinds(kinds: dict[str, int], t: Translator) -> str:
    items = [
        t("{category}: {n}", category=event_kind(code, t).name, n=count)
        for code, count in list(kinds.items())[:KINDS_NAMED]
    ]
    rest = sum(list(kinds.values())[KINDS_NAMED:])
    if rest:
        items.append(t("other kinds: {n}", n=rest))
    return t("{list}.", list=" · ".join(items))


def _event_text(row: pd.Series, t: Translator) -> str:
    event = event_row(row, t)
    return t(
        "{title} ({country}, {when})", title=event.title, country=event.country, when=event.when
    )


def _busiest(rows: pd.DataFrame, t: Translator) -> list[str]:
    rare = rows[~rows["event"].isin(ORDINARY)]
    overview = summary(rare)
    if overview is None or overview.busiest is None:
        return []
    decade, count = overview.busiest
    inside = rare[rare["date"].map(year_of) // DECADE * DECADE == decade]
    kinds = inside["event"].value_counts()
    return [
        t(
            BUSIEST_ASIDE if len(rare) < len(rows) else BUSIEST,
            first=decade,
            last=decade + DECADE - 1,
            n=count,
            kind=event_kind(str(kinds.index[0]), t).name,
            m=int(kinds.iloc[0]),
        )
    ]


def _without(rows: pd.DataFrame, countries: Sequence[str], t: Translator) -> list[str]:
    present = set(rows["country"])
    absent = [country_name(c, t.lang) for c in countries if c not in present]
    if not absent:
        return []
    if len(absent) > 6:
        return [
            t.n(
                "No such event is recorded for {n} country of the region.",
                "No such event is recorded for {n} countries of the region.",
                len(absent),
            )
        ]
    return [t("No such event is recorded for: {countries}.", countries=join_names(absent, t))]
