"""The data folder is for its owner only, whoever made it and whatever the umask."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from atlas import private
from atlas.editorial.keys import secret
from atlas.store import engine


def open_to_others(home: Path) -> list[Path]:
    entries = [home, *home.rglob("*")]
    return [p for p in entries if not p.is_symlink() and p.stat().st_mode & 0o077]


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.parametrize("stands", [True, False])
def test_whatever_the_umask_the_folder_is_for_its_owner(
    home: Path, umask: int, stands: bool
) -> None:
    if stands:
        home.mkdir(mode=0o755)
        for name in ("uploads", "cache", "backups", "editions/2026.1"):
            (home / name).mkdir(parents=True)
        for name in ("secret", "atlas.log", "editions/2026.1/index.html"):
            (home / name).write_bytes(b"x" * 32)
    database = engine()
    with database.begin() as connection:
        connection.execute(text("CREATE TABLE probe (x)"))
        assert (home / "atlas.sqlite-wal").exists()
        assert len(secret()) == 32
        assert open_to_others(home) == [], umask
    database.dispose()


def test_a_folder_that_was_open_is_tightened_and_a_line_says_so(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (home / "uploads").mkdir(parents=True)
    home.chmod(0o755)
    (home / "run.sh").write_text("x")
    (home / "run.sh").chmod(0o755)
    private.secure(home)
    assert stat.S_IMODE((home / "run.sh").stat().st_mode) == 0o700
    assert str(home) in caplog.text and "open to others" in caplog.text
    caplog.clear()
    assert private.secure(home) == []
    assert caplog.text == ""


def test_a_link_leads_to_nothing_that_is_changed(home: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("x")
    outside.chmod(0o755)
    home.mkdir()
    (home / "link").symlink_to(outside)
    private.secure(home)
    assert stat.S_IMODE(outside.stat().st_mode) == 0o755
    assert (outside / "file").stat().st_mode & 0o044


def test_a_folder_of_all_users_is_refused(home: Path) -> None:
    home.mkdir()
    home.chmod(0o1777)
    with pytest.raises(private.DataFolderShared):
        private.secure(home)
    assert stat.S_IMODE(home.stat().st_mode) == 0o1777


def test_a_folder_of_another_user_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: home.stat().st_uid + 1)
    with pytest.raises(private.DataFolderNotOwn) as refused:
        private.secure(home)
    assert "chown" in str(refused.value)


def test_what_belongs_to_others_within_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    home.mkdir(mode=0o700)
    monkeypatch.setattr(private, "_owner", lambda path: 4_294)
    private.secure(home)
    assert "belong to other users" in caplog.text
