"""``atlas takedown``: an administrator's last resort."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Atlas
from tests.invented import ADMIN, EDITOR


def test_an_administrator_takes_a_record_down(
    seeded: Path, atlas: Atlas, machine: Callable[..., Any]
) -> None:
    rows = machine("query", "--country", "GHA", "--indicator", "milex_gdp")
    words = ("takedown", "observation", rows[0]["id"], "--reason", "wrong", "--as")
    assert atlas(*words, EDITOR).exit_code == 2
    told = machine(*words, ADMIN)
    report = told.pop("report")
    assert report["erased"]["observation"] == 1
    assert report["unreached"]
    assert told == {"kind": "observation", "record": rows[0]["id"], "status": "taken-down"}
    assert machine("query", "--country", "GHA", "--indicator", "milex_gdp") == []
    assert machine("audit", "verify")["intact"]


def test_what_is_unknown_is_refused_in_words(seeded: Path, atlas: Atlas) -> None:
    said = atlas("takedown", "observation", "f" * 24, "--reason", "x", "--as", ADMIN)
    assert said.exit_code == 2
    assert "There is no record" in said.stderr
