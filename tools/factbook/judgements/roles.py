"""What the armed forces do inside the country, from the Factbook's remarks on the military.

A sentence counts only where its subject is the armed forces; other forces' duties, concerns
and treaties stand in the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from atlas.codebook import codebook
from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.text import clauses
from tools.factbook.judgements.coding import (
    MILITARY,
    REMARKS,
    Rule,
    first,
    judged,
    rules,
)

MORE = "Elsewhere the source speaks of support: “{words}”."
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
    ("ongoing", r"but also have an internal security role and can be called"),
    (
        "support",
        rf"{INSIDE} {DUTY} {CALLED}|can be assigned some domestic security responsibilities"
        r"|may be required to assist in maintaining public order and internal security"
        r"|may also be called up to maintain internal public order"
        r"|can be called for domestic security duties if needed"
        r"|although the military may provide assistance if required"
        r"|may provide operational support to police"
        r"|providing support to civil authorities when their resources are not sufficient to ward"
        r" off"
        r" threats to internal security|internal security in times of crisis if called upon"
        r"|assistance to domestic law enforcement if requested"
        r"|if requested, assisting the Maldives Police Service in maintaining internal security"
        r"|supporting other internal security forces in maintaining public order if necessary"
        r"|assistance to the police if required|supporting domestic security as required",
    ),
    (
        "support",
        rf"\b{HELP} (?:with |to |for |the )?(?:maintaining |internal )?(?:internal law and order"
        r"|internal security|public order)|support to internal security"
        r"|supporting role for internal security|internal role (?:assisting|supporting)"
        r"|cooperating with police on internal security|support to civil authorities for internal"
        r" security|assisting with internal security|the PLA support the internal security forces"
        r"|deployed internally to assist the Police"
        r"|contributing to internal security|alongside the Philippines National Police",
    ),
    (
        "ongoing",
        rf"(?:has|have|some|considerable|an|including|both)[\w ,-]*? {INSIDE} {DUTY}"
        rf"|also has domestic security responsibilities|{INSIDE} {DUTY} include"
        r"|responsible for (?:both )?(?:[\w ’'&/,-]+ and )?internal security"
        r"|providing for internal security|(?:preservation of|ensuring|preserving|maintaining|well"
        r" as)"
        r" internal security|(?:focused on|focus is|focuses are|concerns are|focus is on|missions"
        r" are"
        r"|responsibilities [^;]* are) [\w ,-]*?\binternal\b[\w ,-]*?security"
        r"|internal security is the primary focus|internal security duties are a key focus"
        r"|has long focused on internal security|domestic security mission"
        r"|as well as internal security|responsible for both external and internal (?:security"
        r"|defense)",
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
        rf"(?:counter(?:ing)?|combat(?:t?ing)?|interdict(?:ing)?|illicit)[ -](?:the )?{DRUGS}[^;]*"
        r"|conduct of counterinsurgency and counter-narcotics operations"
        r"|particularly counternarcotics|conducting counter-narcotics missions"
        r"|including counterinsurgency, counterterrorism, and counter-narcotics operations"
        r"|joint service task force for counterinsurgency and counternarcotics operations"
        r"|devote assets to detecting and interdicting narcotics trafficking",
    ),
)
MARITIME = re.compile(r"piracy|air and maritime spaces|maritime domain|Seychelles|fishing, piracy")
DISASTER: tuple[Rule, ...] = rules(
    (
        "yes",
        r"(?:respond(?:ing)?|assist(?:s|ing)?|support|assistance|help|aid|relief|cooperation)"
        r"[\w ,’'/-]{0,60}(?:natural |domestic natural |national )?disasters?(?: \(|\b)[^;]*"
        r"|disasters?[ /](?:and humanitarian )?(?:relief|response|assistance)[^;]*"
        r"|disaster relief|disaster and humanitarian relief",
    ),
)
DUTIES = re.compile(
    r"responsib|\bmissions?\b|duties|\brole\b|\btasks?|it also|also (?:assists|provides)|focus"
    r"|charged with|military (?:also )?provides"
)
ABROAD = re.compile(
    r"international disaster|agreed to prepare|with the US|declaration|committed to"
)
INSURGENTS: tuple[Rule, ...] = rules(
    (
        "ongoing",
        r"(?:it is|and is|are|was|is) (?:also )?(?:actively )?conducting (?:counterinsurgency"
        r"|operations against|counterinsurgency and counterterrorism)[^;]*"
        r"|actively engaged in (?:combat|counterinsurgency) operations[^;]*"
        r"|primary focus (?:is combatting militants|of the FADM is countering an insurgency)[^;]*"
        r"|primary focus is the conduct of counterinsurgency[^;]*"
        r"|primary responsibility of the Somali National Army \(SNA\) is combating[^;]*"
        r"|focus is internal security and conducting operations against rebels[^;]*"
        r"|have been engaged in a low-level counterinsurgency campaign[^;]*"
        r"|since 2004, the RTARF and Thai paramilitary forces have combated a separatist insurgency"
        r"|has for decades conducted operations against various internal militant groups"
        r"|several separatist insurgent, terrorist, and criminal groups operate and a considerable"
        r" portion of the AFP is typically deployed",
    ),
    (
        "mandate",
        r"conducting counterinsurgency operations, guarding forests"
        r"|internal security, including counterinsurgency, counterterrorism"
        r"|including against civil unrest, internal insurgency, and terrorism"
        r"|conducting counterterrorism/counterinsurgency/internal defense operations"
        r"|suppressing insurrection",
    ),
)
LEGAL: tuple[Rule, ...] = rules(
    (
        "constitution",
        r"\(as permitted by the constitution\)"
        r"|constitution allows the president to use the FAES[^;]*"
        r"|constitutional amendment formally authorizing the military to participate[^;]*"
        r"|constitution was amended in 2019 to grant the president the authority to use the armed"
        r" forces to protect internal and national security",
    ),
)


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield the roles inside the country and the legal basis where one is named."""
    if not codebook().countries[entity.iso3].has_armed_forces:
        return
    insurgents = list(_one(entity, "internal_counter_insurgency", INSURGENTS))
    for role in _one(entity, "internal_role", ROLE, UNDECIDED):
        yield _fighting(role, insurgents)
    yield from _one(entity, "internal_counter_narcotics", NARCOTICS, MARITIME)
    yield from _one(entity, "internal_disaster", DISASTER, ABROAD, DUTIES)
    yield from insurgents
    yield from _one(entity, "internal_legal_basis", LEGAL)


