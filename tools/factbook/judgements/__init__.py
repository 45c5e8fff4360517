"""Answers to the codebook's questions, where a sentence of the Factbook plainly gives one.

What the Factbook does not state stays without an answer. Dependent territories are left out:
their texts describe the state that they depend on.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.judgements import (
    constitution,
    courts,
    duty,
    executive,
    policing,
    roles,
)
from tools.factbook.judgements.coding import STATE, broken, doubtful

__all__ = ["read"]

# A coup or a transition leaves the rules of these readers in doubt, not those of the others.
ORDER, OTHERS = (executive, constitution, courts), (duty, policing, roles)


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield one answer at most for each question."""
    if entity.passages(STATE, "Dependency status"):
        return
    doubt = broken(entity)
    for reader in ORDER:
        for draft in reader.read(entity):
            yield doubtful(draft) if doubt else draft
    for other in OTHERS:
        yield from other.read(entity)
