"""Vote of the military and police, objection and alternatives to service, women's service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Gap
from tools.factbook.fields.text import clauses
from tools.factbook.judgements.coding import (
    MILITARY,
    SERVICE,
    STATE,
    judged,
    read_first,
    rules,
)
from tools.factbook.observations import women

VOTES = {
    "military_vote": rules(
        ("some", r"military conscripts by law cannot vote"),
        (
            "no",
            r"members of the (?:military|armed forces) and (?:security forces|national police) by"
            r" law"
            r" cannot vote|active-duty members of the armed forces and police by law cannot vote"
            r"|excludes all military and security service personnel regardless of rank"
            r"|universal except for active government security forces \(including the police and"
            r" the military\)",
        ),
    ),
    "police_vote": rules(
        (
            "no",
            r"members of the armed forces and national police by law cannot vote"
            r"|members of the armed forces and police by law cannot vote"
            r"|active government security forces \(including the police",
        ),
    ),
}
SERVICE_RULES = {
    "conscientious_objection": rules(("yes", r"conscientious objectors can [^;]*")),
    "civilian_service": rules(
        (
            "civilian",
            r"alternative civil/community service|alternative civilian service"
            r"|Ministry of Labor and Social Protection \(alternative service\)"
            r"|serve 6 months in a non-military position|non-military service"
            r"|civil service can be substituted for military service"
            r"|can be exchanged for a 24.month stint in the civil service",
        ),
    ),
    "service_exemption_fee": rules(
        (
            "yes",
            r"for a fee of about|by paying a fee|option of paying for a shorter service"
            r"|optional fee-based|or a cash payment determined by",
        ),
    ),
    "women_all_branches": rules(
        (
            "yes",
            r"served in all roles|all military occupations|women(?: serve|, in service since \d+,"
            r" are able to serve) in all branches"
            r"|they serve in all branches, including combat arms"
            r"|serve in all military branches|in all military branches and positions"
            r"|women can volunteer, and as of 2018 could serve in any military branch",
        ),
    ),
    "women_combat": rules(
        (
            "yes",
            r"all roles, including combat arms|all military occupations"
            r"|all branches, including combat arms|in all military branches and positions"
            r"|women to serve in all combat arms branches",
        ),
    ),
}
COMPULSORY = {"compulsory": "yes", "selective": "conditional", "voluntary": "no"}


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield what suffrage and the rules of service say."""
    suffrage = (*entity.passages(STATE, "Suffrage"), *entity.notes(STATE, "Suffrage"))
    for question, tried in VOTES.items():
        yield from read_first(suffrage, question, tried)
    main = entity.passages(MILITARY, SERVICE)
    year = next((p.year for p in reversed(main) if p.year), None)
    said = (*main, *entity.notes(MILITARY, SERVICE))
    for question, tried in SERVICE_RULES.items():
        yield from read_first(said, question, tried, year)
    yield from _women(entity)


def _women(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield the indicator of women's service as an answer; it reads the same sentence."""
    passage = entity.passage(MILITARY, SERVICE)
    for found in women.read(entity):
        if passage is None or isinstance(found, Gap) or found.indicator != "women_service":
            continue
        answer = COMPULSORY.get(found.category or "")
        if answer is None:
            continue
        words = found.original
        evidence = next((c for c in clauses(passage.text) if words in c), "")
        if not evidence or "all citizens of military service age" in passage.text:
            continue  # read from a note, which does not speak of compulsion
        draft = judged(passage, "women_compulsory", answer, words, evidence=evidence)
        yield replace(draft, note=found.note, note_language="en" if found.note else "")
