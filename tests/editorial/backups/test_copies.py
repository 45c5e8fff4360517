"""Backups expire by their age; nothing else is deleted."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from sqlalchemy import Engine

from atlas import editorial
from atlas.editorial.backups.copies import copies, delete_expired_copies
from atlas.editorial.backups.making import make
from atlas.editorial.backups.restoring import restore_backup
from atlas.settings import BadBackupDays, settings

NOW = dt.datetime.now(dt.UTC)
OLD = NOW - dt.timedelta(days=31)


def test_old_backups_and_kept_states_are_deleted(atlas: Engine, archive: Path) -> None:
    old = make(atlas, now=OLD).file
    new = make(atlas).file
    restore_backup(new)
    strange = settings().backups / "photographs.tar.gz"
    strange.write_bytes(b"not ours")
    assert {c.path for c in delete_expired_copies(atlas)} == {old}
    assert not old.exists()
    later = NOW + dt.timedelta(days=31)
    gone = {c.kind for c in delete_expired_copies(atlas, later)}
    assert gone == {"backup", "before-restore"}
    assert strange.exists()
    assert archive.exists(), "what lies elsewhere is its owner's to delete"
    assert editorial.verify(atlas).intact


def test_a_backup_elsewhere_is_listed_as_long_as_it_lies_there(
    atlas: Engine, archive: Path
) -> None:
    (listed,) = copies(atlas)
    assert (listed.path, listed.kind, listed.expires) == (archive, "elsewhere", None)
    archive.unlink()
    assert copies(atlas) == []


def test_the_older_of_two_dates_counts(atlas: Engine) -> None:
    file = make(atlas).file
    os.utime(file, (OLD.timestamp(), OLD.timestamp()))
    assert [c.path for c in delete_expired_copies(atlas)] == [file]


@pytest.mark.parametrize(("days", "expires"), [("0", False), ("3", True), ("", True)])
def test_the_days_are_a_setting(
    atlas: Engine, monkeypatch: pytest.MonkeyPatch, days: str, expires: bool
) -> None:
    monkeypatch.setenv("ATLAS_BACKUP_DAYS", days)
    make(atlas)
    (copy,) = copies(atlas)
    assert (copy.expires is not None) is expires
    assert bool(delete_expired_copies(atlas, NOW + dt.timedelta(days=32))) is expires


@pytest.mark.parametrize("days", ["-1", "a month", "1.5", "99999", "٣"])
def test_what_is_no_number_of_days_deletes_nothing(
    atlas: Engine, monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    file = make(atlas, now=OLD).file
    monkeypatch.setenv("ATLAS_BACKUP_DAYS", days)
    with pytest.raises(BadBackupDays):
        delete_expired_copies(atlas)
    assert file.exists()
