"""Which kind of institution a name means, and which force it belongs to."""

from __future__ import annotations

import re

from tools.factbook.words import words

WORDS = words("institutions")
MINISTRY = re.compile(
    r"^(?:[A-Z][\w’'-]+ ){0,3}(?:Ministry|Secretariat)\b|\bMinistry$|^(?:Federal )?Department of "
    r"|^(?:Prime Minister’s Office|Prime Minister's Office|Office of the Pri)"
    r"|^Ocean Affairs Council|^General Delegation"
)
NO_MINISTRY = re.compile(r"^Department of (?:State Security|Correction)|Intelligence")
MINISTRIES, KINDS = (
    tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in WORDS[name])
    for name in ("ministries", "kinds")
)


def kind_of(name: str) -> str:
    """Return the kind that a name plainly means, "" if it means none.

    >>> kind_of("Ministry of National Defense"), kind_of("State Border Guard Service")
    ('ministry-of-defence', 'border-guard')
    """
    if is_ministry(name):
        return next((kind for kind, mark in MINISTRIES if mark.search(name)), "ministry")
    return next((kind for kind, mark in KINDS if mark.search(name)), "")


def is_ministry(name: str) -> bool:
    """Tell whether the name is that of a ministry or of a department of government."""
    return MINISTRY.search(name) is not None and not NO_MINISTRY.search(name)


def force_of(kind: str) -> str:
    """Return the force of the codebook that a kind belongs to, "" if it is no part of one."""
    force: str = WORDS["forces"].get(kind, "")
    return force
