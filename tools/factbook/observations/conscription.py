"""What a text says about compulsory service, in the codebook's five answers.

Rules are tried in order; the first that fits answers. "No conscription" beside a power to
mobilise or call up citizens counts as authorised: the law allows it, and it is not used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conscription:
    """An answer with the words that carry it; ``category`` None says why there is none.

    ``note`` is the number of the note that says it, None for the text itself.
    """

    category: str | None
    words: str
    note: int | None = None


UNCLEAR = (
    (r"it is unclear how much conscription is used", "How far conscription is used is unclear."),
    (r"would be abolished", "An announced abolition; what holds today is not said."),
    (r"compulsory military service for jobless men", "For some men now, for others from 2026."),
    (r"militia training is compulsory", "Compulsory militia training, not military service."),
    (r"subject to military training", "Registration and training; service itself is not said."),
    (r"must contribute to the defense", "A duty to contribute, with no word on conscription."),
)
RULES = (
    (
        "suspended",
        r"conscription suspended[^;(]*|requirement to show up [^;]* was suspended in \d+",
    ),
    (
        "authorised",
        r"laws allow for conscription[^;]*has never been implemented"
        r"|(?:conscription|compulsory service) (?:is )?(?:reportedly )?authorized,? but[^;(]*"
        r"|compulsory military service \(reportedly not enforced\)"
        r"|has a compulsory [^;]* law, but the law has reportedly never been applied"
        r"|no conscription although the constitution provides for the possibility of [^;(]*"
        r"|but conscription possible[^;(]*|conscription available in times of [^;(]*"
        r"|no (?:conscription|compulsory military service)[,;] (?:but )?[^;]*?"
        r"(?:retains the right to mobilize|has the authority to call up|can conduct callups)[^;(]*",
    ),
    ("mandatory", r"conscription was abolished in 2016, but reinstated in 2017[^;]*"),
    (
        "none",
        r"no conscription(?: \(abolished \d+\))?|there is no conscription"
        r"|no compulsory military service"
        r"|conscription (?:was )?(?:abolished|ended)[^;()]*|compulsory service ended[^;()]*",
    ),
    (
        "selective",
        r"[^;]*\bselective\b[^;]*(?:compulsory|conscript)[^;]*|[^;]*lottery-based[^;]*"
        r"|[^;]*only 5-10% of those inducted[^;]*",
    ),
)
NOTE_RULES = (
    ("selective", r"(?:selected|chosen)[^;]*lottery[^;]*"),
    ("authorised", r"requiring all [^;]* although the law has never been enforced"),
    ("none", r"conscription ended in \d{4}|has been all-volunteer since \d{4}"),
)
MANDATORY = re.compile(
    r"[^;]*(?:\bcompulsory\b|\bmandatory\b|obligated to serve|subject to conscription"
    r"|conscripted military service|for conscription|mandates military service"
    r"|required to perform military service)[^;]*",
    re.IGNORECASE,
)


def conscription(text: str, notes: Sequence[str] = ()) -> Conscription | None:
    """Return what text and note say, None when they say nothing on compulsory service."""
    for pattern, reason in UNCLEAR:
        if re.search(pattern, text, re.IGNORECASE):
            return Conscription(None, reason)
    for category, pattern in RULES:
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return Conscription(category, found[0].strip())
    for category, pattern in NOTE_RULES:
        for number, note in enumerate(notes):
            found = re.search(pattern, note, re.IGNORECASE)
            if found:
                return Conscription(category, found[0].strip(), number)
    bare = re.sub(r"mandatory retirement|compulsory full-time education", "", text)
    found = MANDATORY.search(bare)
    return Conscription("mandatory", found[0].strip()) if found else None
