"""Head of state, prime minister, cabinet and supreme command, from the executive branch."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.text import clauses
from tools.factbook.judgements.coding import (
    HEAD,
    HOUSE,
    PAST,
    PREMIER,
    STATE,
    first,
    judged,
    read_first,
    rules,
)

FIELD, PROCESS = "Executive branch", "election/appointment process"
LEADER = r"(?:leader of the majority party|majority party leader|leader of the (?:party|coalition))"
OFFICE = (
    rf"(?:{PREMIER}|head of government|chairperson of the Council of Ministers"
    r"|chairman of the Council of Ministers \(prime minister\))"
)
DEPUTIES = (
    r"(?:,? (?:and )?(?:first )?deputy prime ministers?|,? and Council of Ministers| candidate)*"
)
CHOSEN = rules(
    (
        "electoral-college",
        r"^president\b.*(?:[Ee]lectoral [Cc]ollege|Federal Convention"
        r"|College of Electors)",
    ),
    (
        "popular-vote",
        r"^(?:the )?(?:3-member )?(?:president|presidency|presidential candidates?|"
        r"each presidential candidate)\b.*?\b(?:directly elected|elected directly|elected (?:on the"
        r" same ballot )?by absolute-majority popular vote)",
    ),
    (
        "legislature",
        r"^(?:president|chief of state|co-chiefs of state)\b.*?(?:indirectly )?"
        rf"(?:elected|appointed) (?:for a [\w-]+ term [^;]*?)?by [^;]*?{HOUSE}\b",
    ),
    ("hereditary", r"monarchy is hereditary"),
)
UNAPPLIED = ("according to the constitution", " was ", " previously ")
BY_HOUSE = rf"by (?:majority vote [^;]*?by )?{HOUSE}\b"
APPOINTED = rules(
    (
        "head-of-state-with-legislature",
        rf"{HEAD} (?:usually )?(?:appoints|designates|nominates) (?:as prime minister )?the"
        rf" {LEADER}"
        rf"[^;]*|{LEADER}[^;]*(?:is )?(?:usually )?(?:appointed|nominated as the) prime minister"
        rf"[^;]*by {HEAD}[^;]*",
    ),
    (
        "head-of-state-with-legislature",
        rf"{OFFICE}{DEPUTIES} (?:appointed|nominated|recommended) by {HEAD},? (?:and )?"
        rf"(?:confirmed|approved|elected) by {HOUSE}"
        rf"|{OFFICE}{DEPUTIES} (?:indirectly )?(?:nominated|elected|chosen|approved) by {HOUSE}"
        rf"(?: \([^()]*\)| \(Andorran parliament\))?,? (?:and )?(?:formally )?(?:appointed"
        rf"|approved) "
        rf"by (?:{HEAD}|the co-princes)",
    ),
    (
        "legislature",
        rf"{OFFICE}{DEPUTIES} (?:indirectly )?(?:elected|appointed|selected) (?:for a [\w-]+ term"
        rf" )?"
        rf"{BY_HOUSE}|{HOUSE} usually elects the {LEADER}[^;]*as prime minister",
    ),
    (
        "head-of-state",
        rf"(?:^|and )(?:the )?{OFFICE}{DEPUTIES} (?:is )?appointed by {HEAD}"
        r"(?: for a [\w-]+ term| from among members of [^;]*)?$",
    ),
)
CABINET = rules(
    (
        "",
        r"^prime minister|formally|in consultation with|after consultation|of the Council of"
        r" Ministers and locally",
    ),
    (
        "head-of-state-with-legislature",
        rf"appointed by {HEAD},? (?:and )?(?:confirmed|approved) by {HOUSE}"
        rf"|appointed by {HEAD},? (?:with the (?:advice and )?consent of|subject to confirmation"
        rf" by)"
        rf" (?:{HOUSE}|the Commission of Appointments)",
    ),
    (
        "head-of-government-with-legislature",
        rf"(?:proposed|nominated|selected|appointed|named) by (?:the )?{PREMIER},? (?:and )?"
        rf"(?:approved|elected|confirmed|appointed) by {HOUSE}",
    ),
    (
        "head-of-state-on-advice",
        rf"(?:proposed|nominated|recommended|selected|named|chosen|suggested) by (?:the"
        rf" )?{PREMIER},?"
        rf" (?:and )?appointed by {HEAD}$"
        rf"|appointed by {HEAD} (?:up)?(?:on|at) (?:the )?(?:advice|recommendation|suggestion"
        rf"|proposal)"
        rf" of (?:the )?{PREMIER}",
    ),
    (
        "head-of-government",
        rf"(?:appointed|chosen|named) by (?:the )?{PREMIER}(?:$| (?:usually )?from among"
        rf" (?:members of"
        r" Parliament (?:and|$)|members of his/her))",
    ),
    (
        "legislature",
        rf"(?:elected|appointed) by (?!the president|president){HOUSE}(?:$| by simple majority|,"
        rf" confirmed by the monarch"
        r"| for a)",
    ),
    (
        "head-of-state",
        rf"(?:appointed|selected|named) (?:and presided over )?by {HEAD}(?:$|, responsible to| from"
        r" among [\w ]*members| but constitutionally| and overseen| every)",
    ),
)
# "President" is the head of government in Spain, and the junta's chief or a council elsewhere.
OTHER_PRESIDENTS = ("ESP", "RUS", "KAZ", "PRK", "TGO")


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield who holds, and who fills, the highest offices."""
    process = entity.passage(STATE, FIELD, PROCESS)
    if process is not None and not PAST.search(process.text):
        for clause in clauses(process.text)[:2]:
            result = first(clause, CHOSEN)
            if result and not any(word in clause for word in UNAPPLIED):
                yield judged(process, "head_of_state_chosen", *result, evidence=clause)
                break
        yield from read_first((process,), "prime_minister_appointed_by", APPOINTED)
    yield from _cabinet(entity)


def _cabinet(entity: Entity) -> Iterator[DraftJudgement]:
    passage = entity.passage(STATE, FIELD, "cabinet")
    if passage is None or PAST.search(passage.text) or entity.iso3 in OTHER_PRESIDENTS:
        return
    text = passage.text.replace("Ministers; nominated", "Ministers, nominated")
    sentence = clauses(text)[0]
    result = first(sentence, CABINET)
    if result and result[0]:
        yield judged(
            passage, "cabinet_appointed_by", *result, evidence=passage.text[: len(sentence)]
        )
