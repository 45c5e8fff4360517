"""Every connector keeps the protocol, the atlas's own and a stranger's alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from atlas.errors import AtlasError
from atlas.intake import connectors
from atlas.intake.connectors import CONNECTORS, Connector, connector
from atlas.intake.draft import Batch
from atlas.intake.files import read_file
from tests import invented, strangers

NAMES = (*CONNECTORS, "invented")
OTHERS = {
    "empty.csv": b"",
    "table.csv": b"country,year,value\nURY,2024,2.5\n",
    "text.txt": "Ejército: 24.000".encode(),
    "page.html": b"<html><body>World Bank</body></html>",
    "data.json": b'{"country": "URY"}',
    "broken.xlsx": b"PK\x03\x04 not a workbook",
    "bytes.bin": bytes(range(256)),
}


@pytest.fixture(autouse=True)
def stranger(monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Register a stranger's connector beside the atlas's own."""
    batch = invented.batch(invented.draft("URY", value=2.5))
    strangers.register(monkeypatch, batch)
    return batch


@pytest.mark.parametrize("name", NAMES)
def test_a_connector_says_what_it_is(name: str) -> None:
    one = connector(name)
    assert isinstance(one, Connector)
    assert one.name == name == name.lower()
    assert one.publisher and one.title
    assert one.own is None or one.recognises(one.own)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", OTHERS)
def test_a_connector_does_not_take_another_publishers_file_for_its_own(
    name: str, file: str, tmp_path: Path
) -> None:
    path = tmp_path / file
    path.write_bytes(OTHERS[file])
    assert connector(name).recognises(path) is False


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", OTHERS)
def test_a_connector_reads_a_batch_or_says_why_not(name: str, file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_bytes(OTHERS[file])
    try:
        batch = connectors.read(name, path)
    except AtlasError as error:
        assert str(error)
    else:
        assert {d.source for d in batch.observations} <= {s.id for s in batch.sources}


def test_an_unknown_name_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(connectors.UnknownConnector) as error:
        connector("yearbook")
    assert set(error.value.nearest) == set(CONNECTORS)


def test_a_class_that_lacks_a_part_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "Half", type("Half", (), {"name": "half"}), raising=False)
    monkeypatch.setitem(CONNECTORS, "half", "tests.strangers:Half")
    with pytest.raises(connectors.IncompleteConnector, match="half lacks publisher, title, own"):
        connector("half")


def test_a_file_that_is_no_spreadsheet_goes_to_the_connector_that_knows_it(
    stranger: Batch, tmp_path: Path
) -> None:
    path = tmp_path / "figures.invented"
    path.write_bytes(b"\x00\x01")
    assert read_file(path) == stranger


def test_a_connector_that_breaks_off_is_an_error_with_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "figures.invented"
    path.write_text("2.5")
    monkeypatch.setattr(strangers.Invented, "read", lambda *_: {}["year"])
    with pytest.raises(connectors.ConnectorFailed, match="invented could not read figures"):
        read_file(path, mapping={"connector": "invented"})


def test_lists_are_as_good_as_tuples(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "figures.invented"
    path.write_text("2.5")
    given = Batch([invented.source()], [invented.draft()], [], [])  # type: ignore[arg-type]
    strangers.register(monkeypatch, given)
    assert read_file(path) == invented.batch(invented.draft())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "2.5"),
        ("value", True),
        ("period", 2024),
        ("original", None),
        ("method", "guessed"),
        ("reliability", "high"),
        ("country", None),
    ],
)
def test_a_field_of_a_wrong_type_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, field: str, value: object
) -> None:
    path = tmp_path / "figures.invented"
    path.write_text("2.5")
    wrong = invented.draft(**{field: value}) if field != "country" else invented.draft(value)  # type: ignore[arg-type]
    strangers.register(monkeypatch, invented.batch(wrong, invented.draft("CHL")))
    batch = read_file(path)
    assert [d.country for d in batch.observations] == ["CHL"]
    (problem,) = batch.problems
    assert batch.blocked and problem.code == "malformed-record"
    assert field in problem.message and repr(value) in problem.message


def test_numbers_of_other_libraries_are_numbers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "figures.invented"
    path.write_text("2.5")
    strangers.register(monkeypatch, invented.batch(invented.draft(value=np.int64(2))))
    assert not read_file(path).problems


def test_cells_mended_in_the_page_are_not_lost_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "figures.invented"
    path.write_text("2.5")
    edit = {"sheet": "", "row": 1, "column": "A", "value": "3"}
    batch = read_file(path, mapping={"connector": "invented"}, edits=[edit])
    assert [p.code for p in batch.problems] == ["mended-in-vain"] and batch.blocked
