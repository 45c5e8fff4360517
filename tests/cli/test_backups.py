"""What ``backup`` writes, ``restore`` brings back; what is no backup changes nothing."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import tarfile
from contextlib import closing

import pytest

from atlas.store import engine
from tests import invented
from tests.cli.conftest import GOOD
from tests.invented import EDITOR


@pytest.fixture
def archive(machine, seeded, sheet, tmp_path):
    """Return a backup of a folder with one release and one uploaded file."""
    machine("import", sheet(GOOD), "--submit", "--as", EDITOR)
    path = tmp_path / "atlas.tar.gz"
    assert machine("backup", path)["uploads"] == 1
    return path


def test_a_restore_brings_back_release_and_uploads(machine, seeded, archive):
    kept = [path.name for path in (seeded / "uploads").iterdir()]
    invented.release(engine(), "2026.2", invented.draft("URY", value=3.0))
    shutil.rmtree(seeded / "uploads")
    assert machine("restore", archive)["uploads"] == 1
    assert [r["label"] for r in machine("releases")] == ["2026.1"]
    assert [path.name for path in (seeded / "uploads").iterdir()] == kept
    assert machine("audit", "verify")["intact"] is True


def test_what_stood_there_before_a_restore_is_kept(machine, seeded, archive):
    invented.release(engine(), "2026.2", invented.draft("URY", value=3.0))
    machine("restore", archive)
    with sqlite3.connect(seeded / "atlas-before-restore.sqlite") as before:
        labels = before.execute("SELECT label FROM release ORDER BY sequence").fetchall()
    assert labels == [("2026.1",), ("2026.2",)]


def test_a_restore_into_an_empty_folder_sets_the_atlas_up(machine, archive, tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path / "new"))
    machine("restore", archive)
    assert [r["label"] for r in machine("releases")] == ["2026.1"]


def test_a_restore_mends_a_damaged_database(machine, archive, tmp_path, monkeypatch):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "atlas.sqlite").write_text("damaged beyond reading " * 500)
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path / "new"))
    machine("restore", archive)
    assert [r["label"] for r in machine("releases")] == ["2026.1"]


def tar_of(path, members):
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"../evil": b"x"},
        {"uploads/../../evil": b"x"},
        {"atlas.sqlite": b"no database at all, only words " * 100},
        {"atlas.sqlite": b""},
        {"atlas.dump": b"PGDMP"},
    ],
)
def test_what_is_no_backup_changes_nothing(atlas, machine, seeded, tmp_path, members):
    result = atlas("restore", tar_of(tmp_path / "x.tar.gz", members), "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["code"] == "not-a-backup"
    assert [r["label"] for r in machine("releases")] == ["2026.1"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "x.tar.gz"]


def test_a_backup_of_a_newer_atlas_is_refused(atlas, machine, seeded, archive, tmp_path):
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "out", filter="data")
    with closing(sqlite3.connect(tmp_path / "out" / "atlas.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    content = (tmp_path / "out" / "atlas.sqlite").read_bytes()
    result = atlas("restore", tar_of(tmp_path / "newer.tar.gz", {"atlas.sqlite": content}))
    assert result.exit_code == 2 and "9999" in result.stderr
    assert [r["label"] for r in machine("releases")] == ["2026.1"]


@pytest.mark.parametrize("cut", [0, 20, 2000])
def test_a_damaged_or_absent_archive_is_a_sentence(atlas, seeded, archive, cut):
    archive.write_bytes(archive.read_bytes()[:cut])
    result = atlas("restore", archive)
    assert result.exit_code == 2 and result.stderr.count("\n") == 1
    archive.unlink()
    assert "There is no file" in atlas("restore", archive).stderr


def test_a_backup_into_a_folder_that_is_not_there_is_a_sentence(atlas, seeded, tmp_path):
    result = atlas("backup", tmp_path / "absent" / "b.tar.gz")
    assert result.exit_code == 2 and result.stderr.count("\n") == 1


@pytest.mark.postgres
def test_postgresql_is_backed_up_and_restored_by_its_own_tools(
    machine, home, postgres_url, tmp_path, monkeypatch
):
    monkeypatch.setenv("ATLAS_DATABASE_URL", postgres_url)
    invented.add_staff(engine())
    invented.release(engine(), "2026.1", invented.draft("URY"))
    machine("backup", tmp_path / "b.tar.gz")
    invented.release(engine(), "2026.2", invented.draft("URY", value=3.0))
    machine("restore", tmp_path / "b.tar.gz")
    assert [r["label"] for r in machine("releases")] == ["2026.1"]
    assert machine("audit", "verify")["intact"] is True


@pytest.mark.postgres
def test_without_the_tools_of_postgresql_a_sentence_names_them(
    atlas, home, postgres_url, tmp_path, monkeypatch
):
    monkeypatch.setenv("ATLAS_DATABASE_URL", postgres_url)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = atlas("backup", tmp_path / "b.tar.gz")
    assert result.exit_code == 2 and "pg_dump" in result.stderr


def test_a_backup_is_for_its_owner_only(archive):
    assert archive.stat().st_mode & 0o077 == 0


def test_a_second_restore_keeps_what_the_first_one_kept(machine, seeded, archive):
    first = machine("restore", archive)["before"]
    invented.release(engine(), "2026.3", invented.draft("URY", value=3.0))
    second = machine("restore", archive)["before"]
    assert first != second
    listed = {row["path"]: row["kind"] for row in machine("backups", "list")}
    assert listed[first] == listed[second] == "before-restore"


def test_backups_are_listed_checked_and_expire(atlas, machine, seeded, monkeypatch):
    file = machine("backup")["file"]
    assert machine("backups", "check", file)["whole"] is True
    (row,) = machine("backups", "list")
    assert row["path"] == file and row["expires"] > row["made"]
    assert machine("backups", "expire") == []
    os.utime(file, (0, 0))
    assert [r["path"] for r in machine("backups", "expire")] == [file]
    assert machine("backups", "list") == []


def test_a_faulty_atlas_is_backed_up_on_demand_only(atlas, machine, seeded, tmp_path):
    with closing(sqlite3.connect(seeded / "atlas.sqlite")) as connection:
        connection.execute("UPDATE observation SET value = 9")
        connection.commit()
    result = atlas("backup", tmp_path / "b.tar.gz")
    assert result.exit_code == 2 and "observation" in result.stderr
    assert not (tmp_path / "b.tar.gz").exists()
    assert machine("backup", tmp_path / "b.tar.gz", "--accept-faults")["faults"]
