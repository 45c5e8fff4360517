"""An erasure is checked by looking for its words: rows, free pages, journal, index, files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text, update

from atlas.editorial.backups.making import make
from atlas.editorial.erasure import ErasureReport
from atlas.editorial.identities import Identity, erase_identity, set_identity
from atlas.editorial.takedown import take_down
from atlas.editorial.traces import in_postgres, in_sqlite, worth
from atlas.editorial.uploads import store_upload
from atlas.i18n import LANGUAGES, translator
from atlas.settings import settings
from atlas.store import engine as open_engine
from atlas.store import reading
from atlas.store.desk import private_identity
from atlas.store.kinds import EVENT
from atlas.views.erasure import as_values, erasure_sentences
from tests import invented
from tests.editorial.voices import publish
from tests.invented import ADMIN, EDITOR
from tests.invented_records import batch_of, event

NAME = "Margarita Kowalczyk-Nunez"
TITLE = f"{NAME} was admitted"


@pytest.fixture
def used(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Return the database in use, of each kind, with an event that names a person."""
    if request.param == "postgres":
        monkeypatch.setenv("ATLAS_DATABASE_URL", request.getfixturevalue("postgres_url"))
    made = open_engine()
    invented.add_staff(made)
    invented.approve(made, batch_of(event("URY", "women", "1997", TITLE)))
    return publish(made)


BOTH = pytest.mark.parametrize(
    "used", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
SQLITE = pytest.mark.parametrize("used", ["sqlite"], indirect=True)


def key_of(engine: Engine) -> str:
    rows = reading.read_records(engine, EVENT, countries=["URY"])
    return str(rows.loc[rows["title"] == TITLE, "id"].iloc[0])


def in_bytes(engine: Engine, table: str) -> bool:
    """Tell whether the name is anywhere in the database's files."""
    if engine.dialect.name == "sqlite":
        return bool(in_sqlite(engine, [NAME]))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
    return bool(in_postgres(engine, [table], [NAME]))


@BOTH
def test_what_was_overwritten_before_is_gone_too(used: Engine) -> None:
    set_identity(used, EDITOR, Identity(NAME, "+99 123 456"), by=ADMIN)
    with used.begin() as connection:  # by whoever did not erase: the old row is still in the file
        connection.execute(update(private_identity).values(real_name=f"{NAME} {NAME}"))
    assert in_bytes(used, "private_identity")
    report = erase_identity(used, EDITOR, by=ADMIN)
    assert [t for t in report.remaining if t.where.startswith("private")] == []
    assert report.erased == {"private_identity": 1}
    if used.dialect.name == "postgresql":
        assert not in_bytes(used, "private_identity")
        assert "wal" in report.unreached


@BOTH
def test_a_takedown_says_what_is_left_and_what_it_cannot_reach(used: Engine) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", f"<t>{TITLE}</t>" * 50)
    packed.seek(0)
    upload = settings().uploads / store_upload(used, packed, by=EDITOR, name="book.xlsx")
    copy = make(used).file
    report = take_down(used, "event", key_of(used), reason="private", by=ADMIN)
    assert report is not None and not report.complete
    left = {t.where for t in report.remaining}
    assert f"uploads/{upload.name}" in left
    assert not left & {"event.title", "search_text.words"}
    assert [c.path for c in report.copies] == [copy]
    upload.unlink()
    assert not in_bytes(used, "event") and not in_bytes(used, "search_text")
    assert take_down(used, "event", key_of_gone(used), reason="again", by=ADMIN) is None


def key_of_gone(engine: Engine) -> str:
    with engine.connect() as connection:
        query = select(EVENT.table.c.id).where(EVENT.table.c.title == "")
        return str(connection.execute(query).scalars().first())


@SQLITE
def test_the_search_index_keeps_no_piece_of_a_word(used: Engine) -> None:
    take_down(used, "event", key_of(used), reason="private", by=ADMIN)
    content = Path(str(used.url.database)).read_bytes().lower()
    for piece in (b"kowalczyk", b"owalczy", b"argarit"):
        assert piece not in content


@SQLITE
def test_a_reader_who_keeps_old_pages_is_said(used: Engine) -> None:
    set_identity(used, EDITOR, Identity(NAME, ""), by=ADMIN)
    with used.connect() as reader:
        reader.execute(select(private_identity)).all()
        report = erase_identity(used, EDITOR, by=ADMIN)
    assert "busy" in report.unreached or report.complete
    if "busy" in report.unreached:
        assert any("sqlite" in t.where for t in report.remaining)
    again = erase_identity(used, EDITOR, by=ADMIN)
    assert "busy" not in again.unreached


@SQLITE
def test_a_report_is_said_in_every_language_and_names_no_word(used: Engine) -> None:
    report = take_down(used, "event", key_of(used), reason="private", by=ADMIN)
    assert isinstance(report, ErasureReport)
    assert NAME not in str(as_values(report))
    said = {erasure_sentences(report, translator(lang)).unreached for lang in LANGUAGES}
    assert len(said) == len(LANGUAGES)


def test_numbers_and_short_words_are_not_looked_for() -> None:
    words = ["12.5", "2026-01-01", "ab", " Ali\n", 'He said "so, twice"']
    assert worth(words) == ["Ali", "He said", "so, twice"]
