"""Dated steps of constitutions: adopted, promulgated, in force, amended, suspended, restored."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook.model import Method
from atlas.intake.draft import DraftEvent
from tools.factbook.events.draft import draft
from tools.factbook.fields.dates import DATE, moment
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage

# Words of the source -> words of the title.
VERBS = {
    "adopted": "adopted",
    "approved": "approved",
    "passed": "passed",
    "ratified": "ratified",
    "promulgated": "promulgated",
    "proclaimed": "proclaimed",
    "enacted": "enacted",
    "endorsed": "endorsed",
    "certified": "certified",
    "signed": "signed",
    "issued": "issued",
    "validated": "validated",
    "verified": "verified",
    "effective": "took effect",
    "fully effective": "took full effect",
    "partially effective": "took partial effect",
    "became law": "became law",
    "became permanent": "became permanent",
    "entered into force": "entered into force",
    "entered into effect": "entered into effect",
    "put into force": "put into force",
    "revised": "revised",
    "amended": "amended",
    "suspended": "suspended",
    "temporarily suspended": "temporarily suspended",
    "restored": "restored",
    "reinstated": "reinstated",
    "fully reintroduced": "fully reintroduced",
    "reintroduced": "reintroduced",
}
CHANGES = ("revised", "amended", "suspended", "temporarily suspended", "restored", "reinstated")
VERB = "|".join(sorted(VERBS, key=len, reverse=True))
BALLOT = r"(?: by referendum| in referendum| by plebiscite| by constitutional referendum)?"
STEP = re.compile(
    rf"\b(?P<first>{VERB})(?:,? and (?P<second>{VERB}))?(?P<ballot>{BALLOT})"
    rf"(?P<gap>(?:(?!\b(?:{VERB})\b|\d|[,;(]).){{0,60}}?)(?P<when>{DATE})"
)
PREVIOUS = re.compile(
    rf"\bprevious (?P<list>{DATE}(?: \([^()]*\))?(?:(?:, | and |, and ){DATE}(?: \([^()]*\))?)*)"
)
BY = re.compile(r" by (?:the |a )?[\w' ]{3,40}?(?= $| in $| on $| held on $)")
PERIOD = re.compile(r" to \d{4}")
EARLIER = "Earlier constitution"
LATEST = re.compile(rf"\blatest (?P<when>{DATE})")
CURRENT = re.compile(rf"^(?P<when>{DATE}) -{{1,2}} ")
# Not one constitution of the country's own, or words that do not date a step of it.
ELSEWHERE = re.compile(
    r"French Constitution|Danish Constitution|uncod|no formal|no single|consists of"
    r"|four fundamental laws|never implemented"
    r"|old customs|Draft Constitutional Charter"
)
UNDATED = re.compile(
    r"originally scheduled|draft |submitted|following|completed|by Chad|\bfrom\b|until|late |mid-",
    re.IGNORECASE,
)


def read(entity: Entity) -> Iterator[DraftEvent]:
    """Yield the dated steps that "Constitution > history" states."""
    passage = entity.passage("Government", "Constitution", "history")
    if passage is None or ELSEWHERE.search(passage.text):
        return
    yield from steps(passage)


def steps(passage: Passage) -> Iterator[DraftEvent]:
    """Yield the steps of one text, the former constitutions first."""
    yield from _previous(passage)
    for match in STEP.finditer(passage.text):
        head, tail = passage.text[: match.start()], passage.text[match.end() :]
        if UNDATED.search(match["gap"]) or head.endswith("independence was ") or PERIOD.match(tail):
            continue
        verbs = [VERBS[v] for v in (match["first"], match["second"]) if v]
        kind = "amendment" if match["first"] in CHANGES else "constitution"
        by = BY.match(match["gap"])
        title = f"Constitution {' and '.join(verbs)}{match['ballot']}{by[0] if by else ''}"
        yield from _event(passage, kind, match["when"], title)
    for pattern in (LATEST, CURRENT):
        bare = pattern.search(passage.text)
        if bare:
            yield from _event(passage, "constitution", bare["when"], "Latest constitution")


def _previous(passage: Passage) -> Iterator[DraftEvent]:
    match = PREVIOUS.search(passage.text)
    if match:
        for words in re.findall(
            rf"{DATE}(?= \(|,| and|$)", re.sub(r"\([^()]*\)", "()", match["list"])
        ):
            yield from _event(passage, "constitution", words, EARLIER)


def _event(passage: Passage, kind: str, words: str, title: str) -> Iterator[DraftEvent]:
    when = moment(words)
    if when:
        yield draft(passage, kind, title, when, passage.text, method=Method.REPORTED)
