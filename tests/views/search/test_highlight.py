"""What a search found is marked where it stands, folded as the search folds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.store.search import fold_words, phrases
from atlas.views.search.highlight import highlight_segments, snippet


def hits(text: str, asked: str) -> list[str]:
    return [part for part, hit in highlight_segments(text, phrases(asked)) if hit]


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("El Ejército Nacional", "ejercito", ["Ejército"]),
        ("El Ejército Nacional", "army", ["Ejército"]),
        ("أُنشئ الجَيْشُ سنة 1952", "جيش", ["الجَيْشُ"]),
        ("The Army; the army's staff", "armée de terre", ["Army", "army"]),
        ("Armed Forces of Invention", "armed forces", ["Armed Forces"]),
        ("Constitutional reform", "constitution", ["Constitutional"]),
        ("an old AN", "an old", ["old"]),
        ("Cote d’Ivoire and Côte d'Ivoire", "Côte d'Ivoire", ["Cote d’Ivoire", "Côte d'Ivoire"]),
        ("nothing of it", "army", []),
        ("e\u0301cole d’état-major", "ecole", ["e\u0301cole"]),
    ],
)
def test_words_are_marked_as_they_are_written(text: str, asked: str, found: list[str]) -> None:
    assert hits(text, asked) == found


def test_only_the_last_word_of_a_phrase_is_a_beginning() -> None:
    assert highlight_segments("armies forces", [("armi", "forces")]) == (("armies forces", False),)
    assert highlight_segments("armi forces", [("armi", "for")]) == (("armi forces", True),)


def test_touching_marks_are_one() -> None:
    assert highlight_segments("national army", [("national", "army"), ("army",)]) == (
        ("national army", True),
    )


@given(st.text(max_size=200), st.text(max_size=30))
def test_no_sign_of_a_text_is_lost(text: str, asked: str) -> None:
    parts = highlight_segments(text, [tuple(words)] if (words := fold_words(asked)) else [])
    assert "".join(part for part, _ in parts) == text


def test_a_snippet_stands_about_the_first_mark() -> None:
    text = "one " * 200 + "the army rebelled " + "two " * 200
    parts = snippet(text, phrases("army"))
    said = "".join(part for part, _ in parts)
    assert ("army", True) in parts
    assert said.startswith("…")
    assert said.endswith("…")
    assert len(said) < 260


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("the army", phrases("army")) == (("the ", False), ("army", True))


def test_a_snippet_without_a_mark_is_the_beginning() -> None:
    said = "".join(part for part, _ in snippet("word " * 200, phrases("army")))
    assert said.startswith("word word")
