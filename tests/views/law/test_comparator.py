"""The legal comparator as data: colours, tiles, counts, sentences, map."""

import re

import pytest

from atlas.analysis import judgements as facts
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.links import web_address
from atlas.settings import ASSETS
from atlas.views.charts.palette import CATEGORIES, DARK_CATEGORIES
from atlas.views.law.captions import coders, coverage, law_sentences
from atlas.views.law.colours import COLOURS, slots
from atlas.views.law.comparator import law_payload, question_map, region_groups
from atlas.views.law.counts import answer_counts
from atlas.views.law.judgements import coded_answer
from tests.analysis.judged import OBJECTION, frame, row

T = translator("en")
BOOK = codebook()
QUESTION = BOOK.question(OBJECTION)
THEMES = sorted({q.theme for q in BOOK.questions.values()})
LATIN = ["ARG", "BOL", "BRA", "CHL", "URY"]
ANSWERS = frame(
    row("URY", "yes", law="Invented Act", article="12"),
    row("CHL", "yes"),
    row("ARG", "no"),
    row("BRA"),
    row("KEN", "partly"),
    row("TZA", "partly"),
    row("UGA", "no"),
)


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_answers_of_a_question_share_a_colour(theme: str) -> None:
    questions = [q for q in BOOK.questions.values() if q.theme == theme]
    for given in slots(questions).values():
        assert len(set(given.values())) == len(given)
        assert set(given.values()) <= set(range(COLOURS))


def test_the_same_answer_has_the_same_colour_in_every_column() -> None:
    given = slots([BOOK.question("military_courts"), QUESTION])
    assert given["military_courts"]["yes"] == given[OBJECTION]["yes"]
    assert given["military_courts"]["no"] == given[OBJECTION]["no"]


def test_the_stylesheet_has_the_colours_of_the_palette() -> None:
    css = (ASSETS / "css" / "tokens.css").read_text(encoding="utf-8")
    said = re.findall(r"--k(\d): light-dark\((#\w+), (#\w+)\)", css)
    assert said == [
        (str(i), light, dark)
        for i, (light, dark) in enumerate(zip(CATEGORIES, DARK_CATEGORIES, strict=True), 1)
    ]


def test_a_payload_holds_answers_reasons_and_nothing_for_silence() -> None:
    payload = law_payload(ANSWERS, [QUESTION], T)
    assert payload["cells"]["URY"][OBJECTION] == [0, None, "2026", 0, "Invented Act", "12", 0]
    assert payload["cells"]["BRA"][OBJECTION][:2] == [None, "withheld"]
    assert "PER" not in payload["cells"]
    assert [a["name"] for a in payload["questions"][0]["answers"]] == ["Yes", "Partly", "No"]


def test_a_payload_leaves_other_questions_out() -> None:
    rows = frame(row("URY", "yes"), row("URY", "no", "military_vote"))
    assert list(law_payload(rows, [QUESTION], T)["cells"]["URY"]) == [OBJECTION]


def test_countries_stand_by_region_and_name() -> None:
    assert region_groups(["URY", "KEN", "ARG"], T) == [
        ("Latin America and the Caribbean", [("ARG", "Argentina"), ("URY", "Uruguay")]),
        ("Africa (south of the Sahara)", [("KEN", "Kenya")]),
    ]


def test_names_are_sorted_without_their_accents() -> None:
    (_, names), *_ = region_groups(["SEN", "STP", "ZMB"], T)
    assert [iso3 for iso3, _ in names] == ["STP", "SEN", "ZMB"]


def test_no_figure_changes_its_frame() -> None:
    rows = frame(row("URY", "yes"), row("URY", "no", source_id="b"), row("CHL"))
    before = rows.copy(deep=True)
    law_payload(rows, [QUESTION], T)
    question_map(rows, QUESTION, "", T)
    answer_counts(facts.current_answers(rows), [QUESTION], LATIN, T)
    law_sentences(facts.current_answers(rows), [QUESTION], LATIN, T)
    assert rows.equals(before)


def test_a_question_is_drawn_by_the_world_map() -> None:
    payload = question_map(ANSWERS, QUESTION, "", T)
    assert payload["scale"]["codes"] == ["yes", "partly", "no"]
    assert payload["scale"]["light"] == [
        CATEGORIES[i] for i in slots([QUESTION])[OBJECTION].values()
    ]
    assert payload["cells"]["URY"]["2026"][0] == "yes"
    assert payload["cells"]["BRA"]["2026"][5] == "withheld"


def test_sentences_say_what_is_known_and_most_common() -> None:
    rows = facts.current_answers(ANSWERS)
    said = law_sentences(rows, [QUESTION], [*LATIN, "KEN", "TZA", "UGA"], T)[0]
    assert said.text == "Available for 6 countries of 8. Most common: Yes / Partly / No (2)."
    assert "Latin America and the Caribbean: Yes (2 of 3)" in said.regions
    assert "Africa (south of the Sahara): Partly (2 of 3)" in said.regions


def test_a_question_without_answers_says_so() -> None:
    rows = facts.current_answers(ANSWERS)
    said = law_sentences(rows, [BOOK.question("military_vote")], LATIN, T)[0]
    assert (said.known, said.text) == (0, "No answer is available yet.")


def test_coverage_counts_every_open_answer() -> None:
    said = coverage(412, 47, 193, T)
    assert said == "412 of 9,071 answers are available: 47 questions, 193 countries."


def test_agreement_is_said_with_its_measure() -> None:
    assert coders(facts.CoderAgreement(50, 35, 0.4), T).startswith(
        "50 answers were coded twice, independently; the coders agree in 70\u00a0%. "
        "Cohen’s kappa is 0.4"
    )
    assert "kappa" not in coders(facts.CoderAgreement(1, 1, None), T)
    assert coders(None, T) == "No answer has been coded by a second person yet."


def test_counts_are_bars_and_numbers_with_absence_apart() -> None:
    made = answer_counts(
        facts.current_answers(ANSWERS), [QUESTION], [*LATIN, "KEN", "TZA", "UGA"], T
    )[0]
    here = made.rows[0]
    assert here.region == "Latin America and the Caribbean"
    assert here.counts == (2, 0, 1)
    assert [(bar.name, bar.count, bar.width) for bar in here.bars] == [
        ("Yes", 2, 66.67),
        ("No", 1, 33.33),
    ]
    assert (here.absent, here.unknown, here.of) == ((("Withheld by the state", 1),), 1, 5)
    assert made.rows[-1].region == "All of them"
    assert made.rows[-1].of == 8


def test_a_region_without_answers_has_no_bar() -> None:
    made = answer_counts(facts.current_answers(ANSWERS), [QUESTION], ["PER"], T)[0]
    assert made.rows[0].bars == ()
    assert made.rows[0].unknown == 1


def test_a_judgement_is_read_with_its_law_and_coders() -> None:
    rows = frame(row("URY", "yes", law_date="1999-05-01", second_coder="B", second_answer="no"))
    made = coded_answer(rows.iloc[0], T)
    assert (made.answer, made.second_answer, made.agrees) == ("Yes", "No", False)
    assert made.law_date == "May 1, 1999"
    assert coded_answer(frame(row("URY")).iloc[0], T).answer == "Withheld by the state"


@pytest.mark.parametrize("written", ["javascript:alert(1)", "data:text/html,x", "", "ftp://a"])
def test_only_web_addresses_become_links(written: str) -> None:
    assert web_address(written) == ""
    assert web_address("https://invented.example/act") == "https://invented.example/act"
