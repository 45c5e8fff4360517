"""Answers to the codebook's questions, where a sentence of the Factbook plainly gives one.

What the Factbook does not state stays without an answer. Dependent territories are left out:
their texts describe the state that they depend on. Where one or two countries say it in words of
their own, a person's answer stands in ``reviewed/judgements.csv``, and no rule is asked; an empty
answer says that the sentence gives none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.judgements import constitution, courts, executive, policing, roles, women
from tools.factbook.judgements.coding import STATE, broken, doubtful, judged
from tools.factbook.reviewed import rows, source_of

__all__ = ["read"]

READERS = (executive, constitution, courts, women, policing, roles)
# A coup or a transition leaves the answers to these questions in doubt, not to the others.
ORDER = frozenset(
    {
        "head_of_state_chosen",
        "prime_minister_appointed_by",
        "cabinet_appointed_by",
        "commander_in_chief",
        "security_council",
        "military_in_legislature",
        "constitution_amended_by",
        "amendment_referendum",
        "highest_judges_appointed_by",
        "military_courts",
    }
)


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield one answer at most for each question.

    Raises
    ------
    StaleRow
        When the sentence of a reviewed answer does not stand in the country's entry.
    """
    if entity.passages(STATE, "Dependency status"):
        return
    doubt = broken(entity)
    reviewed_questions = {row["question"] for row in rows("judgements", entity.iso3)}
    by_rule = (draft for reader in READERS for draft in reader.read(entity))
    answers = (
        *_reviewed_answers(entity),
        *(d for d in by_rule if d.question not in reviewed_questions),
    )
    for draft in answers:
        yield doubtful(draft) if doubt and draft.question in ORDER else draft


def _reviewed_answers(entity: Entity) -> Iterator[DraftJudgement]:
    for row in rows("judgements", entity.iso3):
        place = source_of(entity, row)
        if row["answer"]:
            year, sentence = int(row["period"] or 0), row["sentence"]
            draft = judged(
                place, row["question"], row["answer"], row["words"], evidence=sentence, year=year
            )
            note = row["note"] or draft.note
            yield replace(draft, note=note, note_language="en" if note else "")
