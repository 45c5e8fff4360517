"""Ministries, forces and branches of the field "Military and security forces"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.institutions.chart import Chart
from tools.factbook.institutions.kinds import is_ministry, kind_of
from tools.factbook.institutions.names import (
    NOUN,
    Body,
    parse,
    split,
)

SECTION, FIELD = "Military and Security", "Military and security forces"
YEAR = re.compile(r"\s*\(\d{3,4}\)\s*$")
UNDER = re.compile(r"^(?P<name>[A-Z][^:;]*?),? under the (?P<ministry>Ministry of [\w ,]+)$")
PARAMILITARY = re.compile(r"^Paramilitary forces under the (?P<name>[A-Z]+)$")
MILITARY = (
    "armed-forces",
    "ministry-of-defence",
    "national-guard",
    "army",
    "navy",
    "air-force",
    "reserve",
)
PROSE = re.compile(r"\b(?:forces|branches) include (?:the )?(?P<list>.+)$")
WHOLE = ("army", "navy", "air-force", "marines")


def read_forces(entity: Entity, chart: Chart) -> None:
    """Put the bodies of the field's own text, paragraph by paragraph, into the chart."""
    paragraphs = entity.passages(SECTION, FIELD)
    duplicates = _duplicate_names(paragraphs)
    for passage in paragraphs:
        for group in split(YEAR.sub("", passage.text), ";"):
            head, separator, tail = _head(group)
            if separator:
                _read_list(chart, passage, group, head, tail, duplicates)
            else:
                _loose(chart, passage, group)


def _head(group: str) -> tuple[str, str, str]:
    """Part "Forces (…: …): Army, Navy" at the colon that stands outside of brackets."""
    parts = split(group, ":")
    if ":" not in group or not parts or len(parts) > 2 or group.startswith("Other "):
        return "", "", group
    return parts[0], ":", parts[1] if len(parts) == 2 else ""


def _duplicate_names(paragraphs: tuple[Passage, ...]) -> frozenset[str]:
    """Return the names of branches that two forces of one country bear."""
    counts: Counter[str] = Counter()
    for passage in paragraphs:
        for group in split(YEAR.sub("", passage.text), ";"):
            head, separator, tail = _head(group)
            if (
                separator
                and not is_ministry(head.split("(")[0].strip())
                and "Secretariat" not in head
            ):
                counts.update({b.name for b in map(parse, split(tail, ",")) if b})
    return frozenset(name for name, count in counts.items() if count > 1)


def _read_list(
    chart: Chart, passage: Passage, group: str, head: str, tail: str, duplicates: frozenset[str]
) -> None:
    """Read "head: member, member": the members belong to the head."""
    below = PARAMILITARY.match(head)
    if "/" in head:
        return
    members = _members(tail)
    if below:
        above = chart.find(below["name"])
    else:
        body = parse(head)
        if body is None:
            return
        above = _add(chart, passage, body, _head_kind(body.name, members), group)
    whose = chart.bodies[above].name if above else ""
    for item in members:
        own = item.name in duplicates
        member = replace(item, name=f"{whose} {item.name}") if own else item
        kind = kind_of(member.name) or _default(chart, above, below is not None)
        if kind == "armed-forces" and chart.bodies[above].institution == kind:
            kind = "branch"
        if "Aerospace" in member.name and any(
            kind_of(m.name) == "air-force" for m in _others(members, member)
        ):
            kind = "branch"
        code = _add(chart, passage, member, kind, group)
        chart.relate(code, "part-of", above, passage, group, member.said)


def _loose(chart: Chart, passage: Passage, group: str) -> None:
    """Read bodies that stand in a row without a head: they belong to none."""
    whole = UNDER.match(group)
    if whole and (body := parse(whole["name"])) and kind_of(body.name):
        _add(chart, passage, replace(body, under=whole["ministry"]), kind_of(body.name), group)
        return
    prose = PROSE.search(group)
    if group[0].islower() and not group.startswith(("the ", "no ", "includes ")) and not prose:
        return
    for member in _members(prose["list"] if prose else group):
        if kind := kind_of(member.name):
            if "National Army" in member.name and re.search(r"; Army\b", passage.text):
                kind = "armed-forces"
            _add(chart, passage, member, kind, group)


def _members(text: str) -> list[Body]:
    """Return the plain names of a list; an "and …" after what is none belongs to that."""
    bodies: list[Body] = []
    before: Body | None = Body("")
    for phrase in split(text, ","):
        body = parse(phrase)
        if phrase.startswith("and ") and before is None:
            body = None
        before = body
        if body is not None:
            bodies.append(body)
    return bodies


def _others(members: list[Body], member: Body) -> list[Body]:
    return [m for m in members if m is not member]


def _head_kind(name: str, members: list[Body]) -> str:
    if is_ministry(name):
        return kind_of(name)
    kinds = {kind_of(member.name) for member in members}
    if len(kinds & set(WHOLE)) > 1 or kind_of(name) in ("army", ""):
        return "armed-forces"
    return kind_of(name)


def _default(chart: Chart, above: str, paramilitary: bool) -> str:
    """Name the kind of a member whose own name tells none: by what it belongs to."""
    kind = chart.bodies[above].institution if above else ""
    military = kind in MILITARY
    return "branch" if military and not paramilitary else "paramilitary"


def _add(chart: Chart, passage: Passage, body: Body, kind: str, evidence: str) -> str:
    """Add a body, the bodies that it includes, and the ministry that its brackets name."""
    code = chart.add(passage, body, kind, evidence=evidence)
    for phrase in body.inner:
        member = parse(phrase)
        if member is None or not NOUN.search(member.name):
            continue
        inner_kind = kind_of(member.name) or _default(chart, code, False)
        inner = _add(chart, passage, member, inner_kind, evidence)
        chart.relate(inner, "part-of", code, passage, evidence, member.said)
    if body.under and (ministry := parse(body.under)):
        above = chart.add(passage, ministry, kind_of(ministry.name), evidence=evidence)
        chart.relate(code, "part-of", above, passage, evidence, body.under)
    return code
