"""Under which ministry police and gendarmerie stand, from the list of forces and its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses
from tools.factbook.judgements.coding import (
    FORCES,
    MILITARY,
    first,
    judged,
    read_first,
    rules,
)

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
    ("head-of-government", r"^Office of the Prime Minister$"),
)
# Police forces of another kind beside the national one would make the answer uncertain.
NOTED = rules(
    (
        "head-of-state",
        r"^note \d: the National Police are an independent organization reporting"
        r" directly to the president"
        r"|both the military and the Nicaraguan National Police [^;]*report directly to the"
        r" president",
    ),
    (
        "head-of-government",
        r"\(EFP\) report to the Prime Minister’s Office"
        r"|Police Force \(RBPF\) is under the Prime Minister's Office",
    ),
    (
        "defence",
        r"the PNC is a civilian force under the jurisdiction of the Ministry of Defense"
        r"|both the BDF and the Botswana Police Service \(BPS\) report to the Ministry of Defense"
        r"|both the public security police and the military report to the Ministry of Defense",
    ),
    (
        "justice",
        r"have domestic security responsibilities and report to the Ministry of Justice"
        r"|national police force and maintains internal security under the auspices of the"
        r" Department"
        r" of Justice|the Norwegian Police Service is under the Ministry of Justice"
        r"|the Netherlands \(or National\) Police maintain internal security and report to the"
        r" Ministry"
        r" of Justice|which operate under the Ministry of Justice and Home Affairs",
    ),
    (
        "interior",
        rf"all federal police forces are under the Ministry of Security"
        rf"|(?:{NATIONAL}|Grand Ducal Police|federal police|Mounted Police Service"
        rf"|[Pp]olice)[^;:]*?"
        rf" (?:is|are)?(?: responsible for internal security and)?(?: maintain internal"
        rf" security[^;]*)?"
        rf" ?(?:under|reports? to|fall under) the (?:Minister of Local Government|Minister of"
        rf" National"
        rf" Security|Federal Ministry of the Interior|{INTERIOR})"
        rf"|both it and the JDF are under the Ministry of National Security"
        rf"|{INTERIOR}(?: is| has)? (?:responsib)[^;]*\b(?:police|Police)"
        rf"|the {INTERIOR} includes the national police force|oversees police and"
        r" specialized security units|has responsibility for the Belize Police Department"
        rf"|the National Police under the {INTERIOR}|the Guyana Police Force under the {INTERIOR}"
        rf"|National Police, which is under the {INTERIOR}|the police \(under the {INTERIOR}\)"
        rf"|Ministry of Homeland Security oversees both the TTDF and the Trinidad and Tobago"
        rf" Police",
    ),
)
ANOTHER = re.compile(r"Central Armed Police")  # India's police are those of its states
UNLIKE = re.compile(
    r"responsible to both|regional police|states’ police|Gendarmerie|gendarmes|Judicial Police,"
    r"|like the Mauritanian|controls the National Police"
)
GENDARMES = re.compile(r"[Gg]endarm|Carabinieri")
GENDARMERIE = rules(
    (
        "both",
        r"[Gg]endarmerie[^;]*under the Ministry of Defense, but usually operates in support of"
        r" the Ministry of Territorial[^;]*",
    ),
    (
        "both",
        r"Civil Guard is a military force [^;]* under both the Ministry of Defense and the"
        r" Ministry of the Interior|it is under the Ministry of Defense, but also reports to the"
        r" Ministry of Interior|Gendarmerie is a security force [^;]*Ministry of Defense, but also"
        r" has"
        r" responsibilities to the Ministry of Interior|Carabinieri reports to the Ministry of"
        r" Defense"
        r" but is also under the coordination of the Ministry of Interior|it is responsible to"
        r" both the"
        r" Ministry of Internal Administration and to the Ministry of National Defense"
        r"|part of the Ministry of Defense but under the jurisdiction of the Ministry of the"
        r" Interior"
        r"|Gendarmerie and the National Guard are under the authority of the Ministry of Defense"
        r" [^;]*shared with the Ministry of Internal Security"
        r"|GNT falls under the Ministry of the Armed Forces but also reports to the Ministry of"
        r" Security"
        r"|administered by the Ministry of Internal Affairs, but also serves the Ministry of"
        r" Defense",
    ),
    (
        "defence",
        r"Gendarmerie (?:\(\w+\) )?is (?:a paramilitary force )?under the Ministry of Defense"
        r"|Gendarmerie \(GENA\), under the Ministry of Defense|Gendarmerie performs police"
        r" functions"
        r" outside urban areas under the auspices of the Ministry of National Defense"
        r"|Gendarmerie reports to the Ministry of National Defense"
        r"|the Gendarmerie is under the Ministry of Defense",
    ),
)
GUARDS = re.compile(r"^(?P<head>[^:]+): (?P<bodies>.*(?:[Gg]endarm|Carabinieri|Gendarmería).*)$")


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield the ministry of the national police and that of the gendarmerie."""
    text, notes = entity.passages(MILITARY, FORCES), entity.notes(MILITARY, FORCES)
    police = list(_headed(text, HEADED, "police_ministry"))
    police = police or list(_noted(notes))
    yield from police[:1]
    gendarmes = list(read_first(notes, "gendarmerie_ministry", GENDARMERIE))
    gendarmes = gendarmes or list(_headed(text, GUARDS, "gendarmerie_ministry"))
    yield from gendarmes[:1]


def _headed(
    passages: tuple[Passage, ...], shape: re.Pattern[str], question: str
) -> Iterator[DraftJudgement]:
    """Read "Ministry of …: body, body": the head of the list in which the force stands."""
    for passage in passages:
        for clause in clauses(passage.text):
            found = shape.match(clause)
            known = found and not ANOTHER.search(clause)
            answer = first(found["head"], HEADS) if found and known else None
            if answer:
                yield judged(passage, question, answer[0], answer[1], evidence=clause)


def _noted(notes: tuple[Passage, ...]) -> Iterator[DraftJudgement]:
    for note in notes:
        for clause in clauses(note.text):
            found = first(clause, NOTED)
            if found and not UNLIKE.search(clause):
                yield judged(note, "police_ministry", *found, evidence=clause)
