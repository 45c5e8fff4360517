"""Sentences of notes that name bodies and say whom they stand under."""

from __future__ import annotations

import re

from atlas.intake.connectors.factbook.entities import Entity
from atlas.intake.connectors.factbook.institutions.chart import Chart
from atlas.intake.connectors.factbook.institutions.kinds import is_ministry, kind_of
from atlas.intake.connectors.factbook.institutions.military import FIELD, SECTION
from atlas.intake.connectors.factbook.institutions.names import (
    Body,
    included,
    parse,
)
from atlas.intake.connectors.factbook.records import Passage
from atlas.intake.connectors.factbook.text import clauses, outside_parentheses, without_note_mark

UNSURE = re.compile(
    r"\b(?:war|wartime|would|may|could|if|when|formerly|was|were|until|peacetime|nominally|sometimes"
    r"|conflict|emergency|crisis|Taliban|interim|had|did|proposed|Houthi|LNA)\b"
)
CAP = r"[A-Z][\w’'/-]*"
NAME = rf"{CAP}(?: (?:(?:of|for|and)(?: the)? )?{CAP}){{0,9}}(?: \([^()]+\))?"
MINISTRY = (
    rf"(?:Federal )?(?:Ministry|Department|Secretariat) of(?: the)? {CAP}(?:(?:, and|,| and| of)?"
    rf" (?!Ministry|Department|Secretariat){CAP})*|(?:Interior|Defense) Ministry"
    r"|Office of the Prime Minister|Prime Minister[’']s Office|Attorney-General[’']s Department"
)
LINK = re.compile(
    r"(?P<verb>\b(?:is|are|operates?|falls?|fall)\b(?: also)?(?: an? [a-z -]+?| officially"
    r"| directly)? under (?:the )?(?:(?:direct )?(?:jurisdiction|authority|administrative control"
    r"|purview|auspices|control|command)(?: of)? )?"
    r"|\b(?:is|are) (?:officially )?(?:an integrated |a )?part of (?:the )?"
    r"|\b(?:is|are) (?:directly )?subordinate to (?:the )?|\b(?:is|are) administered by (?:the )?"
    r"|\b(?:also )?reports?(?: directly)? to (?:both )?(?:the )?"
    r"|\b(?:is|are) responsible to (?:both )?(?:the )?)"
)
ACTIVE = re.compile(
    r"^(?:the )?(?P<who>[A-Z][^,;]*?) (?P<verb>oversees|controls|directs) (?P<what>.+)$"
)
BESIDE = re.compile(rf"(?:\b[Tt]he )?(?P<name>{NAME}),? \(?under the (?P<above>{MINISTRY})")
INCLUDES = re.compile(rf"^(?:the )?(?P<who>{NAME}) (?:also )?includes (?P<what>.+)$")
TASK = re.compile(
    rf"^(?:the |while the )?(?P<who>{NAME})(?:, whose [^,]+,)? (?:is|are|maintains?|has|have"
    r"|protects?) (?:primarily |the )?(?:responsible|maintain|internal security|the (?:country.s "
    r"|national )?police|national police|primary responsibility|law and order|country[’']s police"
    r"|senior|an independent agency)"
    rf"|^the (?P<other>{NAME}) (?:is a (?:police|unified) force|serves as the de facto military)"
)
PREPARED = re.compile(r"^(?:and|while|but|whereas|like the [^,]+,|in addition to [^,]+,) ?")
CUT = re.compile(r",? (?:while|whereas|but|which|who|and (?:is|are|has|have|was|also|maintains?)) ")
LEADER = re.compile(
    r"^(?P<who>president|prime minister|king|amir|supreme leader|monarch)\b(?![’'])"
)
COMMANDS = re.compile(
    r"\b(?:the )?president is [^;]*?commander[ -]in[ -]chief of the (?:armed forces|military)"
)
COUNCIL = re.compile(
    r"\ba (?P<name>(?:[A-Z]\w+ )*Security (?:and Defense )?Council)(?: or [A-Z]+)? (?P<said>also"
    r" reports directly to the president|[^;]*advising the president)"
)


def read_notes(entity: Entity, chart: Chart) -> None:
    """Put what notes on the forces and on the executive say plainly into the chart."""
    chart.name_forces()
    said = (*entity.notes(SECTION, FIELD), *_prose(entity))
    for passage in said:
        for clause in clauses(without_note_mark(passage.text)):
            _tasks(chart, passage, clause)
    for passage in said:
        for clause in clauses(without_note_mark(passage.text)):
            _clause(chart, passage, clause)
    for passage in entity.notes("Government", "Executive branch"):
        _high(chart, passage)


def _prose(entity: Entity) -> tuple[Passage, ...]:
    """Return the paragraphs of the field's own text that hold sentences."""
    said = entity.passages(SECTION, FIELD)
    return tuple(p for p in said if re.search(r"\b(?:under|fall|is|serves)\b", p.text))


def _clause(chart: Chart, passage: Passage, clause: str) -> None:
    plain = re.sub(r"\s*\(\d{4}\)$", "", clause)
    for found in BESIDE.finditer(plain):
        if subject := _body(chart, passage, found["name"], clause):
            above = _ministry(chart, passage, found["above"], clause)
            chart.relate(subject, "part-of", above, passage, clause, found[0])
    if UNSURE.search(plain):
        return
    for sentence in CUT.split(plain):
        _sentence(chart, passage, clause, PREPARED.sub("", sentence.strip(" ,")))


