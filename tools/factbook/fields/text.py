"""The Factbook's texts as plain text: no tags, no entities, in paragraphs and clauses."""

from __future__ import annotations

import html
import re

BREAK = re.compile(r"<br\s*/?>|</?p[^>]*>|</?li[^>]*>|</?ul[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
SPACE = re.compile(r"\s+")
NOTE = re.compile(r"^note(?: \d+)?\s*[:-]\s*", re.IGNORECASE)


def paragraphs(raw: str) -> tuple[str, ...]:
    """Return the non-empty paragraphs of a field's HTML, entities decoded, spaces single."""
    text = TAG.sub("", BREAK.sub("\n", raw))
    lines = html.unescape(html.unescape(text)).split("\n")
    return tuple(line for line in (SPACE.sub(" ", part).strip() for part in lines) if line)


def plain(raw: str) -> str:
    """Return a field's HTML as one line of plain text."""
    return " ".join(paragraphs(raw))


def clauses(text: str) -> tuple[str, ...]:
    """Split at semicolons that stand outside of parentheses.

    >>> clauses("45,000 Army (2,000 reserve; 3 units); 3,000 Navy")
    ('45,000 Army (2,000 reserve; 3 units)', '3,000 Navy')
    """
    parts, depth, start = [], 0, 0
    for position, sign in enumerate(text):
        depth = max(0, depth + (sign in "([") - (sign in ")]"))
        if sign == ";" and depth == 0:
            parts.append(text[start:position])
            start = position + 1
    return tuple(part.strip() for part in (*parts, text[start:]) if part.strip())


def outside_parentheses(text: str) -> str:
    """Return the text without what stands in round brackets, nested ones included."""
    signs, depth = [], 0
    for sign in text:
        depth += sign == "("
        if depth == 0:
            signs.append(sign)
        depth = max(0, depth - (sign == ")"))
    return SPACE.sub(" ", "".join(signs)).replace(" ,", ",").replace(" ;", ";").strip()


def without_note_mark(text: str) -> str:
    """Return a note without its leading "note 2:".

    >>> without_note_mark("note 2: women serve in all branches")
    'women serve in all branches'
    """
    return NOTE.sub("", text)
