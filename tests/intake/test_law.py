"""Constitutions read by machine: what the readings settle, and that the committed files hold."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from atlas.codebook import codebook
from atlas.codebook.model import Method, MissingReason
from atlas.intake.checks import check_batch
from atlas.intake.draft import Batch, DraftJudgement
from atlas.intake.law import (
    LAW,
    SILENT,
    STATUS_NOTES,
    UNREAD,
    cells_to_reread,
    legal_texts,
    read_law,
    readings,
)

QUESTION = "war_declared_by"
MOST_WORDS = 26
Shelf = Callable[..., Path]


def write(path: Path, rows: list[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a function that writes one text and its readings, given as answers in turn."""

    def fill(*answers: str, **text: str) -> Path:
        row = {
            "text": "URY_2004",
            "country": "URY",
            "title": "Constitution of 1967",
            "adopted": "1967",
            "consolidated": "2004",
            "status": "in-force",
            "since": "",
            "amended": "",
            "source": "Gazette",
            "locator": "p. 1",
            "note": "",
            "url": "https://invented.example/ury",
            "sha256": "0" * 64,
        }
        write(tmp_path / "texts.csv", [row | text])
        source = {
            "id": "constitutions",
            "publisher": "Institute",
            "title": "Constitutions",
            "url": "https://invented.example",
            "vintage": "2026",
            "published": "2026",
            "accessed": "2026-12-01",
            "licence": "CC0",
            "redistributable": "True",
            "preference": "40",
            "origin": "ngo",
        }
        write(tmp_path / "sources.csv", [source])
        given = [
            {
                "text": "URY_2004",
                "question": QUESTION,
                "round": number,
                "reader": f"reading {number}",
                "answer": answer,
                "article": "" if answer == SILENT else "Art. 1",
                "offset": "",
                "words": "" if answer == SILENT else "It decides.",
                "note": "",
            }
            for number, answer in enumerate(answers, start=1)
        ]
        write(tmp_path / "readings.csv", given)
        return tmp_path

    return fill


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    read_law.cache_clear()


def settled(folder: Path) -> DraftJudgement:
    read_law.cache_clear()
    batch: Batch = read_law(folder)
    assert check_batch(batch) == []
    (draft,) = batch.records
    assert isinstance(draft, DraftJudgement)
    return draft


def test_one_reading_answers_with_its_article_and_the_year_of_the_text(shelf: Shelf) -> None:
    draft = settled(shelf("legislature"))
    assert (draft.answer, draft.article, draft.period) == ("legislature", "Art. 1", "2004")
    assert (draft.method, draft.second_coder) == (Method.MACHINE_READ, "")


def test_two_readings_that_agree_are_both_named(shelf: Shelf) -> None:
    draft = settled(shelf("legislature", "legislature"))
    assert (draft.collector, draft.second_coder) == ("reading 1", "reading 2")
    assert draft.second_answer == "legislature"


def test_two_readings_that_differ_leave_the_answer_open(shelf: Shelf) -> None:
    draft = settled(shelf("legislature", "government"))
    assert (draft.answer, draft.missing) == ("", MissingReason.UNDER_REVIEW)


def test_a_third_reading_decides_and_the_other_answer_is_kept(shelf: Shelf) -> None:
    draft = settled(shelf("legislature", "government", "government"))
    assert (draft.answer, draft.second_answer) == ("government", "legislature")
    draft = settled(shelf("legislature", "government", "legislature"))
    assert (draft.answer, draft.second_answer) == ("legislature", "government")


def test_a_silent_text_is_no_answer_and_says_that_it_was_read(shelf: Shelf) -> None:
    draft = settled(shelf(SILENT))
    assert (draft.answer, draft.missing) == ("", MissingReason.TEXT_SILENT)
    assert "no rule" in draft.evidence


@pytest.mark.parametrize("status", sorted(set(STATUS_NOTES) - set(LAW)))
def test_a_text_out_of_force_is_never_law(shelf: Shelf, status: str) -> None:
    draft = settled(shelf("legislature", status=status, since="2021"))
    assert (draft.answer, draft.missing) == ("", MissingReason.NOT_IN_FORCE)
    assert draft.note.startswith(f"{STATUS_NOTES[status]} since 2021 (Gazette)")


def test_a_later_amendment_is_said_at_the_answer(shelf: Shelf) -> None:
    draft = settled(shelf("legislature", amended="2019"))
    assert draft.note == "Text of 2004, amended in 2019."


def test_cells_that_need_a_third_reading_are_listed(shelf: Shelf) -> None:
    assert cells_to_reread(readings(shelf("legislature", "government"))) == [("URY_2004", QUESTION)]
    assert cells_to_reread(readings(shelf("legislature", "legislature"))) == []
    assert cells_to_reread(readings(shelf("legislature", "government", "other"))) == []


# -- laws


LAW_ROW = {
    "country": "URY",
    "question": "access_to_information",
    "answer": "partly",
    "law": "Ley 1 de invención",
    "article": "Art. 9",
    "date": "2008-10-17",
    "url": "https://www.invented.example/ley-1",
    "language": "es",
    "words": "Files on defence may be reserved as a class.",
    "note": "",
    "reader": "reading L1",
    "read": "2026-12-01",
}


def test_a_law_is_its_own_source_and_answers_in_the_year_of_its_date(shelf: Shelf) -> None:
    folder = shelf("legislature")
    write(folder / "laws.csv", [LAW_ROW])
    read_law.cache_clear()
    batch = read_law(folder)
    assert check_batch(batch) == []
    draft = next(r for r in batch.records if getattr(r, "law", "") == LAW_ROW["law"])
    assert isinstance(draft, DraftJudgement)
    source = next(s for s in batch.sources if s.id == draft.source)
    assert (draft.answer, draft.period, draft.article) == ("partly", "2008", "Art. 9")
    assert (source.publisher, source.url) == ("invented.example", LAW_ROW["url"])


def test_two_answers_of_one_law_share_its_source(shelf: Shelf) -> None:
    folder = shelf("legislature")
    other = LAW_ROW | {"question": "private_security_law", "answer": "yes"}
    write(folder / "laws.csv", [LAW_ROW, other])
    read_law.cache_clear()
    assert len(read_law(folder).sources) == 2


# -- the committed files


def test_every_text_has_one_first_reading_of_every_question() -> None:
    first = [(r.text, r.question) for r in readings() if r.round == 1]
    questions = {question for _, question in first}
    assert len(first) == len(set(first)) == len(legal_texts()) * len(questions)


def test_every_answer_is_of_its_scale_and_names_its_article() -> None:
    for each in readings():
        codes = {a.code for a in codebook().question(each.question).answers}
        assert each.answer in codes | {SILENT, UNREAD}
        assert each.answer in (SILENT, UNREAD, "no") or each.article or each.offset, each
        assert len(each.words.split()) <= MOST_WORDS


def test_texts_have_a_status_with_its_source() -> None:
    for text in legal_texts().values():
        assert text.status in {"in-force", *STATUS_NOTES}
        assert text.source
        assert len(text.sha256) == 64


def test_no_two_readings_that_differ_are_left_open() -> None:
    assert cells_to_reread(readings()) == []


def test_the_committed_law_passes_the_rules_of_intake() -> None:
    read_law.cache_clear()
    batch = read_law()
    assert check_batch(batch) == []
    out_of_force = {t.country for t in legal_texts().values() if t.status not in LAW}
    answered = {r.country for r in batch.records if getattr(r, "answer", "")}
    assert out_of_force
    assert not answered & out_of_force
