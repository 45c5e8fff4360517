"""Answers that a person coded by reading the text, each tied to words that must stand in it.

``data/starter/codings.csv`` holds indicator, country, answer, low, high, expects, note. A
coding whose expected words have left the source's text is not applied: the text has
changed and must be read again.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from atlas.settings import DATA

FILE = DATA / "starter" / "codings.csv"


@dataclass(frozen=True)
class Coding:
    """``answer`` is a category, ``gap`` (the text does not decide) or empty (then low, high)."""

    answer: str
    low: float | None
    high: float | None
    expects: str
    note: str


@lru_cache(maxsize=1)
def _codings() -> dict[tuple[str, str], Coding]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["indicator"], row["country"]): Coding(
                row["answer"],
                float(row["low"]) if row["low"] else None,
                float(row["high"]) if row["high"] else None,
                row["expects"],
                row["note"],
            )
            for row in csv.DictReader(file)
        }


def coding(indicator: str, country: str, text: str) -> Coding | None:
    """Return the coding of a country's text, or None when there is none or the text moved on."""
    found = _codings().get((indicator, country))
    return found if found is not None and found.expects in text else None
