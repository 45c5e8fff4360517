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
from tools.factbook.fields.quantities import (
    Quantity,
    first_quantity,
    quantities,
)
from tools.factbook.fields.text import clauses, outside_parentheses, without_note_mark
from tools.factbook.fields.year import TRAILING
from tools.factbook.observations.branches import branches
from tools.factbook.observations.forces import (
    ARMED,
    NOT_ARMED,
    POLICE,
    beside,
    paramilitary,
    security_forces,
)

SECTION, FIELD = "Military and Security", "Military and security service personnel strengths"
SERVICE = "Military service age and obligation"
DOUBT = re.compile(r"^(?:[a-z]+ )*(?:information|estimates)(?: [a-z]+)*$", re.IGNORECASE)
LEAD = re.compile(
    r"^(?:the [\w ]+? has |the PA [\w ]+? have |Ministry of Peshmerga: "
    r"|Popular Mobilization Forces: |the Taliban claims to have )",
    re.IGNORECASE,
)
RESERVISTS = re.compile(r"\d,\d{3}[^;]*\breserv|\breserv[^;]*\d,\d{3}", re.IGNORECASE)
CLAIM = "The text reports a claim: “{words}”."
RANGE = re.compile(
    r"^estimates for the (?P<name>[\w ]+) range from a low of (?P<low>[\d,]+)"
    r" to a high of about (?P<high>[\d,]+)$"
)
REGULAR = re.compile(
    r"\(includes (?P<regular>(?:about )?[\d,]+) regular troops"
    r" and (?P<others>[^()]*reservists[^()]*)\)"
)
WITHOUT = "The text’s total, {total}, includes {others}, who are left out."
INCLUDES = "The total includes {forces}; totals of other states may not."
# Words of a note by which the total takes in people who are not on active duty.
NOT_ACTIVE = re.compile(r"figures include [^;]*already completed their [\w ]*service obligation")
TOO_WIDE = "The total includes people who are not on active duty."
WIDER = re.compile(r"\b(?:includ(?:es|ing)) about ([\d,]+) reserves\b")


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
    if whole.text.startswith("prior to"):
        yield gap(whole, "armed_forces", "The counts are of an earlier time and differ.")
        return
    found = [_remarked(f, remark) for f in _strengths(whole, [p.text for p in paragraphs])]
    yield from found
    yield from _paramilitary_total(whole, found)
    yield from (
        gap(note, "reserves", "A note that speaks of reserves without one plain strength.")
        for note in (*notes, *entity.notes(SECTION, SERVICE))
        if RESERVISTS.search(note.text)
    )


def _paramilitary_total(whole: Passage, found: list[Found]) -> Iterator[Found]:
    """Make a lone paramilitary force the country's total; several may overlap, so a gap."""
    apart = [f for f in found if not isinstance(f, Gap) and f.indicator == "paramilitary"]
    parts = [f for f in apart if f.breakdown]
    if len(parts) == 1:
        note = "The one force that the source states apart from the armed forces."
        yield with_note(replace(parts[0], breakdown=""), note)
    elif parts:
        yield gap(whole, "paramilitary", "Several forces, which may overlap: no total is stated.")


def _remarked(found: Found, remark: str) -> Found:
    if isinstance(found, Gap) or not remark or found.indicator != "armed_forces":
        return found
    if found.breakdown:
        return found
    noted = with_note(found, f"The source’s note: {remark}")
    return uncertain(noted, TOO_WIDE) if NOT_ACTIVE.search(remark) else noted


def _strengths(whole: Passage, paragraphs: list[str]) -> Iterator[Found]:
    doubt, counted = "", 0
    for clause in (c for p in paragraphs for c in clauses(TRAILING.sub("", p).strip())):
        if DOUBT.match(clause):
            doubt = f"The source says: “{clause}”."
            continue
        for found in _clause(whole, clause, first=counted == 0):
            yield found if isinstance(found, Gap) or not doubt else uncertain(found, doubt)
        counted += 1


def _clause(whole: Passage, clause: str, *, first: bool) -> Iterator[Found]:
    lead = LEAD.match(clause)
    said = clause[lead.end() :] if lead else clause
    quantity = first_quantity(said)
    if quantity is None or clause.count("(") != clause.count(")"):
        yield from _unusual(whole, clause)
        return
    head = outside_parentheses(said[quantity.end :]).strip()
    head = re.split(r",? including |, Gendarmerie,", head)[0].strip(" ,")
    if (code := security_forces(clause)) is not None:
        yield number(whole, "paramilitary", quantity, breakdown=f"force={code}")
    elif "claims" in clause:
        yield from _claimed(whole, said, quantity)
    elif first and ARMED.search(head) and not NOT_ARMED.search(head):
        yield from _armed(whole, said, quantity)
    else:
        yield from _other(whole, clause, head, quantity)


def _armed(whole: Passage, said: str, quantity: Quantity) -> Iterator[Found]:
    inner = REGULAR.search(said)
    if inner is not None:
        regular = next(quantities(inner["regular"]))
        why = WITHOUT.format(total=quantity.original, others=inner["others"])
        yield uncertain(number(whole, "armed_forces", regular), why)
        return
    total = number(whole, "armed_forces", quantity)
    others = beside(said[quantity.end :])
    yield with_note(total, INCLUDES.format(forces=", ".join(others))) if others else total
    for code, exact in branches(said[quantity.end :]):
        about = exact.bound is Bound.EXACT and quantity.bound is not Bound.EXACT
        part = replace(exact, bound=Bound.ABOUT) if about else exact
        yield number(whole, "armed_forces", part, breakdown=f"branch={code}")


def _claimed(whole: Passage, said: str, quantity: Quantity) -> Iterator[Found]:
    """Read "claims to have N under the Ministry of Defense and M under the … Interior"."""
    parts = re.fullmatch(
        r"[\d,]+ under the Ministry of Defense and ([\d,]+) under the Ministry of Interior", said
    )
    if parts is None:
        yield gap(whole, "armed_forces", "A claim without a plain count.")
        return
    yield uncertain(number(whole, "armed_forces", quantity), CLAIM.format(words=said))
    yield gap(whole, "paramilitary", "Ministry of Interior: police and other forces together.")


def _other(whole: Passage, clause: str, head: str, quantity: Quantity) -> Iterator[Found]:
    code = "peshmerga" if "Peshmerga" in clause else paramilitary(head)
    if POLICE.match(head):
        yield number(whole, "police", quantity)
    elif head.lower() == "reserves":
        yield number(whole, "reserves", quantity)
    elif code is not None:
        yield number(whole, "paramilitary", quantity, breakdown=f"force={code}")
    elif head.lower() == "kosovo security forces":
        yield from _with_reserves(whole, clause)
    else:
        likely = "reserves" if "home guard" in head.lower() else "armed_forces"
        yield gap(whole, likely, f"“{head}”: which kind of force is meant is not plain.")


def _with_reserves(whole: Passage, clause: str) -> Iterator[Found]:
    yield gap(whole, "armed_forces", "The count includes reserves.")
    found = WIDER.search(clause)
    if found is not None:
        part = next(quantities(f"about {found[1]}"))
        yield number(whole, "reserves", part)


def _unusual(whole: Passage, clause: str) -> Iterator[Found]:
    spread = RANGE.match(clause)
    if spread is not None and POLICE.match(spread["name"]):
        ends = next(quantities(f"{spread['low']}-{spread['high']}"))
        yield number(whole, "police", ends, original=clause)
        return
    likely = "paramilitary" if "Coast Guard" in clause else "armed_forces"
    yield gap(whole, likely, "No plain count of people in service.")
