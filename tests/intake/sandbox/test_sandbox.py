"""Whatever a file does to its reader, the caller gets a batch or one typed error."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.errors import UnknownCountry
from atlas.intake.files import read_file
from atlas.intake.sandbox import parent, reading
from atlas.intake.sandbox.errors import FileTooDemanding, ReaderDied, ReaderStopped
from atlas.intake.sandbox.packing import unpack_batch, unpack_value
from atlas.intake.sandbox.warm import warm
from atlas.intake.sheets.long.opening import UnreadableFile
from tests.intake.made import workbook
from tests.intake.sandbox import misbehaving
from tests.intake.sandbox.hostile import FILES

ROWS = [["Military expenditure (% of GDP)"], ["Country", 2020, 2021], ["Chile", 1.9, "1,8?"]]


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_READER_PROCESSOR_SECONDS", "2")
    monkeypatch.setenv("ATLAS_READER_ANSWER_MB", "8")


def test_a_hundred_hostile_files_are_here() -> None:
    assert len(FILES) >= 100


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    kinds = {".png": "PNG", ".jpg": "JPEG"}
    try:
        if path.suffix in kinds:
            assert reading.redrawn_picture(path, kinds[path.suffix])[0]
        else:
            read = reading.read_untrusted_file(path, institutions=frozenset())
            assert len(read.batch.problems) + len(read.rules) < 5_000
    except UnreadableFile as error:
        assert error.code != "reader-died" and name in str(error)


@pytest.mark.parametrize(
    ("job", "reason"),
    [
        (misbehaving.loops, "time"),
        (misbehaving.fills, "memory"),
        (misbehaving.fills_slowly, "memory"),
        (misbehaving.aborts, "memory"),
        (misbehaving.floods, "answer"),
        (misbehaving.is_killed, "died"),
        (misbehaving.leaves, "died"),
        (misbehaving.recurses, "died"),
    ],
)
def test_each_way_of_ending_has_its_error(job: Callable[[], object], reason: str) -> None:
    with pytest.raises(ReaderStopped, match=r"bad\.xlsx") as error:
        parent.run_in_child(job, "bad.xlsx", take=list)
    assert error.value.reason == reason


def test_a_child_cannot_make_the_parent_run_anything() -> None:
    with pytest.raises(ReaderDied):
        parent.run_in_child(misbehaving.forges, "bad.xlsx", take=unpack_batch)


def test_a_child_that_waits_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_READER_SECONDS", "1")
    with pytest.raises(FileTooDemanding, match="seconds"):
        parent.run_in_child(misbehaving.waits, "bad.xlsx", take=list)


def test_a_child_writes_no_large_file_and_sees_no_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ReaderStopped):
        parent.run_in_child(misbehaving.writes, "bad.xlsx", tmp_path / "a", 300 << 20, take=list)
    monkeypatch.setenv("ATLAS_DATABASE_URL", "postgresql://u:secret@h/d")
    warm.end()
    (piece,) = parent.run_in_child(misbehaving.environment, "bad.xlsx", take=list)
    assert "secret" not in str(unpack_value(piece))


def test_an_error_of_the_atlas_comes_back_as_it_was_raised() -> None:
    with pytest.raises(UnknownCountry, match="Austria") as error:
        parent.run_in_child(misbehaving.refuses, "bad.xlsx", take=list)
    assert (error.value.value, error.value.nearest) == ("Atlantis", ("Austria",))


def test_the_next_file_is_read_although_the_warm_process_was_killed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Data=ROWS)
    assert reading.read_untrusted_file(path).batch.observations
    assert warm.process is not None
    warm.process.send_signal(signal.SIGKILL)
    warm.process.wait()
    assert reading.read_untrusted_file(path).batch.observations


def test_a_child_without_forks_gives_the_same_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", Data=ROWS)
    monkeypatch.setattr(parent, "FORKS", False)
    assert reading.read_untrusted_file(path).batch == read_file(path)
    with pytest.raises(ReaderStopped):
        parent.run_in_child(misbehaving.is_killed, "bad.xlsx", take=list)


@pytest.mark.parametrize("indicator", [1.9, "1,8?"])
def test_what_comes_back_is_what_was_read(tmp_path: Path, indicator: object) -> None:
    path = workbook(tmp_path / "a.xlsx", Data=[*ROWS, ["Peru", indicator, 2]])
    here, there = read_file(path), reading.read_untrusted_file(path).batch
    assert here == there and dict(here.origins) == dict(there.origins)
    assert here.problems and here.observations


def test_no_more_children_than_allowed_work_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_READERS", "1")
    path = workbook(tmp_path / "a.xlsx", Data=ROWS)
    most = []

    def read() -> None:
        reading.read_untrusted_file(path)
        most.append(parent.busy())

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 4 and max(most) <= 1 and parent.busy() == 0


def test_nothing_is_left_open_or_behind(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Data=ROWS)
    reading.read_untrusted_file(path)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        reading.read_untrusted_file(path)
        with pytest.raises(ReaderStopped):
            parent.run_in_child(misbehaving.is_killed, "bad.xlsx", take=list)
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_a_file_named_from_the_folder_one_works_in_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook(tmp_path / "near.xlsx", Data=[*ROWS[:2], ["Chile", 1.9, 1.8]])
    monkeypatch.chdir(tmp_path)
    assert len(reading.read_untrusted_file(Path("near.xlsx")).batch.observations) == 2
