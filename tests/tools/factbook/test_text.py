from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tools.factbook.fields.text import (
    clauses,
    outside_parentheses,
    paragraphs,
    plain,
    without_note_mark,
)
from tools.factbook.fields.year import only_year, trailing_year


def test_markup_and_entities_leave_plain_sentences():
    raw = "<strong>note 1:</strong> C&ocirc;te d&#39;Ivoire<br><br>note&nbsp;2: a &amp; b"
    assert paragraphs(raw) == ("note 1: Côte d'Ivoire", "note 2: a & b")
    assert plain("a<br>b") == "a b"


def test_the_mark_of_a_note_is_taken_off():
    assert without_note_mark("note 2: women serve") == "women serve"
    assert without_note_mark("noteworthy") == "noteworthy"


def test_semicolons_in_brackets_do_not_split():
    assert clauses("3 (1 Army; 2 Navy); 5 Police") == ("3 (1 Army; 2 Navy)", "5 Police")


def test_what_stands_in_brackets_can_be_left_out():
    assert outside_parentheses("17 (with consent (written)) for men") == "17 for men"


@given(st.text(alphabet="ab ;()", max_size=40))
def test_splitting_loses_nothing_but_spaces_and_semicolons(text):
    kept = "".join("".join(clauses(text)).split()).replace(";", "")
    assert kept == "".join(text.split()).replace(";", "")


def test_only_closing_brackets_with_a_year_date_a_text():
    assert trailing_year("about 10 (2025)") == 2025
    assert trailing_year("5% (2024 est.)") == 2024
    assert trailing_year("effective 2007 (The Virgin Islands Constitution Order 2007)") is None
    assert trailing_year("conscription ended in 2011") is None


def test_a_sentence_with_two_years_names_no_one_year():
    assert only_year("as of 2024, women made up 10%") == 2024
    assert only_year("from 2020 to 2024") is None
