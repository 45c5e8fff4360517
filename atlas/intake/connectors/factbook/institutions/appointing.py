"""Sentences that say who appoints or elects an office, a cabinet or a court."""

from __future__ import annotations

import re

from atlas.intake.connectors.factbook.institutions.chart import Chart
from atlas.intake.connectors.factbook.institutions.names import Body
from atlas.intake.connectors.factbook.records import Passage
from atlas.intake.connectors.factbook.text import outside_parentheses

PAST = re.compile(r"\b(?:prior to|formerly|previously|was|were|would|according to|not|no longer)\b")
FULL = re.compile(r"\b(?:appointed|elected)(?: and presided over)? by (?:the )?")
WEAK = re.compile(r"\b(?:chosen|selected|named|designated)(?: by| directly by) (?:the )?")
OFFICES = re.compile(
    r"^(?:the )?(?P<who>(?:lieutenant )?governor(?:[ -]general)?|administrator(?: superior)?"
    r"|prefect|high commissioner|president|prime minister|premier|chancellor|chief minister"
    r"|chief executive|head of government|minister of state|supreme leader|pope|chief of state"
    r"|captains regent"
    r"|chairperson of the Council of Ministers|chairman of the Council of Ministers|taoiseach"
    r"|French president|king|monarch|president of Territorial Council)\b(?! of\b)"
    r"(?: \([a-z ]+\))?(?P<more>(?:,| and) [a-z ]+?(?= (?:is |are )?(?:indirectly|elected"
    r"|appointed)|$))?"
)
ACTIVE = re.compile(
    r"(?:^|, )(?:the )?(?P<who>[a-z][a-z -]{2,24}?)(?:, in consultation with party leaders,)?"
    r" (?:usually )?(?:appoints|elects|designates) (?P<what>.*)"
)
OBJECTS = re.compile(
    r"\b(?:as|the) (?:the )?(prime minister|premier|chief minister|chancellor|head of government"
    r"|governor)\b(?![’'])|^(?:the )?(prime minister)\b(?![’'])|^(?:the )?(Cabinet)\b"
)


def appoint(chart: Chart, passage: Passage, clause: str, *, cabinet: bool) -> None:
    """Read one clause on the highest offices or, if ``cabinet``, on the cabinet."""
    if PAST.search(clause):
        return
    plain = outside_parentheses(clause)
    subject = _subject(chart, passage, plain, cabinet)
    if subject:
        agent = appointing(chart, plain)
        chart.relate(agent, "appoints", subject, passage, clause, clause)
        if agent:
            return
    _active(chart, passage, clause, plain)


def appointing(chart: Chart, text: str) -> str:
    """Return the code of the office or house that the first "appointed by" names."""
    found = FULL.search(text) or WEAK.search(text)
    return agent_at(chart, text[found.end() :]) if found else ""


def agent_at(chart: Chart, words: str) -> str:
    """Return the body whose name stands at the start, by its longest known name."""
    low = words.lower()
    for name in sorted(chart.known, key=len, reverse=True):
        if low.startswith(name):
            after = low[len(name) :]
            if re.match(r"(?:$|[,;.]| (?!of\b|of\s)[^'’])", after) and not after.startswith("’"):
                return chart.known[name] if _appoints(chart, chart.known[name], after) else ""
    return ""


def _appoints(chart: Chart, code: str, after: str) -> bool:
    """Keep courts' presidents, speakers and councils of another name out."""
    if not code or re.match(r" (?:speaker|president|chairperson|members?|seat)\b", after):
        return False
    kinds = ("head-of-state", "head-of-government", "cabinet", "legislature")
    return chart.bodies[code].institution in (*kinds, "lower-house", "upper-house")


def _subject(chart: Chart, passage: Passage, plain: str, cabinet: bool) -> str:
    if cabinet:
        found = chart.of_kind("cabinet")
        starts = found and (
            plain.startswith(chart.bodies[found[0]].name)
            or plain.lower().startswith(("cabinet ", "ministers ", "executive yuan"))
        )
        return found[0] if starts else ""
    office = OFFICES.match(plain)
    return _office(chart, passage, office["who"]) if office else ""


def _office(chart: Chart, passage: Passage, who: str) -> str:
    """Return an office's code; a prime minister whom only this sentence names is added."""
    code = chart.find(who, exact=True)
    if code or who != "prime minister" or chart.of_kind("head-of-government"):
        return code
    heads = [chart.bodies[c] for c in chart.of_kind("head-of-state")]
    if not heads or any("head of government as well" in head.note for head in heads):
        return ""
    office = Body("Prime Minister", said=who)
    return chart.add(passage, office, "head-of-government")


def _active(chart: Chart, passage: Passage, clause: str, plain: str) -> None:
    """Read "the governor general usually appoints the leader … as prime minister"."""
    found = ACTIVE.search(plain) or re.match(
        r".*?(?:^|, )the (?P<who>[A-Z][\w ]+?) (?:usually )?elects (?P<what>.*)", plain
    )
    if found is None:
        return
    named = OBJECTS.search(found["what"])
    agent = chart.find(found["who"], exact=True)
    if named and agent and _appoints(chart, agent, ""):
        who = next(name for name in named.groups() if name)
        chart.relate(agent, "appoints", chart.find(who, exact=True), passage, clause, clause)
