"""Who appoints the highest judges, and whether there are military courts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.text import clauses
from tools.factbook.judgements.coding import HEAD, HOUSE, STATE, first, judged, rules

FIELD = "Judicial branch"
SELECTION = "judge selection and term of office"
COURTS = ("subordinate courts", "highest court(s)")
# Judges of the highest court as a body: not its chief justice or president alone.
BODY = re.compile(
    r"^(?:all )?(?:[\w’'-]+ ){0,3}(?:judges|justices|magistrates|members|Supreme Court judges"
    r"|judges \(ministers\)|Supreme Court of Justice judges)\b"
    r"|^(?:Supreme|Constitutional|Federal|Court of|Cassation|Highest)[\w’' ,()-]*? (?:and )?"
    r"(?:judges|justices|magistrates|members)\b|^Supreme Court president and judges"
    r"|^chief justice and (?:associate )?(?:justices|judges)\b|^justices of the Supreme Court"
    r"|^president nominates and"
)
COUNCIL = (
    r"(?:the )?(?:[\w'’-]+ ){0,4}(?:Council|Commission|Committee|Board|Authority)"
    r"(?: of [\w'’ ]*?)?(?: \([A-Z]+\))?"
)
APPOINTED = rules(
    (
        "",
        r"^(?:Supreme Court |Curia )?(?:vice )?president (?!and judges|nominates)|chief justices"
        r"|to the State Great Hural| - \d|subject to approval by Parliament|Judges Election"
        r"|judiciary heads appointed|direct popular vote|mostly controlled|royal decree"
        r"|appointments? - \d|^[^,]*NA"
        r"|judge (?:appointment|selection)[^;]*NA|each appoint|on instructions",
    ),
    (
        "head-of-state-with-legislature",
        rf"(?:nominated|proposed|appointed) by {HEAD}(?: of [\w ]+?)?,? (?:and )?(?:approved"
        rf"|confirmed"
        rf"|ratified|appointed) by (?:absolute majority by |two-thirds vote [^;]*? in |two-thirds"
        rf" vote in"
        rf" )?{HOUSE}|appointed by {HEAD}(?: of [\w ]+)? with (?:the )?(?:consent|approval"
        rf"|concurrence)"
        rf" of (?:two-thirds of )?{HOUSE}"
        rf"|appointed by {HEAD} (?:on the advice of|with concurrence of"
        rf"|from candidate lists submitted by|from candidates submitted by|from a list provided by)"
        rf" {HOUSE}",
    ),
    (
        "head-of-state-on-council",
        rf"(?:appointed|selected|approved) by {HEAD}(?: of [\w ]+?)?(?: to [^;]*?)?,? (?:up)?(?:on"
        rf"|with|from)"
        rf" (?:the )?(?:recommendations?|advice|proposal|nominations?|candidates proposed)"
        rf" (?:of|by|from) (?!the prime){COUNCIL}"
        rf"|(?:nominated|selected|recommended|elected) by {COUNCIL}(?:,? [^;]*)?,? (?:and )?"
        rf"(?:appointed|approved) by {HEAD}(?: for life)?$",
    ),
    ("", r"nominated|recommended|consultation"),
    (
        "council",
        r"(?:appointed|elected|selected) by (?:the )?(?:Superior|High|Higher|Supreme(?! Council"
        r" on)|National|Judicial|"
        r"9-member Judicial)(?: [\w'’]+){0,3} ?(?:Council|Commission|Committee|Board|of the"
        r" Judiciary"
        r"|of Magistracy|of Justice)",
    ),
    ("legislature", rf"(?:elected|appointed) by (?!the president|president){HOUSE}\b"),
    (
        "head-of-state",
        rf"appointed (?:for life )?by {HEAD}(?: of [\w ]+?)?(?: in council)?(?:$| for (?:life"
        rf"|[\w-]+ term|"
        rf"[\w-]+-year)| to serve| until| serve| for five-year| on advice of the prime minister)",
    ),
)
DESCRIBED = re.compile(r"consist|composed|\d-member|nominated|proposed")
# Words in a later clause, or far behind the appointment, that would change the answer.
CONFIRMED = re.compile(r"judge appointments confirmed|and ratified by the National Assembly;")
MILITARY = rules(
    (
        "yes",
        r"(?i)\b(?:courts?[- ]martial|martial courts?|military (?:and [\w ]+ |specialized )?courts?"
        r"|(?:\w+ )?military (?:district )?courts?|(?:superior )?military tribunals?)\b",
    ),
)


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield who appoints the first named court's judges, and the courts of the military."""
    selection = entity.passage(STATE, FIELD, SELECTION)
    if selection is not None:
        sentence = clauses(selection.text)[0]
        if CONFIRMED.search(selection.text):
            sentence = ""
        result = first(sentence, APPOINTED) if BODY.search(sentence) else None
        if result and result[0] and _of_the_judges(sentence, *result):
            yield judged(selection, "highest_judges_appointed_by", *result, evidence=sentence)
    for part in COURTS:
        passage = entity.passage(STATE, FIELD, part)
        clause = passage and _military(passage.text)
        if passage and clause:
            answer, words = clause[0]
            yield judged(passage, "military_courts", answer, words, evidence=clause[1])
            return


def _of_the_judges(sentence: str, answer: str, words: str) -> bool:
    """Tell whether the words speak of the judges, not of the members of a council."""
    before = sentence[: sentence.find(words)]
    return answer not in ("legislature", "council") or not DESCRIBED.search(before)


def _military(text: str) -> tuple[tuple[str, str], str] | None:
    for clause in clauses(text):
        result = first(clause, MILITARY)
        if result:
            return result, clause
    return None
