"""Figures that stand alone in a field: economy, people, territory, displacement, expenditure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook.model import MissingReason
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.figures import read_figures
from tools.factbook.fields.passages import Found, Gap, Passage, coded, gap, missing

PEOPLE, MILITARY = "People and Society", "Military and Security"
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
    """Yield each figure of one number, unit and year, and the trafficking tier."""
    for finding in read_figures(entity):
        if not (isinstance(finding, Gap) and "national budget" in finding.text):
            yield _uninhabited(finding, entity) or finding
    for passage in entity.passages(MILITARY, "Military expenditures"):
        if passage.text.startswith("not available"):
            yield missing(passage, "milex_gdp", MissingReason.NO_DATA, original="not available")
        else:
            yield gap(passage, "milex_gdp", "A narrative without one share for one year.")
    tier = entity.passage("Transnational Issues", "Trafficking in persons", "tier rating")
    if tier is not None:
        yield _tier(tier)


def _uninhabited(finding: Found, entity: Entity) -> Found | None:
    passage = entity.passage(PEOPLE, "Population", "total")
    if finding.indicator != "population" or passage is None or passage.text not in UNINHABITED:
        return None
    return missing(passage, "population", MissingReason.NOT_APPLICABLE, original=passage.text)


def _tier(passage: Passage) -> Found:
    match, report = TIER.match(passage.text), REPORT_YEAR.search(passage.text)
    if match is None or report is None:
        return gap(passage, "trafficking_tier", "No tier of a dated report.")
    return coded(
        passage,
        "trafficking_tier",
        TIERS[match[1].lower()],
        original=match[1],
        year=int(report[1]),
        note="The year is that of the report.",
    )
