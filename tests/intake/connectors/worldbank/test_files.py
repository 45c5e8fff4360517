"""Files of the World Bank's, in the layouts that it lets people download."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.codebook import codebook
from atlas.intake.checks import check_batch
from atlas.intake.connectors.worldbank import read_worldbank
from atlas.intake.connectors.worldbank.files import NotWorldBank
from atlas.intake.connectors.worldbank.series import (
    UnknownSeries,
    all_series,
    select_series,
    series_for,
)
from atlas.intake.draft import Severity
from atlas.intake.files import read_file
from tests.intake.connectors.worldbank.made import NAME, api_text, api_zip
from tests.intake.made import figures, written

FOOT = [[], ["Data from database: World Development Indicators"], ["Last Updated: 06/28/2024"]]


def book(path: Path, *rows: list[object], meta: list[list[str]] | None = None) -> Path:
    made = openpyxl.Workbook()
    made.active.title = "Data"
    for row in [*rows, *FOOT]:
        made.active.append(row)
    if meta:
        sheet = made.create_sheet("Series - Metadata")
        for row in meta:
            sheet.append(row)
    made.save(path)
    return path


@pytest.mark.parametrize("zipped", [False, True])
def test_an_api_file(tmp_path: Path, zipped: bool) -> None:
    path = api_zip(tmp_path) if zipped else written(tmp_path / f"{NAME}.csv", api_text())
    batch = read_worldbank(path)
    assert figures(batch) == {
        ("XKX", "milex_gdp", "2019", ""): 0.81234567890123,
        ("XKX", "milex_gdp", "2020", ""): 0.9,
        ("TUR", "milex_gdp", "2019", ""): 2.5,
        ("CRI", "milex_gdp", "2019", ""): 0,
        ("CRI", "milex_gdp", "2020", ""): 0,
    }
    (source,) = batch.sources
    assert (source.publisher, source.vintage) == (
        "World Bank",
        "2026-02-24",
    )
    assert "MS.MIL.XPND.GD.ZS" in source.title and "SIPRI" in source.title
    assert source.licence == "CC BY 4.0"
    (group,) = batch.problems
    assert (group.severity, group.value) == (Severity.INFO, "Arab World")
    first = batch.observations[0]
    assert first.locator.endswith("F8") and first.original == "0.81234567890123"
    assert set(batch.origins) == set(batch.observations)
    assert check_batch(batch, frozenset()) == []


def test_two_vintages_are_two_sources(tmp_path: Path) -> None:
    (first,) = read_worldbank(api_zip(tmp_path)).sources
    (second,) = read_worldbank(api_zip(tmp_path, "2026-07-01")).sources
    assert first.id != second.id and first.title == second.title


def test_databank_names_alone_lead_to_every_series(tmp_path: Path) -> None:
    rows = [[s.name, "Uruguay", 40, ".."] for s in all_series().values()]
    head = ["Series Name", "Country Name", "2018 [YR2018]", "2019 [YR2019]"]
    forest = ["Forest area (sq. km)", "Uruguay", 1, 2]
    batch = read_worldbank(book(tmp_path / "extract.xlsx", head, *rows, forest))
    assert {d.indicator for d in batch.observations} == {s.indicator for s in all_series().values()}
    assert {(d.country, d.period, d.value) for d in batch.observations} == {("URY", "2018", 40)}
    assert [p.value for p in batch.problems] == ["Forest area (sq. km)"]
    assert {s.vintage for s in batch.sources} == {"2024-06-28"}


def test_a_name_of_the_files_own_is_known_by_its_metadata(tmp_path: Path) -> None:
    head = ["Series Name", "Country Name", "2018 [YR2018]"]
    meta = [
        ["Code", "License Type", "Indicator Name"],
        ["MS.MIL.XPND.GD.ZS", "CC BY-NC 4.0", "Renamed"],
    ]
    path = book(tmp_path / "extract.xlsx", head, ["Renamed", "Kosovo", 0.8], meta=meta)
    batch = read_worldbank(path)
    assert figures(batch) == {("XKX", "milex_gdp", "2018", ""): 0.8}
    assert batch.sources[0].licence == "CC BY-NC 4.0"


def test_a_column_a_series(tmp_path: Path) -> None:
    head = ["Time", "Time Code", "Country Name", "Country Code"]
    head += [
        "Military expenditure (% of GDP) [MS.MIL.XPND.GD.ZS]",
        "Armed forces personnel, total [MS.MIL.TOTL.P1]",
        "Forest area (sq. km) [AG.LND.FRST.K2]",
    ]
    rows = [
        [2018, "YR2018", "Kosovo", "XKX", 0.8, 4_500, 1],
        [2019, "YR2019", "Kosovo", "XKX", "..", 4_600, 1],
        [2018, "YR2018", "World", "WLD", 2.1, 27_000_000, 1],
    ]
    batch = read_worldbank(book(tmp_path / "extract.xlsx", head, *rows))
    assert figures(batch) == {
        ("XKX", "milex_gdp", "2018", ""): 0.8,
        ("XKX", "armed_forces_wide", "2018", ""): 4_500,
        ("XKX", "armed_forces_wide", "2019", ""): 4_600,
    }
    assert {p.code for p in batch.problems} == {"aggregate-not-country", "series-left-out"}


def test_a_file_of_others_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "own.csv", "country,2019\nUruguay,2\n")
    with pytest.raises(NotWorldBank, match=r"own\.csv holds none"):
        read_worldbank(path)


def test_a_reopened_draft_is_read_by_the_connector(tmp_path: Path) -> None:
    path = api_zip(tmp_path)
    edits = [{"sheet": f"{NAME}.csv", "row": 9, "column": "F", "value": "2.6"}]
    batch = read_file(path, mapping={"connector": "worldbank"}, edits=edits)
    assert batch.sources == read_worldbank(path).sources
    assert figures(batch)["TUR", "milex_gdp", "2019", ""] == 2.6


def test_the_table_fits_the_codebook() -> None:
    book_ = codebook()
    indicators = [s.indicator for s in all_series().values()]
    assert len(set(indicators)) == len(indicators)
    for series in all_series().values():
        assert series.indicator in book_.indicators
        assert not series.asked_as or series.asked_as in book_.indicators
        assert series.origin and series.licence and series.scale > 0


def test_what_is_asked_for() -> None:
    codes = [s.code for s in select_series(["milex_gdp", "MS.MIL.XPND.GD.ZS", "armed_forces"])]
    assert codes == ["MS.MIL.XPND.GD.ZS", "MS.MIL.TOTL.P1"]
    assert series_for("armed_forces") is None  # counted otherwise: another indicator
    with pytest.raises(UnknownSeries, match="milex_gdp"):
        select_series(["milex"])


CELLS = st.lists(st.one_of(st.just(""), st.floats(0, 100).map(repr)), min_size=4, max_size=4)


@given(CELLS)
def test_as_many_records_as_filled_cells(tmp_path_factory: pytest.TempPathFactory, cells) -> None:
    quoted = ",".join(f'"{cell}"' for cell in cells)
    row = f'"Uruguay","URY","Military expenditure (% of GDP)","MS.MIL.XPND.GD.ZS",{quoted},'
    path = written(tmp_path_factory.mktemp("wb") / f"{NAME}.csv", api_text("2026-02-24", row))
    found = {d.period: d.value for d in read_worldbank(path).observations if d.country == "URY"}
    years = ("1960", "2019", "2020", "2021")
    assert found == {y: float(c) for y, c in zip(years, cells, strict=True) if c}
