"""Whether women must serve, and whether every occupation is open to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Gap
from tools.factbook.fields.text import clauses
from tools.factbook.judgements.coding import MILITARY, SERVICE, judged, read_first, rules
from tools.factbook.observations import women
from tools.factbook.observations.reviewed_rows import reviewed_first

OPEN = rules(("yes", r"all military occupations"))
COMPULSORY = {"compulsory": "yes", "selective": "conditional", "voluntary": "no"}


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield what opens occupations, and the answer of the sentence that the indicator reads."""
    main = entity.passages(MILITARY, SERVICE)
    year = next((p.year for p in reversed(main) if p.year), None)
    for question in ("women_all_branches", "women_combat"):
        passages = (*main, *entity.notes(MILITARY, SERVICE))
        yield from read_first(passages, question, OPEN, year)
    passage = entity.passage(MILITARY, SERVICE)
    for finding in reviewed_first(entity, women.read(entity)):
        if passage is None or isinstance(finding, Gap) or finding.indicator != "women_service":
            continue
        answer = COMPULSORY.get(finding.category or "")
        if answer is None:
            continue
        words = finding.original
        evidence = next((c for c in clauses(passage.text) if words in c), "")
        if not evidence or "all citizens of military service age" in passage.text:
            continue  # read from a note, which does not speak of compulsion
        draft = judged(passage, "women_compulsory", answer, words, evidence=evidence)
        yield replace(draft, note=finding.note, note_language="en" if finding.note else "")
