"""Texts as sentences and clauses; which of them state something that has happened."""

from __future__ import annotations

import re

from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses, without_note_mark

# A full stop ends a sentence unless it closes an initial or an abbreviation.
END = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][\"”’)]))(?<! [A-HJ-Z]\.)(?<!\bU\.S\.)(?<!\bSt\.)(?<!\bJr\.)"
    r"(?<!\bLt\.)(?<!\bCol\.)(?<!\bGen\.)(?<!\bSr\.)(?<!\bDr\.)(?<!\bca\.)(?<!\bB\.C\.)(?<!\bA\.D\.)"
    r"\s+(?=[A-Z\"“(‘])"
)
EDITION_YEAR = re.compile(r"\s*\((?:20\d\d)(?: est\.)?\)\s*$|\s*\+\+\s*$")
# What is planned, feared, conditional or only reported as intended has not happened.
UNREAL = re.compile(
    r"\b(?:plans? to|planned to|planning to|would|will|scheduled|expected to|intend\w*|pledg\w+"
    r"|announced plans|proposed|may be|might|could be|is negotiating|set a goal|aspiration"
    r"|goals?\b|ambitious|threat of)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|alleged|circa|ca\.|possibly|probably|perhaps|purported"
    r"|what amounted to|apparently|traditional founding|ostensibl[ey])(?=\W|$)",
    re.IGNORECASE,
)


def sentences(passage: Passage) -> tuple[str, ...]:
    """Return a passage's sentences, each as it stands in the text."""
    body = EDITION_YEAR.sub("", passage.text)
    return tuple(part.strip() for part in END.split(body) if part.strip())


def notes(passage: Passage) -> tuple[str, ...]:
    """Return the clauses of a note, whose statements are parted by semicolons."""
    body = without_note_mark(EDITION_YEAR.sub("", passage.text))
    return tuple(clause for part in END.split(body) for clause in clauses(part))


def hedged(text: str) -> bool:
    """Tell whether the text takes back some of its certainty."""
    return HEDGE.search(text) is not None


def happened(text: str) -> bool:
    """Tell whether nothing in the text is only planned or conditional."""
    return UNREAL.search(text) is None
