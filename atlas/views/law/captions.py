"""Sentences over the legal comparator: what is known, what most answer, how coders agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.analysis import judgements
from atlas.analysis.judgements import CoderAgreement, Tally
from atlas.codebook import Question, codebook
from atlas.i18n import Translator, percent, plain
from atlas.views.law.judgements import ONCE, answer_name, machine_reading

REGION_MINIMUM = 3  # fewer answers say more about who is counted


@dataclass(frozen=True)
class Sentence:
    """What is said of one question: in short, and by region where enough is known.

    ``known``, the number of answers, orders the sentences.
    """

    question: str
    name: str
    text: str
    regions: str
    known: int


def law_sentences(
    rows: pd.DataFrame, questions: Sequence[Question], countries: Sequence[str], t: Translator
) -> list[Sentence]:
    """Say for each question how many countries have an answer and the most common one.

    ``rows`` come from ``atlas.analysis.judgements.current_answers``. The most answered question is
    first.
    """
    result = []
    for question in questions:
        tally = judgements.tally_answers(rows, question, countries)
        regions = judgements.tallies_by_region(rows, question, countries)
        text = f"{_availability(tally, t)} {_common(tally, question, t)}".strip()
        regions_text = _regions(regions, question, t)
        result.append(Sentence(question.id, t(question.short), text, regions_text, tally.known))
    return sorted(result, key=lambda sentence: -sentence.known)


def _availability(tally: Tally, t: Translator) -> str:
    if not tally.known:
        return t("No answer is available yet.")
    return t.n(
        "Available for {n} country of {of}.",
        "Available for {n} countries of {of}.",
        tally.known,
        of=tally.of,
    )


def _common(tally: Tally, question: Question, t: Translator) -> str:
    if not tally.most_common:
        return ""
    names = " / ".join(answer_name(question, code, t) for code in tally.most_common)
    top = tally.answers[tally.most_common[0]]
    return t("Most common: {answer} ({n}).", answer=names, n=top)


def _regions(regions: dict[str, Tally], question: Question, t: Translator) -> str:
    items = [
        t(
            "{region}: {answer} ({n} of {known})",
            region=t(codebook().regions[region].name),
            answer=" / ".join(answer_name(question, code, t) for code in tally.most_common),
            n=tally.answers[tally.most_common[0]],
            known=tally.known,
        )
        for region, tally in regions.items()
        if tally.known >= REGION_MINIMUM
    ]
    if len(items) < 2:
        return ""
    return t("By region: {regions}.", regions=t.join(items, ";"))


def coverage(n_known: int, questions: int, countries: int, t: Translator) -> str:
    """Say how full a part of the comparator is."""
    return t(
        "{known} of {all} answers are available: {questions}, {countries}.",
        known=plain(n_known, t.lang),
        all=plain(questions * countries, t.lang),
        questions=t.n("{n} question", "{n} questions", questions),
        countries=t.n("{n} country", "{n} countries", countries),
    )


def overall_coverage(n_known: int, questions: int, countries: int, t: Translator) -> str:
    """Say how full the whole comparator is."""
    return t(
        "All themes: {known} of {all}.",
        known=plain(n_known, t.lang),
        all=plain(questions * countries, t.lang),
    )


def machine_readings(rows: pd.DataFrame, t: Translator) -> str:
    """Say how many answers were read by machine, and how many of them twice; empty for none."""
    marks = [machine_reading(row) for _, row in rows[rows["answer"] != ""].iterrows()]
    n_read, n_twice = sum(map(bool, marks)), sum(mark > ONCE for mark in marks)
    if not n_read:
        return ""
    return t(
        "Answers read by machine from constitutions: {n}, of them twice: {twice}. No lawyer or "
        "organisation has confirmed one yet.",
        n=plain(n_read, t.lang),
        twice=plain(n_twice, t.lang),
    )


def coders(agreement: CoderAgreement | None, t: Translator) -> str:
    """Say how often two coders agree, with the measure's source."""
    if agreement is None:
        return t("No answer has been coded by a second person yet.")
    share = percent(agreement.share, t.lang)
    sentence = t.n(
        "{n} answer was coded twice, independently; the coders agree in {share}.",
        "{n} answers were coded twice, independently; the coders agree in {share}.",
        agreement.compared,
        share=share,
    )
    if agreement.kappa is None:
        return sentence
    return f"{sentence} " + t(
        "Cohen’s kappa is {kappa} (1 is full agreement, 0 is chance; J. Cohen, Educational and "
        "Psychological Measurement 20, 1960).",
        kappa=plain(agreement.kappa, t.lang, 2),
    )
