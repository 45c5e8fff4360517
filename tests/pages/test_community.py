"""The community's page: founding facts in four languages, members as they chose, exchange."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from atlas.community.entries import mine, published_entries, published_entry
from atlas.community.proposing import decide_proposal
from atlas.i18n import LANGUAGES, country_name
from atlas.settings import DATA
from atlas.store import engine
from tests.community.conftest import organisation
from tests.invented import EDITOR, REVIEWER
from tests.pages.community_people import MEMBERS, PSEUDONYM, PUBLIC, VOICE, gather, press, store
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html
from tests.pages.test_account import sign_in


def seeds(file: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((DATA / "community" / f"{file}.toml").read_text(encoding="utf-8"))


CONCEPT, ROAD = seeds("concept"), seeds("road")
WHEN = {
    "en": ["July 2017", "September 2017", "May 2018", "August 2018", "December 2018"],
    "fr": ["juillet 2017", "septembre 2017", "mai 2018", "août 2018", "décembre 2018"],
    "es": ["julio 2017", "septiembre 2017", "mayo 2018", "agosto 2018", "diciembre 2018"],
    "ar": ["يوليو 2017", "سبتمبر 2017", "مايو 2018", "أغسطس 2018", "ديسمبر 2018"],
}
LAST = {
    "en": "Nov 24\u2009–\u200926, 2019",
    "fr": "24–26 nov. 2019",
    "es": "24–26 de noviembre de 2019",
    "ar": "24–26 نوفمبر 2019",
}


@pytest.fixture(scope="module", autouse=True)
def people(invented_home: Path) -> dict[str, str]:
    return gather()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_mission_vision_and_objectives_are_shown_exactly(open_page: Opener, lang: str) -> None:
    app = open_page("community", lang=lang)
    assert not app.exception
    page = html(app)
    for each in [*CONCEPT["statement"], *CONCEPT["objective"]]:
        for part in ("title", "body", "statement"):
            if part in each:
                assert each[part][lang] in page  # type: ignore[index]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_road_so_far_has_its_seven_stations(open_page: Opener, lang: str) -> None:
    page = html(open_page("community", lang=lang, view="road"))
    assert page.count('class="number"') == len(ROAD["meeting"]) == 7
    for each in ROAD["meeting"]:
        assert each["title"][lang] in page  # type: ignore[index]
        assert country_name(str(each["country"]), lang) in page
    assert ROAD["meeting"][-1]["about"][lang] in page  # type: ignore[index]
    for when in (*WHEN[lang], LAST[lang]):
        assert when in page


def test_a_text_is_changed_in_one_language_and_its_versions_stay(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "edit=statement-vision" not in html(open_page("community"))
    sign_in(monkeypatch, EDITOR)
    assert "edit=statement-vision" in html(open_page("community"))
    app = open_page("community", edit="statement-vision", lang="es")
    app.text_area(key="statement-statement-vision-body-es").set_value("Palabras nuevas.")
    app = press(app, next(b.label for b in app.button if "FormSubmitter" in str(b.key)))
    assert not app.exception
    (made,) = [e for e in mine(engine(), by=EDITOR) if e.entry == "statement-vision"]
    decide_proposal(engine(), made.number, let=True, by=REVIEWER)
    before = CONCEPT["statement"][1]["body"]
    assert published_entry(engine(), "statement-vision").content.body == before | {
        "es": "Palabras nuevas."
    }  # type: ignore[operator]
    page = html(open_page("community", lang="es"))
    assert "Palabras nuevas." in page
    assert before["es"] in page, "the earlier version is kept"  # type: ignore[index]


def test_each_member_is_seen_as_it_chose(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, people: dict[str, str]
) -> None:
    page = html(open_page("community", view="directory"))
    assert PUBLIC in page
    assert VOICE in page
    assert "1 more organisation is seen by members only" in page
    for hidden in (MEMBERS, PSEUDONYM, "Lebanon", people[MEMBERS]):
        assert hidden not in page
    sign_in(monkeypatch, PUBLIC)
    page = html(open_page("community", view="directory"))
    assert MEMBERS in page
    assert "Your organisation" in page
    assert PSEUDONYM not in page
    assert "Lebanon" not in page


def test_the_directory_is_filtered_by_region_and_expertise(
    open_page: Opener, people: dict[str, str]
) -> None:
    page = html(open_page("community", view="directory", region="africa", theme="justice"))
    assert "Police reform." in page
    assert VOICE not in page
    page = html(open_page("community", view="directory", region="africa", theme="budget"))
    assert "No member organisation that you can see matches this choice." in page
    alone = open_page("community", organisation=people[PUBLIC])
    assert alone.query_params.get("view") is None
    assert "Police reform." in html(alone)
    assert VOICE not in html(alone)


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ({"view": "direktory"}, "directory"),
        ({"view": "directory", "region": "afrika"}, "africa"),
        ({"view": "exchange", "theme": "bugdet"}, "budget"),
        ({"view": "road", "edit": "meeting-berlin-2018"}, "meeting-berlin-2019"),
        ({"organisation": "organisation-1"}, "organisation-1"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(
    open_page: Opener, query: dict[str, str], near: str
) -> None:
    app = open_page("community", **query)
    assert not app.exception
    assert near in complaints(app)


def test_a_hidden_organisation_is_not_found_by_its_id(
    open_page: Opener, people: dict[str, str]
) -> None:
    app = open_page("community", organisation=people[MEMBERS])
    assert "There is no entry" in complaints(app)
    assert MEMBERS not in html(app)
    app = open_page("community", view="directory", edit=people[MEMBERS])
    assert MEMBERS not in html(app) + " ".join(str(i.value) for i in app.text_input)


def test_a_member_changes_its_own_entry_and_no_other(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, people: dict[str, str]
) -> None:
    sign_in(monkeypatch, MEMBERS)
    app = open_page("community", view="directory", edit=people[PUBLIC])
    assert "Members can only change the entry of their own organisation." in html(app)
    app = open_page("community", view="directory", edit=people[MEMBERS])
    name = app.text_input(key=f"organisation-{people[MEMBERS]}-name")
    assert name.value == MEMBERS
    name.set_value("")
    app = press(app, "Propose it")
    assert "Fill in “Name”." in complaints(app)
    app.text_input(key=f"organisation-{people[MEMBERS]}-name").set_value("Bintang Institute")
    app = press(app, "Propose it")
    assert "awaiting review by another person" in " ".join(s.value for s in app.success)
    assert "Bintang Institute" in html(app), "it stands under “Yours”"
    assert published_entry(engine(), people[MEMBERS]).content.name == MEMBERS


def test_leaving_takes_two_steps(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = organisation(engine(), "Dune", "mena", visibility="public")
    sign_in(monkeypatch, "Dune")
    app = press(open_page("community", view="directory"), "Hide our name from the public")
    assert "Only members can see" in " ".join(s.value for s in app.success)
    assert not [b for b in app.button if b.key == "hide"]
    app = press(app, "Leave the community")
    assert app.query_params["edit"] in ("leave", ["leave"])
    assert "Backups made before" in html(app)
    assert app.button(key="erase").disabled
    app = app.checkbox(key="sure").check().run()
    app = app.button(key="erase").click().run()
    assert "is erased" in " ".join(s.value for s in app.success)
    assert entry not in {e.entry for e in published_entries(engine(), "organisation")}
    assert "Dune" not in html(open_page("community", view="directory")).replace(">Dune</a>", "")


def test_a_case_tells_what_worked_and_what_did_not(open_page: Opener) -> None:
    words = {"title": {"es": "Cómo influimos"}, "context": {"es": "Un contexto."}}
    parts = {"worked": {"es": "Una tabla."}, "failed": {"es": "Una carta."}}
    store("practice", MEMBERS, region="asia", **words, **parts)
    page = html(open_page("community", view="practice"))
    for said in ("Cómo influimos", "Una tabla.", "What did not", "Una carta.", "in Spanish"):
        assert said in page
    assert "A member organisation in Asia" in page
    assert MEMBERS not in page
    page = html(open_page("community", view="practice", region="africa"))
    assert "No cases from this region yet." in page


def test_a_need_meets_an_offer_of_another_region(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    store("exchange", MEMBERS, side="need", theme="budget", region="asia", words={"en": "Teacher"})
    offer = {"side": "offer", "theme": "budget", "region": "africa", "words": {"en": "A course"}}
    store("exchange", PUBLIC, **offer)
    past = {**offer, "words": {"en": "Long ago"}, "until": "2020-01"}
    store("exchange", PUBLIC, **past)
    page = html(open_page("community", view="exchange"))
    assert "across regions" in page
    assert page.index("Teacher") < page.index("A course")
    assert "Long ago" not in page
    page = html(open_page("community", view="exchange", theme="justice"))
    assert "No need matches an offer here." in page
    sign_in(monkeypatch, PUBLIC)
    app = press(open_page("community", view="exchange"), "Ask for something or offer it")
    app.text_area(key="exchange-new-words-en").set_value("Software")
    app = press(app, "Propose it")
    assert "Fill in “Theme”." in complaints(app)
    app.selectbox(key="exchange-new-theme").set_value("oversight")
    app.selectbox(key="exchange-new-region").set_value("africa")
    app = press(app, "Propose it")
    assert "awaiting review by another person" in " ".join(s.value for s in app.success)
    assert "Software" in html(app)


def test_another_view_closes_the_form_and_lets_go_of_one_organisation(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, people: dict[str, str]
) -> None:
    sign_in(monkeypatch, EDITOR)
    app = open_page("community", organisation=people[PUBLIC], edit="new")
    app = app.segmented_control(key="url-view").set_value("about").run()
    assert not {"edit", "organisation", "view"} & set(app.query_params)
    assert not complaints(app)
    assert "Mission" in html(app)
