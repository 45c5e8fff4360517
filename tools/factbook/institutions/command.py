"""Commanders in chief and security councils, as notes on the executive name them."""

from __future__ import annotations

import re

from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses, without_note_mark
from tools.factbook.institutions.chart import Chart
from tools.factbook.institutions.executive import FIELD, SECTION
from tools.factbook.institutions.names import parse

MILITARY, FORCES, REMARKS = (
    "Military and Security",
    "Military and security forces",
    "Military - note",
)
COMMANDS = re.compile(
    r"\b(?:the )?(?P<who>president|king|monarch|sultan|amir|emir|supreme leader) is [^;]*?"
    r"commander[ -]in[ -]chief\b(?! of the (?!armed forces|military))"
    r"|\breports directly to the (?P<to>president|king) as commander[ -]in[ -]chief"
)
COUNCIL = re.compile(
    r"\ba (?P<name>(?:[A-Z]\w+ )*Security (?:and Defense )?Council)(?: or [A-Z]+)? (?P<said>also"
    r" reports directly to the president|[^;]*advising the president)"
)


def read_command(entity: Entity, chart: Chart) -> None:
    """Put commanders in chief and security councils into the chart."""
    military = (*entity.notes(MILITARY, FORCES), *entity.passages(MILITARY, REMARKS))
    for passage in (*entity.notes(SECTION, FIELD), *military):
        _note(chart, passage)


def _note(chart: Chart, passage: Passage) -> None:
    """Read one note; a council needs a president whom it advises or answers to."""
    for clause in clauses(without_note_mark(passage.text)):
        if match := COMMANDS.search(clause):
            forces = chart.of_kind("armed-forces")
            if len(forces) == 1:
                head = chart.find(match["who"] or match["to"], exact=True)
                chart.relate(head, "commands", forces[0], passage, clause, match[0])
        if match := COUNCIL.search(clause):
            body = parse(match["name"])
            head = chart.find("president", exact=True)
            if body and head:
                code = chart.add(passage, body, "security-council", evidence=clause)
                relation = "reports-to" if "reports" in match["said"] else "advises"
                chart.relate(code, relation, head, passage, clause, match[0])
