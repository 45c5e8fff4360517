"""Which answer holds, how many are known, how often coders agree."""

import pytest

from atlas.analysis import judgements as facts
from atlas.codebook import codebook
from tests.analysis.judged import OBJECTION, frame, row

QUESTION = codebook().question(OBJECTION)


def test_the_newest_answer_holds_even_when_a_newer_year_is_withheld() -> None:
    rows = facts.current_answers(frame(row("URY", "no", period="2020"), row("URY", period="2026")))
    assert rows[["period", "answer"]].to_numpy().tolist() == [["2020", "no"]]


def test_a_country_without_an_answer_keeps_its_newest_reason() -> None:
    rows = facts.current_answers(
        frame(row("URY", period="2020"), row("URY", period="2026", missing_reason="not-applicable"))
    )
    assert rows["missing_reason"].tolist() == ["not-applicable"]


def test_of_two_sources_of_a_year_one_holds_and_the_other_is_not_hidden() -> None:
    rows = facts.current_answers(
        frame(row("URY", "yes", source_id="b"), row("URY", "no", source_id="a"), row("CHL", "no"))
    )
    assert dict(zip(rows["country"], rows["answer"], strict=True)) == {"CHL": "no", "URY": "no"}
    assert dict(zip(rows["country"], rows["disputed"], strict=True)) == {"CHL": False, "URY": True}


def test_another_year_is_no_dispute() -> None:
    rows = facts.current_answers(frame(row("URY", "yes", period="2020"), row("URY", "no")))
    assert rows["disputed"].tolist() == [False]


@pytest.mark.parametrize(("second", "disputed"), [("no", True), ("yes", False), ("", False)])
def test_a_second_coder_may_dispute(second: str, disputed: bool) -> None:
    rows = facts.current_answers(frame(row("URY", "yes", second_coder="B", second_answer=second)))
    assert rows["disputed"].tolist() == [disputed]


def test_reading_leaves_the_frame_as_it_was() -> None:
    rows = frame(row("URY", "yes"), row("CHL"))
    before = rows.copy(deep=True)
    facts.current_answers(rows)
    facts.coder_agreement(rows)
    assert rows.equals(before)


def test_a_tally_keeps_answers_reasons_and_silence_apart() -> None:
    rows = facts.current_answers(
        frame(row("URY", "yes"), row("CHL", "yes"), row("PER", "no"), row("BOL"))
    )
    found = facts.tally_answers(rows, QUESTION, ["URY", "CHL", "PER", "BOL", "ARG"])
    assert found.answers == {"yes": 2, "no": 1}
    assert found.absent == {"withheld": 1}
    assert (found.known, found.of, found.most_common) == (3, 5, ("yes",))


def test_equally_frequent_answers_are_all_the_most_common() -> None:
    rows = facts.current_answers(frame(row("URY", "no"), row("CHL", "yes")))
    assert facts.tally_answers(rows, QUESTION, ["URY", "CHL"]).most_common == ("yes", "no")
    assert facts.tally_answers(rows, QUESTION, ["KEN"]).most_common == ()


def test_regions_count_their_own_countries() -> None:
    rows = facts.current_answers(frame(row("URY", "yes"), row("KEN", "no")))
    found = facts.tallies_by_region(rows, QUESTION, ["URY", "CHL", "KEN"])
    assert list(found) == ["latin_america", "africa"]
    assert (found["latin_america"].known, found["latin_america"].of) == (1, 2)
    assert found["africa"].answers == {"no": 1}


def test_questions_are_asked_of_members_of_the_un_and_of_whoever_has_a_record() -> None:
    asked = facts.surveyed_states(frame(row("XKX", "yes")))
    assert len(asked) == 194
    assert "XKX" in asked
    assert "GLP" not in asked


def test_answers_are_counted_without_reasons() -> None:
    rows = facts.current_answers(frame(row("URY", "yes"), row("CHL")))
    assert facts.answer_count(rows) == 1


def pairs(*counts: tuple[str, str, int]) -> list[dict[str, object]]:
    countries = iter(codebook().countries)
    return [
        row(next(countries), first, second_coder="B", second_answer=second)
        for first, second, n in counts
        for _ in range(n)
    ]


def test_agreement_is_reckoned_as_cohen_did() -> None:
    rows = frame(*pairs(("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)))
    found = facts.coder_agreement(rows)
    assert found is not None
    assert (found.compared, found.same, found.share) == (50, 35, 0.7)
    assert found.kappa == pytest.approx(0.4)


def test_agreement_without_choice_has_no_kappa() -> None:
    found = facts.coder_agreement(frame(*pairs(("yes", "yes", 4))))
    assert found is not None
    assert (found.share, found.kappa) == (1.0, None)


def test_chance_is_that_of_each_question() -> None:
    rows = frame(
        row("URY", "yes", second_coder="B", second_answer="yes"),
        row("URY", "yes", "military_vote", second_coder="B", second_answer="yes"),
        row("CHL", "no", second_coder="B", second_answer="no"),
        row("CHL", "yes", "military_vote", second_coder="B", second_answer="yes"),
    )
    found = facts.coder_agreement(rows)
    assert found is not None
    assert found.kappa == pytest.approx(1.0)


def test_nobody_compared_is_no_agreement() -> None:
    assert facts.coder_agreement(frame(row("URY", "yes"))) is None
