"""The third to sixth round: what must come out of each unseen sheet, and no other problem."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from atlas.intake.files import read_file
from tests.intake.layout.unseen_again import UNSEEN as AGAIN
from tests.intake.layout.unseen_books import UNSEEN as BOOKS
from tests.intake.layout.unseen_final import UNSEEN as FINAL
from tests.intake.layout.unseen_last import UNSEEN as LAST
from tests.intake.layout.unseen_publishers import UNSEEN
from tests.intake.layout.unseen_templates import UNSEEN as TEMPLATES
from tests.intake.made import figures, flagged

assert AGAIN is BOOKS is FINAL is LAST is TEMPLATES is UNSEEN


def alike(found: Any, wanted: Any) -> bool:
    if isinstance(found, float) and isinstance(wanted, float | int):
        return math.isclose(found, wanted, rel_tol=1e-12)
    return bool(found == wanted)


@pytest.mark.parametrize("name", UNSEEN)
def test_an_unseen_sheet_imports_as_its_key_says(name: str, tmp_path: Path) -> None:
    made = UNSEEN[name](tmp_path)
    batch = read_file(made.path)
    found = figures(batch)
    assert found.keys() == made.figures.keys()
    wrong = {k: (v, made.figures[k]) for k, v in found.items() if not alike(v, made.figures[k])}
    assert wrong == {}
    assert flagged(batch) == made.flags
    drafts = {(d.country, d.indicator, d.period, d.breakdown): d for d in batch.observations}
    for place, wanted in made.more.items():
        for field, value in wanted.items():
            told = getattr(drafts[place], field)
            fits = value in told if field in ("locator", "note") else told == value
            assert fits, (place, field, told, value)
