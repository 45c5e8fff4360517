"""Chambers, seats, terms and women's share of the legislature.

The fields name no year: they describe the chambers of the edition. The date of the last
election stands in the note, and a share is marked uncertain where the chamber it belongs
to should have been renewed before the edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.factbook.edition import LATEST
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import (
    Found,
    Gap,
    Passage,
    coded,
    gap,
    number,
    uncertain,
)
from tools.factbook.fields.quantities import first_quantity
from tools.factbook.observations.chambers import (
    LAST,
    LOWER,
    NEXT,
    SEATS,
    SECTION,
    SINGLE,
    TERM,
    UPPER,
    crossed,
    no_election,
)

WOMEN = "percentage of women in chamber"
SHAPES = {
    SEATS: re.compile(r"\d[\d,]*(?: \([^()]*\))?"),
    TERM: re.compile(r"\d years"),
    WOMEN: re.compile(r"\d+(?:\.\d+)?%"),
}
BESIDE = re.compile(r" note: .*$")
DISSOLVED = re.compile(r"\b(unicameral|bicameral)\b[^;]*\bdissolved\b[^;]*")
LEGAL_FORM = "Dissolved; the legal form that the text names stands."
YEAR = re.compile(r"(?:19|20)\d{2}")
NO_CHAMBER = "The text describes no chamber that exists."
OVER = "The chamber was elected for {term} ({date}), so its term has run out."
DUE = "The next election was expected for {date}, so the share may be that of an earlier chamber."


def read(entity: Entity) -> Iterator[Found]:
    """Yield the structure, and seats, term and women's share of each chamber."""
    structure = entity.passage(SECTION, SINGLE, "legislative structure")
    if structure is None:
        passages = (*entity.passages(SECTION, SINGLE), *entity.notes(SECTION, SINGLE))
        yield from (_code_dissolution(passage) for passage in passages[:1])
        return
    name = structure.text.lower()
    if name not in ("unicameral", "bicameral"):
        yield gap(structure, "legislature", "Neither one chamber nor two.")
        return
    yield coded(structure, "legislature", name, original=structure.text)
    two = name == "bicameral"
    yield from _chamber(entity, LOWER if two else SINGLE, "seats_lower", "women_parliament")
    if two:
        yield from _chamber(entity, UPPER, "seats_upper", "women_upper")


def _chamber(entity: Entity, field: str, seats: str, women: str) -> Iterator[Found]:
    election, why = entity.passage(SECTION, field, LAST), no_election(entity, field)
    note = f"Last election: {election.text}." if election and not why else ""
    if election and why:
        yield gap(election, seats, why)
    parts = [(SEATS, seats), (WOMEN, women)]
    if field != UPPER:
        parts.append((TERM, "term_lower"))
    for part, indicator in parts:
        passage = entity.passage(SECTION, field, part)
        if passage is None:
            continue
        finding = _figure(passage, indicator, part, note)
        yield _with_renewal_doubt(finding, entity, field) if part == WOMEN else finding


def _figure(passage: Passage, indicator: str, part: str, note: str) -> Found:
    text, beside = BESIDE.sub("", passage.text), BESIDE.search(passage.text)
    quantity = first_quantity(text)
    if quantity is None or not SHAPES[part].fullmatch(text):
        return gap(passage, indicator, "The text is not one number.")
    remark = f"{note} The source’s {beside[0].strip()}.".strip() if beside else note
    return number(passage, indicator, quantity, original=passage.text, note=remark)


def _code_dissolution(passage: Passage) -> Found:
    """Code a dissolved legislature by its legal form, uncertain, where the text names it."""
    match = DISSOLVED.search(passage.text)
    if match is None:
        return gap(passage, "legislature", NO_CHAMBER)
    return uncertain(coded(passage, "legislature", match[1], original=match[0]), LEGAL_FORM)


def _with_renewal_doubt(finding: Found, entity: Entity, field: str) -> Found:
    """Mark a share uncertain when the chamber was due for renewal before the edition."""
    why = "" if crossed(entity) else _over(entity, field) or _due(entity, field)
    return uncertain(finding, why) if why and not isinstance(finding, Gap) else finding


def _due(entity: Entity, field: str) -> str:
    due = entity.passage(SECTION, field, NEXT)
    years = [int(year) for year in YEAR.findall(due.text)] if due else []
    return DUE.format(date=due.text) if due and years and max(years) < LATEST.year else ""


def _over(entity: Entity, field: str) -> str:
    election, term = entity.passage(SECTION, field, LAST), entity.passage(SECTION, field, TERM)
    years = [int(year) for year in YEAR.findall(election.text)] if election else []
    if election is None or term is None or not years or not SHAPES[TERM].match(term.text):
        return ""
    over = max(years) + int(term.text[0]) < LATEST.year - 1
    return OVER.format(term=BESIDE.sub("", term.text), date=election.text) if over else ""
