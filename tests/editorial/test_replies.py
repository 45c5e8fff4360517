"""Right of reply: who may say what, what is shown, and what a release then holds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image
from sqlalchemy import Engine, update

from atlas import editorial
from atlas.editorial import replies
from atlas.editorial.accounts import NotAllowed, OutOfScope, Role, add_account
from atlas.editorial.attachments import NotAttachable
from atlas.editorial.reply_form import BadReply, ReplyAnswer, validate_answer
from atlas.errors import AtlasError
from atlas.links import is_web_address
from atlas.settings import settings
from atlas.store import replies as stored_replies
from atlas.store.desk import reply
from atlas.store.replies import RecordPlace, UnknownFigure
from atlas.text import tidy
from tests.editorial.conftest import Log
from tests.editorial.voices import (
    CATEGORY,
    CODED,
    FIGURE,
    NEIGHBOUR,
    OFFICIAL,
    SAID,
    publish,
    shown,
)
from tests.invented import ADMIN, EDITOR, PUBLISHER, REVIEWER


@pytest.fixture
def atlas(staffed: Engine) -> Engine:
    return publish(staffed)


def test_a_reply_is_shown_only_after_its_form_was_reviewed(atlas: Engine, log: Log) -> None:
    number = replies.reply_to(atlas, FIGURE, SAID, by=OFFICIAL)
    assert stored_replies.replies(atlas) == []
    assert stored_replies.voices_digest(atlas) == ""
    replies.review_reply(atlas, number, verdict="show", by=REVIEWER)
    (found,) = stored_replies.replies(atlas)
    assert (found.place, found.value, found.statement) == (FIGURE, 2.4, "Incluye las pensiones.")
    assert found.shown_at is not None
    assert stored_replies.voices_digest(atlas)
    assert log.actions()[-2:] == ["reply", "show-reply"]
    assert editorial.verify(atlas).intact


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        (CODED, ReplyAnswer(code="no")),
        (CATEGORY, ReplyAnswer(code="none")),
        (FIGURE, ReplyAnswer(value=0.0)),
    ],
)
def test_a_value_a_category_or_a_coded_answer_replies(
    atlas: Engine, place: RecordPlace, answer: ReplyAnswer
) -> None:
    shown(atlas, place, answer)
    assert editorial.verify(atlas).intact


def test_the_same_words_sent_twice_are_one_reply(atlas: Engine) -> None:
    def send(_: int) -> int:
        return replies.reply_to(atlas, FIGURE, SAID, by=OFFICIAL)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(send, range(4)))) == 1


@pytest.mark.parametrize("name", [EDITOR, REVIEWER, PUBLISHER, ADMIN])
def test_nobody_else_speaks_for_a_government(atlas: Engine, name: str) -> None:
    with pytest.raises(NotAllowed):
        replies.reply_to(atlas, FIGURE, SAID, by=name)


def test_an_official_answers_for_the_own_country_only(atlas: Engine) -> None:
    with pytest.raises(OutOfScope):
        replies.reply_to(atlas, FIGURE, SAID, by=NEIGHBOUR)
    number = replies.reply_to(atlas, FIGURE, SAID, by=OFFICIAL)
    with pytest.raises(OutOfScope):
        replies.withdraw_reply(atlas, number, by=NEIGHBOUR)
    assert replies.replies_for(atlas, by=NEIGHBOUR) == []
    with pytest.raises(replies.UnknownReply):
        replies.reply_seen(atlas, number, by=NEIGHBOUR)


def test_only_what_stands_in_the_atlas_is_replied_to(atlas: Engine) -> None:
    with pytest.raises(UnknownFigure, match="2024"):
        replies.reply_to(
            atlas, RecordPlace("observation", "URY", "milex_gdp", "1999"), SAID, by=OFFICIAL
        )


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        (FIGURE, ReplyAnswer()),
        (FIGURE, ReplyAnswer(value=140.0)),
        (FIGURE, ReplyAnswer(value=float("nan"))),
        (FIGURE, ReplyAnswer(code="no")),
        (FIGURE, ReplyAnswer(statement="words", language="")),
        (FIGURE, ReplyAnswer(value=2.0, title="A law")),
        (FIGURE, ReplyAnswer(value=2.0, url="https://a.example/law")),
        (FIGURE, ReplyAnswer(value=2.0, title="A law", url="javascript:alert(1)")),
        (FIGURE, ReplyAnswer(statement="x" * 4_001, language="en")),
        (CODED, ReplyAnswer(code="perhaps")),
        (CODED, ReplyAnswer(value=1.0)),
        (CATEGORY, ReplyAnswer(value=1.0)),
    ],
)
def test_a_reply_keeps_to_the_codebook_and_to_its_form(
    atlas: Engine, place: RecordPlace, answer: ReplyAnswer
) -> None:
    with pytest.raises(BadReply):
        replies.reply_to(atlas, place, answer, by=OFFICIAL)
    assert replies.replies_for(atlas, by=OFFICIAL) == []


@given(st.text())
def test_texts_hold_no_invisible_signs(text: str) -> None:
    shown = tidy(text)
    assert shown == tidy(shown)
    assert not {"\0", "\u202e", "\u200b", "\r", "\x1b"} & set(shown)


@given(st.text())
def test_only_web_addresses_are_linked(text: str) -> None:
    if is_web_address(text):
        assert text.lower().startswith(("http://", "https://"))
        assert not any(sign.isspace() for sign in text)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_value_outside_the_codebooks_range_is_never_accepted(value: float) -> None:
    try:
        validate_answer(FIGURE, ReplyAnswer(value=value))
    except BadReply:
        assert not 0 <= value <= 100
    else:
        assert 0 <= value <= 100


def test_a_returned_reply_tells_why(atlas: Engine) -> None:
    number = replies.reply_to(atlas, FIGURE, SAID, by=OFFICIAL)
    with pytest.raises(replies.NoteMissing):
        replies.review_reply(atlas, number, verdict="return", by=REVIEWER, note=" ")
    replies.review_reply(atlas, number, verdict="return", by=REVIEWER, note="Names a person.")
    assert replies.reply_seen(atlas, number, by=OFFICIAL).note == "Names a person."
    assert stored_replies.replies(atlas) == []
    with pytest.raises(replies.ReplyDecided):
        replies.review_reply(atlas, number, verdict="show", by=REVIEWER)


def test_nobody_reviews_an_own_reply(atlas: Engine) -> None:
    number = replies.reply_to(atlas, FIGURE, SAID, by=OFFICIAL)
    with pytest.raises(NotAllowed):
        replies.review_reply(atlas, number, verdict="show", by=OFFICIAL)
    add_account(atlas, OFFICIAL, Role.REVIEWER)
    with pytest.raises(replies.OwnReply):
        replies.review_reply(atlas, number, verdict="show", by=OFFICIAL)


@pytest.mark.parametrize("name", [EDITOR, OFFICIAL])
def test_only_reviewers_show_a_reply(atlas: Engine, name: str) -> None:
    number = replies.reply_to(atlas, FIGURE, SAID, by=OFFICIAL)
    with pytest.raises(NotAllowed):
        replies.review_reply(atlas, number, verdict="show", by=name)


def test_a_withdrawn_reply_is_shown_no_longer(atlas: Engine, log: Log) -> None:
    number = shown(atlas)
    before = stored_replies.voices_digest(atlas)
    replies.withdraw_reply(atlas, number, by=OFFICIAL)
    replies.withdraw_reply(atlas, number, by=OFFICIAL)
    assert stored_replies.replies(atlas) == []
    assert stored_replies.voices_digest(atlas) != before
    assert log.actions().count("withdraw-reply") == 1


@pytest.mark.parametrize(("place", "answer"), [(FIGURE, SAID), (CODED, ReplyAnswer(code="no"))])
def test_an_accepted_reply_becomes_a_submission_that_another_person_reviews(
    atlas: Engine, place: RecordPlace, answer: ReplyAnswer
) -> None:
    number = shown(atlas, place, answer)
    submitted = replies.accept_reply(atlas, number, by=EDITOR)
    assert replies.accept_reply(atlas, number, by=EDITOR) == submitted
    add_account(atlas, EDITOR, Role.REVIEWER)
    with pytest.raises(editorial.SelfReview):
        editorial.review(atlas, submitted, verdict="approve", by=EDITOR)
    editorial.review(atlas, submitted, verdict="approve", by=REVIEWER)
    assert not stored_replies.replies(atlas)[0].released
    before = stored_replies.voices_digest(atlas)
    editorial.publish(atlas, label="2026.2", by=PUBLISHER)
    assert stored_replies.replies(atlas)[0].released
    assert stored_replies.voices_digest(atlas) != before
    stands = stored_replies.standing_record(atlas, place)
    if place is FIGURE:
        assert stands["value"] == 2.4
        assert stands["source"].startswith("Government of Uruguay, Reply")
        assert stands["method"] == "reported"
    assert editorial.verify(atlas).intact


def test_a_reply_whose_submission_was_rejected_may_be_taken_again(atlas: Engine) -> None:
    number = shown(atlas)
    first = replies.accept_reply(atlas, number, by=EDITOR)
    editorial.review(atlas, first, verdict="reject", by=REVIEWER)
    assert replies.accept_reply(atlas, number, by=EDITOR) != first


def test_two_editors_who_accept_at_once_make_one_submission(atlas: Engine) -> None:
    number = shown(atlas)

    def accept(name: str) -> int:
        return replies.accept_reply(atlas, number, by=name)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(accept, [EDITOR, REVIEWER, PUBLISHER, ADMIN]))) == 1


def test_words_alone_cannot_be_taken_into_a_release(atlas: Engine) -> None:
    number = shown(atlas, answer=ReplyAnswer(statement="We disagree.", language="en"))
    with pytest.raises(replies.NothingToTake):
        replies.accept_reply(atlas, number, by=EDITOR)


def test_an_editor_of_other_countries_cannot_accept(atlas: Engine) -> None:
    number = shown(atlas)
    add_account(atlas, "Limited", Role.EDITOR, countries=["CHL"])
    with pytest.raises(OutOfScope):
        replies.accept_reply(atlas, number, by="Limited")


@pytest.mark.parametrize(
    "change",
    [{"statement": "altered"}, {"counter_value": 9.0}, {"country": "CHL"}, {"status": "accepted"}],
)
def test_a_reply_altered_behind_the_desk_breaks_the_chain(
    atlas: Engine, change: dict[str, object]
) -> None:
    number = shown(atlas)
    with atlas.begin() as connection:
        connection.execute(update(reply).values(change))
    assert editorial.verify(atlas).broken_at == f"reply {number}"


def test_a_reply_shown_past_the_review_breaks_the_chain(atlas: Engine) -> None:
    number = replies.reply_to(atlas, FIGURE, SAID, by=OFFICIAL)
    with atlas.begin() as connection:
        connection.execute(update(reply).values(status="shown"))
    assert editorial.verify(atlas).broken_at == f"reply {number}"


def test_a_document_is_kept_without_traces_of_its_authors(atlas: Engine) -> None:
    book = Workbook()
    book.properties.creator = "Secret Author"
    assert book.active is not None
    book.active["A1"] = "budget"
    out = BytesIO()
    book.save(out)
    out.seek(0)
    digest = replies.keep_document(atlas, FIGURE, out, "C:\\Users\\secret\\b.xlsx", by=OFFICIAL)
    kept = (settings().uploads / digest).read_bytes()
    assert b"Secret Author" not in kept
    answer = ReplyAnswer(value=2.4, title="Budget", sha256=digest)
    assert replies.reply_to(atlas, FIGURE, answer, by=OFFICIAL)


def test_a_picture_loses_its_camera_and_place(atlas: Engine, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Secret Author"
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", exif=exif, comment=b"Secret place")
    assert b"Secret" in out.getvalue()
    out.seek(0)
    digest = replies.keep_document(atlas, FIGURE, out, "photo.jpg", by=OFFICIAL)
    assert b"Secret" not in (settings().uploads / digest).read_bytes()


@pytest.mark.parametrize("name", ["law.pdf", "page.html", "letter.docx", "broken.png", "b.xlsx"])
def test_a_file_that_cannot_be_made_clean_is_refused(atlas: Engine, name: str) -> None:
    with pytest.raises((NotAttachable, AtlasError)):
        replies.keep_document(atlas, FIGURE, BytesIO(b"%PDF-1.7 Secret"), name, by=OFFICIAL)


def test_only_the_countrys_official_keeps_documents(atlas: Engine) -> None:
    for name in (NEIGHBOUR, EDITOR):
        with pytest.raises(NotAllowed):
            replies.keep_document(atlas, FIGURE, BytesIO(b"a,b\n1,2\n"), "a.csv", by=name)
