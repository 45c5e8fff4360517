"""From a sentence of the Factbook to a judgement: rules, evidence, period and doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from atlas.codebook.model import Method, Processing, Reliability
from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses

STATE, MILITARY = "Government", "Military and Security"
FORCES = "Military and security forces"
REMARKS = "Military - note"
SERVICE = "Military service age and obligation"

# Words that stand in many rules. A governor-general acts for the head of state.
HEAD = (
    r"(?:the )?(?:(?:state|national|federal) )?"
    r"(?:president|monarch|king|amir|emir|sultan|chief of state|governor[- ]general|presidency)"
    r"(?: of (?:the )?(?:republic|union|Fiji|Liberia|Namibia|Georgia))?"
)
HOUSE = (
    r"(?:the )?(?:full |state-level |lower house of )?(?:[\w'’-]+ ){0,3}?"
    r"(?:Assembly|Parliament|parliament|Congress|Senate|Chamber of Deputies"
    r"|House of [\w'’ ]+?|Knesset|Sejm|Seimas"
    r"|Saeima|Riigikogu|Sabor|Duma|Majlis|Mazhilis|Milli Majlis|Council of Representatives"
    r"|National People's Congress|Verkhovna Rada|Supreme Council|State Great Hural|Landtag"
    r"|Legislative Yuan|Grand and General Council|COR|Nitijela|Legislature|legislature|Council of"
    r" the Republic)"
)
PREMIER = r"(?:prime minister|premier|chancellor|taoiseach(?: \(prime minister\))?)"
PAST = re.compile(
    r"^(?:formerly|prior to|previous process|the CNSP rules)|^the military forced", re.IGNORECASE
)
BROKEN = re.compile(
    r"\bcoup\b|junta|military takeover|transition(?:al)? (?:government|authorities|president)"
    r"|Transitional Council|suspended the constitution|constitution[^;]* were suspended"
    r"|interim government authorities",
    re.IGNORECASE,
)
DOUBT = "The source says elsewhere that the constitutional order was broken or is in transition."


@dataclass(frozen=True, slots=True)
class Rule:
    """An answer for every sentence in which the pattern is found."""

    answer: str
    pattern: re.Pattern[str]


def rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    """Return rules from (answer, pattern), in the order in which they are tried."""
    return tuple(Rule(answer, re.compile(pattern)) for answer, pattern in pairs)


def first(sentence: str, rules: Iterable[Rule]) -> tuple[str, str] | None:
    """Return the first fitting rule's answer with the words that it found."""
    for rule in rules:
        match = rule.pattern.search(sentence)
        if match:
            return rule.answer, match[0].strip(" ,")
    return None


def read_first(
    passages: Iterable[Passage], question: str, rules: tuple[Rule, ...], year: int | None = None
) -> Iterator[DraftJudgement]:
    """Yield the answer of the first clause that a rule fits, none when no clause does."""
    for passage in passages:
        for clause in clauses(passage.text):
            result = first(clause, rules)
            if result:
                yield judged(passage, question, *result, evidence=clause, year=year)
                return


def judged(
    passage: Passage,
    question: str,
    answer: str,
    words: str,
    *,
    evidence: str,
    year: int | None = None,
) -> DraftJudgement:
    """Return a judgement; the sentence stands in its passage letter by letter."""
    period = year or passage.year
    return DraftJudgement(
        country=passage.country,
        source=passage.edition.source.id,
        original=words,
        locator=passage.locator,
        method=Method.CODED,
        processing=Processing.MINOR,
        note="" if period else passage.edition.note,
        note_language="" if period else "en",
        question=question,
        period=str(period or passage.edition.year),
        answer=answer,
        evidence=evidence,
    )


def broken(entity: Entity) -> bool:
    """Tell whether the source speaks of a coup or a transition in the executive."""
    passages = (
        *entity.notes(STATE, "Executive branch"),
        *entity.passages(STATE, "Executive branch", "cabinet"),
        *entity.passages(STATE, "Executive branch", "election/appointment process"),
        *entity.passages(MILITARY, FORCES),
    )
    return any(BROKEN.search(passage.text) for passage in passages)


def doubtful(draft: DraftJudgement) -> DraftJudgement:
    """Return the judgement marked uncertain, with the reason."""
    note = " ".join(part for part in (DOUBT, draft.note) if part)
    return replace(draft, reliability=Reliability.UNCERTAIN, note=note, note_language="en")
