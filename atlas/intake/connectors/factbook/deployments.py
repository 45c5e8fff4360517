"""Deployments abroad: one part a mission, a sum only where every stated count was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from atlas.codebook.model import Method, Processing
from atlas.intake.connectors.factbook.entities import Entity
from atlas.intake.connectors.factbook.missions import UN_MISSIONS, Contingent, added, contingents
from atlas.intake.connectors.factbook.quantities import Bound, Quantity, first_quantity
from atlas.intake.connectors.factbook.records import (
    Found,
    Passage,
    gap,
    number,
    uncertain,
)
from atlas.intake.connectors.factbook.text import clauses
from atlas.intake.connectors.factbook.year import TRAILING

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
SILENT = "The source also speaks of deployments without a count."
SUM = "Sum of the contingents that the source lists, police included."
LONE = "The one contingent that the source lists."
COUNTED = "Contingents that the source lists with a count."
UNREAD = "Not one place and one count."
SEVERAL = "A count covers several missions or places, so they are not counted."
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
        yield from _listed(passage, parts)


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


def _listed(passage: Passage, parts: list[str]) -> Iterator[Found]:
    read_parts = [(part, contingents(part)) for part in parts]
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


def _parts(passage: Passage, found: Contingent) -> Iterator[Found]:
    if not found.breakdown:
        return
    indicators = ["deployments_abroad", *(["peacekeepers"] if found.mission in UN_MISSIONS else [])]
    for indicator in indicators:
        yield number(passage, indicator, found.people, breakdown=found.breakdown)
        if found.police:
            police = Quantity(
                found.police, found.police, found.police, Bound.ABOUT, "", 0, 0, scaled=False
            )
            key = f"mission={found.mission};role=police"
            words = f"plus {found.police:,.0f} police"
            yield number(passage, indicator, police, breakdown=key, original=words)


def _sums(passage: Passage, known: list[Contingent], *, silent: bool) -> Iterator[Found]:
    yield _total(passage, "deployments_abroad", known, silent=silent)
    yield from _peace_sum(passage, known, "", silent=silent)
    if not all(found.one_mission for found in known):
        yield gap(passage, "missions", SEVERAL)
        return
    names = sorted({_name(found) for found in known})
    count = Quantity(
        len(names), len(names), len(names), Bound.EXACT, "; ".join(names), 0, 0, scaled=True
    )
    said = f"{COUNTED} {SILENT}" if silent else COUNTED
    found = number(passage, "missions", count, note=said)
    yield replace(found, method=Method.DERIVED, processing=Processing.MAJOR)


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
    words = " + ".join(_said(found) for found in group)
    if len(group) == 1 and not group[0].police:
        return number(
            passage, indicator, group[0].people, note=f"{LONE} {SILENT}" if silent else LONE
        )
    total = added([found.uniformed for found in group], words)
    draft = number(passage, indicator, total)
    note = f"{SUM} {SILENT}" if silent else SUM
    draft = replace(draft, note=note, method=Method.DERIVED, processing=Processing.MAJOR)
    if total.bound in (Bound.AT_MOST, Bound.AT_LEAST) or _mixed(group):
        return uncertain(draft, "A part of the sum is a limit (“up to”, “more than”).")
    return draft


def _mixed(group: list[Contingent]) -> bool:
    return any(found.people.bound in (Bound.AT_MOST, Bound.AT_LEAST) for found in group)


def _said(found: Contingent) -> str:
    beside = f" + {found.police:,.0f} police" if found.police else ""
    return f"{found.people.original}{beside}"


def _name(found: Contingent) -> str:
    return (
        found.mission if found.mission in UN_MISSIONS else f"{found.mission} {found.host}".strip()
    )
