"""Import of a 50,000-row workbook against pandas reading it, in one run on one machine."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
import pandas as pd

from atlas import editorial
from atlas.codebook import codebook
from atlas.errors import UnknownRelease
from atlas.intake.checks import observation_key
from atlas.intake.draft import Batch
from atlas.intake.plausibility import check_against
from atlas.intake.sandbox import reading
from atlas.store import engine, frames
from benchmarks.rows import Row

ROWS = 50_000
ROUNDS = 3
HEADINGS = ("Country", "Indicator", "Year", "Value", "Unit", "Source", "Licence", "Notes")
INDICATORS = (
    ("Military expenditure (% of GDP)", "% of GDP", 1.5),
    ("Active armed forces personnel", "persons", 40_000),
    ("Population", "persons", 9_000_000),
    ("Intentional homicides per 100,000", "per 100,000 inhabitants", 6.0),
)
KEY = ("country", "indicator", "period", "breakdown", "source_id", "value")
SOURCE = "Institute of Invented Figures, Yearbook 2024"


def write(path: Path) -> None:
    """Write an invented sheet of an editor: 50,000 rows, one figure a row."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append(["Invented figures of the security sector"])
    sheet.append(HEADINGS)
    names = [country.name for country in codebook().countries.values()][:200]
    years = range(2024, 2024 - ROWS // (len(names) * len(INDICATORS)) - 1, -1)
    n_rows = 0
    for year in years:
        for at, name in enumerate(names):
            for title, unit, base in INDICATORS:
                if n_rows == ROWS:
                    break
                value = round(base * (1 + at / 100) * (1 + (year % 7) / 100), 3)
                value = round(value) if unit == "persons" else value
                sheet.append([name, title, year, value, unit, SOURCE, "CC0", None])
                n_rows += 1
    book.save(path)


def measure() -> list[Row]:
    """Return the ratio of a whole import to pandas.read_excel with openpyxl."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        write(path)
        ours, theirs = [], []
        for turn in range(ROUNDS):
            database = engine(f"sqlite:///{folder}/atlas-{turn}.sqlite")
            _prepare(database)
            theirs.append(_seconds(lambda: pd.read_excel(path, engine="openpyxl")))
            ours.append(_seconds(lambda database=database: _import(path, database)))
            database.dispose()
    here, there = median(ours), median(theirs)
    detail = f"{here:.1f} s against {there:.1f} s, {ROWS:,} rows: read, check, diff, store"
    return [Row("import of a 50,000-row workbook", here / there, "× pandas", 1.0, detail)]


def _prepare(database: Any) -> None:
    editorial.add_account(database, "Esi", editorial.Role.EDITOR)


def _import(path: Path, database: Any) -> None:
    batch = reading.read_untrusted_file(path).batch  # in a child process
    assert len(batch.observations) == ROWS, len(batch.observations)
    release = _release(database)
    problems = [*batch.problems, *check_against(batch, release)]
    assert not problems, problems[:3]
    _diff(batch, release)
    # Submitting asks the rules of every batch (``check``) before it stores.
    editorial.submit(database, batch, by="Esi", title=path.name)


def _release(database: Any) -> pd.DataFrame | None:
    try:
        return frames.observations(database)
    except UnknownRelease:
        return None


def _diff(batch: Batch, release: pd.DataFrame | None) -> int:
    """Count what a release would gain or change, by what it holds once and by its answer."""
    values: dict[tuple[str, ...], float] = {}
    if release is not None:
        columns = (release[name] for name in KEY)
        values = {row[:-1]: row[-1] for row in zip(*columns, strict=True)}
    return sum(values.get(observation_key(d)) != d.value for d in batch.observations)


def _seconds(action: Callable[[], Any]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    from benchmarks.rows import table

    print(table(measure()))
