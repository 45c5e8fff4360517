"""Search finds the same on both databases, in four languages, and never breaks on a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine

from atlas import editorial
from atlas.errors import UnknownRelease
from atlas.intake.draft import DraftEvent, DraftRecord
from atlas.store.search import (
    LONGEST_QUESTION,
    SMALL,
    fold_words,
    search_records,
    words_asked,
    words_of,
)
from tests import invented_records as given_records
from tests.conftest import administer
from tests.invented import PUBLISHER, add_staff, approve

RECORDS: tuple[DraftRecord, ...] = (
    *given_records.RECORDS,
    given_records.institution("EGY", "land-forces", "army", "Invented Host", "جيش الاختراع"),
    given_records.event("FRA", "reform", "2001", "L’armée de terre inventée est réformée"),
    given_records.participation("URY", "UN", "member"),
    # Hostile words are words.
    given_records.event("PER", "law", "2011", 'A "quoted" AND (bracketed) OR law\'s title*'),
)


def fill(engine: Engine) -> Engine:
    add_staff(engine)
    approve(engine, given_records.batch_of(*RECORDS))
    editorial.publish(engine, label="2026.1", by=PUBLISHER)
    later = given_records.event("KEN", "reform", "2026", "Invented reform in a later release")
    approve(engine, given_records.batch_of(later))
    editorial.publish(engine, label="2026.2", by=PUBLISHER)
    return engine


@pytest.fixture(scope="module")
def sqlite_filled(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path = tmp_path_factory.mktemp("search") / "atlas.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    from atlas.store import engine as open_engine

    return fill(open_engine(f"sqlite:///{path}"))


@pytest.fixture(scope="module")
def postgres_filled(postgres_server: str) -> Iterator[Engine]:
    administer(postgres_server, "CREATE DATABASE searched TEMPLATE migrated")
    url = f"{postgres_server}/searched".replace("postgresql:", "postgresql+psycopg:")
    made = create_engine(url)
    yield fill(made)
    made.dispose()
    administer(postgres_server, "DROP DATABASE searched WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def filled(request: pytest.FixtureRequest) -> Engine:
    made: Engine = request.getfixturevalue(f"{request.param}_filled")
    return made


def found(engine: Engine, asked: str, **more: object) -> set[tuple[str, str]]:
    frame = search_records(engine, asked, **more)  # type: ignore[arg-type]
    assert list(frame.columns) == ["kind", "id", "country"]
    assert frame.index.tolist() == list(range(len(frame)))
    assert frame["id"].is_unique
    return set(zip(frame["kind"], frame["country"], strict=True))


ARMIES = {
    ("institution", "URY"),
    ("institution", "EGY"),
    ("document", "CHL"),
    ("event", "FRA"),
}


@pytest.mark.parametrize(
    "asked",
    ["Ejército", "ejercito", "EJÉRCITO", "جيش", "الجيش", "army", "Army", "Armée de terre",
     "armee de terre", "the army", "el ejército", "  army!?  "],
)  # fmt: skip
def test_an_army_is_found_in_every_language(filled: Engine, asked: str) -> None:
    assert found(filled, asked) == ARMIES


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("National Army", {("institution", "URY")}),
        ("army Uruguay", {("institution", "URY")}),
        ("ejército de Uruguay", {("institution", "URY")}),
        ("الجيش في أورغواي", {("institution", "URY")}),
        ("army of Chili", {("document", "CHL")}),  # the French name
        ("constitution promulg", {("event", "URY")}),
        ("ministère de la défense", {("institution", "URY")}),
        ("ministry of defense Uruguay", {("institution", "URY")}),
        ("mujeres", {("event", "URY")}),
        ("golpe de Estado", set()),
        ("united nations", {("participation", "URY")}),
        ("UN member", {("participation", "URY")}),
        ("armada", {("institution", "CHL")}),
        ('quoted AND "bracketed"', {("event", "PER")}),
        ("xyzzy", set()),
        ("army xyzzy", set()),
    ],
)
def test_several_words_narrow_a_search(
    filled: Engine, asked: str, expected: set[tuple[str, str]]
) -> None:
    assert found(filled, asked) == expected


@pytest.mark.parametrize("asked", ["", " ", "…", "\0", '"', "*", "()", "_", "ـ", "'' -- ;"])
def test_a_question_without_a_word_finds_nothing(filled: Engine, asked: str) -> None:
    assert found(filled, asked) == set()


@pytest.mark.parametrize(
    "asked",
    [
        '"army"', "army*", "army)", "(army", "army AND", "AND army", "NOT army", "army OR",
        "army NEAR(army, 2)", "words:army", "^army", "army+", "-army", "{army}", "army & !",
        "army | ", "army <-> army", "army:*", "'army'", "\\army", "army\0", "army\0navy", "%_",
        "'; DROP TABLE search_text; --", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode(
            "utf-16"), "1e5 army", "3.14", "a@b.example", "https://army.example/x?y=z", "\ud800",
    ],
)  # fmt: skip
def test_signs_that_a_database_could_take_for_operators_are_only_signs(
    filled: Engine, asked: str
) -> None:
    found(filled, asked)
    assert found(filled, "army") == ARMIES


@pytest.mark.parametrize(
    "asked",
    ["army " * 5_000, "x" * 100_000, "é" * 5_000, "جيش " * 1_000,
     " ".join(f"w{n}" for n in range(3_000)), "a " * 3_000, "army navy police " * 20],
    ids=["words", "letters", "accents", "arabic", "different", "small", "concepts"],
)  # fmt: skip
def test_a_question_without_end_is_cut(filled: Engine, asked: str) -> None:
    found(filled, asked)
    assert len(words_asked(asked)) <= 40


def test_a_small_word_alone_is_searched(filled: Engine) -> None:
    assert ("document", "CHL") in found(filled, "del")


def test_kinds_and_countries_narrow_a_search(filled: Engine) -> None:
    assert found(filled, "army", kinds=["institution"]) == {
        ("institution", "URY"), ("institution", "EGY"),
    }  # fmt: skip
    assert found(filled, "army", countries=["CHL", "FRA"]) == {
        ("document", "CHL"),
        ("event", "FRA"),
    }
    assert found(filled, "army", countries=[]) == set()
    assert found(filled, "army", kinds=["relation", "observation"]) == set()


def test_an_older_release_is_searched_as_it_was(filled: Engine) -> None:
    assert found(filled, "later release") == {("event", "KEN")}
    assert found(filled, "later release", release="2026.1") == set()
    with pytest.raises(UnknownRelease, match=r"2026\.2"):
        search_records(filled, "army", release="2027.9")


def test_both_databases_find_alike(request: pytest.FixtureRequest) -> None:
    sqlite = request.getfixturevalue("sqlite_filled")
    postgres = request.getfixturevalue("postgres_filled")
    for asked in ("invented", "1967", "reform", "invented yearbook sentence", "Ley del", "12"):
        assert set(search_records(sqlite, asked)["id"]) == set(
            search_records(postgres, asked)["id"]
        ), asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ejército", "EJERCITO"),
        ("الجَيْش", "جيش"),
        ("والجيش", "للجيش"),
        ("الألعاب", "ألعاب"),
        ("مدرسة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("جـــيش", "جيش"),
        ("١٩٩٩", "1999"),
        ("Straße", "STRASSE"),
        ("ﬁre", "fire"),
        ("Łódź", "łódź"),
        ("İstanbul", "istanbul"),
    ],
)
def test_spellings_of_one_word_are_folded_alike(one: str, other: str) -> None:
    assert fold_words(one) == fold_words(other) != []


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold_words(text)
    assert fold_words(" ".join(once)) == once


WORDS = st.sampled_from(
    ['"', "*", "AND", "(", ")", "\0", "army", "الجيش", "de", ":", "-", "'", "&"]
)
ASKED = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asked=ASKED)
def test_no_question_breaks_sqlite(sqlite_filled: Engine, asked: str) -> None:
    found(sqlite_filled, asked)


@pytest.mark.postgres
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asked=ASKED)
def test_no_question_breaks_postgres(postgres_filled: Engine, asked: str) -> None:
    found(postgres_filled, asked)


def test_a_record_of_endless_text_is_stored_and_found(staffed: Engine) -> None:
    long = given_records.event("URY", "law", "2001", "Endless")
    assert isinstance(long, DraftEvent)
    endless = replace(long, evidence="".join(f"w{n}x " for n in range(400_000)) + "y" * 5_000)
    approve(staffed, given_records.batch_of(endless))
    editorial.publish(staffed, label="2026.1", by=PUBLISHER)
    assert found(staffed, "endless w17x") == {("event", "URY")}


def test_search_reads_texts_country_and_codes() -> None:
    from atlas.store.kinds import KINDS

    row = {"title": "Ley", "evidence": None, "note": "", "country": "URY", "event": "law"}
    assert words_of(KINDS["event"], row).split() == ["ley", "uruguay", "law", "or", "decree"]
    assert {"the", "de", "el"} < SMALL
    assert LONGEST_QUESTION == 2_000
