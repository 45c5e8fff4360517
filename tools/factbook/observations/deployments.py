"""Deployments abroad: one part a mission, a sum only where every stated count was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from atlas.codebook.model import Method, Processing
from atlas.intake.bounds import Bound
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import (
    Found,
    Passage,
    gap,
    number,
    uncertain,
    with_note,
)
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
        yield from _listed(entity, passage, parts)


def _clauses(text: str) -> list[str]:
    """Split at semicolons, and at a comma before the next place and count."""
    return [part for clause in clauses(text) for part in re.split(r", (?=[A-Z]\w+ \d)", clause)]


def _all_told(clause: str) -> Quantity | None:
    """Return a total that the source states itself: "has about 8,000 personnel deployed"."""
    found = ALL_TOLD.match(clause)
    quantity = first_quantity(found["count"]) if found else None
    if found is None or quantity is None:
        return None
    after = found["count"][quantity.end :].strip()
    return quantity if DEPLOYED.match(after) else None


def _listed(entity: Entity, passage: Passage, parts: list[str]) -> Iterator[Found]:
    read_parts = [(part, contingents(entity, part)) for part in parts]
    known = [one for _, found in read_parts for one in found]
    unread = [part for part, found in read_parts if not found]
    open_ends = [part for part in unread if UNCOUNTED.search(part)]
    for found in known:
        yield from _parts(passage, found)
    for part in open_ends or ([] if known else unread):
        yield replace(gap(passage, "deployments_abroad", UNREAD), text=f"{passage.place} > {part}")
    if known and not open_ends:
        yield from _sums(passage, known, silent=bool(unread))
    elif known:
        yield gap(passage, "deployments_abroad", NO_SUM)
        yield from _peace_sum(passage, known, " ".join(open_ends), silent=False)


def contingents(entity: Entity, clause: str) -> list[Contingent]:
    """Read a clause, or its reviewed reading, which may name two contingents ("A + B")."""
    own = rows("contingents", entity.iso3)
    reading = next((row["reads"] for row in own if row["sentence"] == clause), clause)
    found = [contingent(part) for part in reading.split(" + ")]
    return [one for one in found if one is not None]


def _parts(passage: Passage, found: Contingent) -> Iterator[Found]:
    if not found.breakdown:
        return
    indicators = ["deployments_abroad", *(["peacekeepers"] if found.mission in UN_MISSIONS else [])]
    for indicator in indicators:
        yield number(passage, indicator, found.people, breakdown=found.breakdown)
        if found.police:
            key = f"mission={found.mission};role=police"
            words = f"plus {found.police.original} police"
            yield number(passage, indicator, found.police, breakdown=key, original=words)


def _sums(passage: Passage, known: list[Contingent], *, silent: bool) -> Iterator[Found]:
    yield _total(passage, "deployments_abroad", known, silent=silent)
    yield from _peace_sum(passage, known, "", silent=silent)
    if not all(found.one_mission for found in known):
        yield gap(passage, "missions", SEVERAL)
        return
    names = sorted({_name(found) for found in known})
    bound = Bound.AT_LEAST if silent else Bound.EXACT
    count = Quantity(len(names), len(names), len(names), bound, "; ".join(names), 0, 0, scaled=True)
    found = number(passage, "missions", count)
    note = f"{COUNTED} {SILENT}" if silent else COUNTED
    yield replace(found, note=note, method=Method.DERIVED, processing=Processing.MAJOR)


def _peace_sum(
    passage: Passage, known: list[Contingent], unread: str, *, silent: bool
) -> Iterator[Found]:
    group = [found for found in known if found.mission in UN_MISSIONS]
    if any(name in unread for name in (*UN_MISSIONS, "UN ")) or any(
        one.shared == "UN" for one in known
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
    limited = any(count.is_limit for count in counts)
    return uncertain(draft, PART_LIMITED) if limited else draft


def _words(found: Contingent) -> str:
    beside = f" + {found.police.original} police" if found.police else ""
    return f"{found.people.original}{beside}"


def _name(found: Contingent) -> str:
    return (
        found.mission if found.mission in UN_MISSIONS else f"{found.mission} {found.host}".strip()
    )
