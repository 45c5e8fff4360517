"""Declared limits of what can be believed, with bounds and figures of other years."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.codebook import codebook
from atlas.intake.contradictions import contradictions, rules
from atlas.intake.draft import Batch, DraftJudgement, Origin
from atlas.intake.plausibility import check_against
from atlas.intake.plausible import checks, implausible, indicators_with_divisors
from tests import invented


def figure(indicator, value, period="2024", **ends):
    return replace(invented.draft("URY", indicator, period=period, value=value), **ends)


def test_every_check_and_rule_names_what_the_codebook_has():
    book = codebook()
    for check in checks():
        assert check.why
        assert check.indicator in book.indicators
        assert check.per in ("", *book.indicators)
    for rule in rules():
        for statement in (*rule.one, *rule.other):
            subject, equals, code = statement.partition("=")
            if equals and code not in ("value", "not-applicable"):
                known = book.questions.get(subject)
                scale = known.answers if known else book.indicators[subject].categories
                assert code in {answer.code for answer in scale}, statement


def test_a_state_that_spends_six_million_is_not_believed():
    spent = figure("gov_expenditure", 6e6, "2019")
    assert [d.draft for d in implausible([spent, figure("gdp", 4.75e9)])] == [spent]
    assert list(implausible([figure("gov_expenditure", 9e8, "2019"), figure("gdp", 4.75e9)])) == []


def test_figures_too_far_apart_in_time_are_not_compared():
    assert list(implausible([figure("gov_expenditure", 6e6, "1990"), figure("gdp", 4.75e9)])) == []


def test_a_figure_of_the_release_in_force_can_stand_beside():
    soldiers = figure("armed_forces", 900_000)
    assert [d.draft for d in implausible([soldiers], [figure("population", 3.4e6)])] == [soldiers]
    assert indicators_with_divisors(["armed_forces"]) == {"armed_forces", "population"}


@pytest.mark.parametrize(
    ("low", "high", "doubted"), [(None, 900_000.0, False), (900_000.0, None, True)]
)
def test_a_bound_is_doubted_only_where_no_number_within_it_would_do(low, high, doubted):
    soldiers = figure("armed_forces", 900_000.0, low=low, high=high)
    assert bool(list(implausible([soldiers, figure("population", 3.4e6)]))) is doubted


def test_a_doubtful_figure_of_a_file_is_a_warning_at_its_cell():
    drafts = (figure("gov_expenditure", 6e6), figure("gdp", 4.75e9))
    cells = (("value", "Value"), ("value.letter", "D"))
    origins = {d: Origin("a.xlsx", "Data", n, cells) for n, d in enumerate(drafts, start=2)}
    problems = check_against(Batch((invented.source(),), drafts, origins=origins))
    assert [(p.row, p.code, p.severity.value) for p in problems] == [(2, "implausible", "warning")]


def judgement(question, answer):
    return DraftJudgement(
        country="URY", source="s", question=question, period="2024", answer=answer, evidence="e"
    )


def test_two_judgements_that_exclude_each_other_are_found():
    pair = (judgement("internal_role", "no"), judgement("internal_counter_insurgency", "ongoing"))
    assert [c.statements for c in contradictions((), pair)] == [
        ("internal_role=no", "internal_counter_insurgency=ongoing")
    ]
    other = replace(pair[0], country="ARG")
    assert list(contradictions((), (other, pair[1]))) == []


def test_a_contradiction_in_a_file_is_a_warning_in_words():
    service = replace(figure("conscription", None), value=None, category="none")
    women = judgement("women_compulsory", "yes")
    origins = {women: Origin("a.xlsx", "judgements", 4)}
    batch = Batch((invented.source(),), (service,), records=(women,), origins=origins)
    problems = [p for p in check_against(batch) if p.code == "contradiction"]
    assert [(p.row, p.column) for p in problems] == [(4, "answer")]
    assert "Conscription: None" in problems[0].message
