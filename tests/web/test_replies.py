"""Replies, withdrawn records and reply documents over HTTP; nothing private in any answer."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.editorial import inquiries, replies, takedown
from atlas.editorial.identities import Identity, set_identity
from atlas.editorial.notes import suspicious_notes
from atlas.editorial.reply_form import ReplyAnswer
from atlas.store import engine as open_engine
from atlas.store import frames
from atlas.web import api, reply_documents
from atlas.web import law as judgements
from atlas.web import map as payloads
from tests.editorial.voices import CODED, FIGURE, OFFICIAL, SAID, publish, shown
from tests.intake.commented import MIRROR
from tests.invented import ADMIN, EDITOR, REVIEWER, add_staff

PRIVATE = ("Real Name Planted", "planted@private.example", OFFICIAL, "203.0.113.99", "Why so low")


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    for kept in (payloads.packed_indicator, judgements.packed_evidence, judgements._read):
        kept.cache_clear()  # other tests' releases have the same labels
    made = open_engine(f"sqlite:///{_made(home) / 'atlas.sqlite'}")
    add_staff(made)
    publish(made)
    routes = [*api.routes, *payloads.routes, *judgements.routes, *reply_documents.routes]
    with TestClient(Starlette(routes=routes)) as opened:
        yield opened


def _made(home: Path) -> Path:
    home.mkdir(exist_ok=True)
    return home


def test_replies_are_given_once_shown(client: TestClient) -> None:
    assert client.get("/api/v1/replies").json() == {"count": 0, "replies": []}
    number = replies.reply_to(open_engine(), FIGURE, SAID, by=OFFICIAL)
    assert client.get("/api/v1/replies").json()["count"] == 0
    replies.review_reply(open_engine(), number, verdict="show", by=REVIEWER)
    told = client.get("/api/v1/replies?country=URY&indicator=milex_gdp").json()
    (row,) = told["replies"]
    assert (row["value"], row["statement"], row["language"]) == (2.4, SAID.statement, "es")
    assert client.get("/api/v1/replies?country=CHL").json()["count"] == 0
    assert client.get("/api/v1/replies?question=conscientious_objection").json()["count"] == 0
    assert client.get("/api/v1/countries/URY").json()["replies"] == 1
    assert client.get("/api/v1/countries/CHL").json()["replies"] == 0


def test_observations_keep_their_fields(client: TestClient) -> None:
    before = client.get("/api/v1/observations?country=URY").json()["observations"]
    shown(open_engine())
    assert client.get("/api/v1/observations?country=URY").json()["observations"] == before


@pytest.mark.parametrize("path", ["observations?country=URY", "judgements?country=URY"])
def test_a_workbook_has_replies_on_its_second_sheet(client: TestClient, path: str) -> None:
    shown(open_engine())
    shown(open_engine(), CODED, ReplyAnswer(code="no", statement="=HYPERLINK(1)", language="en"))
    book = load_workbook(BytesIO(client.get(f"/api/v1/{path}&format=xlsx").content))
    assert book.sheetnames[1] == "Replies"
    rows = [dict(zip(_row(book, 1), _row(book, n), strict=True)) for n in (2,)]
    assert rows[0]["country"] == "URY"
    assert not str(rows[0]["statement"]).startswith("=")
    other = client.get("/api/v1/observations?country=CHL&format=xlsx").content
    assert "Replies" not in load_workbook(BytesIO(other)).sheetnames


def _row(book: object, number: int) -> list[object]:
    return [cell.value for cell in book["Replies"][number]]  # type: ignore[index]


@pytest.mark.parametrize("release", ["", "&release=2026.1"])
def test_a_kept_workbook_is_made_anew_when_a_reply_comes(client: TestClient, release: str) -> None:
    path = f"/api/v1/observations?country=URY&format=xlsx{release}"
    before = client.get(path)
    assert "no-cache" in before.headers["cache-control"]
    shown(open_engine())
    assert client.get(path).headers["etag"] != before.headers["etag"]


def test_the_maps_payload_holds_replies_by_country_and_year(client: TestClient) -> None:
    path = "/payload/map/2026.1/en/milex_gdp.json"
    assert client.get(path).json()["replies"] == {}
    number = shown(open_engine())
    (reply,) = client.get(path).json()["replies"]["URY"]["2024"]
    assert reply["value"] == "2.4% of GDP"
    assert reply["who"] == "Government of Uruguay"
    replies.withdraw_reply(open_engine(), number, by=OFFICIAL)
    assert client.get(path).json()["replies"] == {}


def test_the_evidence_of_a_legal_answer_holds_the_reply(client: TestClient) -> None:
    path = "/payload/law/2026.1/en/URY/conscientious_objection.html"
    assert "atlas-reply" not in client.get(path).text
    shown(open_engine(), CODED, ReplyAnswer(code="no", statement="<b>Otra</b> ley.", language="es"))
    said = client.get(path).text
    assert "Government of Uruguay" in said
    assert "&lt;b&gt;Otra&lt;/b&gt; ley." in said
    assert "/reply?" not in said, "only officials are led to the form"
    assert "/reply?country=URY" in client.get(f"{path}?answer=1").text


def test_a_copy_of_an_earlier_version_loses_the_notices_in_its_comments(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, old = Workbook(), BytesIO()
    assert book.active is not None
    book.active.append(["Peru", 1.2])
    book.active["B1"].comment = Comment(" ".join(MIRROR.split()), "")
    book.active["A1"].comment = Comment("Eva Nueva: as of June", "")
    book.save(old)
    monkeypatch.setattr(replies, "clean_attachment", lambda _: (old.getvalue(), ".xlsx"))
    table = BytesIO(old.getvalue())
    digest = replies.keep_document(open_engine(), FIGURE, table, "table.xlsx", by=OFFICIAL)
    number = shown(open_engine(), answer=ReplyAnswer(value=2.4, title="Table", sha256=digest))
    content = client.get(f"/reply/{number}/document").content
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    assert (sheet["B1"].value, sheet["B1"].comment.text) == (1.2, "includes the reserve")
    listed = suspicious_notes(open_engine())
    assert [(s.kind, s.record, s.name) for s in listed] == [("reply", str(number), "Eva Nueva")]


def test_a_document_is_given_while_its_reply_is_shown(client: TestClient) -> None:
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    picture.seek(0)
    digest = replies.keep_document(open_engine(), FIGURE, picture, "scan.png", by=OFFICIAL)
    answer = ReplyAnswer(value=2.4, title="Scan", sha256=digest)
    number = replies.reply_to(open_engine(), FIGURE, answer, by=OFFICIAL)
    path = f"/reply/{number}/document"
    assert client.get(path).status_code == 404
    replies.review_reply(open_engine(), number, verdict="show", by=REVIEWER)
    given = client.get(path)
    assert given.status_code == 200
    assert given.headers["content-disposition"].startswith("attachment")
    assert given.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in given.headers["content-security-policy"]
    replies.withdraw_reply(open_engine(), number, by=OFFICIAL)
    assert client.get(path).status_code == 404
    assert client.get("/reply/99999999999/document").status_code == 404


def test_a_record_taken_down_is_absent_and_the_api_says_so(client: TestClient) -> None:
    path = "/api/v1/observations?country=CHL&release=2026.1"
    before = client.get(path)
    key = before.json()["observations"][0]["id"]
    takedown.take_down(open_engine(), "observation", key, reason="Real Name Planted", by=ADMIN)
    after = client.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["observations"] == []
    gone = client.get("/api/v1/withdrawn?country=CHL").json()
    assert [row["id"] for row in gone["records"]] == [key]
    assert gone["records"][0]["subject"] == "milex_gdp"
    assert client.get("/api/v1/countries/CHL").json()["withdrawn"] == 1
    assert "Planted" not in client.get("/api/v1/withdrawn").text
    assert client.get("/payload/map/2026.1/en/milex_gdp.json").json()["cells"].get("CHL") is None


def test_nothing_private_is_in_any_answer(
    client: TestClient, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = open_engine()
    set_identity(made, OFFICIAL, Identity(PRIVATE[0], PRIVATE[1]), by=ADMIN)
    shown(made)
    shown(made, CODED, ReplyAnswer(code="no"))
    number = inquiries.ask(made, FIGURE, "Why so low", language="en", address="203.0.113.99")
    assert number is not None
    inquiries.answer_inquiry(made, number, "Private answer.", public=False, by=EDITOR)
    shapes = ("json", "csv", "xlsx", "sdmx-csv")
    paths = [f"/api/v1/observations?format={shape}" for shape in shapes]
    paths += [f"/api/v1/judgements?format={shape}" for shape in shapes[:3]]
    paths += [
        "/api/v1/replies",
        "/api/v1/releases",
        "/api/v1/countries/URY",
        "/api/v1/search?q=ley",
    ]
    paths += ["/api/v1/withdrawn", "/api/v1/openapi.json", "/payload/map/2026.1/en/milex_gdp.json"]
    paths += ["/payload/law/2026.1/en/URY/conscientious_objection.html"]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        said = answer.content if "xlsx" not in path else _cells(answer.content)
        for planted in (*PRIVATE, "Private answer."):
            assert planted.encode() not in said, (path, planted)
    for planted in PRIVATE:
        assert planted not in caplog.text
    assert len(frames.observations(made)) == 3


def _cells(book: bytes) -> bytes:
    sheets = load_workbook(BytesIO(book))
    return repr([[c.value for c in row] for s in sheets for row in s.iter_rows()]).encode()
