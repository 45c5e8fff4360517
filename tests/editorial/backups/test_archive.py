"""An archive is what was written, byte for byte, or it is refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from atlas.editorial.backups.archive import (
    MANIFEST,
    Manifest,
    NotABackup,
    extract_archive,
    manifest_of,
    sha256,
    write_archive,
)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    database = tmp_path / "atlas.sqlite"
    database.write_bytes(b"invented " * 200)
    manifest = Manifest(
        "2026-11-30T12:00:00+00:00",
        "atlas.sqlite",
        "2026.1",
        7,
        "restored",
        (),
        {"atlas.sqlite": sha256(database)},
    )
    archive = tmp_path / "a.tar.gz"
    write_archive(archive, manifest, {"atlas.sqlite": database})
    return archive


def opened(archive: Path, tmp_path: Path) -> Manifest | None:
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    return extract_archive(archive, folder)


def test_an_archive_is_read_back_as_it_was_written(packed: Path, tmp_path: Path) -> None:
    manifest = opened(packed, tmp_path)
    assert manifest is not None
    assert (manifest.release, manifest.entries) == ("2026.1", 7)
    assert manifest == manifest_of(packed)
    assert (tmp_path / "out" / "atlas.sqlite").read_bytes() == b"invented " * 200


def test_each_single_byte_matters(packed: Path, tmp_path: Path) -> None:
    whole = packed.read_bytes()
    for place in range(len(whole)):
        altered = bytearray(whole)
        altered[place] ^= 1 << (place % 8)
        packed.write_bytes(altered)
        with pytest.raises(NotABackup):
            opened(packed, tmp_path)


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b + b"\0", lambda b: b[:-100]])
def test_nothing_is_cut_off_or_added(packed: Path, tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    packed.write_bytes(change(packed.read_bytes()))
    with pytest.raises(NotABackup):
        opened(packed, tmp_path)


def test_a_part_that_the_manifest_does_not_name_is_refused(packed: Path, tmp_path: Path) -> None:
    manifest = manifest_of(packed)
    assert manifest is not None
    extra = tmp_path / ("0" * 64)
    extra.write_bytes(b"x")
    write_archive(
        packed, manifest, {"atlas.sqlite": tmp_path / "atlas.sqlite", f"uploads/{'0' * 64}": extra}
    )
    with pytest.raises(NotABackup):
        opened(packed, tmp_path)


def test_ordinary_tools_read_it_too(packed: Path, tmp_path: Path) -> None:
    done = subprocess.run(["tar", "tzf", packed], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [MANIFEST, "atlas.sqlite"]
    assert gzip.decompress(packed.read_bytes()).endswith(bytes(512))


def test_it_names_no_user_of_the_machine(packed: Path) -> None:
    with tarfile.open(packed) as tar:
        assert {(m.uid, m.uname, m.mode) for m in tar} == {(0, "", 0o600)}


def test_an_archive_of_an_older_version_is_held_to_its_checksums(tmp_path: Path) -> None:
    database = tmp_path / "atlas.sqlite"
    database.write_bytes(b"invented " * 200)
    archive = tmp_path / "old.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(database, "atlas.sqlite")
    assert opened(archive, tmp_path) is None
    whole = archive.read_bytes()
    archive.write_bytes(whole[:-6] + bytes([whole[-6] ^ 1]) + whole[-5:])
    with pytest.raises(NotABackup):
        opened(archive, tmp_path)


def test_a_time_that_no_clock_has_is_not_taken_over(tmp_path: Path) -> None:
    archive, name = tmp_path / "old.tar.gz", f"uploads/{hashlib.sha256(b'kept').hexdigest()}"
    with tarfile.open(archive, "w:gz") as tar:
        member = tarfile.TarInfo(name)
        member.size, member.mtime = 4, 1e30
        tar.addfile(member, io.BytesIO(b"kept"))
    assert opened(archive, tmp_path) is None
    assert (tmp_path / "out" / name).read_bytes() == b"kept"
