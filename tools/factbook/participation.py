"""Memberships, environmental and arms-control agreements, and the two courts of The Hague."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook import codebook
from atlas.codebook.model import Method, Processing
from atlas.intake.draft import DraftParticipation
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses
from tools.factbook.reviewed import rows
from tools.factbook.words import words

WORDS = words("participation")
ORGANISATIONS, BRACKETS, AGREEMENTS = (
    WORDS[name] for name in ("organisations", "brackets", "agreements")
)
CHAMBER = "international-chamber-of-commerce"
MISSIONS, NOT_MEMBERSHIPS = (re.compile(WORDS[name]) for name in ("missions", "not_memberships"))
STATE, ENVIRONMENT = "Government", "Environment"
MEMBERSHIPS = "International organization participation"
AGREED = "International environmental agreements"
DEPENDENCY = "Dependency status"
COURTS = "International law organization participation"
ITEM = re.compile(r",(?![^(]*\))")  # commas outside of brackets
SHAPE = re.compile(r"(?P<name>[^()]+?)(?: \((?P<bracket>.+)\))?")
ABSENT = re.compile(r"^.*the following organizations but [^:]*: ")  # Afghanistan
ABSENT_NOTE = "The source adds that the authorities' representatives do not participate."
CHINESE_TAIPEI = "As “Chinese Taipei”."
SEATS = {
    "UNHCR": "A seat on the Executive Committee.",
    "UNRWA": "A seat on the Advisory Commission.",
}
COURT_RULES = (
    ("ICC", "party", r"accepts ICCt? jurisdiction"),
    ("ICC", "non-party", r"non-party state to the ICCt?|withdrew from(?: the)? ICCt [\w ]*"),
    ("icj-jurisdiction", "party", r"accepts compulsory ICJ jurisdiction(?: with reservations)?"),
    ("icj-jurisdiction", "non-party", r"withdrew acceptance of compulsory ICJ jurisdiction[\w ]*"),
    ("icj-jurisdiction", "non-party", r"has not submitted an ICJ jurisdiction declaration"),
)
RESERVATIONS = "With reservations."


def read(entity: Entity) -> Iterator[DraftParticipation]:
    """Yield one record for each organisation or agreement whose name and status are certain.

    The Court stands in two fields. Where they disagree (a signatory that "accepts
    jurisdiction"), neither is taken. What the list says although it was not so, or no longer, at
    the edition is left out (``reviewed/participation_left_out.csv``); there may be more.
    """
    courts = list(_courts(entity))
    members = list(_memberships(entity))
    status = {d.organisation: d.status for d in courts}
    member_status = {d.organisation: d.status for d in members}
    apart = "ICC" in member_status and status.get("ICC") == "non-party"
    apart = apart or (member_status.get("ICC") == "signed" and status.get("ICC") == "party")
    conflicting = {"ICC"} if apart else set()
    left_out = {
        row["organisation"] for row in rows("participation_left_out", entity.iso3, entity.edition)
    }
    codes: set[str] = set()
    for draft in (*courts, *members, *_agreements(entity)):
        if draft.organisation not in codes | conflicting | left_out:
            codes.add(draft.organisation)
            yield draft


def unread(entity: Entity) -> tuple[str, ...]:
    """Return the list items that no rule knows, neither to read nor to leave out."""
    passages = [entity.passage(STATE, MEMBERSHIPS)]
    items = [item for p in passages if p for item in _items(ABSENT.sub("", p.text))]
    agreements = [entity.passage(ENVIRONMENT, AGREED, part) for part, _ in PARTS]
    names = [name for p in agreements if p for name in _items(p.text)]
    return tuple(item for item in items if _member(item) is None and not _left_out(item)) + tuple(
        name for name in names if _agreement(name) is None and not name.startswith("none of")
    )


def _memberships(entity: Entity) -> Iterator[DraftParticipation]:
    passage = entity.passage(STATE, MEMBERSHIPS)
    if passage is None:
        return
    absent = ABSENT_NOTE if ABSENT.match(passage.text) else ""
    for item in _items(ABSENT.sub("", passage.text)):
        member = _member(item)
        if member is None:
            continue
        code, status, bracket = member
        notes = (absent, SEATS.get(code, ""))
        taipei = CHINESE_TAIPEI if bracket == "Chinese Taipei" else ""
        since = bracket if bracket.isdigit() else ""
        yield _draft(passage, code, status, item, since=since, notes=(*notes, taipei))


def _member(item: str) -> tuple[str, str, str] | None:
    """Return an item's code, status and bracket; None when one of them is not certain."""
    shape = SHAPE.fullmatch(item)
    if shape is None:
        return None
    name, bracket = shape["name"].replace("G- ", "G-").strip(), shape["bracket"] or ""
    bracket = bracket.replace(") (", " ")
    status = BRACKETS.get(bracket)
    code = ORGANISATIONS.get(name, name)
    if name == "ICC" and status == "national-committee":
        code = CHAMBER
    if status is None or code not in codebook().organisations or name in WORDS["ceased"]:
        return None
    if NOT_MEMBERSHIPS.fullmatch(name):
        return None
    if code in WORDS["of_committees"] and status == "member":
        status = "national-committee"
    return code, ("party" if code == "ICC" and status == "member" else status), bracket


def _left_out(item: str) -> bool:
    shape = SHAPE.fullmatch(item)
    name, bracket = (shape["name"].strip(), shape["bracket"] or "") if shape else (item, "")
    is_known = (
        name in WORDS["ceased"] or MISSIONS.fullmatch(name) or NOT_MEMBERSHIPS.fullmatch(name)
    )
    return bool(is_known) or ORGANISATIONS.get(name) == "" or bracket in WORDS["unread_brackets"]


PARTS = (("party to", "party"), ("signed, but not ratified", "signed"))


def _agreements(entity: Entity) -> Iterator[DraftParticipation]:
    for part, status in PARTS:
        passage = entity.passage(ENVIRONMENT, AGREED, part)
        for name in _items(passage.text) if passage else ():
            code = _agreement(name)
            if passage and code:
                yield _draft(passage, code, status, name)


def _agreement(name: str) -> str | None:
    code: str | None = AGREEMENTS.get(name.replace("- ", "-"))
    return code


def _courts(entity: Entity) -> Iterator[DraftParticipation]:
    passage = entity.passage(STATE, COURTS)
    if passage is None or entity.passages(STATE, DEPENDENCY):
        return
    for clause in clauses(passage.text):
        for code, status, pattern in COURT_RULES:
            if re.fullmatch(pattern, clause):
                note = RESERVATIONS if clause.endswith("with reservations") else ""
                yield _draft(passage, code, status, clause, notes=(note,))
                break


def _items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in ITEM.split(text) if item.strip())


def _draft(
    passage: Passage,
    code: str,
    status: str,
    item: str,
    *,
    since: str = "",
    notes: tuple[str, ...] = (),
) -> DraftParticipation:
    return DraftParticipation(
        country=passage.country,
        source=passage.edition.source.id,
        original=item,
        locator=f"{passage.place} > {item}",
        method=Method.CODED,
        processing=Processing.MINOR,
        note=" ".join(note for note in (*notes, passage.edition.note) if note),
        note_language="en",
        organisation=code,
        status=status,
        period=str(passage.edition.year),
        since=since,
        evidence=item,
    )
