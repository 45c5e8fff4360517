"""What the armed forces do inside the country, from the Factbook's remarks on the military.

A sentence counts only where its subject is the armed forces; other forces' duties, concerns
and treaties stand in the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.codebook import codebook
from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.text import clauses
from tools.factbook.judgements.coding import MILITARY, REMARKS, Rule, first, judged, rules

# Sentences on other forces, other states, the past, treaties or concerns.
ELSEWHERE = re.compile(
    r"^(?:note\b|RSS |Costa Rica|as part of|in (?:19|20)\d\d|after|until|during|prior|Argentina)"
    r"|signatories|shiprider|ship rider|Compact of Free Association|colonial|peacekeeping training"
    r"|\b(?:the )?(?:Police|National Police|Gendarmerie|PAP|IRGC|Carabinieri|National Guard"
    r"|CCG|PAFMM|MPF|Public Forces|Aeronaval Service|police forces|MPS|REPS|KAR|Police Service)\b"
    r"(?:'s)? (?:is|are|has|have|was|focus|maintains|primary|conducts)|security concerns"
    r"|key (?:areas of concern|security)|areas of concern|are areas|was (?:established|created)"
    r"|cooperates? (?:actively )?with (?:the US|NATO)|Saudi Arabia sent|agreement|historically"
    r"|Aruba|Dutch Caribbean Coast|local security forces|its members include|the PAFMM|combined"
    r" police"
)
DUTY = r"security (?:role|roles|duties|responsibilities|mission|functions)"
INSIDE = r"(?:internal|domestic)"
CALLED = (
    r"(?:if (?:called|required|requested|needed|necessary)|when called|in specific circumstances"
    r"|in cases of national emergency|as required|in collaboration with the police if required)"
)
HELP = (
    r"(?:assist|assisting|support|supporting|supports|assists|aiding|cooperating|helping|backing)"
)
ROLE: tuple[Rule, ...] = rules(
    ("support", rf"{INSIDE} {DUTY} {CALLED}"),
    (
        "support",
        rf"\b{HELP} (?:with |to |for |the )?(?:maintaining |internal )?(?:internal law and order"
        r"|internal security|public order)",
    ),
    (
        "ongoing",
        rf"(?:has|have|some|considerable|an|including|both)[\w ,-]*? {INSIDE} {DUTY}"
        r"|responsible for (?:both )?(?:[\w ’'&/,-]+ and )?internal security"
        r"|(?:preservation of|ensuring|preserving|maintaining|well as) internal security"
        r"|(?:focused on|focus is|focuses are|concerns are|focus is on|missions are"
        r"|responsibilities [^;]* are) [\w ,-]*?\binternal\b[\w ,-]*?security",
    ),
)
# A power to be called beside a standing duty, or a list that is no duty.
UNDECIDED = re.compile(
    r"designated emergency areas|in providing emergency aid|domestic (?:duties|responsibilities)"
    r" such"
    r"|squadron for base and internal security|in addition to|train(?:s)? for certain domestic"
)
DRUGS = (
    r"(?:narcotics?|narco-trafficking|drug|counter-?narcotics?|organized crime|illicit trafficking)"
)
NARCOTICS: tuple[Rule, ...] = rules(
    (
        "support",
        rf"(?:assist|support|cooperat)\w* (?:the |with the |in |for )?(?:\w+ ){{0,4}}(?:police"
        rf"|[Pp]olice"
        rf"|National Civil Police|PNH|law enforcement|Ministry of Interior)[^;,]*?"
        rf"(?:, (?:particularly|largely)[^;,]*?)?{DRUGS}[^;]*",
    ),
    (
        "ongoing",
        rf"(?:duties|responsibilities|missions?|role|focus|operations|participates)[^;]*?"
        rf"(?:counter(?:ing)?|combat(?:t?ing)?|interdict(?:ing)?|illicit)[ -](?:the )?{DRUGS}[^;]*",
    ),
)
MARITIME = re.compile(r"piracy|air and maritime spaces|maritime domain|Seychelles|fishing, piracy")
DISASTER: tuple[Rule, ...] = rules(
    (
        "yes",
        r"(?:respond(?:ing)?|assist(?:s|ing)?|support|assistance|help|aid|relief|cooperation)"
        r"[\w ,’'/-]{0,60}(?:natural |domestic natural |national )?disasters?(?: \(|\b)[^;]*"
        r"|disasters?[ /](?:and humanitarian )?(?:relief|response|assistance)[^;]*",
    ),
)
DUTIES = re.compile(
    r"responsib|\bmissions?\b|duties|\brole\b|\btasks?|it also|also (?:assists|provides)|focus"
    r"|charged with|military (?:also )?provides"
)
ABROAD = re.compile(
    r"international disaster|agreed to prepare|with the US|declaration|committed to"
)


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield the roles inside the country."""
    if not codebook().countries[entity.iso3].has_armed_forces:
        return
    yield from _one(entity, "internal_role", ROLE, UNDECIDED)
    yield from _one(entity, "internal_counter_narcotics", NARCOTICS, MARITIME)
    yield from _one(entity, "internal_disaster", DISASTER, ABROAD, DUTIES)


def _one(
    entity: Entity,
    question: str,
    rules: tuple[Rule, ...],
    without: re.Pattern[str] | None = None,
    requires: re.Pattern[str] | None = None,
) -> Iterator[DraftJudgement]:
    for passage in entity.passages(MILITARY, REMARKS):
        for clause in clauses(passage.text):
            if ELSEWHERE.search(clause):
                continue
            if (without and without.search(clause)) or (requires and not requires.search(clause)):
                continue
            result = first(clause, rules)
            if result:
                year = next(
                    (p.year for p in reversed(entity.passages(MILITARY, REMARKS)) if p.year), None
                )
                yield judged(passage, question, *result, evidence=clause, year=year)
                return
