"""The legislature and its houses."""

from __future__ import annotations

import re

from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import outside_parentheses
from tools.factbook.institutions.chart import Chart
from tools.factbook.institutions.names import Body
from tools.factbook.observations.chambers import LOWER, SECTION, SINGLE, UPPER

NAME, CHAMBER, STRUCTURE = "legislature name", "chamber name", "legislative structure"
BRACKETS = re.compile(r"^(?P<name>[^(]+?)(?: \((?P<own>.+)\))?$")
FRENCH = re.compile(r"^(?:Parlement|Législature)\b")
NO_NAME = re.compile(r"Regiao Administrativa|\b(?:of|the)\b")
SHORT = re.compile(r"\b(?:Parliament|Congress|Assembly)\b")


def read_legislature(entity: Entity, chart: Chart) -> None:
    """Put the legislature and, where it has two, its houses into the chart."""
    structure = entity.passage(SECTION, SINGLE, STRUCTURE)
    whole = _add(chart, entity.passage(SECTION, SINGLE, NAME), "legislature")
    if whole:
        _short_names(chart, whole)
    if structure is None or structure.text.lower() != "bicameral":
        if not whole:
            _add(chart, entity.passage(SECTION, SINGLE, CHAMBER), "legislature")
        return
    for field, kind in ((LOWER, "lower-house"), (UPPER, "upper-house")):
        passage = entity.passage(SECTION, field, CHAMBER)
        house = _add(chart, passage, kind)
        if house and whole and passage:
            chart.relate(house, "part-of", whole, passage, passage.text, passage.text)


def names(text: str) -> Body | None:
    """Part a name from the local one in brackets or behind a hyphen, whichever comes first.

    >>> names("Parlement (Parliament)").name
    'Parliament'
    """
    match = BRACKETS.match(text)
    if match is None:
        return None
    name, own = match["name"].strip(), match["own"] or ""
    if not own and " - " in name:
        name, own = name.split(" - ", 1)
    if not own and " or " in name:
        name = name.split(" or ")[0]
    if FRENCH.match(name) and own:
        name, own = own, name
    name = re.sub(r"^The ", "", name)
    own = outside_parentheses(own.removesuffix(f" - {name}"))
    return Body(name, "" if own == name or NO_NAME.search(own) else own, said=text)


def _add(chart: Chart, passage: Passage | None, kind: str) -> str:
    body = names(passage.text) if passage else None
    return chart.add(passage, body, kind) if passage and body else ""


def _short_names(chart: Chart, code: str) -> None:
    """Let "the Parliament" and "the legislature" mean the one that the country has."""
    chart.call("legislature", code)
    name = chart.bodies[code].name
    for short in (name.split(" of ")[0], *SHORT.findall(name)):
        chart.call(short, code)
