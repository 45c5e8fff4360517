"""Precedents: other rules of a region with their articles; those that hold come first."""

from __future__ import annotations

from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.intake.law import LAW, legal_texts
from atlas.views.law.precedents import precedents
from tests.analysis.judged import OBJECTION, frame, row

T = translator("en")
BOOK = codebook()
URUGUAY = BOOK.country("URY")
QUESTION = BOOK.question(OBJECTION)
ANSWERS = frame(
    row("URY", "yes"),
    row("CHL", "yes"),
    row("ARG", "no", law="Invented Act", article="Art. 12", law_date="1999"),
    row("BRA", "no"),
    row("PER", "partly"),
    row("KEN", "partly"),
)


def test_other_answers_of_the_region_come_with_their_articles() -> None:
    rules = precedents(ANSWERS, URUGUAY, QUESTION, T)
    names = {rule.answer: {p.iso3 for p in rule.states if not p.until} for rule in rules}
    assert names["No"] == {"ARG", "BRA"}
    assert names["Partly"] == {"PER"}
    (argentina,) = (p for rule in rules for p in rule.states if p.iso3 == "ARG")
    assert (argentina.article, argentina.since, argentina.until) == ("Art. 12", "1999", "")


def test_the_country_s_own_answer_is_no_precedent() -> None:
    rules = precedents(ANSWERS, URUGUAY, QUESTION, T)
    assert "Yes" not in {rule.answer for rule in rules}


def test_texts_out_of_force_are_named_as_former_rules() -> None:
    former = {text.country for text in legal_texts().values() if text.status not in LAW}
    question = BOOK.question("war_declared_by")
    rules = precedents(ANSWERS, URUGUAY, question, T)
    ended = {p.iso3 for rule in rules for p in rule.states}
    assert ended
    assert ended <= former
    assert all(p.until for rule in rules for p in rule.states)
