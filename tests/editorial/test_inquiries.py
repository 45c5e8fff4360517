"""Questions of readers: no account, no trace of who asks, limits, editors' answers."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, select

from atlas import editorial
from atlas.editorial import inquiries
from atlas.editorial.accounts import NotAllowed, OutOfScope, Role, add_account
from atlas.editorial.limits import TooManyAttempts
from atlas.store import replies
from atlas.store.desk import inquiry, rate
from tests.editorial.conftest import Log
from tests.editorial.voices import FIGURE, OFFICIAL, publish
from tests.invented import EDITOR

NOON = dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC)
ADDRESS = "203.0.113.77"


@pytest.fixture
def atlas(staffed: Engine) -> Engine:
    return publish(staffed)


def ask(
    engine: Engine,
    text: str = "Why?",
    address: str = ADDRESS,
    trap: str = "",
    now: dt.datetime = NOON,
) -> int | None:
    return inquiries.ask(engine, FIGURE, text, language="en", address=address, trap=trap, now=now)


def test_a_reader_asks_an_editor_answers_and_all_read_it(atlas: Engine, log: Log) -> None:
    number = ask(atlas, "Does it hold pensions?")
    assert number is not None
    assert [each.question for each in inquiries.inbox(atlas, by=EDITOR)] == [
        "Does it hold pensions?"
    ]
    assert replies.inquiries(atlas) == []
    inquiries.answer_inquiry(atlas, number, "No.", public=True, by=EDITOR)
    (shown,) = replies.inquiries(atlas)
    assert (shown.place, shown.answer) == (FIGURE, "No.")
    assert replies.voices_digest(atlas)
    assert log.actions()[-1] == "answer-inquiry"
    with pytest.raises(inquiries.InquiryClosed):
        inquiries.answer_inquiry(atlas, number, "Yes.", public=True, by=EDITOR)


def test_an_answer_that_is_not_public_is_shown_nowhere_until_it_is(atlas: Engine) -> None:
    number = ask(atlas)
    assert number is not None
    inquiries.answer_inquiry(atlas, number, "Because.", public=False, by=EDITOR)
    assert replies.inquiries(atlas) == []
    inquiries.make_public(atlas, number, public=True, by=EDITOR)
    assert len(replies.inquiries(atlas)) == 1
    inquiries.make_public(atlas, number, public=False, by=EDITOR)
    assert replies.inquiries(atlas) == []
    assert editorial.verify(atlas).intact


def test_a_question_put_aside_is_not_answered(atlas: Engine) -> None:
    number = ask(atlas)
    assert number is not None
    inquiries.close_inquiry(atlas, number, by=EDITOR)
    inquiries.close_inquiry(atlas, number, by=EDITOR)
    with pytest.raises(inquiries.InquiryClosed):
        inquiries.make_public(atlas, number, public=True, by=EDITOR)


def test_one_address_asks_five_times_an_hour(atlas: Engine) -> None:
    for n in range(5):
        ask(atlas, f"Question {n}")
    with pytest.raises(TooManyAttempts):
        ask(atlas, "One too many")
    assert ask(atlas, "From elsewhere", address="198.51.100.4")
    assert ask(atlas, "An hour later", now=NOON + dt.timedelta(hours=1))


def test_all_together_ask_two_hundred_times_an_hour(
    atlas: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inquiries, "IN_ALL", 7)
    for n in range(7):
        ask(atlas, f"Question {n}", address=f"10.0.0.{n}")
    with pytest.raises(TooManyAttempts):
        ask(atlas, "One too many", address="10.0.1.1")


def test_bad_and_trapped_questions_count_too(atlas: Engine) -> None:
    for _ in range(5):
        assert ask(atlas, "Buy this", trap="https://spam.example") is None
    with pytest.raises(TooManyAttempts):
        ask(atlas)
    assert inquiries.inbox(atlas, by=EDITOR) == []


@pytest.mark.parametrize("text", ["", "  \n", "x" * 1_001])
def test_an_empty_or_endless_question_is_refused(atlas: Engine, text: str) -> None:
    with pytest.raises(inquiries.BadInquiry):
        ask(atlas, text)


def test_a_double_click_asks_once(atlas: Engine) -> None:
    assert ask(atlas) == ask(atlas)


def test_no_address_is_stored_and_old_counts_are_forgotten(atlas: Engine) -> None:
    ask(atlas)
    with atlas.connect() as connection:
        rows = [*connection.execute(select(inquiry)), *connection.execute(select(rate))]
    assert ADDRESS not in repr(rows)
    later = NOON + dt.timedelta(days=3)
    ask(atlas, "Later", address="198.51.100.4", now=later)
    with atlas.connect() as connection:
        spans = connection.execute(select(rate.c.span)).scalars().all()
    assert all(span.startswith("2026-03-04") for span in spans)


@pytest.mark.parametrize("name", [OFFICIAL])
def test_only_the_desk_reads_the_inbox(atlas: Engine, name: str) -> None:
    number = ask(atlas)
    assert number is not None
    with pytest.raises(NotAllowed):
        inquiries.inbox(atlas, by=name)
    with pytest.raises(NotAllowed):
        inquiries.answer_inquiry(atlas, number, "No.", public=True, by=name)


def test_an_editor_of_other_countries_sees_and_answers_nothing(atlas: Engine) -> None:
    number = ask(atlas)
    assert number is not None
    add_account(atlas, "Limited", Role.EDITOR, countries=["CHL"])
    assert inquiries.inbox(atlas, by="Limited") == []
    with pytest.raises(OutOfScope):
        inquiries.close_inquiry(atlas, number, by="Limited")
