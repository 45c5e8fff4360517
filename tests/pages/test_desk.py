"""Upload, review, publish and what changed, as an editor, a reviewer and a reader see them."""

from __future__ import annotations

from io import BytesIO

import pytest
from streamlit.testing.v1 import AppTest

from atlas import editorial
from atlas.editorial import drafts, reading, reviews
from atlas.i18n import LANGUAGES, translator
from atlas.intake.draft import Batch
from atlas.intake.sandbox.errors import KINDS, stop_error
from atlas.intake.sandbox.limits import reader_limits
from atlas.store import engine, frames
from tests.editorial.sheets import long_sheet
from tests.intake.sandbox.hostile import FILES
from tests.invented import EDITOR, PUBLISHER, REVIEWER
from tests.pages.conftest import Opener
from tests.pages.test_account import shown, sign_in
from ui import background


def text(app: AppTest) -> str:
    """Return all that the page says, complaints too (see test_pages)."""
    kept = app.session_state
    waiting = kept["complaints"] if "complaints" in kept else []  # noqa: SIM401
    said = [e.value for kind in ("warning", "error", "caption", "info") for e in app.get(kind)]
    return " ".join([shown(app), *said, *map(str, waiting)])


def started(*rows: str, by: str = EDITOR) -> int:
    return drafts.start(engine(), long_sheet(*rows), by=by, name="figures.csv")


def submitted(*rows: str, by: str = EDITOR) -> int:
    held = drafts.own_draft(engine(), started(*rows, by=by), by=by)
    found = reading.read_upload(engine(), reading.reading_key(held.sha256, {}, []), held.file)
    return drafts.submit_draft(engine(), held.id, found, by=by)


def status(number: int) -> str:
    known = editorial.submissions(engine()).set_index("id")["status"]
    return str(known[number])


