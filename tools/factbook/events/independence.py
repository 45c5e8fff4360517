"""All dates that the field on independence states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook.model import Method
from atlas.intake.draft import DraftEvent
from tools.factbook.events.draft import TITLE_LENGTH, draft
from tools.factbook.fields.dates import DATE, moment
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses

ITEM = re.compile(
    rf"^(?:notable earlier dates?: |no official date of independence: )?"
    rf"(?P<when>{DATE})(?: \((?P<what>[^;()\[]*))?"
)
EARLIER = re.compile(rf"\), (?={DATE} \()")
ABOUT_INDEPENDENCE = re.compile(r"^(?:declared|recognized|proclaimed|from|following)\b")
# The state was founded, freed or united; other landmarks of its history are no events here.
FOUNDING = re.compile(
    r"independ|^from |mandate|establish|proclaimed|declared|found|unif|unit|formed|created|republic"
    r"|kingdom|sovereign|union|merge|self-governing|split|dissolved|recogni[sz]|state\b|incorporat",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"constitution|Christianity|dynasty|elected king|crowning|coronation|renamed|overthrown"
    r"|Statute|ascended|Status of the Union|Act establishes|confirmed|reestablished under"
    r"|Soviet Union established",
    re.IGNORECASE,
)

SHORTENED = (" as ", ": ", ", ", " and ")  # where a long title may end


def read(entity: Entity) -> Iterator[DraftEvent]:
    """Yield each dated founding, declaration, recognition or union."""
    passage = entity.passage("Government", "Independence")
    if passage is not None:
        yield from dated(passage)


def dated(passage: Passage) -> Iterator[DraftEvent]:
    """Yield the events of one text on independence."""
    for clause in clauses(passage.text):
        for part in EARLIER.sub(")\n", clause).split("\n"):
            match = ITEM.match(part)
            when = moment(match["when"]) if match else None
            what = (match["what"] or "").strip() if match else ""
            if when and not OTHER.search(what) and (not what or FOUNDING.search(what)):
                evidence = part.removeprefix("notable earlier dates: ")
                title = _title(what)
                method = Method.REPORTED
                yield draft(passage, "independence", title, when, evidence, method=method)


def _title(what: str) -> str:
    if not what or what.startswith("from a merger"):
        return "Independence"
    bare = ABOUT_INDEPENDENCE.match(what) and "independence" not in what
    text = f"Independence {what}" if bare else what
    for sign in SHORTENED:
        if len(text) > TITLE_LENGTH:
            text = text.split(sign, maxsplit=1)[0]
    return text[:1].upper() + text[1:]
