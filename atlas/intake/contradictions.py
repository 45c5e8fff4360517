"""Declared rules on what can't be true of one country at once (``data/codebook``)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from atlas.intake.draft import (
    DraftInstitution,
    DraftJudgement,
    DraftObservation,
    DraftRecord,
    DraftRelation,
)
from atlas.settings import DATA

FILE = DATA / "codebook" / "contradictions.toml"
APART = 2  # years: an edition collects what was true at about the same time
Draft = DraftObservation | DraftRecord
Dated = DraftObservation | DraftJudgement


@dataclass(frozen=True, slots=True)
class ContradictionRule:
    """No statement of ``one`` is true beside one of ``other``."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two drafts on one country, with their statements, that can't both be true."""

    one: Draft
    other: Draft
    statements: tuple[str, str]
    why: str


@lru_cache(maxsize=1)
def rules() -> tuple[ContradictionRule, ...]:
    """Return the declared rules."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["contradiction"]
    return tuple(
        ContradictionRule(tuple(row["one"]), tuple(row["other"]), row["why"]) for row in rows
    )


def contradictions(
    observations: Iterable[DraftObservation], records: Iterable[DraftRecord]
) -> Iterator[Contradiction]:
    """Yield each pair of drafts on one country that a declared rule excludes."""
    for statements in _by_country(observations, tuple(records)).values():
        for rule in rules():
            for one in (s for s in rule.one if s in statements):
                for other in (s for s in rule.other if s in statements):
                    pair = statements[one], statements[other]
                    if _at_one_time(*pair):
                        yield Contradiction(*pair, (one, other), rule.why)


def _at_one_time(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts speak of about the same time; a relation holds until it ends."""
    years = [int(d.period[:4]) for d in (one, other) if isinstance(d, Dated)]
    return max(years, default=0) - min(years, default=0) <= APART


def _by_country(
    observations: Iterable[DraftObservation], records: tuple[DraftRecord, ...]
) -> dict[str, dict[str, Draft]]:
    """Return statement -> draft by country."""
    statements: dict[str, dict[str, Draft]] = defaultdict(dict)
    newest: dict[tuple[str, str], DraftObservation] = {}
    for draft in observations:  # a state may do in one year what it did not do in another
        at = draft.country, draft.indicator
        if not draft.breakdown and (at not in newest or draft.period >= newest[at].period):
            newest[at] = draft
    for (country, indicator), draft in newest.items():
        statements[country][f"{indicator}={_answer(draft)}"] = draft
    kinds = {(r.country, r.code): r.institution for r in records if isinstance(r, DraftInstitution)}
    for record in records:
        if isinstance(record, DraftJudgement) and record.answer:
            statements[record.country][f"{record.question}={record.answer}"] = record
        elif isinstance(record, DraftRelation):
            ends = [kinds.get((record.country, c), "") for c in (record.subject, record.object)]
            statements[record.country][f"{ends[0]} {record.relation} {ends[1]}"] = record
    return statements


def _answer(draft: DraftObservation) -> str:
    if draft.missing is not None:
        return draft.missing.value
    return draft.category or "value"
