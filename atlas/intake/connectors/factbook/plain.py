"""Fields that hold one number and its year: a table of where each indicator stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.connectors.factbook.entry import (
    EDITION,
    PRESENT,
    Entry,
    Gap,
    stated_year,
    without_year,
)
from atlas.intake.connectors.factbook.quantity import read
from atlas.intake.draft import DraftObservation

PEOPLE, ECONOMY = "People and Society", "Economy"
TRANSNATIONAL = ("Transnational Issues", "Refugees and internally displaced persons")

# indicator: (section, field, sub-field or "" for the field itself, pattern the text must match)
FIELDS: dict[str, tuple[str, str, str, str]] = {
    "population": (PEOPLE, "Population", "total", ""),
    "median_age": (PEOPLE, "Median age", "total", r"years"),
    "life_expectancy": (PEOPLE, "Life expectancy at birth", "total population", r"years"),
    "infant_mortality": (PEOPLE, "Infant mortality rate", "total", r"1,000 live births"),
    "urban": (PEOPLE, "Urbanization", "urban population", r"% of total population"),
    "literacy": (PEOPLE, "Literacy", "total population", r"%"),
    "education_gdp": (
        PEOPLE,
        "Education expenditure",
        "Education expenditure (% GDP)",
        r"% of GDP",
    ),
    "health_gdp": (PEOPLE, "Health expenditure", "Health expenditure (as % of GDP)", r"% of GDP"),
    "gdp": (ECONOMY, "GDP (official exchange rate)", "", r"^-?\$"),
    "gov_expenditure": (ECONOMY, "Budget", "expenditures", r"^\$"),
    "poverty": (ECONOMY, "Population below poverty line", "", r"%"),
    "youth_unemployment": (ECONOMY, "Youth unemployment rate (ages 15-24)", "total", r"%"),
    "internet": ("Communications", "Internet users", "percent of population", r"%"),
    "refugees": (*TRANSNATIONAL, "refugees", ""),
    "idps": (*TRANSNATIONAL, "IDPs", ""),
    "stateless": (*TRANSNATIONAL, "stateless persons", ""),
    "area": ("Geography", "Area", "total ", r"sq km"),
}

# Fields that hold one sub-field a year: (section, field, pattern).
YEARLY: dict[str, tuple[str, str, str]] = {
    "milex_gdp": ("Military and Security", "Military expenditures", r"% of GDP"),
    "public_debt": (ECONOMY, "Public debt", r"% of GDP"),
    "gdp_pc": (ECONOMY, "Real GDP per capita", r"^\$"),
    "gdp_growth": (ECONOMY, "Real GDP growth rate", r"%"),
    "gini": (ECONOMY, "Gini Index coefficient - distribution of family income", r""),
}

TIMELESS = {"area"}  # a fact of the edition, without a year of its own


def read_plain(entry: Entry) -> Iterator[DraftObservation | Gap]:
    """Yield what the single-number fields state."""
    for indicator, (section, field, part, pattern) in FIELDS.items():
        text = entry.text(section, field, part) if part else entry.text(section, field)
        where = f"{section} > {field}" + (f" > {part.strip()}" if part else "")
        if text:
            yield _one(entry, indicator, text, where, pattern)
    for indicator, (section, field, pattern) in YEARLY.items():
        for name, text in entry.parts(section, field):
            yield _one(entry, indicator, text, f"{section} > {field} > {name}", pattern)


def _one(
    entry: Entry, indicator: str, text: str, where: str, pattern: str
) -> DraftObservation | Gap:
    if text.lower() in {"na", "not available"}:
        return Gap(entry.iso3, indicator, text, "the source says that it is not available")
    year = stated_year(text) or (EDITION if indicator in TIMELESS else None)
    if year is None:
        return Gap(entry.iso3, indicator, text, "no year is stated with the value")
    body = _figure(text)
    quantity = read(body)
    if quantity is None or not re.search(pattern, body) or "note:" in body:
        return Gap(entry.iso3, indicator, text, "the text is not one number with its unit")
    return entry.draft(
        indicator,
        year,
        f"{where}: {text}",
        original=body,
        quantity=quantity,
        estimated=bool(re.search(r"\best\.?\)", text)),
        note=PRESENT if indicator in TIMELESS else "",
    )


def _figure(text: str) -> str:
    """Return the words before the year; a second statement after a semicolon is left away."""
    return without_year(text)
