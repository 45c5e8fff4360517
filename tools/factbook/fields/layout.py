"""Where the edition of November 2015 has what the latest one has elsewhere.

It has fewer fields, names of its own for some, items of a list in one text, and often one year at
the end of a field for all of its parts.
"""

from __future__ import annotations

from typing import Any

from tools.factbook.edition import LATEST, Edition
from tools.factbook.fields.year import closing_bracket

ITEMS = " ++ "  # between the items of a list
Place = tuple[str, str, str]  # section, field, part
MILITARY = "Military and Security"
SECTIONS = {MILITARY: "Military"}
FIELDS: dict[tuple[str, str], tuple[str, str]] = {
    (MILITARY, "Military and security forces"): ("Military", "Military branches"),
    ("Environment", "International environmental agreements"): (
        "Geography",
        "Environment - international agreements",
    ),
}
PARTS: dict[Place, Place] = {
    ("Government", "Constitution", "history"): ("Government", "Constitution", ""),
}


def place_in(edition: Edition, section: str, field: str, part: str) -> Place:
    """Return where an edition has a place of the latest one."""
    if edition is LATEST:
        return section, field, part
    if (section, field, part) in PARTS:
        return PARTS[section, field, part]
    section, field = FIELDS.get((section, field), (SECTIONS.get(section, section), field))
    return section, field, part


def closing_text(nodes: Any, part: str) -> str:
    """Return the bracket with the year that dates the parts before it, "" if none.

    It closes a later part, or the note that closes the field.

    >>> closing_text({"total": {"text": "9%"}, "male": {"text": "8% (2015 est.)"}}, "total")
    '(2015 est.)'
    """
    names = list(nodes) if isinstance(nodes, dict) else []
    if (part or "text") not in names or part == "note":
        return ""
    after = (nodes[name] for name in names[names.index(part or "text") + 1 :])
    texts = (node.get("text") or "" for node in after if isinstance(node, dict))
    brackets = (closing_bracket(text) for text in texts)
    return next((bracket[0].strip() for bracket in brackets if bracket), "")
