"""A restore verifies first, keeps every state before, and says which erasures it undoes."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from atlas import editorial
from atlas.editorial.backups.archive import NotABackup
from atlas.editorial.backups.copies import copies
from atlas.editorial.backups.making import make
from atlas.editorial.backups.restoring import restore_backup
from atlas.editorial.takedown import take_down
from atlas.settings import settings
from atlas.store import frames
from tests import invented
from tests.editorial.backups.conftest import state


def labels(engine: Engine) -> list[str]:
    return list(frames.list_releases(engine)["label"])


def test_each_state_before_a_restore_is_kept(atlas: Engine, archive: Path) -> None:
    kept = []
    for number in (2, 3, 4):
        invented.release(atlas, f"2026.{number}", invented.draft("URY", value=float(number)))
        done = restore_backup(archive)
        assert done.before is not None
        kept.append(done.before)
        assert labels(atlas) == ["2026.1"]
    assert len({path.name for path in kept}) == 3
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)
    listed = [c.path for c in copies(atlas) if c.kind == "before-restore"]
    assert sorted(listed) == sorted(kept)
    assert len({path.read_bytes() for path in kept}) == 3
    assert editorial.verify(atlas).intact


def test_a_backup_that_differs_by_one_byte_changes_nothing(atlas: Engine, archive: Path) -> None:
    invented.release(atlas, "2026.2", invented.draft("URY", value=3.0))
    before = state(atlas)
    whole = archive.read_bytes()
    places = [*range(12), *range(100, len(whole), len(whole) // 25), *range(-12, 0)]
    for place in places:
        altered = bytearray(whole)
        altered[place] ^= 0x20
        archive.write_bytes(altered)
        with pytest.raises(NotABackup):
            restore_backup(archive)
    assert state(atlas) == before


def test_an_upload_that_was_altered_is_mended(atlas: Engine, archive: Path) -> None:
    (upload,) = settings().uploads.iterdir()
    whole = upload.read_bytes()
    upload.write_bytes(b"other")
    restore_backup(archive)
    assert upload.read_bytes() == whole
    assert upload.stat().st_mode & 0o077 == 0


def test_erasures_after_the_backup_are_named(atlas: Engine, archive: Path) -> None:
    key = frames.observations(atlas, countries=["URY"])["id"].iloc[0]
    take_down(atlas, "observation", key, reason="private", by=invented.ADMIN)
    (undone,) = restore_backup(archive).undone
    assert undone[1:] == ("take-down", f"observation {key}")
    assert restore_backup(make(atlas).file).undone == ()
