"""Agreement of readings on the page, and that the document says the same."""

from __future__ import annotations

import pytest

from atlas.i18n import translator
from atlas.intake.law import SILENT, UNREAD, Reading
from atlas.settings import ROOT
from atlas.views.law.agreement import agreement_of, agreement_rows, markdown_table

QUESTION = "military_vote"


def reading(text: int, number: int, answer: str) -> Reading:
    return Reading(f"T{text}", QUESTION, number, "reading", answer, "", "", "", "")


def test_silence_counts_as_an_answer_and_an_unread_cell_does_not() -> None:
    pairs = [("yes", "yes"), (SILENT, SILENT), ("no", SILENT), (UNREAD, "yes")]
    every = [reading(i, n, a) for i, pair in enumerate(pairs) for n, a in enumerate(pair, start=1)]
    (row,) = agreement_of(every)
    assert (row.texts, row.same) == (3, 2)
    assert row.ac1 == pytest.approx((2 / 3 - 22 / 108) / (1 - 22 / 108))  # four answers to choose
    assert row.low <= row.ac1 <= row.high


def test_texts_read_once_are_not_counted() -> None:
    assert agreement_of([reading(1, 1, "yes")]) == []


def test_the_page_shows_the_rows_of_its_questions() -> None:
    (row,) = agreement_rows([QUESTION], translator("en"))
    assert row.name == "Vote of the military"
    assert row.same.endswith("%")


def test_the_document_holds_the_table_that_the_command_prints() -> None:
    assert markdown_table() in (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
