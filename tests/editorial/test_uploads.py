"""Uploads: kept whole by their hash, or not at all."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from atlas.editorial import uploads
from atlas.editorial.accounts import NotAllowed, Role, add_account
from atlas.settings import settings
from atlas.store.schema import upload
from tests.invented import EDITOR


def kept() -> list[str]:
    return sorted(path.name for path in settings().uploads.glob("*"))


def test_a_file_is_kept_by_the_hash_of_its_bytes(staffed: Engine, home: Path) -> None:
    digest = uploads.store_upload(staffed, BytesIO(b"one,two\n"), by=EDITOR, name="a.csv")
    assert digest == hashlib.sha256(b"one,two\n").hexdigest()
    assert kept() == [digest]
    assert uploads.store_upload(staffed, BytesIO(b"one,two\n"), by=EDITOR, name="b.csv") == digest
    with staffed.connect() as connection:
        assert [row.name for row in connection.execute(select(upload))] == ["a.csv"]


def test_it_is_lent_under_its_own_name(staffed: Engine, home: Path) -> None:
    digest = uploads.store_upload(staffed, BytesIO(b"x"), by=EDITOR, name="a.csv")
    with uploads.upload_path(digest, "../Budget 2026.xlsx") as path:
        assert path.name == "Budget 2026.xlsx"
        assert path.read_bytes() == b"x"


@pytest.mark.parametrize(
    ("size", "error"), [(0, uploads.FileEmpty), (uploads.LIMIT + 1, uploads.FileTooLarge)]
)
def test_what_is_refused_leaves_nothing(
    staffed: Engine, home: Path, size: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        uploads.store_upload(staffed, BytesIO(bytes(size)), by=EDITOR, name="a.csv")
    assert kept() == []
    with staffed.connect() as connection:
        assert connection.execute(select(upload)).all() == []


def test_a_reader_keeps_no_file(staffed: Engine, home: Path) -> None:
    add_account(staffed, "Vera", Role.VIEWER)
    with pytest.raises(NotAllowed):
        uploads.store_upload(staffed, BytesIO(b"x"), by="Vera", name="a.csv")
    assert kept() == []


def test_a_full_disk_is_said_and_leaves_nothing(
    staffed: Engine, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(uploads, "write_stream", full)
    with pytest.raises(uploads.FileNotKept, match="No space left"):
        uploads.store_upload(staffed, BytesIO(b"x"), by=EDITOR, name="a.csv")
    assert kept() == []


def test_a_file_that_is_gone_is_said(staffed: Engine, home: Path) -> None:
    with (
        pytest.raises(uploads.FileGone, match=r"budget\.xlsx"),
        uploads.upload_path("0" * 64, "budget.xlsx"),
    ):
        pass


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("/etc/passwd", "passwd"),
        ("..\\..\\evil.xlsx", "evil.xlsx"),
        ("a\u202ebx.csv\0", "abx.csv"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_names_lose_folders_and_invisible_characters(given: str, shown: str) -> None:
    assert uploads.tidy_name(given) == shown


def test_a_long_name_keeps_its_ending() -> None:
    assert uploads.tidy_name("x" * 300 + ".xlsx").endswith("x.xlsx")
    assert len(uploads.tidy_name("x" * 300 + ".xlsx")) == uploads.LONGEST_NAME
