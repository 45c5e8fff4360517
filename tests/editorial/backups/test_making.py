"""A backup is checked before it is called one; a faulty one leaves no file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from atlas import editorial
from atlas.editorial.backups import databases
from atlas.editorial.backups.archive import extract_archive
from atlas.editorial.backups.databases import DatabaseDamaged
from atlas.editorial.backups.making import BackupUnsound, make
from atlas.settings import settings


def test_the_manifest_says_what_was_checked(atlas: Engine, tmp_path: Path) -> None:
    done = make(atlas)
    assert done.file.parent == settings().backups
    assert (done.manifest.check, done.manifest.release) == ("restored", "2026.1")
    assert done.manifest.faults == ()
    assert done.manifest.entries > 0
    assert len(done.manifest.parts) == 2
    assert done.file.stat().st_mode & 0o077 == 0
    (tmp_path / "out").mkdir()
    assert extract_archive(done.file, tmp_path / "out") == done.manifest
    assert editorial.verify(atlas).intact


def test_two_backups_in_one_second_have_two_names(atlas: Engine) -> None:
    assert make(atlas).file != make(atlas).file


def faulty(atlas: Engine, tmp_path: Path) -> BackupUnsound:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BackupUnsound) as refused:
        make(atlas, tmp_path / "b.tar.gz")
    assert sorted(tmp_path.iterdir()) == before, "a failed backup leaves no file"
    return refused.value


def test_an_altered_upload_is_no_backup(atlas: Engine, tmp_path: Path) -> None:
    (upload,) = settings().uploads.iterdir()
    upload.write_bytes(b"other")
    assert upload.name in str(faulty(atlas, tmp_path))
    done = make(atlas, tmp_path / "b.tar.gz", accept_faults=True)
    assert upload.name in done.manifest.faults[0]


def test_a_missing_upload_is_no_backup(atlas: Engine, tmp_path: Path) -> None:
    (upload,) = settings().uploads.iterdir()
    upload.unlink()
    assert "missing" in str(faulty(atlas, tmp_path))


def test_a_broken_chain_is_no_backup(atlas: Engine, tmp_path: Path) -> None:
    with atlas.begin() as connection:
        connection.execute(text("UPDATE observation SET value = value + 1"))
    assert "observation" in str(faulty(atlas, tmp_path))


def test_a_copy_that_cannot_be_read_back_is_no_backup(
    atlas: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = databases.copy_database

    def damaged(target: Path) -> None:
        copy(target)
        content = bytearray(target.read_bytes())
        content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
        target.write_bytes(content)

    monkeypatch.setattr(databases, "copy_database", damaged)
    before = sorted(tmp_path.iterdir())
    with pytest.raises((DatabaseDamaged, databases.ToolFailed)):
        make(atlas, tmp_path / "b.tar.gz")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.postgres
def test_without_the_right_to_a_scratch_database_the_copy_is_read_through(
    home: Path, postgres_engine: Engine, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATABASE_URL", postgres_url)
    monkeypatch.setattr(databases, "_administer", lambda _statement: False)
    assert make(postgres_engine).manifest.check == "read"
