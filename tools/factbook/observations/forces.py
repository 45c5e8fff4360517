"""Names of forces and branches in the strengths texts, and the codes they get."""

from __future__ import annotations

import re

from tools.factbook.words import words

WORDS = words("forces")
POLICE = re.compile(r"^(?:active )?(?:national|federal) police$", re.IGNORECASE)
ARMED = re.compile(
    r"\bactive\b|armed forces|defen[sc]e forces?\b|military|\barmy\b|regular forces|\bBDF\b",
    re.IGNORECASE,
)
NOT_ARMED = re.compile(r"police|public security|regiment|security forces|home guard|basij", re.I)
# Forces beside or above the army, navy and air force, which a total may take in.
BESIDE = re.compile(
    r"\b(?:(?:[A-Z][\w’'-]+ )*(?:Gendarmerie|Guards?|Carabineros|Carabinieri|Guardia Civil"
    r"|Border (?:Service|Troops)|Interior Troops|Internal Troops|Militia|Police)"
    r"|paramilitary[\w ]*|reserv(?:es|ists)|militia|civilians)\b"
)


def branch(name: str) -> str | None:
    """Return the code of a branch's name, None when it is not in the list.

    >>> branch("Air Force"), branch("regular troops")
    ('air-force', None)
    """
    code: str | None = WORDS["branches"].get(name.strip().strip(".").lower())
    return code


def beside(clause: str) -> tuple[str, ...]:
    """Return the forces of other kinds that a clause counts within its total.

    >>> beside("active FAC, including the Gendarmerie")
    ('Gendarmerie',)
    >>> beside("active FAMa, Gendarmerie, and National Guard")
    ('Gendarmerie', 'National Guard')
    >>> beside("active Armed Forces (45,000 Land Forces; 12,000 Presidential Guard)")
    ('Presidential Guard',)
    >>> beside("active Cypriot National Guard")
    ()
    """
    start = re.search(r"\binclud|[,(]", clause)
    within = BESIDE.findall(clause[start.start() :]) if start else []
    return tuple(dict.fromkeys(within))


def paramilitary(name: str) -> str | None:
    """Return the code of a force that stands apart from the armed forces, or None."""
    rules = WORDS["paramilitary"]
    return next((code for code, words_ in rules if re.search(words_, name, re.IGNORECASE)), None)
