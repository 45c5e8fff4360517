"""Under which ministry police and gendarmerie stand, from the list of forces and its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses
from tools.factbook.judgements.coding import FORCES, MILITARY, first, judged, rules

INTERIOR = (
    r"(?:(?:[\w ]+ )?(?:Ministry|Department|Secretariat) of (?:the )?(?:Interior|Internal"
    r"|Home(?:land)?\b"
    r"|Public Security|Security|Territorial Administration|National Security"
    r"|Government/Interior|Government \(Interior\)|Government\b|Citizen Protection"
    r"|Public Safety)[\w ,-]*|Interior Ministry)"
)
JUSTICE = r"(?:Federal )?(?:Ministry|Department) of Justice[\w ,-]*"
DEFENCE = r"(?:Ministry|Secretariat) of (?:National )?Defense[\w ,-]*"
NATIONAL = (
    r"(?:National Police|Police Force\b(?!s)|[Pp]olice Service|State Police|Civil Police"
    r"|Republican Police"
    r"|National Civil(?:ian)? Police|National Police Agency|National Police Service|Polish National"
    r"|National Revolutionary Police|Romanian Police|Bangladesh Police|Nepal Police"
    r"|Police of Macedonia|Kosovo Police|Sri Lanka Police|Royal Malaysia Police|Zambia Police"
    r"|Sierra Leone Police|Kuwait Police|Israeli Police|Uganda Police|Togolese Police"
    r"|Police Directorate|General Inspectorate of Police|Police and Border Guard Board"
    r"|General Directorate National Police|Royal Bhutan Police|Zimbabwe Republic Police"
    r"|Grand Ducal Police|national police|Constabulary|Public Security Forces \(police\)"
    r"|Sudan Police Forces|Somali National Police|Turkmen \(National\) Police"
    r"|Bolivarian National Police|Federal Police|Sector Police)"
)
HEADED = re.compile(rf"^(?P<head>[^:]+?)(?: \([^()]*\))?: (?P<bodies>.*{NATIONAL}.*)$")
HEADS = rules(
    ("interior", rf"^(?:Serbian )?(?:{INTERIOR})(?: \(\w+\))?$"),
    ("justice", rf"^{JUSTICE}$"),
)
NOTED = rules(
    (
        "interior",
        rf"(?:{NATIONAL}|federal police|Mounted Police Service|[Pp]olice)[^;:]*?"
        rf" (?:is|are)?(?: responsible for internal security and)?(?: maintain internal"
        rf" security[^;]*)?"
        rf" ?(?:under|reports? to|fall under) the (?:Minister of Local Government|Minister of"
        rf" National Security|Federal Ministry of the Interior|{INTERIOR})"
        rf"|{INTERIOR}(?: is| has)? (?:responsib)[^;]*\b(?:police|Police)",
    ),
)
ANOTHER = re.compile(r"Central Armed Police")  # India's police are those of its states
UNLIKE = re.compile(
    r"responsible to both|regional police|states’ police|Gendarmerie|gendarmes|Judicial Police,"
    r"|like the Mauritanian|controls the National Police"
)
GUARDS = re.compile(r"^(?P<head>[^:]+): (?P<bodies>.*(?:[Gg]endarm|Carabinieri|Gendarmería).*)$")


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield the ministry of the national police and that of the gendarmerie."""
    text, notes = entity.passages(MILITARY, FORCES), entity.notes(MILITARY, FORCES)
    police = list(_from_list_heads(text, HEADED, "police_ministry"))
    police = police or list(_from_notes(notes))
    yield from police[:1]
    yield from list(_from_list_heads(text, GUARDS, "gendarmerie_ministry"))[:1]


def _from_list_heads(
    passages: tuple[Passage, ...], shape: re.Pattern[str], question: str
) -> Iterator[DraftJudgement]:
    """Read "Ministry of …: body, body": the head of the list in which the force stands."""
    for passage in passages:
        for clause in clauses(passage.text):
            match = shape.match(clause)
            is_plain = match and not ANOTHER.search(clause)
            answer = first(match["head"], HEADS) if match and is_plain else None
            if answer:
                yield judged(passage, question, answer[0], answer[1], evidence=clause)


def _from_notes(notes: tuple[Passage, ...]) -> Iterator[DraftJudgement]:
    for note in notes:
        for clause in clauses(note.text):
            result = first(clause, NOTED)
            if result and not UNLIKE.search(clause):
                yield judged(note, "police_ministry", *result, evidence=clause)
