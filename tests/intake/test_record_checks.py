"""What a judgement, event, document, institution, relation or participation must be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.codebook import MissingReason
from atlas.intake.checks import check_batch
from atlas.intake.draft import Batch, DraftRecord, Problem, Severity
from atlas.intake.record_checks import check_records, record_key
from tests.invented import source
from tests.invented_records import (
    RECORDS,
    batch_of,
    document,
    event,
    institution,
    judgement,
    participation,
    relation,
)

JUDGED = judgement("URY", "military_vote", "yes")
EVENT = event("URY", "law", "1999-05", "A law")
DOCUMENT = document("URY", "law", "A law", "1999-05-01")
ARMY = institution("URY", "army", "army", "Army")
MINISTRY = institution("URY", "ministry", "ministry-of-defence", "Ministry")
RELATION = relation("URY", "army", "part-of", "ministry")
MEMBER = participation("URY", "UN", "member")
GOOD = (*RECORDS, JUDGED, EVENT, DOCUMENT, MINISTRY, RELATION, MEMBER)


def found(*records: DraftRecord) -> list[Problem]:
    return check_records(batch_of(*records))


def codes(*records: DraftRecord) -> set[tuple[str, str]]:
    return {(problem.code, problem.column) for problem in found(*records)}


def test_good_records_have_no_problem() -> None:
    assert found(*GOOD) == []
    assert check_batch(batch_of(*GOOD)) == []


@pytest.mark.parametrize(
    ("draft", "changes", "code", "column"),
    [
        (JUDGED, {"country": "XYZ"}, "unknown-country", "country"),
        (JUDGED, {"source": "nowhere"}, "unknown-source", "source"),
        (JUDGED, {"note": "cut\0off"}, "bad-text", ""),
        (JUDGED, {"question": "military_vot"}, "unknown-term", "question"),
        (JUDGED, {"question": ""}, "empty", "question"),
        (JUDGED, {"answer": "maybe"}, "unknown-answer", "answer"),
        (JUDGED, {"answer": ""}, "not-one-answer", "answer"),
        (JUDGED, {"missing": MissingReason.NO_DATA}, "not-one-answer", "answer"),
        (JUDGED, {"evidence": "  "}, "no-evidence", "evidence"),
        (JUDGED, {"second_answer": "maybe"}, "unknown-answer", "second_answer"),
        (JUDGED, {"period": "2024-05"}, "bad-period", "period"),
        (JUDGED, {"period": "٢٠٢٤"}, "bad-period", "period"),
        (JUDGED, {"law_date": "May 1999"}, "bad-date", "law_date"),
        (JUDGED, {"law_url": "javascript:alert(1)"}, "bad-link", "law_url"),
        (EVENT, {"event": "birthday"}, "unknown-term", "event"),
        (EVENT, {"title": " "}, "empty", "title"),
        (EVENT, {"date": ""}, "empty", "date"),
        (EVENT, {"date": "1999-13"}, "bad-date", "date"),
        (EVENT, {"date": "1999-06-31"}, "bad-date", "date"),
        (EVENT, {"date": "1999-02-29"}, "bad-date", "date"),
        (EVENT, {"date": "0000"}, "bad-date", "date"),
        (EVENT, {"date": "31/12/1999"}, "bad-date", "date"),
        (EVENT, {"date": "1999-05\n"}, "bad-date", "date"),
        (EVENT, {"until": "1999-04-30"}, "bad-date", "until"),
        (EVENT, {"until": "1998"}, "bad-date", "until"),
        (DOCUMENT, {"document": "novel"}, "unknown-term", "document"),
        (DOCUMENT, {"title": ""}, "empty", "title"),
        (DOCUMENT, {"date": "soon"}, "bad-date", "date"),
        (DOCUMENT, {"url": "www.example.org"}, "bad-link", "url"),
        (DOCUMENT, {"url": "data:text/html,x"}, "bad-link", "url"),
        (DOCUMENT, {"language": "Spanish"}, "bad-language", "language"),
        (DOCUMENT, {"archived_sha256": "abc"}, "bad-hash", "archived_sha256"),
        (ARMY, {"code": "The Army"}, "bad-code", "code"),
        (ARMY, {"code": "a" * 81}, "bad-code", "code"),
        (ARMY, {"code": ""}, "bad-code", "code"),
        (ARMY, {"institution": "club"}, "unknown-term", "institution"),
        (ARMY, {"name": ""}, "empty", "name"),
        (ARMY, {"force": "fleet"}, "unknown-term", "force"),
        (ARMY, {"since": "1900", "until": "1899"}, "bad-date", "until"),
        (RELATION, {"relation": "likes"}, "unknown-term", "relation"),
        (RELATION, {"subject": "navy"}, "unknown-institution", "subject"),
        (RELATION, {"object": "navy"}, "unknown-institution", "object"),
        (RELATION, {"object": "army"}, "bad-relation", "object"),
        (RELATION, {"country": "CHL"}, "unknown-institution", "subject"),
        (RELATION, {"since": "x"}, "bad-date", "since"),
        (MEMBER, {"organisation": "UNX"}, "unknown-term", "organisation"),
        (MEMBER, {"status": ""}, "empty", "status"),
        (MEMBER, {"period": "today"}, "bad-period", "period"),
        (MEMBER, {"since": "1945-10-244"}, "bad-date", "since"),
    ],
)
def test_what_cannot_be_right_is_an_error_with_its_column_and_a_remedy(
    draft: DraftRecord, changes: dict[str, object], code: str, column: str
) -> None:
    wrong = replace(draft, **changes)  # type: ignore[arg-type]
    others = [d for d in (ARMY, MINISTRY) if d is not draft]
    problems = found(*others, wrong)
    mine = next(p for p in problems if (p.code, p.column) == (code, column))
    assert mine.severity is Severity.ERROR
    assert mine.message and mine.remedy and "{" not in mine.message + mine.remedy
    assert str(mine.params["template"]).format(**mine.params) == mine.message
    assert str(mine.params["remedy_template"]).format(**mine.params) == mine.remedy
    assert check_batch(batch_of(*others, wrong)) == problems


@pytest.mark.parametrize(
    ("begun", "ended"),
    [("1991-07", "1991"), ("1991", "1991-07"), ("1991-07-04", "1991-07"), ("1991", "1991")],
)
def test_dates_of_different_exactness_are_compared_as_far_as_both_go(
    begun: str, ended: str
) -> None:
    assert found(replace(EVENT, date=begun, until=ended)) == []
    assert found(replace(ARMY, since=begun, until=ended)) == []


def test_the_choices_are_named_in_the_remedy() -> None:
    (problem,) = found(replace(JUDGED, answer="maybe"))
    assert "yes" in problem.remedy and "no" in problem.remedy
    (problem,) = found(replace(MEMBER, status="membre"))
    assert "member" in problem.remedy


def test_an_answer_may_be_missing_for_a_reason_without_evidence() -> None:
    assert found(replace(JUDGED, answer="", missing=MissingReason.NO_DATA, evidence="")) == []


def test_a_relation_may_refer_to_an_institution_of_the_release() -> None:
    batch = batch_of(RELATION)
    assert {p.code for p in check_records(batch)} == {"unknown-institution"}
    assert check_records(batch, frozenset({("URY", "army"), ("URY", "ministry")})) == []


@pytest.mark.parametrize("draft", GOOD, ids=lambda d: d.kind)
def test_the_same_record_twice_is_said_once(draft: DraftRecord) -> None:
    rest = [other for other in GOOD if record_key(other) != record_key(draft)]
    assert codes(*rest, draft, draft) == set()


def test_two_records_that_contradict_each_other_are_an_error() -> None:
    assert ("duplicate-key", "") in codes(JUDGED, replace(JUDGED, answer="no"))
    assert codes(JUDGED, replace(JUDGED, period="2020", answer="no")) == set()
    both = Batch(
        (source(), source("survey-2026")),
        (),
        records=(JUDGED, replace(JUDGED, source="survey-2026", answer="no")),
    )
    assert check_records(both) == []


@given(st.text(max_size=12))
def test_any_text_as_a_date_is_a_date_or_a_problem(text: str) -> None:
    problems = codes(replace(EVENT, date=text))
    assert problems <= {("bad-date", "date"), ("empty", "date"), ("bad-text", "")}
    if not problems:
        assert text.isascii() and len(text) in (4, 7, 10)
