"""Sentences of notes that name bodies and say whom they stand under."""

from __future__ import annotations

import re

from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses, outside_parentheses, without_note_mark
from tools.factbook.institutions.chart import Chart
from tools.factbook.institutions.kinds import is_ministry, kind_of
from tools.factbook.institutions.military import FIELD, SECTION
from tools.factbook.institutions.names import (
    Body,
    included,
    parse,
)

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
HOW = r"jurisdiction|authority|administrative control|purview|auspices|control|command"
LINK = re.compile(
    r"(?P<verb>\b(?:is|are|operates?|falls?|fall)\b(?: also)?(?: an? [a-z ()-]+?| officially"
    r"| directly)? under (?!the coordination)(?:both )?(?:the )?"
    rf"(?:(?:direct )?(?:{HOW})(?: of)? )?(?:the )?"
    r"|\b(?:is|are) (?:officially )?(?:an integrated |a )?part of (?:the )?"
    r"|\b(?:is|are) (?:directly )?subordinate to (?:the )?|\b(?:is|are) administered by (?:the )?"
    r"|\b(?:also )?reports?(?: directly)? to (?:both )?(?:the )?"
    r"|\b(?:is|are) an? [a-z -]+ reporting directly to (?:the )?"
    r"|\b(?:is|are) responsible to (?:both )?(?:the )?)"
)
ACTIVE = re.compile(
    r"^(?:the )?(?P<who>[A-Z][^,;]*?) (?P<verb>oversees|controls|directs"
    r"|is responsible for oversight of) (?P<what>.+)$"
)
BESIDE = re.compile(
    rf"(?:\b[Tt]he )?(?P<name>{NAME}),? \(?(?:which (?:is|are|operates?) )?under the "
    rf"(?P<above>{MINISTRY})"
)
ANSWERS = re.compile(
    rf"\b[Tt]he (?P<name>{NAME}),? which reports (?:directly )?to the (?P<above>supreme leader"
    r"|president|prime minister|king)\b(?![’'])"
)
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


def read_notes(entity: Entity, chart: Chart) -> None:
    """Put what notes on the forces say plainly into the chart."""
    chart.name_forces()
    passages = (*entity.notes(SECTION, FIELD), *_prose(entity))
    for passage in passages:
        for clause in clauses(without_note_mark(passage.text)):
            _tasks(chart, passage, clause)
    for passage in passages:
        for clause in clauses(without_note_mark(passage.text)):
            _clause(chart, passage, clause)


def _prose(entity: Entity) -> tuple[Passage, ...]:
    """Return the paragraphs of the field's own text that hold sentences."""
    passages = entity.passages(SECTION, FIELD)
    return tuple(p for p in passages if re.search(r"\b(?:under|fall|is|serves)\b", p.text))


def _clause(chart: Chart, passage: Passage, clause: str) -> None:
    plain = re.sub(r"\s*\(\d{4}\)$", "", clause)
    for match in BESIDE.finditer(plain):
        if codes := _subjects(chart, passage, match["name"], clause):
            above = _ministry(chart, passage, match["above"], clause)
            for subject in codes:
                chart.relate(subject, "part-of", above, passage, clause, match[0])
    for match in ANSWERS.finditer(plain):
        subject = chart.find(parse_name(match["name"]))
        above = chart.find(match["above"], exact=True)
        chart.relate(subject, "reports-to", above, passage, clause, match[0])
    if UNSURE.search(plain):
        return
    subjects: list[str] = []
    for sentence in CUT.split(plain):
        bare = PREPARED.sub("", sentence.strip(" ,"))
        subjects = _sentence(chart, passage, clause, bare, subjects)


