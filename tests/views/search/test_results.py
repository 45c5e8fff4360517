"""Found records by kind, in the reader's language, each with the way to where it is shown."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine

from atlas.i18n import translator
from atlas.store import reading
from atlas.store.kinds import KINDS
from atlas.store.search import known_words, phrases, search_records
from atlas.views.documents import documents, language_of
from atlas.views.search import results as search_results
from atlas.views.search.results import HitGroup
from tests.invented import add_staff, approve, draft, release
from tests.invented_records import RECORDS, batch_of, document, participation

T = translator("en")


@pytest.fixture
def filled(sqlite_engine: Engine) -> Engine:
    add_staff(sqlite_engine)
    given = [*RECORDS, participation("URY", "UN", "member"), document("PER", "law", "Undated act")]
    approve(sqlite_engine, batch_of(*given))
    release(sqlite_engine, "2026.1", draft())
    return sqlite_engine


def frames(engine: Engine) -> dict[str, pd.DataFrame]:
    return {kind: reading.read_records(engine, KINDS[kind]) for kind in search_results.KINDS}


def find(
    engine: Engine,
    asked: str,
    years: tuple[int | None, int | None] = (None, None),
    lang: str = "en",
) -> list[HitGroup]:
    left = search_results.filter_hits(search_records(engine, asked), frames(engine), years)
    return search_results.hit_groups(left, phrases(asked), 10, translator(lang))


def text(segments: search_results.Segments) -> str:
    return "".join(part for part, _ in segments)


def test_a_word_in_any_language_finds_records_of_all_kinds(filled: Engine) -> None:
    for asked in ("ejército", "army", "جيش"):
        groups = {group.kind: group for group in find(filled, asked)}
        assert list(groups) == ["document", "institution"]
        assert text(groups["document"].hits[0].title) == "Ley del Ejército Inventado 17"
        assert ("Ejército", True) in groups["document"].hits[0].title


def test_every_kind_leads_to_where_it_is_shown(filled: Engine) -> None:
    shown = {}
    for asked in ("conscientious", "invented academy", "president", "united nations", "ley"):
        for group in find(filled, asked):
            shown[group.kind] = (group.hits[0].page, group.hits[0].query)
    assert shown == {
        "judgement": (
            "/law",
            {
                "question": "conscientious_objection",
                "tile": f"{shown['judgement'][1]['tile'][:3]}.conscientious_objection",
            },
        ),
        "event": ("/timeline", {"country": "URY"}),
        "institution": ("/institutions", {"country": shown["institution"][1]["country"]}),
        "participation": ("/memberships", {"country": "URY", "organisation": "UN"}),
        "document": ("/documents", {"country": "CHL"}),
    }


def test_an_answer_is_titled_by_its_question_and_said_in_the_language(filled: Engine) -> None:
    hit = find(filled, "conscientious objection")[0].hits[0]
    assert text(hit.title).startswith("Does the law recognise conscientious objection")
    names = {text(h.country_name) for h in find(filled, "objection", lang="es")[0].hits}
    assert names == {"Uruguay", "Chile"}


def test_years_leave_what_is_dated_in_them(filled: Engine) -> None:
    groups = {g.kind: g for g in find(filled, "invented", (1998, 1999))}
    assert [text(h.title) for h in groups["event"].hits] == [
        "Women admitted to the invented academy"
    ]
    assert "institution" not in groups


def test_kinds_of_documents_leave_documents_only(filled: Engine) -> None:
    left = search_results.filter_hits(
        search_records(filled, "invention"), frames(filled), (None, None), ["constitution"]
    )
    assert list(left) == ["document"]
    assert left["document"]["document"].tolist() == ["constitution"]


def test_a_group_says_how_many_it_does_not_show(filled: Engine) -> None:
    left = search_results.filter_hits(
        search_records(filled, "invented"), frames(filled), (None, None)
    )
    group = search_results.hit_groups(left, [], 1, T)[0]
    assert len(group.hits) == 1
    assert group.total > 1


def test_documents_are_read_with_language_and_link(filled: Engine) -> None:
    rows = reading.read_records(filled, KINDS["document"])
    made = {d.title: d for d in documents(rows, translator("fr"))}
    law = made["Ley del Ejército Inventado"]
    assert (law.language, law.url, law.number) == ("espagnol", "https://invented.example/law", "17")
    assert made["Undated act"].date == ""


def test_an_unknown_language_stays_a_code() -> None:
    assert language_of("xqx", "en") == "xqx"
    assert language_of("", "en") == ""


def test_known_words_are_those_of_records_and_of_the_codebook(
    filled: Engine, tmp_path: Path
) -> None:
    known = known_words(filled)
    assert {"ley", "inventado", "ejercito", "uruguay"} <= known
    assert "Ejército" not in known
