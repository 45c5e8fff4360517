"""What each field of a record beside observations means and may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from atlas.codebook import codebook
from atlas.store.findings import FINDING
from atlas.store.kinds import KINDS, RecordKind
from atlas.store.record_rows import STATUSES, record_fields
from atlas.web.api.fields import FIELDS, TEXT, Field

STRING = {"type": "string"}
DATE = {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
DATED = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
EXACT = "ISO 8601, as exact as the source: 1991, 1991-07 or 1991-07-04"

SHARED = {
    "id": FIELDS["id"],
    "country": FIELDS["country"],
    "evidence": Field("The sentence that says so.", TEXT, "The constitution says so."),
    "source": FIELDS["source"],
    "source_url": FIELDS["source_url"],
    "licence": FIELDS["licence"],
    "accessed": FIELDS["accessed"],
    "method": replace(FIELDS["method"], description="How the record came about."),
    "reliability": FIELDS["reliability"],
    "original": Field("The source’s own words, if they differ from the evidence.", TEXT, None),
    "locator": Field("Location in the source.", TEXT, "Military and Security, p. 7"),
    "note": Field("A remark.", TEXT, None),
    "processing": FIELDS["processing"],
    "source_origin": FIELDS["source_origin"],
    "release": FIELDS["release"],
}
SINCE = Field(f"Since when, {EXACT}.", DATE, "1967")
UNTIL = Field(f"Until when, {EXACT}; null while it lasts or is not known.", DATE, None)
YEAR = Field("Year that it describes.", {"type": "string", "pattern": r"^\d{4}$"}, "2026")

JUDGEMENT = {
    "question": Field("Id of the question, see /questions.", STRING, "military_vote"),
    "period": YEAR,
    "answer": Field("Code of the answer; null when it is missing.", TEXT, "yes"),
    "missing_reason": replace(
        FIELDS["missing_reason"],
        description="Why there is no answer; null when there is one. Silence is no answer.",
    ),
    "law": Field("Law or constitution that it rests on.", TEXT, "Constitution"),
    "article": Field("Article of the law.", TEXT, "77"),
    "law_date": Field(f"Date of the law, {EXACT}.", DATE, "1967-02-15"),
    "law_url": Field("Where the law can be read.", TEXT, "https://example.org/law"),
    "second_coder": Field("Who coded it again without seeing the first answer.", TEXT, None),
    "second_answer": Field("What the second coder answered.", TEXT, None),
    "question_text": Field("The question in English.", STRING, "May soldiers vote?"),
    "answer_name": Field("The answer in English; null when it is missing.", TEXT, "Yes"),
    "agreement": Field(
        "Whether both coders gave the same answer; null without a second.",
        {"type": ["boolean", "null"]},
        None,
    ),
    "status": Field(
        "How often a machine read it in the text: once, twice with the same result, or twice with "
        "different results and a third reading decides; null for what people coded.",
        {"enum": [*STATUSES, None]},
        "read-twice",
    ),
}
EVENT = {
    "date": Field(f"When it was or began, {EXACT}.", DATED, "1967-02-15"),
    "until": Field(f"End of a longer one, {EXACT}.", DATE, None),
    "title": Field("What happened.", STRING, "Constitution promulgated"),
}
DOCUMENT = {
    "title": Field("Its title.", STRING, "Constitution"),
    "number": Field("Its number, for example of a law.", TEXT, "18.650"),
    "date": Field(f"Its date, {EXACT}.", DATE, "1967-02-15"),
    "url": Field("Where it can be read.", TEXT, "https://example.org/law"),
    "language": Field("ISO 639 code of its language.", TEXT, "es"),
    "archived_sha256": Field("SHA-256 of an archived copy.", TEXT, None),
}
INSTITUTION = {
    "code": Field("Names it within its country for good.", STRING, "army"),
    "name": Field("Its name in English.", STRING, "National Army"),
    "own_name": Field("Its name in its country’s language.", TEXT, "Ejército Nacional"),
    "force": Field("Force that it belongs to, as in the indicators.", TEXT, "armed-forces"),
    "since": SINCE,
    "until": UNTIL,
}
RELATION = {
    "subject": Field("Code of the first institution.", STRING, "president"),
    "object": Field("Code of the second institution.", STRING, "armed-forces"),
    "legal_basis": Field("Law and article that it rests on.", TEXT, "Constitution, article 168"),
    "since": SINCE,
    "until": UNTIL,
}
PARTICIPATION = {
    "organisation": Field("Code of the organisation, see /organisations.", STRING, "UN"),
    "period": YEAR,
    "since": SINCE,
}
TREATY_ACTION = {
    "instrument": Field("Code of the treaty, see the codebook.", STRING, "att"),
    "date": Field("Day, month or year of the action.", STRING, "2014-04-02"),
}
OWN = {
    "judgement": JUDGEMENT,
    "event": EVENT,
    "document": DOCUMENT,
    "institution": INSTITUTION,
    "relation": RELATION,
    "participation": PARTICIPATION,
    "treaty_action": TREATY_ACTION,
}


@lru_cache(maxsize=8)
def kind_fields(kind: RecordKind) -> dict[str, Field]:
    """Return the fields of a kind in their order; callers do not change them."""
    fields = SHARED | OWN[kind.name] | _code_fields(kind)
    return {name: fields[name] for name in record_fields(kind)}


def _code_fields(kind: RecordKind) -> dict[str, Field]:
    words = codebook().vocabulary
    return {
        "event": {"event": _choice("Kind of event.", words.events)},
        "document": {"document": _choice("Kind of document.", words.documents)},
        "institution": {"institution": _choice("Kind of institution.", words.institutions)},
        "relation": {"relation": _choice("Relation of the first to the second.", words.relations)},
        "participation": {"status": _choice("Status of the country in it.", words.statuses)},
        "treaty_action": {"action": _choice("What the country did.", words.actions)},
    }.get(kind.name, {})


def _choice(about: str, codes: Iterable[str]) -> Field:
    values = list(codes)
    return Field(about, {"type": "string", "enum": values}, values[0])


@lru_cache(maxsize=1)
def finding_fields() -> dict[str, Field]:
    """Return the fields of what a search finds."""
    kinds = [name for name, kind in KINDS.items() if kind.text]
    fields = SHARED | {
        "kind": Field("Kind of the record.", {"type": "string", "enum": kinds}, "event"),
        "title": Field("What it is called, in English.", STRING, "Constitution promulgated"),
        "date": Field("Its date, or the year that it describes.", DATE, "1967-02-15"),
    }
    return {name: fields[name] for name in FINDING}
