"""May these values stand side by side? What speaks against it, before anything is drawn.

A comparison is stopped where its values do not mean the same: other units, a fraction beside
percentages, prices of other years, values that lie five years or more apart, estimates beside
reported figures. Smaller differences are marked. What is compared is either a *moment* (one value a
country: its newest, or that of one year) or a *course* (all years of a country).

The list of what to check follows OECD/JRC, *Handbook on Constructing Composite Indicators* (2008),
steps 2 and 3, and SIPRI's *Sources and Methods* (estimates, fiscal years, definitions).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from atlas.analysis.likeness import POLICE, PURCHASING_POWER, alike, estimate_mask, text_mask
from atlas.analysis.selection import latest, totals
from atlas.analysis.series import publisher_of, splices
from atlas.codebook.model import Indicator

YEARS_APART = 5  # as many years between two values stop their comparison
FRACTION = 30.0  # a value as many times below the others, and at most 1, may be a fraction
MOSTLY = 0.5  # a course counts as estimated from this share of its values on

ESTIMATED, REPORTED = "estimated", "reported"
WITH_POLICE, WITHOUT_POLICE = "with-police", "police-unstated"
POWER, EXCHANGE = "purchasing-power", "exchange-rate"
ABSOLUTE = ("count", "money")  # kinds that grow with the size of a country
NOT_ABSOLUTE = (
    "milex_pc",
    "gdp_pc",
    "seats_lower",
    "seats_upper",
    "missions",
    "population",
    "area",
)
CALENDAR, OTHER_YEAR = "calendar-year", "fiscal-year"

_BASE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLAIN_YEAR = re.compile(r"\d{4}")


class Obstacle(StrEnum):
    """What stands against a comparison; the code is used in addresses."""

    UNITS = "units"
    SCALE = "scale"
    PRICES = "prices"
    YEARS = "years"
    RELIABILITY = "reliability"
    SOURCES = "sources"
    VINTAGE = "vintage"
    FISCAL_YEAR = "fiscal-year"
    INFLATION = "inflation"
    ALIKE = "alike"
    ABSOLUTE = "absolute"
    PPP = "ppp"
    POLICE = "police"
    SPLICE = "splice"


@dataclass(frozen=True)
class TraitGroup:
    """Countries whose values share one trait: a unit, a year, a publisher, a method."""

    trait: str
    countries: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """One obstacle, and the sides that it divides. ``stops`` holds until a reader accepts it."""

    obstacle: Obstacle
    stops: bool
    sides: tuple[TraitGroup, ...]


def without_estimates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame without values that are estimates; missing reasons stay."""
    return frame[~estimate_mask(frame) | frame["value"].isna()]


def shared_year(frame: pd.DataFrame, countries: Collection[str]) -> int | None:
    """Return the newest year for which all the countries have a value; None if there is none."""
    rows = _rows_with_value(frame, countries)
    having = rows.groupby("year")["country"].nunique()
    full = having[having == len(set(countries))]
    return int(full.index.max()) if len(full) else None


def obstacles(
    frame: pd.DataFrame,
    countries: Collection[str],
    indicator: Indicator,
    *,
    moment: bool,
    like: bool = True,
) -> tuple[Finding, ...]:
    """Return what speaks against comparing the countries' totals of one indicator.

    Parameters
    ----------
    frame
        Observations of one indicator (``atlas.store.columns.OBSERVATION``), as published.
    countries
        ISO3 codes. With fewer than two that have values there is nothing to compare.
    indicator
        What is compared; its kind decides whether years and prices matter.
    moment
        Compare the newest value of each country, of like reliability where there are such
        (``atlas.analysis.likeness``); else all their years.
    like
        Let older values of like reliability take the place of newest that are not.

    Returns
    -------
    tuple of Finding
        The grave ones first, at most one of each obstacle.
    """
    chosen = alike(frame, countries) if moment and like else frame
    rows = _rows_with_value(chosen, countries)
    if moment:
        rows = latest(rows)
    if rows["country"].nunique() < 2 or indicator.kind == "category":
        return ()
    findings = [
        _units(rows),
        _scale(rows),
        _years(rows, indicator, moment=moment),
        _reliability(rows),
        *_sources(rows),
        _fiscal_years(rows),
        _inflation(rows, indicator),
        _alike(rows) if chosen is not frame else None,
        _absolute(rows, indicator),
        _by_text(rows, indicator, "money", Obstacle.PPP),
        _by_text(rows, indicator, "count", Obstacle.POLICE),
        None if moment else _splice(rows),
    ]
    return tuple(sorted((f for f in findings if f), key=lambda f: not f.stops))


