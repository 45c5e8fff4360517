"""What is kept is made once for each question, and goes when a record is taken down."""

from __future__ import annotations

from ui.memo import MOST, forget, memo


def test_a_question_is_answered_once() -> None:
    forget()
    calls: list[int] = []

    def make() -> int:
        calls.append(1)
        return len(calls)

    assert [memo(make, "a", 1), memo(make, "a", 1), memo(make, "a", 2)] == [1, 1, 2]
    forget()
    assert memo(make, "a", 1) == 3


def test_what_was_asked_least_lately_makes_room() -> None:
    forget()
    for number in range(MOST + 1):
        memo(lambda: "old", "question", number)
    assert memo(lambda: "new", "question", 0) == "new"
    assert memo(lambda: "new", "question", MOST) == "old"
