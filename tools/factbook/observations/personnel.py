"""Strengths: armed forces with branches, reserves, paramilitary forces, police."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from atlas.codebook.model import MissingReason
from atlas.intake.bounds import Bound
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import (
    Found,
    Gap,
    Passage,
    gap,
    missing,
    number,
    uncertain,
    with_note,
)
from tools.factbook.fields.quantities import Quantity, first_quantity
from tools.factbook.fields.text import clauses, outside_parentheses, without_note_mark
from tools.factbook.fields.year import TRAILING
from tools.factbook.observations.branches import branches
from tools.factbook.observations.forces import ARMED, NOT_ARMED, POLICE, beside, paramilitary

SECTION, FIELD = "Military and Security", "Military and security service personnel strengths"
SERVICE = "Military service age and obligation"
DOUBT = re.compile(r"^(?:[a-z]+ )*(?:information|estimates)(?: [a-z]+)*$", re.IGNORECASE)
RESERVISTS = re.compile(r"\d,\d{3}[^;]*\breserv|\breserv[^;]*\d,\d{3}", re.IGNORECASE)
INCLUDES = "The total includes {forces}; totals of other states may not."


def read(entity: Entity) -> Iterator[Found]:
    """Yield the strengths of one country; what is no plain count of a known force is a gap."""
    paragraphs = entity.passages(SECTION, FIELD)
    if not paragraphs:
        return
    whole = replace(paragraphs[0], text=" ".join(p.text for p in paragraphs))
    if re.fullmatch(r"(?:estimates )?not available", whole.text):
        yield missing(whole, "armed_forces", MissingReason.NO_DATA, original=whole.text)
        return
    notes = entity.notes(SECTION, FIELD)
    remark = " ".join(without_note_mark(p.text) for p in notes)
    findings = [_with_remark(f, remark) for f in _strengths(whole, [p.text for p in paragraphs])]
    yield from findings
    yield from _paramilitary_total(whole, findings)
    yield from (
        gap(note, "reserves", "A note that speaks of reserves without one plain strength.")
        for note in (*notes, *entity.notes(SECTION, SERVICE))
        if RESERVISTS.search(note.text)
    )


def _paramilitary_total(whole: Passage, findings: list[Found]) -> Iterator[Found]:
    """Make a lone paramilitary force the country's total; several may overlap, so a gap."""
    apart = [f for f in findings if not isinstance(f, Gap) and f.indicator == "paramilitary"]
    parts = [f for f in apart if f.breakdown]
    if len(parts) == 1:
        note = "The one force that the source states apart from the armed forces."
        yield with_note(replace(parts[0], breakdown=""), note)
    elif parts:
        yield gap(whole, "paramilitary", "Several forces, which may overlap: no total is stated.")


def _with_remark(finding: Found, remark: str) -> Found:
    if isinstance(finding, Gap) or not remark or finding.indicator != "armed_forces":
        return finding
    if finding.breakdown:
        return finding
    return with_note(finding, f"The source’s note: {remark}")


def _strengths(whole: Passage, paragraphs: list[str]) -> Iterator[Found]:
    doubt, n_clauses = "", 0
    for clause in (c for p in paragraphs for c in clauses(TRAILING.sub("", p).strip())):
        if DOUBT.match(clause):
            doubt = f"The source says: “{clause}”."
            continue
        for finding in _clause(whole, clause, first=n_clauses == 0):
            yield finding if isinstance(finding, Gap) or not doubt else uncertain(finding, doubt)
        n_clauses += 1


def _clause(whole: Passage, clause: str, *, first: bool) -> Iterator[Found]:
    quantity = first_quantity(clause)
    if quantity is None or clause.count("(") != clause.count(")"):
        yield gap(whole, "armed_forces", "No plain count of people in service.")
        return
    head = outside_parentheses(clause[quantity.end :]).strip()
    head = re.split(r",? including |, Gendarmerie,", head)[0].strip(" ,")
    if first and ARMED.search(head) and not NOT_ARMED.search(head):
        yield from _armed_forces(whole, clause, quantity)
    else:
        yield _other(whole, head, quantity)


def _armed_forces(whole: Passage, clause: str, quantity: Quantity) -> Iterator[Found]:
    total = number(whole, "armed_forces", quantity)
    others = beside(clause[quantity.end :])
    yield with_note(total, INCLUDES.format(forces=", ".join(others))) if others else total
    for code, exact in branches(clause[quantity.end :]):
        about = exact.bound is Bound.EXACT and quantity.bound is not Bound.EXACT
        part = replace(exact, bound=Bound.ABOUT) if about else exact
        yield number(whole, "armed_forces", part, breakdown=f"branch={code}")


def _other(whole: Passage, head: str, quantity: Quantity) -> Found:
    code = paramilitary(head)
    if POLICE.match(head):
        return number(whole, "police", quantity)
    if head.lower() == "reserves":
        return number(whole, "reserves", quantity)
    if code is not None:
        return number(whole, "paramilitary", quantity, breakdown=f"force={code}")
    return gap(whole, "armed_forces", f"“{head}”: which kind of force is meant is not plain.")
