"""Whatever stands in a sheet is read or named at its cell; nothing is guessed, nothing raised."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.intake.checks import check_batch
from atlas.intake.sheets import RECORD_SHEETS, dates, read_sheets, recognised
from atlas.intake.sheets.long import UnreadableFile
from atlas.intake.sheets.long.cells import CellError
from atlas.intake.sheets.long.opening import Sheet

CELLS = st.one_of(
    st.none(),
    st.sampled_from(["", "URY", "yes", "law", "act", "1991", "04/07/1991", "withheld", "army"]),
    st.text(max_size=12),
    st.floats(allow_nan=False),
    st.integers(),
    st.booleans(),
    st.datetimes(),
)
SOURCES = [["source", "publisher", "title", "vintage"], ["act", "Institute", "Gazette", "2024"]]


@pytest.mark.parametrize("kind", RECORD_SHEETS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_cells_are_read_or_named_at_their_place(kind: str, data: st.DataObject) -> None:
    sheet = RECORD_SHEETS[kind]
    names = [column.name for column in sheet.read]
    line = st.lists(CELLS, min_size=len(names), max_size=len(names))
    rows = data.draw(st.lists(line, max_size=5))
    for row in rows:  # most rows name their source, so that the other columns are reached
        row[names.index("source")] = data.draw(st.sampled_from(["act", "act", "act", "other"]))
    pages = [Sheet("sources", SOURCES), Sheet(sheet.title, [list(names), *rows])]
    found = recognised("any.xlsx", pages)
    assert [header.sheet.title for _, header in found] == ["sources", sheet.title]
    batch = read_sheets("any.xlsx", pages, found)
    for problem in (*batch.problems, *check_batch(batch)):
        assert problem.remedy and problem.sheet and problem.row, problem
        assert problem.column in (*names, "", "licence")
    read = len(batch.observations) + len(batch.records)
    assert read + len({p.row for p in batch.problems if p.sheet == sheet.title}) >= sum(
        any(str(cell or "").strip() for name, cell in zip(names, row, strict=True) if _own(name))
        for row in rows
    )


def _own(name: str) -> bool:
    return name not in ("country", "indicator", "question", "unit")


@given(st.one_of(st.text(), st.dates(), st.datetimes(), st.integers(), st.floats()))
def test_a_date_is_one_of_iso_8601_or_a_named_problem(cell: Any) -> None:
    try:
        read = dates.parse_date(cell)
    except CellError as error:
        assert error.remedy.format(**error.params)
    else:
        assert read == "" or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", read, re.ASCII)


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_day_is_read_as_itself_or_is_ambiguous(day: dt.date) -> None:
    assert dates.parse_date(day.isoformat()) == day.isoformat()
    for shown in (f"{day.day:02}/{day.month:02}/{day.year}", f"{day.day}.{day.month}.{day.year}"):
        try:
            assert dates.parse_date(shown) == day.isoformat()
        except CellError as error:
            assert error.code == "ambiguous-date" and day.day <= 12
            assert day.isoformat() in (error.params["first"], error.params["second"])


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), max_size=8), max_size=4))
def test_any_csv_with_the_columns_of_events_is_read_or_refused(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    from atlas.intake.files import read_file

    text = io.StringIO(newline="")
    heads = ["country", "event", "date", "title", "publisher", "source_title", "vintage"]
    csv.writer(text).writerows([heads, *rows])
    path = tmp_path / "any.csv"
    path.write_text(text.getvalue().encode("utf-8", "replace").decode(), "utf-8", newline="")
    try:
        batch = read_file(path)
    except UnreadableFile:
        return
    assert all(problem.remedy for problem in (*batch.problems, *check_batch(batch)))
