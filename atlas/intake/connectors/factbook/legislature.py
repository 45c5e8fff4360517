"""Chambers, seats, terms and women's share of the legislature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.connectors.factbook.entry import EDITION, PRESENT, Entry, Gap
from atlas.intake.connectors.factbook.quantity import Quantity, read
from atlas.intake.draft import DraftObservation

SECTION = "Government"
SINGLE, LOWER, UPPER = (
    "Legislative branch",
    "Legislative branch - lower chamber",
    "Legislative branch - upper chamber",
)


def read_legislature(entry: Entry) -> Iterator[DraftObservation | Gap]:
    """Yield what the legislative fields state; they describe the edition's present."""
    structure = entry.text(SECTION, SINGLE, "legislative structure").lower()
    if structure in {"unicameral", "bicameral"}:
        yield entry.draft(
            "legislature",
            EDITION,
            f"{SECTION} > {SINGLE} > legislative structure: {structure}",
            category=structure,
            original=structure,
            note=PRESENT,
        )
    elif structure:
        yield Gap(entry.iso3, "legislature", structure, "neither one chamber nor two")
    lower = LOWER if structure == "bicameral" else SINGLE
    yield from _chamber(entry, lower, "seats_lower", "women_parliament", "term_lower")
    if structure == "bicameral":
        yield from _chamber(entry, UPPER, "seats_upper", "women_upper", None)


def _chamber(
    entry: Entry, field: str, seats: str, women: str, term: str | None
) -> Iterator[DraftObservation | Gap]:
    election = entry.text(SECTION, field, "most recent election date")
    note = f"{PRESENT} Last election: {election}." if election else PRESENT
    plan = [(seats, "number of seats"), (women, "percentage of women in chamber")]
    if term:
        plan.append((term, "term in office"))
    for indicator, part in plan:
        text = entry.text(SECTION, field, part)
        if not text:
            continue
        quantity = _number(text, indicator)
        where = f"{SECTION} > {field} > {part}: {text}"
        if quantity is None:
            yield Gap(entry.iso3, indicator, text, "not one plain number")
        else:
            yield entry.draft(
                indicator, EDITION, where, original=text, quantity=quantity, note=note
            )


def _number(text: str, indicator: str) -> Quantity | None:
    if indicator.startswith("women"):
        return read(text) if re.fullmatch(r"\d+(?:\.\d+)?\s?%", text) else None
    if indicator.startswith("term"):
        return read(text) if re.fullmatch(r"\d+ years?", text) else None
    return read(text) if re.match(r"^\d[\d,]*(?:\s*$|\s*\()", text) else None