def across(
    left: pd.DataFrame,
    right: pd.DataFrame,
    countries: Collection[str],
    indicators: tuple[Indicator, Indicator],
) -> tuple[Finding, ...]:
    """Return the years that lie between the newest values of two indicators in one country.

    A point in a plane of two indicators says that both hold of a country at once.
    """
    if any(indicator.kind == "year" for indicator in indicators):
        return ()
    ends = [
        latest(_rows_with_value(f, countries)).set_index("country")["year"] for f in (left, right)
    ]
    both = pd.concat(ends, axis=1, keys=["left", "right"], join="inner").astype(int)
    measures = _measures(left, right, both, indicators)
    both = both[both["left"] != both["right"]]
    if both.empty:
        return measures
    pairs = both["left"].astype(str) + " / " + both["right"].astype(str)
    stops = bool(((both["left"] - both["right"]).abs() >= YEARS_APART).any())
    return (Finding(Obstacle.YEARS, stops, _sides(pairs, both.reset_index())), *measures)


def _measures(
    left: pd.DataFrame,
    right: pd.DataFrame,
    both: pd.DataFrame,
    indicators: tuple[Indicator, Indicator],
) -> tuple[Finding, ...]:
    """Find money at exchange rates beside money at purchasing power."""
    if any(i.kind != "money" for i in indicators) or both.empty:
        return ()
    power = [
        bool(text_mask(f, PURCHASING_POWER).any()) or "PPP" in i.unit
        for f, i in zip((left, right), indicators, strict=True)
    ]
    if power[0] == power[1]:
        return ()
    countries = tuple(sorted(map(str, both.index)))
    sides = tuple(TraitGroup(POWER if p else EXCHANGE, countries) for p in power)
    return (Finding(Obstacle.PPP, stops=False, sides=sides),)


