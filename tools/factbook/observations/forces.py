"""Names of forces and branches in the strengths texts, and the codes they get."""

from __future__ import annotations

import re

BRANCHES = {
    "army": "army",
    "in the army": "army",
    "land forces": "army",
    "ground forces": "army",
    "ground": "army",
    "navy": "navy",
    "naval": "navy",
    "air force": "air-force",
    "air/air defense": "air-force",
    "space force": "space-force",
    "rocket forces": "rocket-forces",
    "marine corps": "marines",
    "marines": "marines",
    "presidential guard": "presidential-guard",
    "gendarmerie": "gendarmerie",
    "other": "other",
    "other forces": "other",
    "under the ministry of defense": "ministry-of-defence",
    "in the national guard": "national-guard",
    "national guard": "national-guard",
}
POLICE = re.compile(r"^(?:active )?(?:national|federal) police$", re.IGNORECASE)
PARAMILITARY = (
    (re.compile(r"gendarmerie|carabineros|carabinieri|guardia civil", re.I), "gendarmerie"),
    (re.compile(r"basij", re.I), "basij"),
    (re.compile(r"national guard, border service, and internal troops", re.I), "several"),
    (re.compile(r"national guard", re.I), "national-guard"),
    (re.compile(r"militia", re.I), "militia"),
    (re.compile(r"homeland defense volunteers", re.I), "militia"),
    (re.compile(r"peshmerga", re.I), "peshmerga"),
    (re.compile(r"national-level security forces", re.I), "security-forces"),
)
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
SECURITY = {
    "ministry of public security personnel": "public-security-ministry",
    "the pa police and security forces have": "police-and-security-forces",
    "the royal bermuda regiment has": "regiment",
}


def branch(name: str) -> str | None:
    """Return the code of a branch's name, None when it is not in the list.

    >>> branch("Air Force"), branch("regular troops")
    ('air-force', None)
    """
    return BRANCHES.get(name.strip().strip(".").lower())


def beside(said: str) -> tuple[str, ...]:
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
    start = re.search(r"\binclud|[,(]", said)
    within = BESIDE.findall(said[start.start() :]) if start else []
    return tuple(dict.fromkeys(within))


def paramilitary(name: str) -> str | None:
    """Return the code of a force that stands apart from the armed forces, or None."""
    return next((code for pattern, code in PARAMILITARY if pattern.search(name)), None)


def security_forces(clause: str) -> str | None:
    """Return the code of a security force of a country without armed forces, or None."""
    said = clause.lower()
    return next((code for words, code in SECURITY.items() if words in said), None)
