"""A comment says what it says, and neither who wrote it nor what the program adds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.intake.sandbox.opening.own_words import LONGEST, own_words, without_notice

NAMES = frozenset({"Ana Secreta", "Bob", "Luz Otra", "ana@mod.example", "tc={E7-C0}", ""})
LINK = "https://go.microsoft.com/fwlink/?linkid=870924"
ENGLISH = f"[Threaded comment]\n\nYour version of Excel allows … Learn more: {LINK}\n\n"
FRENCH = f"[Commentaire à thread]\n\nVotre version d’Excel … En savoir plus : {LINK}\n\n"
SPANISH = f"[Comentario encadenado]\n\nSu versión de Excel … Más información: {LINK}\n\n"
ARABIC = f"[تعليق مترابط]\n\nيتيح لك إصدار Excel … معرفة المزيد: {LINK}\n\n"
NET = "net of pensions"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (NET, NET),
        (f"Ana Secreta:\n{NET}", NET),
        (f"ana  secreta :\r\n{NET}", NET),
        (f"{NET} – Ana Secreta", NET),
        (f"{NET} (Ana Secreta, 2026-03-01)", NET),
        (f"{NET}\n-- Bob", NET),
        (f"Ana Secreta 2026-03-01 10:22: {NET}", NET),
        (f"Ana Secreta, 3/1/2026:\n{NET}", NET),
        ("Ana Secreta:\nfirst\nBob:\nsecond\nLuz Otra: third", "first second third"),
        (f"{NET}\n\t-Ana Secreta\nreally?\n\t-Bob", NET),
        (f"@Ana Secreta is this {NET}?", f"is this {NET}?"),
        ("@Eva Nueva is this net?", "is this net?"),
        ("ask ana@mod.example first", "ask first"),
        ("Ana Secreta", ""),
        ("Ana Secreta:\n", ""),
        ("Eva Nueva:\n200", "200"),
        (f"{ENGLISH}Comment:\n    includes reserves\nReply:\n    @Bob sure?", "includes reserves"),
        (f"{ENGLISH}Comment:\n    two lines\nthe second: here", "two lines the second: here"),
        (f"{FRENCH}Commentaire :\n     hors pensions\nRéponse :\n     sûr ?", "hors pensions"),
        (f"{SPANISH}Comentario:\n    sin reserva\nRespuesta:\n    sí", "sin reserva"),
        (f"{ARABIC}تعليق:\n    بدون معاشات\nرد:\n    نعم", "بدون معاشات"),
    ],
)
def test_only_the_comments_own_words_remain(written: str, words: str) -> None:
    assert own_words(written, NAMES) == words


@pytest.mark.parametrize(
    "written",
    [
        "Excluding: pensions",
        "[est.] see table 4",
        "at @2015 prices and @current ones",
        "2020-01-01 is the day of the census",
        "Bobby's river, the Bob, and its guards",
        "Includes: air force; reserve (part-time)",
        "https://example.org/a?b=c",
        "",
    ],
)
def test_what_is_no_name_stays(written: str) -> None:
    assert own_words(written, NAMES) == written


def test_a_heading_in_bold_is_a_name_and_one_of_a_comment_with_an_author_is_not() -> None:
    assert own_words("Eva:\n200", (), bold="Eva:") == "200"
    assert own_words("Air Force Reserve:\n200", (), author="Bob") == "Air Force Reserve: 200"


def test_a_copy_of_a_thread_without_a_link_is_known_by_its_author() -> None:
    copied = "[Aviso]\n\nTexto sin dirección.\n\nComentario:\n    neto\nRespuesta:\n    ok"
    assert own_words(copied, (), author="tc={E7}") == "neto"


@pytest.mark.parametrize("before", ["", "row's own note. "])
def test_a_stored_note_loses_the_notice_and_the_replies(before: str) -> None:
    line = " ".join(f"{ENGLISH}Comment:\n    includes it\nReply:\n    @Ana Secreta sure?".split())
    assert without_notice(f"{before}{line}") == f"{before}includes it"
    assert without_notice(NET) == NET


@given(st.text(alphabet="Ana Secreta:\n\t-@([,2026.é", max_size=60))
def test_no_comment_ends_with_an_error_or_with_a_full_name(written: str) -> None:
    words = own_words(written, NAMES)
    assert "ana secreta" not in words.casefold()
    assert "\n" not in words


@pytest.mark.parametrize(
    "piece", ["(", "\t", "- ", "A b ", ":\n", "@A ", "Ana ", "Ana Secreta:", "a.\n", "[", "2026-"]
)
def test_a_comment_longer_than_a_cell_can_hold_is_cut(piece: str) -> None:
    assert len(own_words(piece * (2_000_000 // len(piece)), NAMES)) <= LONGEST