@pytest.mark.parametrize("page", ["upload", "review"])
def test_a_reader_is_told_to_sign_in(open_page: Opener, page: str) -> None:
    app = open_page(page)
    assert not app.exception
    assert not app.title and not app.button
    assert "/sign-in" in shown(app)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "title"), [("upload", "Upload"), ("review", "Review and publish")]
)
def test_the_desk_opens_in_every_language(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, page: str, title: str, lang: str
) -> None:
    sign_in(monkeypatch, PUBLISHER)
    app = open_page(page, lang=lang)
    assert not app.exception
    assert [t.value for t in app.title] == [translator(lang)(title)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", ["table", "map"])
def test_what_changed_in_every_language(open_page: Opener, lang: str, view: str) -> None:
    app = open_page("changes", lang=lang, view=view)
    assert not app.exception
    t = translator(lang)
    assert app.title[0].value == t("From release {old} to {new}", old="2026.1", new="2026.2")
    if view == "table" and lang == "en":
        said = shown(app)
        assert "Military expenditure, share of GDP: 1 changed." in said
        assert "Uruguay" in said and ">2<" in said and ">2.5<" in said


def test_an_unknown_release_is_answered_with_the_nearest(open_page: Opener) -> None:
    app = open_page("changes", **{"from": "2020.1"})
    assert not app.exception and "2026.2" in text(app)


def test_changes_of_a_country_without_any(open_page: Opener) -> None:
    app = open_page("changes", country="KEN", indicator="milex_gdp")
    assert not app.exception and "Nothing differs." in shown(app)


def test_a_chosen_file_becomes_a_draft(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(monkeypatch, EDITOR)
    app = open_page("upload")
    content = long_sheet("URY,milex_gdp,2019,1.9").getvalue()
    app.file_uploader[0].set_value(("sheet.csv", content, "text/csv")).run()
    assert not app.exception
    number = int(app.query_params["draft"][0])
    assert drafts.own_draft(engine(), number, by=EDITOR).file == "sheet.csv"
    assert "None: every cell could be read." in shown(app)


def test_problems_are_shown_with_their_cells(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, EDITOR)
    number = started("Urugay,milex_gdp,2024,2.5", "CHL,milex_gdp,soon,1.5")
    app = open_page("upload", draft=str(number))
    assert not app.exception
    said = text(app)
    assert "row 2" in said and "Urugay" in said and "Did you mean Uruguay" in said
    assert "2 errors must be corrected first." in said
    assert app.button(key="submit").disabled


def test_problems_are_filtered_by_the_address(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, EDITOR)
    number = started("Urugay,milex_gdp,2023,2.5", "CHL,milex_gdp,later,1.5")
    app = open_page("upload", draft=str(number), code="bad-period")
    assert "later" in shown(app) and "Did you mean Uruguay" not in shown(app)
    wrong = open_page("upload", draft=str(number), code="bad-perod")
    assert not wrong.exception and "bad-perod" in text(wrong)


def test_a_word_lets_a_warning_pass(open_page: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(monkeypatch, EDITOR)
    number = started("URY,milex_gdp,2018,2.5", "URY,milex_gdp,2018,2.5")
    app = open_page("upload", draft=str(number))
    assert app.button(key="submit").disabled
    word = next(a for a in app.text_area if "repeated-row" in a.label)
    word.set_value("Printed twice in the yearbook.").run()
    assert not app.exception and not app.button(key="submit").disabled
    app.button(key="submit").click().run()
    assert not app.exception
    made = int(app.query_params["sent"][0])
    assert status(made) == "submitted"
    assert f"Submission {made}" in shown(app)


@pytest.mark.parametrize("asked", ["999999", "x", "-1", "1; DROP TABLE draft", "٣"])
def test_another_draft_is_no_draft(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    sign_in(monkeypatch, EDITOR)
    app = open_page("upload", draft=asked)
    assert not app.exception and "no draft" in text(app)


def test_somebody_elses_draft_is_not_shown(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = started("URY,milex_gdp,2017,2.5")
    sign_in(monkeypatch, REVIEWER)
    app = open_page("upload", draft=str(number))
    assert not app.exception and "no draft" in text(app)
    assert "figures.csv" not in shown(app)


def test_what_is_no_table_is_said_in_a_sentence(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, EDITOR)
    number = drafts.start(engine(), BytesIO(b"MZ\x90\0" * 99), by=EDITOR, name="a.xlsx")
    app = open_page("upload", draft=str(number))
    assert not app.exception and len(app.error) == 1
    assert "Traceback" not in text(app)


def test_a_file_that_stopped_its_reader_is_not_read_again_before_the_editor_asks(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, EDITOR)
    file = BytesIO(FILES["one-long-string.xlsx"]())
    number = drafts.start(engine(), file, by=EDITOR, name="a.xlsx")
    app = open_page("upload", draft=str(number))
    assert not app.exception and "memory" in app.error[0].value
    assert drafts.own_draft(engine(), number, by=EDITOR).reader_stopped == "memory"
    background._futures.clear()  # as after a restart of the server
    calls = []
    monkeypatch.setattr(
        background.reading, "read_upload", lambda *asked: calls.append(asked) or good
    )
    good = reading.Reading(Batch((), ()), ())
    again = open_page("upload", draft=str(number))
    assert "memory" in again.error[0].value and again.button(key="another")
    assert "Not read" in shown(open_page("upload")) and not calls
    read = again.button(key="again").click().run()
    assert not read.exception and not read.error and len(calls) == 1
    assert drafts.own_draft(engine(), number, by=EDITOR).reader_stopped == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_stop_of_a_reader_is_said_in_each_language(lang: str) -> None:
    for reason in KINDS:
        error = stop_error(reason, "a.xlsx", reader_limits())
        text = translator(lang)(error.message, **error.params)
        assert "a.xlsx" in text and (lang == "en" or text != str(error))


def test_a_reviewer_sees_changes_and_decides(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = submitted("URY,milex_gdp,2016,2.5")
    sign_in(monkeypatch, REVIEWER)
    app = open_page("review", submission=str(number))
    assert not app.exception
    assert "Uruguay" in shown(app) and ">2.5<" in shown(app)
    app.text_area(key="note").set_value("checked the page")
    app.button(key="approve").click().run()
    assert not app.exception and status(number) == "approved"
    assert "checked the page" in shown(app)
    reviews_made = reviews.review_history(engine(), number)
    assert [(h["verdict"], h["reviewer"]) for h in reviews_made] == [("approve", REVIEWER)]


def test_nobody_is_offered_to_review_their_own(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = submitted("URY,milex_gdp,2015,2.5", by=REVIEWER)
    sign_in(monkeypatch, REVIEWER)
    app = open_page("review", submission=str(number))
    assert not app.exception
    assert "a second person must review it" in shown(app)
    assert "approve" not in {button.key for button in app.button}


def test_a_forged_click_on_the_own_submission_is_refused(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button of another's submission is pressed with the own one's number."""
    from ui import review

    own = submitted("URY,milex_gdp,2014,2.5", by=REVIEWER)
    other = submitted("URY,milex_gdp,2013,2.5")
    sign_in(monkeypatch, REVIEWER)
    true = review.decide
    monkeypatch.setattr(review, "decide", lambda _number, verdict: true(own, verdict))
    app = open_page("review", submission=str(other))
    app.button(key="approve").click().run()
    assert not app.exception
    assert (status(own), status(other)) == ("submitted", "submitted")
    assert "cannot review it" in text(app)


def test_a_click_after_signing_out_elsewhere_does_nothing(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from atlas.editorial import sessions

    number = submitted("URY,milex_gdp,2012,2.5")
    cookie = sign_in(monkeypatch, REVIEWER)
    app = open_page("review", submission=str(number))
    sessions.close_session(engine(), cookie)
    app.button(key="approve").click().run()
    assert not app.exception and status(number) == "submitted"


def test_an_editor_gets_a_returned_submission_as_a_draft(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = submitted("URY,milex_gdp,2011,2.5")
    reviews.review(engine(), number, verdict="return", by=REVIEWER, note="Which page?")
    sign_in(monkeypatch, EDITOR)
    app = open_page("review", submission=str(number))
    assert "Which page?" in shown(app)
    app.button(key="reopen").click().run()
    assert not app.exception and "/upload?draft=" in shown(app)


def test_an_editor_does_not_see_anothers_submission(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    editorial.add_account(engine(), "Edith", editorial.Role.EDITOR)
    number = submitted("URY,milex_gdp,2010,2.5")
    sign_in(monkeypatch, "Edith")
    app = open_page("review", submission=str(number))
    assert not app.exception and app.title[0].value == "Review and publish"
    assert "publish" not in {button.key for button in app.button}


def test_a_publisher_publishes_and_everybody_sees_it_at_once(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = submitted("URY,milex_gdp,2009,9.5")
    reviews.review(engine(), number, verdict="approve", by=REVIEWER)
    sign_in(monkeypatch, PUBLISHER)
    app = open_page("review")
    app.text_input(key="label").set_value("2026.8")
    app.button(key="publish").click().run()
    assert not app.exception
    assert frames.newest(engine()) == "2026.8"
    rows = open_page("data", country="URY", indicator="milex_gdp").dataframe[0].value
    assert "9.5" in list(rows["value"])
    assert ">9.5<" in shown(open_page("changes"))


def test_a_rollback_needs_the_label_typed(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = frames.newest(engine())
    sign_in(monkeypatch, PUBLISHER)
    app = open_page("review")
    app.selectbox(key="back-to").set_value("2026.1")
    app.text_input(key="confirm").set_value("yes")
    app.button(key="roll-back").click().run()
    assert frames.newest(engine()) == before and "Type 2026.1" in text(app)
    app.text_input(key="confirm").set_value("2026.1")
    app.button(key="roll-back").click().run()
    assert not app.exception
    assert frames.newest(engine()).startswith("2026.1-r")
    assert editorial.verify(engine()).intact


def wide(year: int) -> BytesIO:
    """Return a table that does not say what its figures are, nor whom they come from."""
    lines = [
        f"Defence spending {year},,",
        f"Country,{year - 1},{year}",
        "Uruguay,2.1,2.2",
        "Chile,1.5,1.6",
    ]
    return BytesIO("\n".join(lines).encode())


def test_what_columns_mean_is_asked_once_for_a_layout(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(monkeypatch, EDITOR)
    number = drafts.start(engine(), wide(2001), by=EDITOR, name="2001.csv")
    app = open_page("upload", draft=str(number))
    assert app.button(key="submit").disabled
    box = next(b for b in app.selectbox if b.label == "Indicator of the whole table")
    box.set_value("milex_gdp")
    next(b for b in app.button if b.label == "Read the file this way").click().run()
    assert not app.exception
    fields = {f.label: f for f in app.text_input}
    fields["Publisher"].set_value("Institute")
    fields["Title of the publication"].set_value("Almanac")
    fields["Edition or date"].set_value("2026")
    next(b for b in app.button if b.label == "Save the source").click().run()
    assert not app.exception and not app.button(key="submit").disabled

    number = drafts.start(engine(), wide(2002), by=EDITOR, name="2002.csv")
    app = open_page("upload", draft=str(number))
    assert not app.exception
    (table,) = drafts.own_draft(engine(), number, by=EDITOR).mapping["tables"]
    assert table["indicator"] == "milex_gdp"
    assert "What the columns mean" in [e.label for e in app.expander]


def test_one_release_does_not_differ_from_itself(open_page: Opener) -> None:
    app = open_page("changes")
    assert not app.exception
    assert [info.value for info in app.info] == [
        "There is one release so far. What changes will appear here with the next."
    ]
