"""Precedents: who in a country's region has, or had, another rule, since when, by which article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from atlas.analysis.judgements import current_answers
from atlas.codebook import Country, Question, codebook
from atlas.i18n import Translator, country_name, date, sorting
from atlas.intake.law import LAW, SILENT, UNREAD, LegalText, Reading, legal_texts, readings
from atlas.views.law.judgements import answer_name


@dataclass(frozen=True)
class Precedent:
    """One country's rule: its article, the law's date, and when it ended ("" while it holds)."""

    iso3: str
    name: str
    article: str
    since: str
    until: str


@dataclass(frozen=True)
class OtherRule:
    """An answer that differs from the country's, with the countries that give it."""

    answer: str
    states: tuple[Precedent, ...]


def precedents(
    frame: pd.DataFrame, country: Country, question: Question, t: Translator
) -> list[OtherRule]:
    """Return the other answers to a question in a country's region, the most frequent first.

    Parameters
    ----------
    frame
        Judgements of a release (``atlas.store.reading.columns(JUDGEMENT)``).
    """
    members = set(codebook().regions[country.region].members) - {country.iso3}
    rows = current_answers(frame[frame["question"] == question.id])
    own = set(rows.loc[rows["country"] == country.iso3, "answer"])
    rows = rows[rows["country"].isin(members) & (rows["answer"] != "")]
    states: dict[str, list[Precedent]] = {}
    for code, precedent in [*_current(rows, t), *_former(question, members, t)]:
        if code not in own:
            states.setdefault(code, []).append(precedent)
    rules = [
        OtherRule(
            answer_name(question, code, t),
            tuple(sorted(each, key=lambda p: (p.until != "", sorting(p.name)))),
        )
        for code, each in states.items()
    ]
    return sorted(rules, key=lambda rule: -len(rule.states))


def _current(rows: pd.DataFrame, t: Translator) -> Iterator[tuple[str, Precedent]]:
    columns = ["country", "answer", "article", "law_date"]
    for iso3, code, article, since in rows[columns].itertuples(index=False):
        dated = date(since, t.lang) if since else ""
        yield code, Precedent(iso3, country_name(iso3, t.lang), str(article or ""), dated, "")


def _former(
    question: Question, members: set[str], t: Translator
) -> Iterator[tuple[str, Precedent]]:
    """Yield the rules of texts that were read and are no longer in force."""
    for text, reading in _readings_out_of_force():
        if reading.question == question.id and text.country in members:
            name = country_name(text.country, t.lang)
            until = date(text.since, t.lang) if text.since else t("not in force")
            yield (
                reading.answer,
                Precedent(text.country, name, reading.article, text.adopted, until),
            )


@lru_cache(maxsize=1)
def _readings_out_of_force() -> tuple[tuple[LegalText, Reading], ...]:
    texts = legal_texts()
    every = ((texts[reading.text], reading) for reading in readings() if reading.round == 1)
    return tuple(
        (text, reading)
        for text, reading in every
        if text.status not in LAW and reading.answer not in (SILENT, UNREAD)
    )
