"""Sheets as ministries and CSOs send them import as their keys say, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.intake.files import read_file
from tests.intake.layout.messy import french_ministry
from tests.intake.layout.messy_publishers import SHEETS, hidden_formulas_and_errors
from tests.intake.made import figures, flagged


@pytest.mark.parametrize("name", SHEETS)
def test_a_messy_sheet_imports_as_its_key_says(name: str, tmp_path: Path) -> None:
    path, wanted, flags = SHEETS[name](tmp_path)
    batch = read_file(path)
    assert figures(batch) == wanted
    assert flagged(batch) == flags


def test_percent_signs_and_marks_carry_reliability_and_notes(tmp_path: Path) -> None:
    path, *_ = french_ministry(tmp_path)
    found = {(d.country, d.period): d for d in read_file(path).observations}
    assert found["MMR", "2021"].reliability == "estimate"
    assert found["BEN", "2019"].reliability == "stated"
    assert (
        found["BEN", "2019"].original == "1\u202f234,5"
        or found["BEN", "2019"].original == "1 234,5"
    )
    path, *_ = hidden_formulas_and_errors(tmp_path)
    notes = {d.country: d.note for d in read_file(path).observations if d.period == "2020"}
    assert notes == {"KEN": "", "UGA": "", "RWA": "sans Nyanza"}
