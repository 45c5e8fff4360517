"""What speaks against a comparison, in the reader's language: titles, sides, a line for charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas.analysis.comparability import (
    CALENDAR,
    ESTIMATED,
    EXCHANGE,
    OTHER_YEAR,
    POWER,
    REPORTED,
    WITH_POLICE,
    WITHOUT_POLICE,
    Finding,
    Obstacle,
    TraitGroup,
)
from atlas.i18n import N_, Translator, country_name, date, sorting
from atlas.views.timeline.events import join_names

NAMED = 6  # countries named one by one; more are counted

TITLES = {
    Obstacle.UNITS: N_("Different units"),
    Obstacle.SCALE: N_("Mixes fractions and percentages"),
    Obstacle.PRICES: N_("Prices of different years"),
    Obstacle.YEARS: N_("Values of different years"),
    Obstacle.RELIABILITY: N_("Mixes estimates and reported figures"),
    Obstacle.SOURCES: N_("Different publishers"),
    Obstacle.VINTAGE: N_("Different editions"),
    Obstacle.FISCAL_YEAR: N_("Mixes fiscal and calendar years"),
    Obstacle.INFLATION: N_("Current prices"),
    Obstacle.ALIKE: N_("Latest values of like reliability"),
    Obstacle.ABSOLUTE: N_("Absolute numbers"),
    Obstacle.PPP: N_("Exchange rate next to purchasing power"),
    Obstacle.POLICE: N_("Forces that may include police"),
    Obstacle.SPLICE: N_("Series from several publishers"),
}
REASONS = {
    Obstacle.UNITS: N_("The numbers do not measure the same thing."),
    Obstacle.SCALE: N_(
        "Some values look like fractions: 0.02 would mean 2 %. Next to percentages they seem a "
        "hundred times too small."
    ),
    Obstacle.PRICES: N_("Money at prices of different years cannot be compared directly."),
    Obstacle.YEARS: N_("A difference may come from the years between, not from the countries."),
    Obstacle.RELIABILITY: N_(
        "Estimates may be far off; a difference from a reported figure may not be real."
    ),
    Obstacle.SOURCES: N_("Publishers may define and count the same thing differently."),
    Obstacle.VINTAGE: N_("Editions of one publisher may hold revised figures."),
    Obstacle.FISCAL_YEAR: N_("Fiscal years begin in different months than calendar years."),
    Obstacle.INFLATION: N_(
        "Values are in the money of each year: inflation and exchange rates move them as well."
    ),
    Obstacle.ALIKE: N_(
        "The latest values mix estimates and reported figures. The latest of one kind are shown, "
        "each with its year."
    ),
    Obstacle.ABSOLUTE: N_(
        "Large countries have large numbers; a share or a rate compares countries of different "
        "size."
    ),
    Obstacle.PPP: N_(
        "Money at purchasing power can be several times the same money at exchange rates."
    ),
    Obstacle.POLICE: N_(
        "For some of these countries the source mentions police, gendarmes or paramilitary "
        "forces; the number may count them."
    ),
    Obstacle.SPLICE: N_(
        "The publisher changes within a series; a step there may come from the change alone."
    ),
}
_TRAITS = {
    ESTIMATED: N_("Estimated"),
    REPORTED: N_("Reported"),
    CALENDAR: N_("Calendar years"),
    OTHER_YEAR: N_("Fiscal years"),
    "fraction": N_("May be fractions"),
    "percent": N_("Percentages"),
    WITH_POLICE: N_("Police or paramilitary forces mentioned"),
    WITHOUT_POLICE: N_("Not mentioned"),
    POWER: N_("At purchasing power"),
    EXCHANGE: N_("At exchange rates"),
    "": N_("All"),
}


@dataclass(frozen=True)
class Notice:
    """One obstacle for reading; ``sides`` are pairs of a trait and its countries.

    ``subject`` names the indicator where a view shows several.
    """

    code: str
    subject: str
    title: str
    reason: str
    sides: tuple[tuple[str, str], ...]


def comparison_notices(
    findings: Iterable[Finding], t: Translator, subject: str = ""
) -> tuple[Notice, ...]:
    """Return findings in the reader's language, in the same order."""
    return tuple(
        Notice(
            f.obstacle.value,
            subject,
            t(TITLES[f.obstacle]),
            t(REASONS[f.obstacle]),
            tuple((_trait(f.obstacle, s, t), _countries(s, t)) for s in f.sides),
        )
        for f in findings
    )


def footnote(findings: Iterable[Finding], t: Translator) -> str:
    """Return one line that goes with a chart wherever it is taken; empty without findings."""
    titles = [t(TITLES[f.obstacle]) for f in findings]
    return t("When comparing, note: {reasons}.", reasons=" · ".join(titles)) if titles else ""


def _trait(obstacle: Obstacle, side: TraitGroup, t: Translator) -> str:
    if obstacle in (Obstacle.UNITS, Obstacle.PRICES):
        return t(side.trait) if side.trait else t("No unit")
    if obstacle is Obstacle.VINTAGE:
        return date(side.trait, t.lang) if side.trait else t("Undated")
    return t(_TRAITS[side.trait]) if side.trait in _TRAITS else side.trait


def _countries(side: TraitGroup, t: Translator) -> str:
    if len(side.countries) > NAMED:
        return t.n("{n} country", "{n} countries", len(side.countries))
    names = [country_name(c, t.lang) for c in side.countries]
    return join_names(sorted(names, key=sorting), t)
