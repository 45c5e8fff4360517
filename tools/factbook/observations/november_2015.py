"""What the edition of November 2015 words or counts in a way of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from atlas.codebook.model import Method, Processing
from atlas.intake.bounds import Bound
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.figures import read_figures
from tools.factbook.fields.passages import Found, Gap, Passage, coded, gap, number
from tools.factbook.fields.quantities import Quantity, first_quantity
from tools.factbook.fields.text import clauses
from tools.factbook.fields.year import TRAILING
from tools.factbook.observations import legal as latest_legal
from tools.factbook.observations.single_figures import TIER, TIERS

STATE, ABROAD = "Government", "Transnational Issues"
DISPLACED = "Refugees and internally displaced persons"
COPIED = (
    "The value of 2010 repeats that of 2012, as it does for 111 of 116 countries of the edition: "
    "a copied year is no figure."
)
NOT_A_FIGURE = "“NA%” is no figure."
ZERO = "The state has armed forces; a share of 0 is a missing figure."
TWICE = "The text gives the year twice."
ORIGINS = (
    "Sum of the groups that the source lists by origin; smaller groups may be left out, so a "
    "lower limit."
)
APPLICANTS = re.compile(r"asylum|applicants")  # counted with refugees, so no lower limit
GROUP = re.compile(
    r"(?P<count>[\d,]+(?:\.\d+)?(?: million)?) \((?!applicants)[^()]*(?:\([^()]*\)[^()]*)*\)"
)
ONE_CHAMBER = re.compile(r"unicameral\b[^()]*\((?P<seats>\d[\d,]*) seats(?=[;,)])")
STRUCTURE = re.compile(r"(?:unicameral|bicameral)\b")


def legal(entity: Entity) -> Iterator[Found]:
    """Yield answers on law and the voting age.

    The types of government are left out: the edition says "republic" where the latest one tells
    presidential from parliamentary.
    """
    yield from (f for f in latest_legal.read(entity) if f.indicator != "government_type")


def figures(entity: Entity) -> Iterator[Found]:
    """Yield each figure of one number, unit and year; copied years and zeros become gaps."""
    findings = list(read_figures(entity))
    spending = {
        f.period: f for f in findings if not isinstance(f, Gap) and f.indicator == "milex_gdp"
    }
    keys = Counter((f.indicator, f.period) for f in findings if not isinstance(f, Gap))
    for finding in findings:
        if not isinstance(finding, Gap) and keys[finding.indicator, finding.period] > 1:
            yield Gap(finding.country, finding.indicator, finding.locator, TWICE)
        elif finding.indicator != "milex_gdp":
            yield finding
        elif isinstance(finding, Gap):
            is_absent = "> NA%" in finding.text
            yield replace(finding, reason=NOT_A_FIGURE) if is_absent else finding
        elif finding.value == 0:
            yield Gap(finding.country, finding.indicator, finding.locator, ZERO)
        elif finding.period == "2010" and _same(finding.value, spending.get("2012")):
            yield Gap(finding.country, finding.indicator, finding.locator, COPIED)
        else:
            yield finding


def _same(value: float | None, other: Found | None) -> bool:
    return other is not None and not isinstance(other, Gap) and other.value == value


def displaced(entity: Entity) -> Iterator[Found]:
    """Yield refugees: the sum of the groups of one year, a lower limit."""
    passage = entity.passage(ABROAD, DISPLACED, "refugees (country of origin)")
    if passage is not None:
        yield _refugees(passage)


def _refugees(passage: Passage) -> Found:
    groups = clauses(TRAILING.sub("", passage.text).strip())
    matches = [GROUP.fullmatch(group.strip()) for group in groups]
    counts = [first_quantity(match["count"]) for match in matches if match]
    if (
        passage.year is None
        or APPLICANTS.search(passage.text)
        or len(counts) < len(groups)
        or None in counts
    ):
        return gap(
            passage, "refugees", "The groups are not all plain counts of refugees of one year."
        )
    total = sum(count.value for count in counts if count is not None)
    words = TRAILING.sub("", passage.text).strip()
    limit = Quantity(total, total, total, Bound.AT_LEAST, words, 0, 0)
    finding = number(passage, "refugees", limit)
    if len(counts) == 1:
        return replace(finding, note=ORIGINS)
    return replace(finding, note=ORIGINS, method=Method.DERIVED, processing=Processing.MAJOR)


def trafficking(entity: Entity) -> Iterator[Found]:
    """Yield the tier of the report of the year that closes the text."""
    passage = entity.passage(ABROAD, "Trafficking in persons", "tier rating")
    if passage is None:
        return
    match = TIER.match(passage.text)
    if match is None or passage.year is None:
        yield gap(passage, "trafficking_tier", "No tier of a dated report.")
    else:
        tier = TIERS[match[1].lower()]
        yield coded(passage, "trafficking_tier", tier, original=match[1])


def legislature(entity: Entity) -> Iterator[Found]:
    """Yield the number of chambers, and the seats of a single one."""
    passage = entity.passage(STATE, "Legislative branch", "description")
    if passage is None:
        return
    structure = STRUCTURE.match(passage.text)
    if structure is None:
        yield gap(passage, "legislature", "Neither one chamber nor two.")
        return
    yield coded(passage, "legislature", structure[0], original=structure[0])
    seats = ONE_CHAMBER.match(passage.text)
    quantity = first_quantity(seats["seats"]) if seats else None
    if seats and quantity is not None:
        yield number(passage, "seats_lower", quantity, original=seats[0])
