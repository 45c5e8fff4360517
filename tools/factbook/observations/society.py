"""People, territory and displacement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook.model import MissingReason
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.figures import Figure, read_figures
from tools.factbook.fields.passages import Found, Gap, Passage, coded, gap, missing

PEOPLE, CAUSE = "People and Society", "The source does not tell conflict and disaster apart."
MOVED = "Refugees and internally displaced persons"
AREA = r" sq km(?: \([^()]*\)| ; [\d,]+ sq km \(metropolitan France\))?"
TABLE = (
    Figure("population", PEOPLE, "Population", "total"),
    Figure("area", "Geography", "Area", "total", AREA, dated=False),
    Figure("literacy", PEOPLE, "Literacy", "total population", "%", keep_note=True),
    Figure(
        "education_gdp",
        PEOPLE,
        "Education expenditure",
        "Education expenditure (% GDP)",
        "% of GDP",
    ),
    Figure(
        "health_gdp", PEOPLE, "Health expenditure", "Health expenditure (as % of GDP)", "% of GDP"
    ),
    Figure("life_expectancy", PEOPLE, "Life expectancy at birth", "total population", " years"),
    Figure("median_age", PEOPLE, "Median age", "total", " years"),
    Figure(
        "infant_mortality", PEOPLE, "Infant mortality rate", "total", " deaths/1,000 live births"
    ),
    Figure(
        "urban",
        PEOPLE,
        "Urbanization",
        "urban population",
        "% of total population",
        keep_note=True,
    ),
    Figure("internet", "Communications", "Internet users", "percent of population", "%"),
    Figure("refugees", "Transnational Issues", MOVED, "refugees"),
    Figure("idps", "Transnational Issues", MOVED, "IDPs", remark=CAUSE),
    Figure("stateless", "Transnational Issues", MOVED, "stateless persons"),
)
WHOLE_FIELD = (
    Figure("population", PEOPLE, "Population"),
    Figure("education_gdp", PEOPLE, "Education expenditure", "", "% of GDP"),
    Figure("health_gdp", PEOPLE, "Health expenditure", "", "% of GDP"),
)
UNINHABITED = ("no permanent inhabitants", "uninhabited")
TIERS = {
    "tier 1": "tier-1",
    "tier 2": "tier-2",
    "tier 2 watch list": "tier-2-watch-list",
    "tier 3": "tier-3",
    "special case": "special-case",
}
TIER = re.compile(r"^(tier \d(?: watch list)?|special case)\b(?=\s*[—–;-])", re.IGNORECASE)
REPORT_YEAR = re.compile(r"(20\d{2})-trafficking-in-persons-report")


def read(entity: Entity) -> Iterator[Found]:
    """Yield figures on people and territory, and the trafficking tier with its report's year."""
    for found in read_figures(entity, TABLE):
        yield _uninhabited(found, entity) or found
    for found in read_figures(entity, WHOLE_FIELD):
        if not (isinstance(found, Gap) and "national budget" in found.text):
            yield found
    tier = entity.passage("Transnational Issues", "Trafficking in persons", "tier rating")
    if tier is not None:
        yield _tier(tier)


def _uninhabited(found: Found, entity: Entity) -> Found | None:
    passage = entity.passage(PEOPLE, "Population", "total")
    if found.indicator != "population" or passage is None or passage.text not in UNINHABITED:
        return None
    return missing(passage, "population", MissingReason.NOT_APPLICABLE, original=passage.text)


def _tier(passage: Passage) -> Found:
    named, report = TIER.match(passage.text), REPORT_YEAR.search(passage.text)
    if named is None or report is None:
        return gap(passage, "trafficking_tier", "No tier of a dated report.")
    return coded(
        passage,
        "trafficking_tier",
        TIERS[named[1].lower()],
        original=named[1],
        year=int(report[1]),
        note="The year is that of the report.",
    )
