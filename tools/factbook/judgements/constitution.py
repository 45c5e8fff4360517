"""Who amends the constitution, from its amendment process."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.draft import DraftJudgement
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Passage
from tools.factbook.fields.text import clauses
from tools.factbook.judgements.coding import PAST, STATE, judged

FIELD, PART = "Constitution", "amendment process"
VOTE = re.compile(r"referend|popular consultation|votes? cast|voters in|voter approval")
# A way round the referendum, or a choice whether to hold one.
ESCAPE = re.compile(
    r"only (?:if|when|required)|can opt(?! to submit self-initiated)|may opt|bypass|forego"
    r"|substituted|unless|if requested|failure to meet|in some cases|not required|if approved"
    r"|referendum (?:is )?(?:held only |required )?if\b|only (?:if|when)"
    r"|\b(?:and/)?or (?:absolute |simple )?(?:majority )?(?:approval|passage|vote|majority vote)"
    r" in a|or by simple majority of votes|or the majority of votes|or by the majority of votes"
    r"|may be submitted|may submit|can call|can propose|has the option|passage by petition"
    r"|(?:passage|Council passage) (?:by|in a) (?:referendum|absolute majority)[\w ]* requires"
    r"|conducting referenda|if Parliament approves|approval by referendum or"
)
# A referendum for some amendments.
SCOPE = re.compile(
    r"amendments? (?:to|affecting|relating|of|by Parliament|approved by|introduced)\b"
    r"|(?:changes|revisions) to|\bproposals (?:affecting|relating)|presidential proposals"
    r"|for (?:passage of )?(?:certain )?amendments|for certain amendments"
)
ANY = re.compile(r"adoption of any amendment requires a referendum")
ALWAYS = re.compile(
    r"(?:passage(?: of (?:amendment|Acts))?|passage by either of the three proposal methods"
    r"|approval|final passage by either method) requires"
    r" (?:[^;]*(?:and|followed by|, |\b))?(?:referendum|popular consultation)[^;]*"
)
MAJORITY = re.compile(
    r"(?:passage|adoption|approval|final approval|passage of amendments)(?: normally)? requires?"
    r" [^;]*(?:majority|vote|readings|concurrence|approval by|agreement by both houses|60%)[^;]*"
    r"|amendments require[^;]*majority[^;]*|passage requires more than two-thirds[^;]*"
    r"|final approval requires [^;]*|decided by the Parliamentary Assembly[^;]*"
)
UNITS = re.compile(
    r"approval by a majority of the state legislatures"
    r"|approval by the Houses of Assembly of at least two thirds of the states"
    r"|ratification by three fourths of the state legislatures"
)
CONVENTION = re.compile(
    r"followed by approval by an ad hoc, multi-member constitutional convention"
)
DECREE = re.compile(
    r"passage by the king through royal decree|then promulgated through royal decree"
)
# Bodies beside the legislature and the people, whose part the rules above cannot weigh.
OTHERS = re.compile(
    r"convention|Constitutional Assembly|state legislatures|provinc|State Councils|\bstates\b"
    r"|\bthe king\b|\bamir\b|\bAmir\b|emir\b|sultan|prince|monarch|Privy Council|Cabinet"
    r"|Zanzibar|Mediator|Union Council|Community|Supreme Council president|Constitutional Court"
    r"|village|cantons|constituent entities|district council|next (?:annual )?president"
)


INCOMPLETE = ("AZE",)  # the text leaves out the referendum of article 152


def read(entity: Entity) -> Iterator[DraftJudgement]:
    """Yield who amends, and whether the people are asked; nothing for texts of two orders."""
    passages = entity.passages(STATE, FIELD, PART)
    if len(passages) == 1 and entity.iso3 not in INCOMPLETE and not PAST.search(passages[0].text):
        yield from _read(passages[0])


def _read(passage: Passage) -> Iterator[DraftJudgement]:
    result = amendment(passage.text)
    if result is None:
        return
    answer, vote, words = result
    yield judged(
        passage, "constitution_amended_by", answer, words, evidence=_evidence(passage.text, words)
    )
    if vote:
        yield judged(
            passage, "amendment_referendum", vote, words, evidence=_evidence(passage.text, words)
        )


def amendment(text: str) -> tuple[str, str, str] | None:
    """Return who amends, whether a referendum is needed, and the words that say so."""
    if VOTE.search(text):
        return _with_vote(text)
    for answer, vote, pattern in (
        ("legislature-and-units", "no", UNITS),
        ("assembly", "no", CONVENTION),
        ("other", "no", DECREE),
    ):
        match = pattern.search(text)
        if match:
            return answer, vote, match[0]
    match = MAJORITY.search(text)
    if match and not OTHERS.search(text):
        return "legislature", "no", match[0]
    return None


def _with_vote(text: str) -> tuple[str, str, str] | None:
    """Tell always from sometimes; two rules for two kinds of amendments tell neither."""
    speaking = [c for c in clauses(text) if VOTE.search(c)]
    any_amendment = ANY.search(text)
    if any_amendment:
        return "referendum", "always", any_amendment[0]
    escape = next((c for c in speaking if ESCAPE.search(c)), None)
    if escape is not None:
        return "referendum-sometimes", "sometimes", escape
    with_scope = [c for c in speaking if SCOPE.search(c)]
    general = next((m for c in speaking if c not in with_scope and (m := ALWAYS.search(c))), None)
    if general is not None:
        return "referendum", "always", general[0]
    return ("referendum-sometimes", "sometimes", with_scope[0]) if len(with_scope) == 1 else None


def _evidence(text: str, words: str) -> str:
    """Return the clause in which the words stand."""
    return next((c for c in clauses(text) if words in c), words)
