"""Coded answers: which one holds, how many are known, how often coders agree.

Frames have the columns of ``atlas.store.reading.columns(JUDGEMENT)``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.codebook import Question, codebook

SEVERAL = 2


@dataclass(frozen=True)
class Tally:
    """One question among some countries.

    ``answers`` counts countries by answer in the order of the scale, ``absent`` by the reason
    that a source states. Countries without any record are in neither.
    """

    question: str
    of: int
    answers: dict[str, int]
    absent: dict[str, int]

    @property
    def known(self) -> int:
        """Number of countries with an answer."""
        return sum(self.answers.values())

    @property
    def most_common(self) -> tuple[str, ...]:
        """The most frequent answer; several when they are equally frequent."""
        top = max(self.answers.values(), default=0)
        return tuple(a for a, n in self.answers.items() if n == top and top)


@dataclass(frozen=True)
class CoderAgreement:
    """How often two coders gave the same answer.

    ``kappa`` is Cohen's (1960): agreement beyond chance. It is None where chance alone
    explains everything, as when all answers are the same.
    """

    compared: int
    same: int
    kappa: float | None

    @property
    def share(self) -> float:
        """Percent agreement, 0 to 1."""
        return self.same / self.compared


def current_answers(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep one record of each country and question: the newest answer, else the newest reason.

    Of two sources with the same year the first by name is kept; ``disputed`` tells where
    another record of that year, or the second coder, answers otherwise.
    """
    has_answer = frame["answer"].astype(str) != ""
    rows = frame.assign(_known=has_answer).sort_values(
        ["country", "question", "_known", "period", "source_id"],
        ascending=[True, True, False, False, True],
    )
    first = rows.drop_duplicates(["country", "question"]).drop(columns="_known")
    return first.assign(disputed=_dispute_flags(frame, first))


def _dispute_flags(frame: pd.DataFrame, first: pd.DataFrame) -> list[bool]:
    answers: dict[tuple[str, str, str], set[str]] = {}
    columns = ["country", "question", "period", "answer", "second_coder", "second_answer"]
    for country, question, period, answer, coder, second in frame[columns].itertuples(index=False):
        codes = {answer, second} if coder and second else {answer}
        answers.setdefault((country, question, period), set()).update(a for a in codes if a)
    keys = first[["country", "question", "period"]].itertuples(index=False)
    return [len(answers[tuple(key)]) >= SEVERAL for key in keys]


def surveyed_states(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the countries that the questions cover: UN members, and those with a record."""
    with_record = set(frame["country"])
    return tuple(
        c.iso3 for c in codebook().countries.values() if c.un_member or c.iso3 in with_record
    )


def tally_answers(rows: pd.DataFrame, question: Question, countries: Collection[str]) -> Tally:
    """Count the answers to one question among ``countries``; ``rows``: ``current_answers``."""
    return _tally(_answers_by_country(rows, question), question, countries)


def tallies_by_region(
    rows: pd.DataFrame, question: Question, countries: Sequence[str]
) -> dict[str, Tally]:
    """Return a tally of each region that has one of ``countries``, in codebook order."""
    by_country = _answers_by_country(rows, question)
    return {
        region: _tally(by_country, question, members)
        for region, members in regions_of(countries).items()
    }


def _answers_by_country(rows: pd.DataFrame, question: Question) -> dict[str, tuple[str, str]]:
    """Return country -> its answer and its missing reason, one of which is empty."""
    own = rows[rows["question"] == question.id]
    pairs = zip(own["answer"], own["missing_reason"].fillna(""), strict=True)
    return dict(zip(own["country"], pairs, strict=True))


def _tally(
    by_country: dict[str, tuple[str, str]], question: Question, countries: Collection[str]
) -> Tally:
    here = [by_country[iso3] for iso3 in countries if iso3 in by_country]
    answers = Counter(answer for answer, _ in here if answer)
    absent = Counter(reason for answer, reason in here if not answer)
    scale = {a.code: answers[a.code] for a in question.answers if answers[a.code]}
    return Tally(question.id, len(countries), scale, dict(absent.most_common()))


def regions_of(countries: Collection[str]) -> dict[str, list[str]]:
    """Return region -> those of ``countries`` that belong to it, without empty regions."""
    scope = set(countries)
    groups: dict[str, list[str]] = {}
    for region in codebook().regions.values():
        members = [iso3 for iso3 in region.members if iso3 in scope]
        if region.kind != "peer-group" and members:
            groups[region.id] = members
    return groups


def answer_count(rows: pd.DataFrame) -> int:
    """Return how many of the rows of ``current_answers`` hold an answer."""
    return int((rows["answer"] != "").sum())


def coder_agreement(frame: pd.DataFrame) -> CoderAgreement | None:
    """Compare first and second coders wherever both answered; None when nobody did."""
    both = frame[(frame["answer"] != "") & (frame["second_answer"] != "")]
    if both.empty:
        return None
    first = [f"{q} {a}" for q, a in zip(both["question"], both["answer"], strict=True)]
    second = [f"{q} {a}" for q, a in zip(both["question"], both["second_answer"], strict=True)]
    same = sum(a == b for a, b in zip(first, second, strict=True))
    return CoderAgreement(len(both), same, kappa(both))


def kappa(both: pd.DataFrame) -> float | None:
    """Return Cohen's kappa over pairs of answers; chance is computed within each question.

    Parameters
    ----------
    both
        Rows with ``question``, ``answer`` and ``second_answer``.

    Notes
    -----
    J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological
    Measurement 20(1), 1960, 37-46. Scales differ between questions, so that the chance of
    agreeing is that of each question, weighted by its pairs.
    """
    p_observed = float((both["answer"] == both["second_answer"]).mean())
    chance = 0.0
    for _, pairs in both.groupby("question"):
        first = pairs["answer"].value_counts(normalize=True)
        second = pairs["second_answer"].value_counts(normalize=True)
        p_expected = float((first * second.reindex(first.index, fill_value=0.0)).sum())
        chance += p_expected * len(pairs) / len(both)
    return None if chance >= 1.0 else (p_observed - chance) / (1.0 - chance)