def _sentence(chart: Chart, passage: Passage, clause: str, sentence: str) -> None:
    """Read one sentence "X is under Y", "X reports to Y", "X oversees Y" or "X includes Y"."""
    if found := INCLUDES.match(sentence):
        _included(chart, passage, clause, found)
        return
    if found := ACTIVE.match(sentence):
        _overseen(chart, passage, clause, found)
        return
    link = LINK.search(sentence)
    if link is None:
        return
    relation = "reports-to" if re.search("report|responsible", link["verb"]) else "part-of"
    subjects = _subjects(chart, passage, sentence[: link.start()], clause)
    objects = _objects(chart, passage, sentence[link.end() :], clause) if subjects else []
    for above in objects:
        if relation == "part-of" and chart.bodies[above].institution.startswith("head-"):
            relation = "reports-to"
        for subject in subjects:
            chart.relate(subject, relation, above, passage, clause, sentence)


def _included(chart: Chart, passage: Passage, clause: str, found: re.Match[str]) -> None:
    whole = chart.find(parse_name(found["who"]))
    for phrase in included(found["what"]) if whole else ():
        body = parse(phrase)
        if body is None or not (kind := kind_of(body.name)):
            continue
        part = chart.find(body.name) or chart.add(passage, body, kind, evidence=clause)
        chart.relate(part, "part-of", whole, passage, clause, found[0])


def _overseen(chart: Chart, passage: Passage, clause: str, found: re.Match[str]) -> None:
    above = chart.find(parse_name(found["who"]))
    below = re.sub(r"^both ", "", found["what"])
    if above:
        relation = "oversees" if found["verb"] == "oversees" else "commands"
        for subject in _subjects(chart, passage, below, clause):
            chart.relate(above, relation, subject, passage, clause, found[0])


def _tasks(chart: Chart, passage: Passage, clause: str) -> None:
    """Add a body that a note describes by its task, if its name tells the kind."""
    for sentence in re.split(r", (?:while|and|but) ", clause):
        found = TASK.match(sentence)
        if found:
            _body(chart, passage, found["who"] or found["other"], clause)


def _subjects(chart: Chart, passage: Passage, words: str, clause: str) -> list[str]:
    """Read "both the A and the B" in front of the verb; all must be bodies, else none is."""
    words = re.sub(r" maintains? .*$", "", re.sub(r"^.*– (.*) – .*$", r"\1", words))
    words = re.sub(r"^(?:both |the |an? |its )*", "", words.strip(" ,"))
    whole = _body(chart, passage, words, clause)
    if whole:
        return [whole]
    parts = [p for p in re.split(r",? and (?:the )?|, (?:the )?", words) if p]
    if not parts or not all(chart.find(parse_name(p)) or _new(chart, p) for p in parts):
        return []
    return [_body(chart, passage, part, clause) for part in parts]


def _objects(chart: Chart, passage: Passage, words: str, clause: str) -> list[str]:
    words = words.strip()
    if leader := LEADER.match(words):
        code = chart.find(leader["who"], exact=True)
        return [code] if code else []
    known = [_ministry(chart, passage, m[0], clause) for m in re.finditer(MINISTRY, _zone(words))]
    if known:
        return [code for code in known if code]
    found = re.match(NAME, words)
    code = chart.find(parse_name(found[0])) if found else ""
    return [code] if code else []


def _zone(words: str) -> str:
    """Return the words as far as they still name those above: up to the next verb."""
    return re.split(
        r", (?![A-Z]|and [A-Z])| and (?!the [A-Z]|to the|[A-Z])|;| \(| under ",
        words,
    )[0]


def _ministry(chart: Chart, passage: Passage, name: str, clause: str) -> str:
    body = parse(name)
    return chart.add(passage, body, kind_of(name), evidence=clause) if body else ""


def parse_name(phrase: str) -> str:
    """Return the name that a phrase begins with, without brackets."""
    return outside_parentheses(phrase).strip(" ,")


def _body(chart: Chart, passage: Passage, phrase: str, clause: str) -> str:
    """Return a body that is known or, with a plain name of a known kind, new."""
    if code := chart.find(parse_name(phrase)):
        return code
    body = _new(chart, phrase)
    return chart.add(passage, body, kind_of(body.name), evidence=clause) if body else ""


def _new(chart: Chart, phrase: str) -> Body | None:
    """Return a body that the chart lacks, if the phrase is a plain name of a known kind."""
    name, body = parse_name(phrase), parse(phrase)
    if body is None or name.lower() in chart.known:
        return None
    name = body.name
    if " and " in name or "," in name or is_ministry(name) or len(name.split()) < 2:
        return None
    kind = kind_of(name)
    guards = chart.of_kind("coast-guard")
    return None if not kind or (kind == "coast-guard" and guards) else body


def _high(chart: Chart, passage: Passage) -> None:
    """Read commanders in chief and security councils out of a note on the executive."""
    for clause in clauses(without_note_mark(passage.text)):
        if found := COMMANDS.search(clause):
            forces = chart.of_kind("armed-forces")
            if len(forces) == 1:
                head = chart.find("president", exact=True)
                chart.relate(head, "commands", forces[0], passage, clause, found[0])
        if found := COUNCIL.search(clause):
            body = parse(found["name"])
            head = chart.find("president", exact=True)
            if body and head:
                code = chart.add(passage, body, "security-council", evidence=clause)
                relation = "reports-to" if "reports" in found["said"] else "advises"
                chart.relate(code, relation, head, passage, clause, found[0])
