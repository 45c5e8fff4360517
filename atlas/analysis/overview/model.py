"""One row of the overview: a subject, what it does in each region, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

SubjectKind = Literal["instrument", "rule", "category", "level", "number"]
OverviewVerdict = Literal[
    "common", "unique", "common-turn", "common-break", "none", "too-little-data"
]
Sign = Literal["share", "level", "up", "down", "peak", "dip", "step", "flat", "few", "absent"]
Shortage = Literal["few-years", "few-countries", "few-known", "one-edition", "one-region"]

VERDICTS: tuple[OverviewVerdict, ...] = (
    *("common", "common-turn", "common-break", "unique", "none", "too-little-data"),
)
NAMED = 3  # findings above the table, of the common and of the unique
SEVERAL = 4  # of the five community regions: "common" (Benjamini & Heller 2008, r of n)
# Society and economy are the background of the security sector, and never crowd it out.
BACKGROUND, MOST_BACKGROUND = "society", 12


@dataclass(frozen=True)
class Cell:
    """What a subject does in one region.

    Attributes
    ----------
    sign
        The glyph: a share of states, a level, a direction of change, or too little data.
    count
        States that joined, give the answer, or move that way.
    known
        States whose status, answer or value is known.
    states
        States that could be known: UN members of the region, or states at risk.
    value
        The share in percent (``share``), the median in the indicator's unit (``level``), or the
        change over the window (``up``, ``down``: percent, or units where the scale is absolute).
    """

    region: str
    sign: Sign
    count: int
    known: int
    states: int
    value: float | None = None


@dataclass(frozen=True)
class Subject:
    """A row of the overview.

    Attributes
    ----------
    subject
        Code of an instrument, id of a question or of an indicator.
    window
        First and last year that the row speaks of; None where it speaks of no year.
    verdict, shortage
        The verdict, and why there is none where there is too little data.
    answer
        The answer or category that the shares count; empty for others.
    agreeing
        Regions that share what is common.
    outlier
        The region that is unique, else empty.
    strength
        0 to 1: how plain the verdict is; sorts the table, within a verdict only.
    p
        The largest adjusted p of the comparisons behind ``unique``; None for others.
    by_machine
        Whether a machine read some of the answers.
    """

    subject: str
    kind: SubjectKind
    theme: str
    window: tuple[int, int] | None
    verdict: OverviewVerdict
    cells: tuple[Cell, ...]
    answer: str = ""
    agreeing: tuple[str, ...] = ()
    outlier: str = ""
    strength: float = 0.0
    shortage: Shortage | None = None
    p: float | None = None
    by_machine: bool = False

    def cell(self, region: str) -> Cell:
        """Return the cell of a region; KeyError where there is none."""
        return next(cell for cell in self.cells if cell.region == region)


def by_strength(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    """Return the rows by verdict, then by strength; at most 12 of society and economy.

    Of these the strongest stay.
    """
    ranked = sorted(
        subjects, key=lambda s: (VERDICTS.index(s.verdict), -s.strength, s.kind, s.subject)
    )
    background = [s for s in ranked if s.theme == BACKGROUND]
    left_out = set(background[MOST_BACKGROUND:])
    return tuple(s for s in ranked if s not in left_out)


def highlights(subjects: Iterable[Subject], verdicts: Iterable[OverviewVerdict]) -> list[Subject]:
    """Return up to three findings of some verdicts, the strongest of different themes first.

    A finding about society is no answer to a question about the security sector.
    """
    kinds = set(verdicts)
    rows = [s for s in subjects if s.verdict in kinds and s.theme != BACKGROUND]
    rows.sort(key=lambda row: -row.strength)
    strongest = {row.theme: row for row in reversed(rows)}
    rows.sort(key=lambda row: strongest[row.theme] is not row)
    return rows[:NAMED]
