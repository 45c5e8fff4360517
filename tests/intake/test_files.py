"""One way in: the atlas's own sheets, its long sheet, and any other layout."""

from __future__ import annotations

import gc
import json

import openpyxl
import pytest

from atlas.intake.files import read_file
from atlas.intake.layout import Mapping, detected, fingerprint
from atlas.intake.sandbox.opening import open_file
from tests.intake.made import figures, flagged, workbook, written

LONG = "country,indicator,period,value,publisher,title,vintage,licence\n"
LONG += "URY,milex_gdp,2024,2.5,Institute,Yearbook,2026,CC0\n"
WIDE = [["Military expenditure"], ["Country", 2020, 2021], ["Chile", 1.9, 1.8]]


def test_the_long_sheet_is_read_by_its_own_reader(tmp_path):
    batch = read_file(written(tmp_path / "a.csv", LONG))
    assert batch.problems == () and batch.sources[0].licence == "CC0"
    assert batch.observations[0].locator == "row 2"


def test_an_editors_sheet_with_like_headings_is_not_taken_for_a_template(tmp_path):
    text = "Country,Indicator,Year,Value,Source\nUruguay,Military expenditure (% of GDP),2020,2.1,"
    batch = read_file(written(tmp_path / "a.csv", text + "Ministry\n"))
    assert figures(batch) == {("URY", "milex_gdp", "2020", ""): 2.1}
    assert flagged(batch) == set() and batch.sources[0].publisher == "Ministry"


def test_hidden_rows_of_the_long_sheet_are_named_too(tmp_path):
    rows = [line.split(",") for line in LONG.splitlines()]
    path = workbook(tmp_path / "a.xlsx", data=rows)
    book = openpyxl.load_workbook(path)
    book["data"].row_dimensions[2].hidden = True
    book.save(path)
    assert flagged(read_file(path)) == {("2", "hidden-row")}


def test_a_mapping_answers_what_the_sheet_leaves_open(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Data=WIDE)
    assert [p.code for p in read_file(path).problems] == ["unclear-column"]
    ((_, layout),) = detected(path, open_file(path))
    table = {**layout.to_json(), "indicator": "milex_gdp"}
    said = {"tables": [table], "source": {"publisher": "Ministry", "title": "Budget"}}
    batch = read_file(path, mapping=json.loads(json.dumps(said)))
    assert figures(batch)["CHL", "milex_gdp", "2020", ""] == 1.9
    assert batch.problems == () and batch.sources[0].publisher == "Ministry"


def test_a_mapping_survives_json_and_fits_next_years_file(tmp_path):
    ((_, old),) = detected(*_opened(workbook(tmp_path / "a.xlsx", Data=WIDE)))
    assert Mapping.from_json(json.loads(json.dumps(old.to_json()))) == old
    later = [WIDE[0], [*WIDE[1], 2022], [*WIDE[2], 1.7]]
    ((_, new),) = detected(*_opened(workbook(tmp_path / "b.xlsx", Data=later)))
    assert len(new.values()) == 3
    wider = [WIDE[0], ["Country", 2021, 2022], ["Chile", 1.8, 1.7]]
    ((_, next_),) = detected(*_opened(workbook(tmp_path / "c.xlsx", Data=wider)))
    assert fingerprint(next_) == fingerprint(old) != ""
    answered = Mapping.from_json({**old.to_json(), "indicator": "milex_gdp"})
    assert answered.moved(next_).indicator == "milex_gdp"
    assert [answered.moved(next_).columns[c].year for c in next_.values()] == ["2021", "2022"]


def _opened(path):
    return path, open_file(path)


@pytest.mark.parametrize("column", ["A", "Country"])
def test_cells_mended_beforehand_are_read_as_mended(tmp_path, column):
    rows = [["Active personnel"], ["Country", 2020], ["Urugay", 21_000]]
    path = workbook(tmp_path / "a.xlsx", Data=rows)
    assert flagged(read_file(path)) == {("A3", "unknown-country")}
    mended = [{"sheet": "Data", "row": 3, "column": column, "value": "Uruguay"}]
    assert figures(read_file(path, edits=mended)) == {("URY", "armed_forces", "2020", ""): 21_000}


def test_the_garbage_collector_is_on_again_whatever_happens(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"MZ")
    with pytest.raises(Exception, match="program"):
        read_file(tmp_path / "a.csv")
    assert gc.isenabled()
