"""Which documents and which found records a reader's filters leave; words near to a mistyped one.

Frames have the columns of ``atlas.store.reading.columns``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

import pandas as pd

# Where each kind keeps its date; a judgement and a membership have the year they describe.
DATES = {
    "document": "date",
    "judgement": "period",
    "event": "date",
    "institution": "since",
    "participation": "period",
    "treaty_action": "date",
}
NEAR = 0.7
UNLIKE = 2  # letters that a near word may be longer or shorter
Years = tuple[int | None, int | None]


def library(
    frame: pd.DataFrame, countries: Collection[str], kinds: Collection[str], years: Years
) -> pd.DataFrame:
    """Return documents of countries and kinds (empty: all), newest first, undated last."""
    keep = pd.Series(True, index=frame.index)
    if countries:
        keep &= frame["country"].isin(countries)
    if kinds:
        keep &= frame["document"].isin(kinds)
    rows = records_in_years(frame[keep], "document", years)
    return rows.sort_values(["date", "country", "title"], ascending=[False, True, True])


def records_in_years(frame: pd.DataFrame, kind: str, years: Years) -> pd.DataFrame:
    """Keep the records of a kind that are dated from one year to another; None is open.

    An undated record is kept only where no year is asked for.
    """
    first, last = years
    if first is None and last is None:
        return frame
    year = pd.to_numeric(frame[DATES[kind]].astype(str).str[:4], errors="coerce")
    return frame[year.between(first or 0, last or 9999)]


def near(words: Iterable[str], vocabulary: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each folded word that begins no known word, up to three similar ones."""
    return {word: _similar(word, vocabulary) for word in words if not _begins(word, vocabulary)}


def _begins(word: str, vocabulary: Collection[str]) -> bool:
    return any(other.startswith(word) for other in vocabulary)


def _similar(word: str, vocabulary: Collection[str]) -> tuple[str, ...]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word)
    matches = []
    for other in vocabulary:
        if abs(len(other) - len(word)) > UNLIKE:
            continue
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR:
            matches.append((-matcher.ratio(), other))
    return tuple(other for score, other in sorted(matches)[:3] if -score >= NEAR)
