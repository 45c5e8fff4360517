"""Short ways to ask what was read of a country."""

from __future__ import annotations

from atlas.intake.draft import DraftObservation
from tools.factbook import read_factbook
from tools.factbook.fields.passages import Gap


def records(country: str, indicator: str) -> dict[tuple[str, str], DraftObservation]:
    """Return a country's observations by (period, breakdown)."""
    return {
        (d.period, d.breakdown): d
        for d in read_factbook()[0].observations
        if d.country == country and d.indicator == indicator
    }


def total(country: str, indicator: str) -> DraftObservation:
    """Return a country's newest total."""
    found = {p: d for (p, breakdown), d in records(country, indicator).items() if not breakdown}
    return found[max(found)]


def answer(country: str, indicator: str) -> object:
    """Return category, missing reason or value of a country's newest total."""
    found = total(country, indicator)
    return found.category or found.missing or found.value


def gaps(country: str, indicator: str) -> list[Gap]:
    """Return the texts of a country that could not be read."""
    return [g for g in read_factbook()[1] if (g.country, g.indicator) == (country, indicator)]


def unread(country: str, indicator: str) -> bool:
    """Tell whether there is a listed gap and no value."""
    valued = any(d.value is not None or d.category for d in records(country, indicator).values())
    return bool(gaps(country, indicator)) and not valued
