"""The legal comparator as data: questions, answers of all countries, groups of rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from atlas.analysis import judgements
from atlas.codebook import Question, codebook
from atlas.codebook.model import Indicator
from atlas.i18n import Translator, country_name, sorting
from atlas.views.charts.palette import CATEGORIES, DARK_CATEGORIES
from atlas.views.law.colours import slots
from atlas.views.law.judgements import READINGS, machine_reading
from atlas.views.map.payload import REASON_NAMES, map_payload

Group = tuple[str, list[tuple[str, str]]]


def law_payload(
    frame: pd.DataFrame, questions: Sequence[Question], t: Translator
) -> dict[str, Any]:
    """Return the JSON-ready answers of all countries to some questions.

    Returns
    -------
    dict
        questions, reasons, cells: country -> question -> [answer's position or null, missing
        reason or null, year, 1 where records disagree, law, article, how it was read by machine
        (``atlas.views.law.judgements.READINGS``; 0 for other methods)]; readings: the words.
    """
    rows = judgements.current_answers(frame)
    rows = rows[rows["question"].isin([q.id for q in questions])]
    colours = slots(questions)
    return {
        "questions": [_question(q, colours[q.id], t) for q in questions],
        "reasons": {r.value: t(n) for r, n in REASON_NAMES.items()},
        "readings": {str(code): t(name) for code, name in READINGS.items()},
        "cells": _cells(rows),
    }


def _question(question: Question, colours: dict[str, int], t: Translator) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": t(question.text),
        "short": t(question.short),
        "definition": t(question.definition),
        "answers": [
            {
                "name": t(a.name),
                "definition": t(a.definition) if a.definition else "",
                "colour": colours[a.code],
            }
            for a in question.answers
        ],
    }


def _cells(rows: pd.DataFrame) -> dict[str, dict[str, list[Any]]]:
    questions = codebook().questions
    cells: dict[str, dict[str, list[Any]]] = {}
    columns = ["country", "question", "answer", "missing_reason", "period", "disputed"]
    marked = rows.assign(_reading=[machine_reading(row) for _, row in rows.iterrows()])
    for country, question, answer, reason, period, is_disputed, law, article, reading in marked[
        [*columns, "law", "article", "_reading"]
    ].itertuples(index=False):
        codes = [a.code for a in questions[question].answers]
        cell = [codes.index(answer), None] if answer else [None, reason]
        cell += [period, int(is_disputed), law or "", article or "", reading]
        cells.setdefault(country, {})[question] = cell
    return cells


def region_groups(countries: Collection[str], t: Translator) -> list[Group]:
    """Return regions with their countries' codes and names, in the reader's alphabet."""
    return [
        (
            t(codebook().regions[region].name),
            sorted(((c, country_name(c, t.lang)) for c in members), key=lambda p: sorting(p[1])),
        )
        for region, members in judgements.regions_of(countries).items()
    ]


def question_map(
    frame: pd.DataFrame, question: Question, region: str, t: Translator
) -> dict[str, Any]:
    """Return one question as a payload of the world map (``atlas.views.map.payload``)."""
    own = frame[frame["question"] == question.id]
    payload = map_payload(_observations(own), _indicator(question), region, t)
    order = list(slots([question])[question.id].values())
    payload["scale"]["light"] = [CATEGORIES[slot] for slot in order]
    payload["scale"]["dark"] = [DARK_CATEGORIES[slot] for slot in order]
    return payload


def _indicator(question: Question) -> Indicator:
    return Indicator(
        id=question.id,
        name=question.text,
        short=question.short,
        theme=question.theme,
        kind="category",
        unit="",
        categories=question.answers,
        definition=question.definition,
        comparability="",
        publisher="",
    )


def _observations(frame: pd.DataFrame) -> pd.DataFrame:
    """Return judgements with the columns of observations, one of each country and year."""
    years = pd.to_numeric(frame["period"]).astype(int)
    first = frame.assign(year=years, _known=frame["answer"] != "").sort_values(
        ["country", "year", "_known", "source_id"], ascending=[True, True, False, True]
    )
    first = first.drop_duplicates(["country", "year"])
    return first.assign(
        indicator=first["question"],
        category=first["answer"].replace("", None),
        value=float("nan"),
        low=float("nan"),
        high=float("nan"),
        value_kind=None,
        breakdown="",
        preferred=True,
    )