def _sentence(
    chart: Chart, passage: Passage, clause: str, sentence: str, before: list[str]
) -> list[str]:
    """Read "X is under Y", "X reports to Y", "X oversees Y" or "X includes Y"; return X.

    A sentence that begins with its verb goes on about those of ``before``.
    """
    if match := INCLUDES.match(sentence):
        _read_members(chart, passage, clause, match)
        return []
    if match := ACTIVE.match(sentence):
        _read_oversight(chart, passage, clause, match)
        return []
    link = LINK.search(sentence)
    if link is None:
        return []
    relation = "reports-to" if re.search("report|responsible", link["verb"]) else "part-of"
    ahead = sentence[: link.start()]
    subjects = _subjects(chart, passage, ahead, clause) if ahead else before
    objects = _objects(chart, passage, sentence[link.end() :], clause) if subjects else []
    for above in objects:
        head = chart.bodies[above].institution.startswith("head-")
        for subject in subjects:
            own_relation = "reports-to" if head else relation
            chart.relate(subject, own_relation, above, passage, clause, sentence)
    return subjects


def _read_members(chart: Chart, passage: Passage, clause: str, match: re.Match[str]) -> None:
    whole = chart.find(parse_name(match["who"]))
    for phrase in included(match["what"]) if whole else ():
        body = parse(phrase)
        if body is None or not (kind := kind_of(body.name)):
            continue
        part = chart.find(body.name) or chart.add(passage, body, kind, evidence=clause)
        chart.relate(part, "part-of", whole, passage, clause, match[0])


def _read_oversight(chart: Chart, passage: Passage, clause: str, match: re.Match[str]) -> None:
    name = parse_name(match["who"])
    ministry = re.fullmatch(MINISTRY, name) is not None
    if not ministry and not chart.find(name):
        return
    relation = "oversees" if "overs" in match["verb"] else "commands"
    for subject in _subjects(chart, passage, re.sub(r"^both ", "", match["what"]), clause):
        above = _ministry(chart, passage, name, clause) if ministry else chart.find(name)
        chart.relate(above, relation, subject, passage, clause, match[0])


def _tasks(chart: Chart, passage: Passage, clause: str) -> None:
    """Add a body that a note describes by its task, if its name tells the kind."""
    for sentence in re.split(r", (?:while|and|but) ", clause):
        match = TASK.match(sentence)
        if match:
            _body(chart, passage, match["who"] or match["other"], clause)


def _subjects(chart: Chart, passage: Passage, words: str, clause: str) -> list[str]:
    """Read "both the A and the B" in front of the verb; all must be bodies, else none is."""
    words = re.sub(r" maintains? .*$", "", re.sub(r"^.*– (.*) – .*$", r"\1", words))
    words = re.sub(r"^(?:both |the |an? |its )*", "", words.strip(" ,"))
    whole = _body(chart, passage, words, clause)
    if whole:
        return [whole]
    for sign in (r",? and the |, the ", r",? and (?:the )?|, (?:the )?"):
        parts = [part for part in re.split(sign, words) if part]
        if parts and all(chart.find(parse_name(part)) or _new(chart, part) for part in parts):
            return [_body(chart, passage, part, clause) for part in parts]
    return []


def _objects(chart: Chart, passage: Passage, words: str, clause: str) -> list[str]:
    words = words.strip()
    if LEADER.match(words):
        leaders = (LEADER.match(part) for part in re.split(r" and the ", words))
        codes = [chart.find(leader["who"], exact=True) for leader in leaders if leader]
        return [code for code in codes if code]
    ministries = [
        _ministry(chart, passage, m[0], clause) for m in re.finditer(MINISTRY, _zone(words))
    ]
    if ministries:
        return [code for code in ministries if code]
    match = re.match(NAME, words)
    code = chart.find(parse_name(match[0])) if match else ""
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
    if "," in name or is_ministry(name) or len(name.split()) < 2:
        return None
    if " and " in name and not chart.shares_start(name):
        return None
    kind = kind_of(name)
    guards = chart.of_kind("coast-guard")
    return None if not kind or (kind == "coast-guard" and guards) else body