def both_known(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """Return the totals of the first indicator for which the second has a value, too."""
    keys = totals(right).dropna(subset=["value"])[["country", "year"]].drop_duplicates()
    return totals(left).merge(keys, on=["country", "year"])


def typical(
    frame: pd.DataFrame, countries: Collection[str], indicator: Indicator, *, moment: bool
) -> tuple[Finding, ...]:
    """Return the obstacles within a group that a median stands for: marked, never stopping."""
    findings = obstacles(frame, countries, indicator, moment=moment, like=False)
    return tuple(
        replace(f, stops=f.obstacle in (Obstacle.UNITS, Obstacle.PRICES)) for f in findings
    )


def merge_findings(*several: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings of several parts of one view: the first of each obstacle, gravest first."""
    by_obstacle: dict[Obstacle, Finding] = {}
    for finding in (f for findings in several for f in findings):
        previous = by_obstacle.get(finding.obstacle)
        if previous is None or (finding.stops and not previous.stops):
            by_obstacle[finding.obstacle] = finding
    return tuple(sorted(by_obstacle.values(), key=lambda f: not f.stops))


def _rows_with_value(frame: pd.DataFrame, countries: Collection[str]) -> pd.DataFrame:
    rows = totals(frame)
    return rows[rows["value"].notna() & rows["country"].isin(list(countries))]


def _sides(traits: pd.Series, rows: pd.DataFrame) -> tuple[TraitGroup, ...]:
    """Return the countries of each trait, the trait of most countries first."""
    groups = rows["country"].groupby(traits.to_numpy(), sort=True).unique()
    sides = [TraitGroup(str(trait), tuple(sorted(members))) for trait, members in groups.items()]
    return tuple(sorted(sides, key=lambda s: -len(s.countries)))


def _units(rows: pd.DataFrame) -> Finding | None:
    units = rows["unit"].fillna("").str.strip()
    if units.nunique() < 2:
        return None
    # The same money at prices of other years differs in nothing but the year that it names.
    bases = {_BASE_YEAR.sub("", unit) for unit in units.unique()}
    obstacle = Obstacle.PRICES if len(bases) == 1 else Obstacle.UNITS
    return Finding(obstacle, stops=True, sides=_sides(units, rows))


def _scale(rows: pd.DataFrame) -> Finding | None:
    """Find percentages that were written as fractions: 0.023 beside 2.3.

    A source whose every value is at most 1, far below what the others state, stops the
    comparison; a country alone in its source might truly be that low and is marked.
    """
    if not rows["unit"].fillna("").str.contains("%", regex=False).all():
        return None
    firm = rows[(rows["value"] > 0) & ~rows["original"].fillna("").str.contains(r"[%٪]")]
    by_source = firm[_tiny(firm, firm["source_id"], rows)]
    by_country = firm[_tiny(firm, firm["country"], rows)]
    low = by_source if len(by_source) else by_country
    if low.empty:
        return None
    others = rows[~rows["country"].isin(low["country"])]
    sides = (
        TraitGroup("percent", tuple(sorted(others["country"].unique()))),
        TraitGroup("fraction", tuple(sorted(low["country"].unique()))),
    )
    other_sources = set(others["source_id"]).isdisjoint(low["source_id"])
    return Finding(Obstacle.SCALE, stops=other_sources, sides=sides)


def _tiny(rows: pd.DataFrame, part: pd.Series, everything: pd.DataFrame) -> pd.Series:
    """Return which rows belong to a part that looks like fractions of what the rest states."""
    small = pd.Series(False, index=rows.index)
    values = everything["value"]
    positive = values[values > 0]
    for _, own in rows["value"].groupby(part.to_numpy()):
        if own.max() > 1:
            continue
        rest = positive.drop(own.index)
        if rest.empty:
            continue
        times = rest.median() / own.median()
        small[own.index] = bool(FRACTION <= times <= 100 * FRACTION)
    return small


def _years(rows: pd.DataFrame, indicator: Indicator, *, moment: bool) -> Finding | None:
    """Find values of years far apart; in a course, series that do not meet in time."""
    if indicator.kind == "year":  # the year is the value: independence, constitution
        return None
    spans = rows.groupby("country")["year"].agg(["min", "max"])
    apart = int(spans["min"].max() - spans["max"].min())
    if apart <= 0:
        return None
    if moment:
        sides = _sides(rows["year"], rows)
    else:
        texts = (
            spans["min"]
            .astype(str)
            .where(
                spans["min"] == spans["max"],
                spans["min"].astype(str) + "–" + spans["max"].astype(str),
            )
        )
        sides = _sides(texts, spans.reset_index())
    sorted_sides = tuple(sorted(sides, key=lambda s: s.trait))
    return Finding(Obstacle.YEARS, stops=apart >= YEARS_APART, sides=sorted_sides)


def _reliability(rows: pd.DataFrame) -> Finding | None:
    """Find estimates beside reported figures; a few estimates within a course are marked."""
    rough = estimate_mask(rows)
    if not rough.any() or rough.all():
        return None
    share = rough.groupby(rows["country"]).mean()
    rather = share >= MOSTLY
    is_split = bool(rather.any() and not rather.all())
    by_country = rather if is_split else share > 0
    traits = rows["country"].map(by_country).map({True: ESTIMATED, False: REPORTED})
    return Finding(Obstacle.RELIABILITY, stops=is_split, sides=_sides(traits, rows))


def _sources(rows: pd.DataFrame) -> list[Finding | None]:
    """Find other publishers, whose definitions may differ, and other editions of one."""
    publishers = rows["source"].map(publisher_of)
    if publishers.nunique() > 1:
        return [Finding(Obstacle.SOURCES, stops=False, sides=_sides(publishers, rows))]
    if rows["source_id"].nunique() > 1 and rows["published"].nunique() > 1:
        dates = rows["published"].fillna("")
        return [Finding(Obstacle.VINTAGE, stops=False, sides=_sides(dates, rows))]
    return []


def _fiscal_years(rows: pd.DataFrame) -> Finding | None:
    plain = rows["period"].astype(str).str.fullmatch(_PLAIN_YEAR)
    if plain.all() or not plain.any():
        return None
    traits = plain.map({True: CALENDAR, False: OTHER_YEAR})
    return Finding(Obstacle.FISCAL_YEAR, stops=False, sides=_sides(traits, rows))


def _inflation(rows: pd.DataFrame, indicator: Indicator) -> Finding | None:
    """Find money at current prices of several years."""
    constant = rows["unit"].fillna("").str.contains(_BASE_YEAR)
    if indicator.kind != "money" or constant.any() or rows["year"].nunique() < 2:
        return None
    span = f"{rows['year'].min()}–{rows['year'].max()}"
    countries = tuple(sorted(rows["country"].unique()))
    return Finding(Obstacle.INFLATION, stops=False, sides=(TraitGroup(span, countries),))


def _alike(rows: pd.DataFrame) -> Finding:
    """Say that older values were chosen, since the newest mix estimates and reported figures."""
    return Finding(Obstacle.ALIKE, stops=False, sides=_sides(rows["year"], rows))


def _absolute(rows: pd.DataFrame, indicator: Indicator) -> Finding | None:
    """Find numbers that are large where a country is large."""
    if indicator.kind not in ABSOLUTE or indicator.id in NOT_ABSOLUTE:
        return None
    countries = tuple(sorted(rows["country"].unique()))
    return Finding(Obstacle.ABSOLUTE, stops=False, sides=(TraitGroup("", countries),))


def _by_text(
    rows: pd.DataFrame, indicator: Indicator, kind: str, obstacle: Obstacle
) -> Finding | None:
    """Find values whose sources speak of purchasing power, or of police in the forces."""
    is_police = obstacle is Obstacle.POLICE
    if indicator.kind != kind or (is_police and indicator.theme != "personnel"):
        return None
    mask = text_mask(rows, POLICE if is_police else PURCHASING_POWER)
    by_country = mask.groupby(rows["country"]).any()
    if not by_country.any() or by_country.all():
        return None
    names = (WITH_POLICE, WITHOUT_POLICE) if is_police else (POWER, EXCHANGE)
    traits = rows["country"].map(by_country).map({True: names[0], False: names[1]})
    return Finding(obstacle, stops=False, sides=_sides(traits, rows))


def _splice(rows: pd.DataFrame) -> Finding | None:
    """Find series that begin with one publisher and go on with another."""
    joints = splices(rows)
    if joints.empty:
        return None
    words = joints["before"] + " → " + joints["after"] + " (" + joints["year"].astype(str) + ")"
    return Finding(Obstacle.SPLICE, stops=False, sides=_sides(words, joints))
