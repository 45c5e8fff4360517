"""Palestine stands in the Factbook as West Bank and Gaza Strip.

The West Bank's entry carries the Palestinian Authority's texts. A figure counts for
Palestine only where the Factbook says that it covers both, where both entries give the
same text, or where both can be added (population, area).
"""

from __future__ import annotations

from dataclasses import replace

from atlas.codebook.model import Method, Processing
from atlas.intake.draft import DraftObservation
from tools.factbook.edition import Edition
from tools.factbook.fields.entities import Entity, gaza
from tools.factbook.fields.figures import FIGURES, Figure, read_figures
from tools.factbook.fields.passages import Found, Gap

ADDED = ("population", "area")
ONLY_ONE = "The text covers the West Bank without the Gaza Strip."
SUM = "Sum of the entries West Bank ({west}) and Gaza Strip ({gaza})."


def both_territories(findings: list[Found], edition: Edition) -> list[Found]:
    """Return Palestine's findings: whole, added, or listed as a gap."""
    strip = gaza(edition)
    if strip is None:
        return findings
    other = {
        (f.indicator, f.period): f for f in read_figures(strip) if isinstance(f, DraftObservation)
    }
    return [_whole(item, strip, other) for item in findings]


def _whole(item: Found, strip: Entity, other: dict[tuple[str, str], DraftObservation]) -> Found:
    figure = {f.indicator: f for f in FIGURES[strip.edition]}.get(item.indicator)
    if isinstance(item, Gap) or figure is None or item.value is None:
        return item
    twin = other.get((item.indicator, item.period))
    if twin is not None and twin.value == item.value and item.indicator not in ADDED:
        return item
    if _covers_both(figure, strip):
        return item
    if twin is not None and item.indicator in ADDED:
        return _sum(item, twin)
    return Gap(item.country, item.indicator, item.locator, ONLY_ONE)


def _covers_both(figure: Figure, strip: Entity) -> bool:
    """Tell whether the Gaza Strip's entry refers to the West Bank's for this field."""
    passage = strip.passage(figure.section, figure.field)
    notes = strip.notes(figure.section, figure.field)
    text = " ".join(p.text for p in (*((passage,) if passage else ()), *notes)).lower()
    return "west bank" in text


def _sum(item: DraftObservation, twin: DraftObservation) -> DraftObservation:
    if item.value is None or twin.value is None:
        return item
    value = item.value + twin.value
    return replace(
        item,
        value=value,
        low=value,
        high=value,
        original=f"{item.original} + {twin.original}",
        locator=f"{item.locator} + Gaza Strip > {twin.locator}",
        method=Method.DERIVED,
        processing=Processing.MAJOR,
        note=SUM.format(west=item.original, gaza=twin.original),
    )
