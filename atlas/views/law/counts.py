"""How many countries give each answer, by region: bars and the table that mirrors them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.analysis import judgements
from atlas.analysis.judgements import Tally
from atlas.codebook import Question, codebook
from atlas.i18n import Translator
from atlas.views.law.colours import slots
from atlas.views.law.judgements import answer_name, reason_name


@dataclass(frozen=True)
class Bar:
    """One answer in one region: its colour, its number, its share of the bar in percent."""

    colour: int
    name: str
    count: int
    width: float


@dataclass(frozen=True)
class CountRow:
    """One region, or all of them: bars of answers, states without an answer beside them.

    ``absent`` names each stated reason with its number; ``unknown`` counts states without
    any record.
    """

    region: str
    bars: tuple[Bar, ...]
    counts: tuple[int, ...]
    absent: tuple[tuple[str, int], ...]
    unknown: int
    of: int


@dataclass(frozen=True)
class Counts:
    """One question counted."""

    question: str
    text: str
    answers: tuple[tuple[str, int], ...]
    rows: tuple[CountRow, ...]


def answer_counts(
    rows: pd.DataFrame, questions: Sequence[Question], countries: Sequence[str], t: Translator
) -> list[Counts]:
    """Count the answers of ``countries`` to each question; ``rows`` come from ``current``."""
    colours = slots(questions)
    return [_counts(rows, q, colours[q.id], countries, t) for q in questions]


def _counts(
    rows: pd.DataFrame,
    question: Question,
    colours: dict[str, int],
    countries: Sequence[str],
    t: Translator,
) -> Counts:
    tallies = [
        (t(codebook().regions[region].name), tally)
        for region, tally in judgements.tallies_by_region(rows, question, countries).items()
    ]
    if len(tallies) > 1:
        tallies.append((t("All of them"), judgements.tally_answers(rows, question, countries)))
    answers = tuple((answer_name(question, c, t), colour) for c, colour in colours.items())
    count_rows = tuple(_row(name, tally, question, colours, t) for name, tally in tallies)
    return Counts(question.id, t(question.text), answers, count_rows)


def _row(
    name: str, tally: Tally, question: Question, colours: dict[str, int], t: Translator
) -> CountRow:
    bars = tuple(
        Bar(colours[code], answer_name(question, code, t), n, round(100 * n / tally.known, 2))
        for code, n in tally.answers.items()
    )
    absent = tuple((reason_name(reason, t), n) for reason, n in tally.absent.items())
    n_unknown = tally.of - tally.known - sum(tally.absent.values())
    numbers = tuple(tally.answers.get(code, 0) for code in colours)
    return CountRow(name, bars, numbers, absent, n_unknown, tally.of)
