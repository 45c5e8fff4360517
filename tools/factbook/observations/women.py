"""Women's share of the forces, where a note states it, and whether they may or must serve."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Found, Passage, coded, gap, number
from tools.factbook.fields.quantities import Quantity, quantities
from tools.factbook.fields.text import clauses, without_note_mark
from tools.factbook.fields.year import only_year
from tools.factbook.observations.conscription import conscription

SECTION, FIELD = "Military and Security", "Military service age and obligation"
SERVED = re.compile(r"compris|made up|accounted for", re.IGNORECASE)
FORCE = re.compile(r"^% of (?:the )?[\w’'. -]*?(?:military|armed forces|CAF|JDF|Regular Force)\b")
FULL_TIME = "Of full-time personnel."
UNCALLED = "There is no conscription, so women serve as volunteers."
UNSPECIFIED = "The source does not say whether this is of active personnel only."
COUNT_ONLY = re.compile(r"\bwomen\b.*\b\d[\d,]+\b.*\bserv(?:ed|ing) in the armed forces", re.I)
COMPULSORY = (
    r"compulsory[\w ]* military service for men and women(?! \(in practice)",
    r"compulsory (?:and|or) voluntary military service for (?:unmarried )?men and women"
    r"(?! \(in practice)",
    r"voluntary and selective (?:compulsory military|conscripted) service for men and women",
)
# Only a part of those liable is called up; no rule may make of it that all must serve.
SELECTIVE = re.compile(r"\bselective\b|\blottery\b|\bselected\b|\bunmarried\b", re.IGNORECASE)
VOLUNTARY = (
    r"volunt[\w ]*(?:/contract )?(?:military )?(?:service|duty|enlistment)?[^;.]* men and women",
    r"\bmen and women[\w ()-]* (?:for|may|can) volunt\w*",
    r"women(?: \d\d-\d\d)? (?:may volunteer|can volunteer|can serve on a voluntary)",
    r"(?:men and women|women)[\w ()]* (?:can|may) (?:volunteer|also enlist)",
    r"voluntary \(men and women\)|voluntary for women|but may volunteer",
    r"voluntary service for women|for women volunteers|women and non-Russian citizens",
)
# Both sexes are named, and nobody is called up: so women serve as volunteers.
BOTH = re.compile(r"men and women")
NOBODY_CALLED = re.compile(r"\bno conscription\b|conscription abolished")
OPEN = re.compile(r"women (?:serve|are able to serve) in all (?:military )?branches")


def read(entity: Entity) -> Iterator[Found]:
    """Yield women's share of active personnel and the kind of their service."""
    text = entity.passage(SECTION, FIELD)
    for note in entity.notes(SECTION, FIELD):
        yield from _share(note, text.year if text else None)
    if text is not None and not text.text.startswith("not available"):
        yield from _service(text, entity.notes(SECTION, FIELD))


def _share(note: Passage, field_year: int | None) -> Iterator[Found]:
    if "women" not in note.text.lower():
        return
    for clause in clauses(without_note_mark(note.text)):
        share = _percent(clause) if SERVED.search(clause) else None
        if share is not None:
            yield _share_finding(note, clause, share, field_year)
        elif COUNT_ONLY.search(clause):
            yield gap(note, "women_forces", "A number of women, not their share.")


def _share_finding(note: Passage, clause: str, share: Quantity, field_year: int | None) -> Found:
    years = re.findall(r"\b20\d{2}\b", clause)
    year = only_year(clause) if years else field_year
    if year is None or not FORCE.match(clause[share.end :]):
        return gap(note, "women_forces", "No one share of the forces for one year.")
    return number(
        note,
        "women_forces",
        share,
        year=year,
        original=f"{share.original}%",
        note=_scope(clause),
    )


def _percent(clause: str) -> Quantity | None:
    percentages = [q for q in quantities(clause) if clause[q.end :].startswith("%")]
    return percentages[0] if len(percentages) == 1 else None


def _scope(clause: str) -> str:
    if "full-time" in clause:
        return FULL_TIME
    return "" if re.search(r"active|[Rr]egular", clause) else UNSPECIFIED


def _service(passage: Passage, notes: tuple[Passage, ...]) -> Iterator[Found]:
    rules = (("compulsory", COMPULSORY), ("voluntary", VOLUNTARY))
    for category, patterns in rules:
        match = re.search("|".join(patterns), passage.text)
        if match:
            some = category == "compulsory" and _is_selective(passage, match)
            answer = "selective" if some else category
            yield coded(passage, "women_service", answer, original=match[0])
            return
    evidence = _without_call_up(passage, notes)
    if evidence is not None:
        place, words = evidence
        yield coded(
            place, "women_service", "voluntary", original=words, year=passage.year, note=UNCALLED
        )
    elif "women" in passage.text:
        yield gap(passage, "women_service", "What the text says of women does not decide it.")


def _is_selective(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether the words, their clause or the answer on conscription name a selection."""
    clause = next((c for c in clauses(passage.text) if match[0] in c), match[0])
    answer = conscription(passage.text)
    return bool(SELECTIVE.search(clause)) or (answer is not None and answer.category == "selective")


def _without_call_up(passage: Passage, notes: tuple[Passage, ...]) -> tuple[Passage, str] | None:
    """Return the place and the words that let women serve where nobody is called up."""
    if not NOBODY_CALLED.search(passage.text):
        return None
    places = ((passage, BOTH), *((note, OPEN) for note in notes))
    matches = ((place, pattern.search(place.text)) for place, pattern in places)
    return next(((place, words[0]) for place, words in matches if words), None)
