"""How many months compulsory service lasts."""

from __future__ import annotations

import re
from dataclasses import replace

from atlas.intake.bounds import Bound
from tools.factbook.fields.quantities import Quantity, quantities
from tools.factbook.fields.text import clauses, outside_parentheses

CALLED = re.compile(
    r"conscript|compulsory|mandatory|draftee|national service|obligated|required to perform", re.I
)
PLEDGED = re.compile(r"service obligation|obligation|service term|months of service|service length")
OTHERS = re.compile(
    r"contract|initial|voluntary service is|volunteer service obligation|officers serve"
    r"|contract military|women may volunteer|exchanged|substituted|professional men"
)
MONTHS = re.compile(r"^[\s‐-]*months?\b")
BASIC = re.compile(r"\((\d+) months plus [^()]*refresher[^()]*\)")
SPECIAL = (
    # Two lengths in one clause: both ends of a range, with the words that give them.
    (r"36-month service obligation .* and 11 months for secondary school graduates", 11, 36),
    (r"18 months or 12 months for those with a college degree", 12, 18),
    (r"12-month service obligation \(9 months for university graduates\)", 9, 12),
    (r"12-month obligation for all services \(note - as an exception, [^()]* is 9 instead", 9, 12),
    (r"18 months service for conscripts", 18, 18),
    (r"up to 10 years for men", 120, 120),
)


def compulsory_months(text: str) -> Quantity | None:
    """Return the length of compulsory service in months, None when it is not plain.

    The clause that names conscripts is preferred to one that only names an obligation.
    """
    for pattern, low, high in SPECIAL:
        found = re.search(pattern, text)
        if found:
            return _range(found, low, high)
    basic = BASIC.search(text)
    if basic:
        length = int(basic[1])
        return replace(_range(basic, length, length), original=basic[0].strip("()"))
    parts = clauses(text)
    for wanted in (CALLED, PLEDGED):
        for part in parts:
            months = _months(part) if wanted.search(part) and not _of_others(part) else None
            if months is not None:
                return months
    return None


def _of_others(clause: str) -> bool:
    return bool(OTHERS.search(outside_parentheses(clause)))


def _months(clause: str) -> Quantity | None:
    for quantity in quantities(clause):
        after = MONTHS.match(clause[quantity.end :])
        if after:
            end = quantity.end + after.end()
            said = clause[quantity.start : end].strip()
            return replace(quantity, original=said)
    return None


def _range(found: re.Match[str], low: int, high: int) -> Quantity:
    bound = Bound.AT_MOST if found[0].startswith("up to") else Bound.EXACT
    return Quantity(
        (low + high) / 2, low, high, bound, found[0], found.start(), found.end(), scaled=True
    )
