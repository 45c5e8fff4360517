"""Branches of the armed forces, as the strengths texts list them in brackets or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.factbook.fields.quantities import Quantity, first_quantity
from tools.factbook.fields.text import outside_parentheses
from tools.factbook.observations.forces import branch

BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
INCLUDED = re.compile(r",? including (?=(?:about |approximately |some )?\d)")
BETWEEN = re.compile(r";\s*|,\s+(?=(?:and )?\d[\d,.]* [A-Z])|\s+and\s+(?=\d)")


def branches(text: str) -> Iterator[tuple[str, Quantity]]:
    """Yield (branch code, count) for each branch that a strengths clause lists.

    A list counts only when each of its items is a number and a known branch; a branch's own
    part ("including about 3,500 marines") is yielded as a branch of its own.
    """
    bracket = BRACKET.search(text)
    lists = [bracket[1]] if bracket else []
    after = INCLUDED.split(outside_parentheses(text), maxsplit=1)
    lists += after[1:]
    for list_text in lists:
        items = [_item(part) for part in BETWEEN.split(list_text)]
        if all(items):
            yield from (pair for pairs in items for pair in pairs)


def _item(text: str) -> list[tuple[str, Quantity]]:
    head, *inner = INCLUDED.split(text.strip(), maxsplit=1)
    pairs = [_branch_count(head), *(_branch_count(part) for part in inner)]
    return [pair for pair in pairs if pair is not None] if pairs[0] else []


def _branch_count(text: str) -> tuple[str, Quantity] | None:
    quantity = first_quantity(text)
    if quantity is None:
        return None
    name = re.split(r",? including |,$", text[quantity.end :].strip())[0]
    code = branch(name.strip(" ,"))
    return (code, quantity) if code else None
