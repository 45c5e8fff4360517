"""A sheet as it stands in a file, with what its values alone do not show."""

from __future__ import annotations

from dataclasses import dataclass, field

from atlas.codebook.model import Reliability
from atlas.intake.sheets.long.opening import Sheet

Spot = tuple[int, int]  # row and column, counted from 0


@dataclass
class Facts:
    """What stands behind the cells of a sheet; all positions count from 0."""

    percent: set[Spot] = field(default_factory=set)
    reliability: dict[Spot, Reliability] = field(default_factory=dict)
    comments: dict[Spot, str] = field(default_factory=dict)
    formulas: dict[Spot, str] = field(default_factory=dict)
    errors: dict[Spot, str] = field(default_factory=dict)
    external: set[Spot] = field(default_factory=set)
    merged: list[tuple[Spot, Spot]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    years: set[Spot] = field(default_factory=set)  # dates that show their year alone
    struck: set[Spot] = field(default_factory=set)
    widths: dict[int, int] = field(default_factory=dict)  # of a text's rows that end in blanks
    encoding: str = ""  # of a text that does not say it itself
    open_quote: int | None = None  # line of a text on which a quote is opened and never closed


@dataclass(frozen=True)
class Page(Sheet):
    """Rows of a sheet and the facts of its cells. ``book`` says what kind of file it is."""

    facts: Facts = field(default_factory=Facts)
    book: str = "csv"


def letter(column: int) -> str:
    """Return the letter of a column counted from 0.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def spot(reference: str) -> Spot:
    """Return row and column, counted from 0, of a reference such as ``C7``."""
    letters = reference.rstrip("0123456789")
    column = 0
    for one in letters:
        column = column * 26 + ord(one) - 64
    return int(reference[len(letters) :]) - 1, column - 1
