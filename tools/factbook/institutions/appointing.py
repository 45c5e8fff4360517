"""Sentences that say who appoints or elects an office, a cabinet or a court."""

from __future__ import annotations

import re

from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import outside_parentheses
from tools.factbook.institutions.chart import Chart
from tools.factbook.institutions.names import Body

PAST = re.compile(r"\b(?:prior to|formerly|previously|was|were|would|according to|not|no longer)\b")
# Who takes which part: "proposed by A, appointed by B with the consent of C".
BY = r"(?:,? (?!by\b|and\b|from\b|of\b|to\b)[\w-]+){0,4}?(?: and presided over)? by"
STEPS = {
    "nominates": (
        rf"(?:nominated|proposed|recommended|suggested|submitted){BY}"
        r"|(?:advice|recommendations?|proposals?|nominations?|suggestions?) (?:of|by|from)"
    ),
    "confirms": (
        rf"(?:approved|confirmed|ratified|endorsed){BY}"
        r"|(?:consent|approval|concurrence|confirmation) (?:of|by|from)"
    ),
    "appoints": rf"(?:appointed|elected){BY}",
    "selects": rf"(?:chosen|selected|named|designated){BY}",
    "again": r"(?:\d+|and|or|,|each),? by",
}
STEP = re.compile(
    r"(?<!if )(?<!when )(?:\b|(?=,))(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in STEPS.items())
    + r") (?:the |a |an )?"
)
# "A 9-member body consisting of …" says who sits in a council, not who appoints.
MEMBERS = re.compile(
    r",? (?:an? )?(?:[\w-]+ ){0,6}(?:body|bodies|council|group|committee),? (?:of|consisting of"
    r"|composed of|chaired by|appointed|elected|presided|whose|that includes)\b"
    r".*?(?=\),|(?:,|,? and) (?:appointed|approved|confirmed|nominated) by\b|$)"
)
PROPOSED = re.compile(r"\b(?:nominations|nominees|candidates)\b")
# What stands after "by" and names nobody: "by simple majority vote".
VOTE = re.compile(
    r"(?:\d+-year |one-third |two-thirds |three-fifths )?(?:absolute|simple|direct|popular"
    r"|proportional|majority|plurality|secret|competitive|decree|law|its|their|his|her|all|each"
    r"|ballot|age|voters?|citizens|[\w-]+ vote)\b"
)
ACTIVE = re.compile(
    r"(?:^|, )(?:the )?(?P<who>[a-z][a-z -]{2,24}?)(?:, in consultation with party leaders,)?"
    r" (?:usually )?(?:appoints|elects|designates) (?P<what>.*)"
)
# Between two who act together; a verb or a number behind the comma begins another step.
JOINT = re.compile(
    r"(?:,? and|,|/) (?:by )?(?:the )?(?=[A-Z]|president|prime|monarch|king|speaker)"
)
OTHERS = "The sentence names others who take part and are not listed here as institutions."
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
    if subject and relate_all(chart, plain, [subject], passage, clause):
        return
    _active(chart, passage, clause, plain)


def relate_all(
    chart: Chart, plain: str, subjects: list[str], passage: Passage, clause: str
) -> bool:
    """Relate all who nominate, appoint and confirm to those appointed; False when none does."""
    steps, others = appointers(chart, plain)
    for relation, agent in steps:
        for subject in subjects:
            note = OTHERS if others else ""
            chart.relate(agent, relation, subject, passage, clause, clause, note=note)
    return bool(steps)


def appointers(chart: Chart, text: str) -> tuple[list[tuple[str, str]], bool]:
    """Return each (relation, body) that a sentence names, and whether it names others besides.

    Who selects nominates, where another appoints.
    """
    matches = list(STEP.finditer(text := MEMBERS.sub("", text)))
    full = any(step["appoints"] for step in matches)
    steps: list[tuple[str, str]] = []
    others, relation, last = False, "appoints", 0
    for step in matches:
        verb = next(name for name in STEPS if step[name])
        is_proposal = verb == "again" and PROPOSED.search(text, last, step.start())
        last = step.end()
        if verb == "selects" or is_proposal:
            verb = "nominates" if full else "appoints"
        relation = relation if verb == "again" else verb
        rest = text[step.end() :]
        agents, has_unknown = _bodies_at_start(chart, rest)
        steps += [(relation, agent) for agent in agents if (relation, agent) not in steps]
        others = others or (has_unknown and not VOTE.match(rest))
    return steps, others


def _bodies_at_start(chart: Chart, rest: str) -> tuple[list[str], bool]:
    """Return the bodies of a list "A, B, and the C" at the start, and whether one is unknown."""
    codes: list[str] = []
    at = 0
    while True:
        code, length = _body_at_start(chart, rest[at:])
        if not code:
            return codes, bool(re.match(r"[A-Z]", rest[at:])) or not codes
        codes.append(code)
        more = JOINT.match(rest, at + length)
        if more is None:
            return codes, False
        at = more.end()


def _body_at_start(chart: Chart, text: str) -> tuple[str, int]:
    """Return the body whose name stands at the start, by its longest known name, and its length."""
    low = text.lower()
    for name in sorted(chart.known, key=len, reverse=True):
        if low.startswith(name):
            after = low[len(name) :]
            if re.match(r"(?:$|[,;.]| (?!of\b|of\s)[^'’])", after) and not after.startswith("’"):
                code = chart.known[name]
                return (code if _appoints(chart, code, after) else ""), len(name)
    return "", 0


def _appoints(chart: Chart, code: str, after: str) -> bool:
    """Keep courts' presidents, speakers and councils of another name out."""
    if not code or re.match(
        r" (?:opposition|speaker|president|chairperson|leader|members?|seat)\b", after
    ):
        return False
    kinds = ("head-of-state", "head-of-government", "cabinet", "legislature")
    return chart.bodies[code].institution in (*kinds, "lower-house", "upper-house")


def _subject(chart: Chart, passage: Passage, plain: str, cabinet: bool) -> str:
    if cabinet:
        cabinets = chart.of_kind("cabinet")
        starts = cabinets and (
            plain.startswith(chart.bodies[cabinets[0]].name)
            or plain.lower().startswith(("cabinet ", "ministers ", "executive yuan"))
        )
        return cabinets[0] if starts else ""
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
    match = ACTIVE.search(plain) or re.match(
        r".*?(?:^|, )the (?P<who>[A-Z][\w ]+?) (?:usually )?elects (?P<what>.*)", plain
    )
    if match is None:
        return
    objects = OBJECTS.search(match["what"])
    agent = chart.find(match["who"], exact=True)
    if objects and agent and _appoints(chart, agent, ""):
        who = next(name for name in objects.groups() if name)
        chart.relate(agent, "appoints", chart.find(who, exact=True), passage, clause, clause)
