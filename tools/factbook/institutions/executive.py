"""Head of state, head of government and cabinet, and who appoints them."""

from __future__ import annotations

import re

from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses
from tools.factbook.institutions.appointing import appoint
from tools.factbook.institutions.chart import Chart
from tools.factbook.institutions.names import Body, english

SECTION, FIELD = "Government", "Executive branch"
STATE, GOVERNMENT, CABINET = "chief of state", "head of government", "cabinet"
ELECTION = "election/appointment process"
PASSING = re.compile(
    r"^(?:(?:GNU|CNSP|Acting|Interim|Transition(?:al)?|Caretaker|Crown Prince and|Sultan and"
    r"|UK) )+(?=Prime Minister|President\b)"
)
# What follows such words in the same text is no longer so either.
ENDED = re.compile(r"^(?:prior to|formerly|previously|the CNSP rules)\b")
BOTH_OFFICES = "Sultan and Prime Minister"
STATE_TITLE = re.compile(
    r"(?P<title>Supreme Leader|Captains Regent|Co-prince(?=\b)|Chairperson of the Presidency"
    r"|State Affairs Commission President|Presidential Leadership Council Chairperson"
    r"|Sovereign Council Chair(?= )|Lord of Mann|President of China|Grand Duke|Emperor|Amir|Sultan"
    r"|President of the Swiss Confederation|President of the National Council for the Safeguard of "
    r"the Homeland|President|King|Prince|Pope)\b(?! of)"
)
GOVERNMENT_TITLE = re.compile(
    r"(?P<title>Prime Minister|Premier|Chancellor|Chief Minister|Chief Executive|Vice President"
    r"|President of the Government of Spain|President of the Government"
    r"|President of (?:the )?(?:Territorial Council|Territorial Assembly|Council of Ministers"
    r"|French Polynesia)|Chair(?:man|person) of the (?:Cabinet|Council) of Ministers"
    r"|Supreme People's Assembly President|Secretary of State for Foreign and Political Affairs"
    r"|Minister of State|Governor|Administrator|Commissioner|Mayor"
    r"|President of the Pontifical Commission for the State of Vatican City|President)\b(?!-)"
)
DEPUTY = re.compile(
    r"represented by (?P<title>(?:Acting )?(?:Lieutenant[ -])?Governor(?:[ -]General)?|Prefect"
    r"|High Commissioner|Administrator Superior)\b"
)
BOTH = re.compile(
    r"\b(?:president|monarch) is (?:both )?(?:chief of state|head of state),?(?: and)?"
    r" head of government"
)
MONARCH = ("King", "Emperor", "Amir", "Sultan", "Grand Duke", "Prince", "Lord of Mann")
CABINET_NAME = re.compile(
    r"^(?P<name>(?:National |Federal |Union |Territorial |National Executive )*(?:Council of "
    r"Ministers|Cabinet of Ministers|Cabinet|Council of State|State Council|Executive Council"
    r"|Federal Council|Council of Government|Congress of State|Executive Yuan|Federal Ministry"
    r"|Council of the Territory|Self-rule Government|Pontifical Commission for the State of "
    r"Vatican City)|cabinet)\b(?: members| ministers)?(?: \((?P<own>[^()]+)\)"
    r"| or (?P<or>[A-Z]\w+(?: [A-Z]\w+)?))?"
)
REPRESENTS = "The source states that this office represents the head of state."
ALSO = "The source states that this office is head of government as well."


def read_executive(entity: Entity, chart: Chart) -> None:
    """Put the highest offices and the cabinet into the chart."""
    state, government = (entity.passage(SECTION, FIELD, part) for part in (STATE, GOVERNMENT))
    notes = entity.notes(SECTION, FIELD)
    both = _same(state, government) or any(BOTH.search(note.text) for note in notes)
    if state:
        _state(chart, state, ALSO if both else "")
    if government and not both:
        _government(chart, government)
    cabinet = entity.passage(SECTION, FIELD, CABINET)
    if cabinet:
        _cabinet(chart, cabinet)


def read_appointments(entity: Entity, chart: Chart) -> None:
    """Put into the chart who appoints whom, as far as the sentences say it plainly."""
    for part in (CABINET, ELECTION):
        passage = entity.passage(SECTION, FIELD, part)
        if passage:
            for clause in clauses(passage.text):
                if ENDED.match(clause):
                    break
                appoint(chart, passage, clause, cabinet=part == CABINET)


def _same(state: Passage | None, government: Passage | None) -> bool:
    if state is None or government is None:
        return False
    first, second = (re.split(r" \((?:since|\d)", p.text)[0] for p in (state, government))
    return first == second


def _state(chart: Chart, passage: Passage, note: str) -> None:
    first = clauses(passage.text)[0]
    text = PASSING.sub("", first) if BOTH_OFFICES not in first else first
    match = STATE_TITLE.match(text.removeprefix("co-chiefs of state "))
    if match is None:
        return
    code = chart.add(passage, Body(match["title"]), "head-of-state", evidence=first, note=note)
    for name in ("chief of state", "head of state", match["title"].split(" of ")[0]):
        chart.call(name, code)
    if match["title"] == "Co-prince":
        chart.call("co-princes", code)
    if match["title"] in MONARCH:
        chart.call("monarch", code)
    if match["title"] == "President":
        for name in ("president of the republic", "national president", "French president"):
            chart.call(name, code)
    if deputy := DEPUTY.search(passage.text):
        title = deputy["title"].removeprefix("Acting ")
        code = chart.add(passage, Body(title), "head-of-state", note=REPRESENTS)
        chart.call(title.replace("-", " "), code)
        chart.call(title.replace(" ", "-"), code)


def _government(chart: Chart, passage: Passage) -> None:
    first = clauses(passage.text)[0]
    taoiseach = first.startswith("Taoiseach (Prime Minister)")
    text = PASSING.sub("", first.removeprefix("Taoiseach (").removeprefix("Sultan and "))
    match = GOVERNMENT_TITLE.match(text)
    if match is None:
        return
    body = Body(match["title"], "Taoiseach" if taoiseach else "")
    code = chart.add(passage, body, "head-of-government", evidence=first)
    chart.call("head of government", code)
    for name in re.findall(r"official title is (President of [\w ]+)|(prime minister)-eq", first):
        chart.call("".join(name), code)


def _cabinet(chart: Chart, passage: Passage) -> None:
    match = CABINET_NAME.match(passage.text)
    if match is None:
        return
    own = match["own"] or match["or"] or ""
    own = "" if english(own) or own in ("Bundesminister", "ExCo") else own
    name = match["name"][0].upper() + match["name"][1:]
    body = Body(name, own, said=match["name"])
    code = chart.add(passage, body, "cabinet", evidence=clauses(passage.text)[0])
    chart.call("cabinet", code)
