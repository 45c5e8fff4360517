"""What a text says about compulsory service, in the codebook's five answers.

Rules are tried in order; the first that fits answers. "No conscription" beside a power to
mobilise or call up citizens counts as authorised: the law allows it, and it is not used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conscription:
    """An answer with the words that carry it."""

    category: str
    words: str


RULES = (
    (
        "authorised",
        r"(?:conscription|compulsory service) (?:is )?(?:reportedly )?authorized,? but[^;(]*"
        r"|but conscription possible[^;(]*|conscription available in times of [^;(]*"
        r"|no (?:conscription|compulsory military service)[,;] (?:but )?[^;]*?"
        r"(?:retains the right to mobilize|has the authority to call up|can conduct callups)[^;(]*",
    ),
    (
        "none",
        r"no conscription(?: \(abolished \d+\))?|there is no conscription"
        r"|no compulsory military service"
        r"|conscription (?:was )?(?:abolished|ended)[^;()]*|compulsory service ended[^;()]*",
    ),
    ("selective", r"[^;]*\bselective\b[^;]*(?:compulsory|conscript)[^;]*"),
)
MANDATORY = re.compile(
    r"[^;]*(?:\bcompulsory\b|\bmandatory\b|obligated to serve|subject to conscription"
    r"|conscripted military service|for conscription|mandates military service"
    r"|required to perform military service)[^;]*",
    re.IGNORECASE,
)


def conscription(text: str) -> Conscription | None:
    """Return what a text says, None when it says nothing on compulsory service."""
    for category, pattern in RULES:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            return Conscription(category, match[0].strip())
    bare = re.sub(r"mandatory retirement|compulsory full-time education", "", text)
    match = MANDATORY.search(bare)
    return Conscription("mandatory", match[0].strip()) if match else None
