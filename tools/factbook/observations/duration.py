"""How many months compulsory service lasts."""

from __future__ import annotations

import re
from dataclasses import replace

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


def compulsory_months(text: str) -> Quantity | None:
    """Return the length of compulsory service in months, None when it is not plain.

    The clause that names conscripts is preferred to one that only names an obligation.
    """
    parts = clauses(text)
    for pattern in (CALLED, PLEDGED):
        for part in parts:
            months = _months(part) if pattern.search(part) and not _of_others(part) else None
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
            words = clause[quantity.start : end].strip()
            return replace(quantity, original=words)
    return None
