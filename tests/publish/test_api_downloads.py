"""Downloads: CSV by RFC 4180, SDMX-CSV, workbooks; none of them runs anything."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from atlas.intake.draft import Severity
from atlas.intake.files import read_file
from atlas.publish.api import formats, workbook
from atlas.publish.api.sdmx import CONCEPTS
from atlas.publish.api.workbook import NAMED
from atlas.store import API_FIELDS

PATH = "/api/v1/observations"


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheets(client: TestClient, query: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(client.get(f"{PATH}?format=xlsx&{query}").content))


def test_csv_is_utf8_without_bom_and_has_the_json_rows(client: TestClient) -> None:
    answer = client.get(f"{PATH}?format=csv&indicator=armed_forces")
    records = client.get(f"{PATH}?indicator=armed_forces").json()["observations"]
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert answer.content.startswith(b"country,indicator,")
    assert answer.content.count(b"\r\n") == answer.content.count(b"\n") == 1 + len(records)
    rows = table(answer.text)
    assert [row["country"] for row in rows] == [record["country"] for record in records]
    assert tuple(rows[0]) == API_FIELDS
    ranged = next(row for row in rows if row["country"] == "KEN" and not row["breakdown"])
    assert (ranged["value"], ranged["low"], ranged["preferred"]) == ("24000", "20000", "true")
    absent = next(row for row in rows if row["country"] == "CRI")
    assert (absent["value"], absent["missing_reason"]) == ("", "not-applicable")


def test_a_csv_cell_that_starts_a_formula_is_made_harmless(client: TestClient) -> None:
    rows = table(client.get(f"{PATH}?format=csv&indicator=milex_gdp&country=KEN").text)
    assert '\'=HYPERLINK(1), Say "hi", please (2026)' in [row["source"] for row in rows]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  ="])
def test_every_start_of_a_formula_gets_an_apostrophe(start: str) -> None:
    assert formats.safe(f"{start}1+1") == f"'{start}1+1"
    assert formats.safe(f"1{start}1") == f"1{start}1"


def test_a_negative_number_stays_a_number() -> None:
    assert formats.csv_cell(-1.5) == "-1.5"
    assert formats.csv_cell("-1.5") == "'-1.5"


@pytest.mark.parametrize(
    ("made", "name"),
    [
        ("csv", "security-sector-atlas_2026.2_milex_gdp_KEN_from-2020.csv"),
        ("xlsx", "security-sector-atlas_2026.2_milex_gdp_KEN_from-2020.xlsx"),
        ("sdmx-csv", "security-sector-atlas_2026.2_milex_gdp_KEN_from-2020.sdmx.csv"),
    ],
)
def test_a_download_has_a_file_name_that_says_what_it_is(
    client: TestClient, made: str, name: str
) -> None:
    answer = client.get(f"{PATH}?format={made}&indicator=milex_gdp&country=KEN&from=2020")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("made", ["csv", "sdmx-csv", "xlsx"])
def test_no_download_holds_a_value_that_a_licence_locks(client: TestClient, made: str) -> None:
    answer = client.get(f"{PATH}?format={made}&indicator=reserves,milex_gdp&country=FRA,URY")
    assert answer.headers["x-withheld-by-licence"] == "2"
    if made == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        text = repr([list(sheet.values) for sheet in book])
    else:
        text = answer.text
    assert "Institute of Invented Figures, Yearbook" in text
    assert "Closed list" not in text


def test_sdmx_csv_maps_concepts_totals_and_missing_reasons(client: TestClient) -> None:
    answer = client.get(f"{PATH}?format=sdmx-csv")
    rows = table(answer.text)
    assert answer.headers["content-type"].startswith("application/vnd.sdmx.data+csv")
    assert list(rows[0]) == list(CONCEPTS)
    assert {(row["STRUCTURE"], row["ACTION"]) for row in rows} == {("dataflow", "I")}
    status = {(r["REF_AREA"], r["INDICATOR"], r["SOURCE_ID"]): r["OBS_STATUS"] for r in rows}
    assert status["URY", "milex_gdp", "yearbook-2026"] == "A"
    assert status["KEN", "milex_gdp", "yearbook-2026"] == "E"
    assert status["KEN", "milex_gdp", "evil-2026"] == "U"
    assert status["CRI", "armed_forces", "yearbook-2026"] == "M"
    assert status["PRK", "armed_forces", "yearbook-2026"] == "Q"
    army = next(row for row in rows if row["BREAKDOWN"] == "branch=army")
    assert (army["REF_AREA"], army["OBS_VALUE"]) == ("KEN", "20000")
    assert {row["BREAKDOWN"] for row in rows} == {"_T", "branch=army"}


def test_no_two_sdmx_rows_share_a_key(client: TestClient) -> None:
    rows = table(client.get(f"{PATH}?format=sdmx-csv").text)
    key = ("REF_AREA", "INDICATOR", "BREAKDOWN", "SOURCE_ID", "TIME_PERIOD")
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows) > 1


def test_a_workbook_has_figures_sources_and_a_read_me(client: TestClient) -> None:
    book = sheets(client, "indicator=milex_gdp&country=KEN,URY")
    assert book.sheetnames == ["Observations", "Sources", "Read me"]
    head, *rows = list(book["Observations"].values)
    assert set(NAMED) < set(head)
    assert tuple(name for name in head if name not in NAMED) == API_FIELDS
    assert [row[head.index("value")] for row in rows] == [3, 1.25, 1.9, 2.1]
    assert list(book["Sources"].values)[1:] == [
        ("'=HYPERLINK(1), Say \"hi\", please (2026)", "CC0-1.0",
         "https://invented.example/yearbook", "2026-01-31", "2026-02-01", 1),
        ("Institute of Invented Figures, Yearbook (2026)", "CC0-1.0",
         "https://invented.example/yearbook", "2026-01-31", "2026-02-01", 3),
    ]  # fmt: skip
    told = dict(list(book["Read me"].values))
    assert (told["Release"], told["Observations"], told["Withheld by licence"]) == ("2026.2", 4, 1)
    assert "licence" in told["Why withheld"]
    assert set(API_FIELDS) <= set(told)


def test_no_cell_of_a_workbook_is_a_formula(client: TestClient) -> None:
    book = sheets(client, "country=KEN&release=2026.1")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "b"}


def test_a_workbook_of_too_many_rows_is_refused_with_a_way_out(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "LIMIT", 3)
    answer = client.get(f"{PATH}?format=xlsx&from=1901")
    assert answer.status_code == 422
    assert answer.json()["code"] == "too-many-rows"
    assert answer.json()["nearest"] == ["csv"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_downloaded_is_read_again_as_it_was(
    client: TestClient, tmp_path: Path, form: str
) -> None:
    asked = "indicator=milex_gdp,armed_forces,conscription&country=URY,KEN,CRI,PRK"
    path = tmp_path / f"download.{form}"
    path.write_bytes(client.get(f"{PATH}?{asked}&format={form}").content)
    read = read_file(path)
    assert [p for p in read.problems if p.severity is not Severity.INFO] == []
    records = client.get(f"{PATH}?{asked}").json()["observations"]
    told = {
        (r["country"], r["indicator"], r["period"], r["breakdown"] or "", r["value"])
        for r in records
    }
    found = {
        (o.country, o.indicator, o.period, o.breakdown, o.category or o.value)
        for o in read.observations
    }
    assert found == told
