"""Deployments abroad: one part a mission, a sum only where every stated count was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from atlas.codebook.model import Method, Processing
from atlas.intake.bounds import Bound
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Found, Passage, gap, number, uncertain, with_note
from tools.factbook.fields.quantities import Quantity, first_quantity
from tools.factbook.fields.text import clauses
from tools.factbook.fields.year import TRAILING
from tools.factbook.observations.missions import UN_MISSIONS, Contingent, added, contingent
from tools.factbook.reviewed import rows

SECTION, FIELD = "Military and Security", "Military deployments"
ALL_TOLD = re.compile(
    r"^(?:Spain|France|Italy|the British military|the Portuguese Armed Forces|the US)?\s*"
    r"(?:typically )?(?:has|have|maintains a presence of) (?:on average )?(?P<count>.*)$"
)
DEPLOYED = re.compile(
    r"(?:total )?[\w, ]*?(?:personnel|forces) (?:deployed (?!to)|on permanent or long-term"
    r"|at a permanent base)"
)
UNCOUNTED = re.compile(r"hundred|thousand|\d")
SILENT = "The source also speaks of deployments without a count, so the true figure is higher."
SUM = "Sum of the contingents that the source lists, police included."
LONE = "The one contingent that the source lists."
COUNTED = "Contingents that the source lists with a count."
UNREAD = "Not one place and one count."
SEVERAL = "A count covers several missions or places, so they are not counted."
PART_LIMITED = "A part of the sum is a limit (“up to”, “more than”)."
NO_LIMIT = (
    "Upper limits beside deployments without a count or lower limits: nothing limits the sum."
)
NO_SUM = "A stated count could not be read, so there is no sum."


def read(entity: Entity) -> Iterator[Found]:
    """Yield contingents abroad and their sums for one country."""
    passage = entity.passage(SECTION, FIELD)
    if passage is None:
        return
    if passage.text.startswith("note:"):
        yield gap(passage, "deployments_abroad", "A note without a count of people abroad now.")
        return
    parts = _clauses(TRAILING.sub("", passage.text).strip())
    whole = _all_told(parts[0])
    if whole is not None:
        yield number(passage, "deployments_abroad", whole)
        if re.search(r"\bUN\b", passage.text):
            yield gap(passage, "peacekeepers", "Not every UN contingent has its count.")
    else:
        yield from _read_list(entity, passage, parts)


def _clauses(text: str) -> list[str]:
    """Split at semicolons, and at a comma before the next place and count."""
    return [part for clause in clauses(text) for part in re.split(r", (?=[A-Z]\w+ \d)", clause)]


def _all_told(clause: str) -> Quantity | None:
    """Return a total that the source states itself: "has about 8,000 personnel deployed"."""
    match = ALL_TOLD.match(clause)
    quantity = first_quantity(match["count"]) if match else None
    if match is None or quantity is None:
        return None
    after = match["count"][quantity.end :].strip()
    return quantity if DEPLOYED.match(after) else None


def _read_list(entity: Entity, passage: Passage, parts: list[str]) -> Iterator[Found]:
    read_parts = [(part, contingents(entity, part)) for part in parts]
    readings = [one for _, reading in read_parts for one in reading]
    unread_parts = [part for part, reading in read_parts if not reading]
    open_ends = [part for part in unread_parts if UNCOUNTED.search(part)]
    for reading in readings:
        yield from _parts(passage, reading)
    for part in open_ends or ([] if readings else unread_parts):
        yield replace(gap(passage, "deployments_abroad", UNREAD), text=f"{passage.place} > {part}")
    if readings and not open_ends:
        yield from _sums(passage, readings, silent=bool(unread_parts))
    elif readings:
        yield gap(passage, "deployments_abroad", NO_SUM)
        yield from _peace_sum(passage, readings, " ".join(open_ends), silent=False)


def contingents(entity: Entity, clause: str) -> list[Contingent]:
    """Read a clause, or its reviewed reading, which may name two contingents ("A + B")."""
    own = rows("contingents", entity.iso3)
    reading = next((row["reads"] for row in own if row["sentence"] == clause), clause)
    all_contingents = [contingent(part) for part in reading.split(" + ")]
    return [one for one in all_contingents if one is not None]


def _parts(passage: Passage, contingent: Contingent) -> Iterator[Found]:
    if not contingent.breakdown:
        return
    indicators = [
        "deployments_abroad",
        *(["peacekeepers"] if contingent.mission in UN_MISSIONS else []),
    ]
    for indicator in indicators:
        yield number(passage, indicator, contingent.people, breakdown=contingent.breakdown)
        if contingent.police:
            key = f"mission={contingent.mission};role=police"
            words = f"plus {contingent.police.original} police"
            yield number(passage, indicator, contingent.police, breakdown=key, original=words)


def _sums(passage: Passage, contingents: list[Contingent], *, silent: bool) -> Iterator[Found]:
    yield _total(passage, "deployments_abroad", contingents, silent=silent)
    yield from _peace_sum(passage, contingents, "", silent=silent)
    if not all(one.one_mission for one in contingents):
        yield gap(passage, "missions", SEVERAL)
        return
    names = sorted({_name(one) for one in contingents})
    bound = Bound.AT_LEAST if silent else Bound.EXACT
    count = Quantity(len(names), len(names), len(names), bound, "; ".join(names), 0, 0, scaled=True)
    finding = number(passage, "missions", count)
    note = f"{COUNTED} {SILENT}" if silent else COUNTED
    yield replace(finding, note=note, method=Method.DERIVED, processing=Processing.MAJOR)


def _peace_sum(
    passage: Passage, contingents: list[Contingent], unread_text: str, *, silent: bool
) -> Iterator[Found]:
    group = [one for one in contingents if one.mission in UN_MISSIONS]
    if any(name in unread_text for name in (*UN_MISSIONS, "UN ")) or any(
        one.shared == "UN" for one in contingents
    ):
        yield gap(passage, "peacekeepers", NO_SUM)
    elif group:
        beside = silent and re.search(r"\bUN\b", passage.text) is not None
        yield _total(passage, "peacekeepers", group, silent=beside)


def _total(passage: Passage, indicator: str, group: list[Contingent], *, silent: bool) -> Found:
    """Return the sum of contingents; a lower limit where the source speaks of uncounted ones."""
    words = " + ".join(_words(one) for one in group)
    counts = [count for one in group for count in one.uniformed]
    total = added(counts, words, partial=silent)
    if total is None:
        return gap(passage, indicator, NO_LIMIT)
    if len(counts) == 1 and not silent:
        return with_note(number(passage, indicator, counts[0]), LONE)
    note = f"{LONE if len(counts) == 1 else SUM} {SILENT if silent else ''}".strip()
    draft = replace(number(passage, indicator, total), note=note)
    if len(counts) > 1:
        draft = replace(draft, method=Method.DERIVED, processing=Processing.MAJOR)
    has_limit = any(count.is_limit for count in counts)
    return uncertain(draft, PART_LIMITED) if has_limit else draft


def _words(contingent: Contingent) -> str:
    beside = f" + {contingent.police.original} police" if contingent.police else ""
    return f"{contingent.people.original}{beside}"


def _name(contingent: Contingent) -> str:
    return (
        contingent.mission
        if contingent.mission in UN_MISSIONS
        else f"{contingent.mission} {contingent.host}".strip()
    )
