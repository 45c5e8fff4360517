"""The rectangle that a sheet's cells span, and what may clear a large sheet without parsing it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.intake.sandbox.opening import extent as subject
from atlas.intake.sandbox.opening.extent import NEAR_COLUMNS, NEAR_ROWS, SMALL, extent
from atlas.intake.sheets.long.opening import TooLarge

NEAR = NEAR_ROWS * NEAR_COLUMNS
NAMES = '<c r="A1" t="inlineStr"><is><t>&#197;land</t></is></c>'


def sheet(cells: str, rows: int = 50_000) -> bytes:
    """Return a sheet of many short rows, so large that looking for far references pays."""
    lines = "".join(f'<row r="{n}">{NAMES}</row>' for n in range(2, rows))
    return f"<worksheet><sheetData>{lines}<row r='1'>{cells}</row></sheetData></worksheet>".encode()


def numbered(text: str, how: str) -> str:
    """Write some signs of a text as XML's numbered characters."""
    ways = {"plain": "{}", "decimal": "&#{:d};", "padded": "&#{:07d};", "hex": "&#x{:x};"}
    return "".join(ways[how].format(sign if how == "plain" else ord(sign)) for sign in text)


def test_a_large_sheet_of_near_cells_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "_Extent", None)
    text = sheet('<c r="Z1"><v>1</v></c>')
    assert len(text) > SMALL
    assert extent("a.xlsx", text) == NEAR


@given(
    place=st.sampled_from(["XFD1048576", "A999999999", "ZZZ9"]),
    how=st.sampled_from(["plain", "decimal", "padded", "hex"]),
    sign=st.sampled_from(["'", '"']),
    before=st.sampled_from(["", " ", "\n", "&#9;", "&#x20;"]),
    bait=st.sampled_from(["", "q='>' ", "q='<!--' ", "q='&#62;' "]),
)
def test_a_far_cell_is_found_however_its_reference_is_written(
    place: str, how: str, sign: str, before: str, bait: str
) -> None:
    bait = bait.replace("<", "&lt;")
    far = f"<c {bait}r={sign}{before}{numbered(place, how)}{sign}><v>1</v></c>"
    with pytest.raises(TooLarge):
        extent("a.xlsx", sheet(far))


def test_rows_without_numbers_count_on() -> None:
    rows = "<row><c><v>1</v></c></row>" * 300_001
    with pytest.raises(TooLarge):
        extent("a.xlsx", f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode())