def _fighting(role: DraftJudgement, insurgents: list[DraftJudgement]) -> DraftJudgement:
    """Return an ongoing role where insurgents are fought: that is more than support when asked."""
    fight = next((one for one in insurgents if one.answer == "ongoing"), None)
    if fight is None or role.answer != "support":
        return role
    note = " ".join(part for part in (MORE.format(words=role.original), role.note) if part)
    return replace(fight, question=role.question, note=note, note_language="en")


def _one(
    entity: Entity,
    question: str,
    tried: tuple[Rule, ...],
    without: re.Pattern[str] | None = None,
    needed: re.Pattern[str] | None = None,
) -> Iterator[DraftJudgement]:
    for passage in entity.passages(MILITARY, REMARKS):
        for clause in clauses(passage.text):
            if question not in FREE and ELSEWHERE.search(clause):
                continue
            if (without and without.search(clause)) or (needed and not needed.search(clause)):
                continue
            found = first(clause, tried)
            if found:
                year = next(
                    (p.year for p in reversed(entity.passages(MILITARY, REMARKS)) if p.year), None
                )
                yield judged(passage, question, *found, evidence=clause, year=year)
                return


# Rules that name their sentences closely enough to need no list of others' sentences.
FREE = ("internal_legal_basis", "internal_counter_insurgency")
