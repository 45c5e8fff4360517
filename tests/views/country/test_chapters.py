"""What a country's page says beside its figures, in the chapter where it belongs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from atlas.codebook import codebook
from atlas.store.kinds import DOCUMENT
from atlas.store.reading import columns
from atlas.views.country.chapters import ChapterContents, Records, country_records
from tests.analysis.judged import frame, row
from tests.analysis.records import events, participations
from tests.views.institutions.organisations import STATE, TIES, T, institutions, relations


def papers(*rows: tuple[str, str]) -> pd.DataFrame:
    """Return documents of Uruguay from (title, date)."""
    blank: dict[str, object] = dict.fromkeys(columns(DOCUMENT), "")
    given = {"country": "URY", "document": "law", "method": "coded", "reliability": "stated"}
    made = [blank | given | {"title": t, "date": d} for t, d in rows]
    return pd.DataFrame(made, columns=columns(DOCUMENT)).astype(object)


def said(**changes: pd.DataFrame) -> Records:
    """Return Uruguay's records, empty unless given."""
    given: Mapping[str, pd.DataFrame] = {
        "judgement": frame(),
        "document": papers(),
        "participation": participations(),
        "institution": institutions(),
        "relation": relations(),
        "event": events(),
    }
    return country_records("URY", {**given, **changes}, T)


def test_each_theme_has_its_answers_and_its_open_questions() -> None:
    made = said(judgement=frame(row("URY", "yes")))
    part = made.parts["service"]
    assert [a.text for a in part.answers] == [
        "Does the law recognise conscientious objection to military service?"
    ]
    assert part.answers[0].newest[0].answer == "Yes"
    assert "Conscientious objection" not in part.open_questions
    questions = codebook().questions.values()
    for theme, other in made.parts.items():
        asked = [q for q in questions if q.theme == theme]
        assert len(other.answers) + len(other.open_questions) == len(asked)


def test_the_newest_year_stands_first_with_every_source_and_the_rest_is_kept() -> None:
    given = frame(
        row("URY", "no", period="2010"),
        row("URY", "yes", period="2026"),
        row("URY", "partly", period="2026", source_id="other"),
    )
    answer = said(judgement=given).parts["service"].answers[0]
    assert [j.answer for j in answer.newest] == ["Yes", "Partly"]
    assert [(j.answer, j.year) for j in answer.earlier] == [("No", "2010")]


def test_an_older_answer_outranks_a_newer_silence() -> None:
    given = frame(row("URY", "yes", period="2010"), row("URY", period="2026"))
    answer = said(judgement=given).parts["service"].answers[0]
    assert [(j.answer, j.reason) for j in answer.newest] == [("Yes", "")]
    assert [(j.reason, j.year) for j in answer.earlier] == [("withheld", "2026")]


def test_a_stated_silence_alone_is_shown_as_one() -> None:
    answer = said(judgement=frame(row("URY"))).parts["service"].answers[0]
    assert answer.newest[0].reason == "withheld"
    assert not answer.based


@pytest.mark.parametrize(("law", "based"), [("", False), ("Act", True)])
def test_an_answer_knows_whether_a_law_is_named(law: str, based: bool) -> None:
    answer = said(judgement=frame(row("URY", "yes", law=law))).parts["service"].answers[0]
    assert answer.based is based


def test_documents_are_in_the_legal_framework_newest_first() -> None:
    made = said(document=papers(("Old act", "1951"), ("New act", "2019-03")))
    assert [d.title for d in made.parts["legal"].documents] == ["New act", "Old act"]
    assert made.parts["budget"] == ChapterContents(
        open_questions=made.parts["budget"].open_questions
    )


def test_institutions_stand_in_their_chapter() -> None:
    made = said(institution=institutions(*STATE), relation=relations(*TIES))
    chart = made.parts["institutions"].organisation
    assert chart
    assert len(chart.nodes) == len(STATE)
    assert not said().parts["institutions"]


def test_memberships_are_grouped_security_first() -> None:
    rows = participations(
        ("URY", "Mercosur", "member"), ("URY", "OPANAL", "member"), ("URY", "NATO", "partner")
    )
    groups = said(participation=rows).parts["missions"].memberships
    fields = [name for name, _ in groups]
    assert fields[0] == "Security and defence"
    assert [m.code for m in groups[0][1]] == ["NATO"]
    assert groups[0][1][0].cell.status.name == "Partner"


def test_events_are_newest_first() -> None:
    rows = events(("URY", "women", "1998", "b"), ("URY", "reform", "2005-08", "a"))
    assert [e.title for e in said(event=rows).events] == ["a", "b"]
