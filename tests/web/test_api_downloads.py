"""Downloads: CSV by RFC 4180, SDMX-CSV, workbooks; none of them runs anything."""

import codecs
import csv
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import sdmx
from sdmx.model.common import Dimension, DimensionDescriptor
from sdmx.model.v30 import (
    AttributeDescriptor,
    DataAttribute,
    DataStructureDefinition,
    Measure,
    MeasureDescriptor,
)
from sqlalchemy import Engine
from starlette.testclient import TestClient

from atlas.codebook import MissingReason
from atlas.intake.draft import Severity
from atlas.intake.files import read_file
from atlas.store import API_FIELDS, frames
from atlas.web.api import formats, observations, workbook
from atlas.web.api.sdmx import CONCEPTS, KEY, sdmx_frame, sdmx_period
from atlas.web.api.workbook import NAMED
from tests.invented import draft, release

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
    assert formats.neutralise_formula(f"{start}1+1") == f"'{start}1+1"
    assert formats.neutralise_formula(f"1{start}1") == f"1{start}1"


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


def test_every_period_is_one_of_sdmx_and_no_two_become_one() -> None:
    periods = {
        "2024": "2024",
        "2024-06": "2024-06",
        "2024-06-30": "2024-06-30",
        "2010/2012": "2010-01-01/P3Y",
        "2024/2024": "2024-01-01/P1Y",
        "2024-01/2024-12": "2024-01-01/P12M",
        "2024-01-01/2024-12-31": "2024-01-01/P366D",
        "2023-11/2024": "2023-11-01/P14M",
        "2024-02-28/2024-03": "2024-02-28/P33D",
        "9998/9999": "9998-01-01/P2Y",
    }
    assert {period: sdmx_period(period) for period in periods} == periods
    assert len(set(periods.values())) == len(periods)


def test_what_is_missing_is_nan_for_a_number_and_not_available_for_the_rest(
    client: TestClient,
) -> None:
    rows = table(client.get(f"{PATH}?format=sdmx-csv").text)
    assert all(cell for row in rows for cell in row.values())
    absent = next(row for row in rows if row["REF_AREA"] == "PRK")
    assert [absent[n] for n in ("OBS_VALUE", "OBS_LOW", "OBS_HIGH")] == ["NaN"] * 3
    assert (absent["TIME_PERIOD"], absent["VALUE_KIND"]) == ("2024-01-01/P6M", "#N/A")
    coded = next(row for row in rows if row["INDICATOR"] == "conscription")
    assert (coded["OBS_VALUE"], coded["OBS_LOW"], coded["MISSING_REASON"]) == (
        "none",
        "NaN",
        "#N/A",
    )


def test_a_category_without_an_answer_is_not_available(staffed: Engine) -> None:
    release(staffed, "2026.1", draft("URY", "conscription", missing=MissingReason.NO_DATA))
    shaped = sdmx_frame(frames.observations(staffed))
    assert shaped["OBS_VALUE"].tolist() == ["#N/A"]


def test_sdmx1_reads_the_file_to_pandas(client: TestClient, tmp_path: Path) -> None:
    structure = DataStructureDefinition(
        id="OBSERVATIONS",
        dimensions=DimensionDescriptor(components=[Dimension(id=name) for name in KEY]),
        measures=MeasureDescriptor(components=[Measure(id="OBS_VALUE")]),
        attributes=AttributeDescriptor(
            components=[
                DataAttribute(id=n) for n in [*CONCEPTS][3:] if n not in (*KEY, "OBS_VALUE")
            ]
        ),
    )
    path = tmp_path / "atlas.csv"
    path.write_bytes(client.get(f"{PATH}?format=sdmx-csv&indicator=armed_forces").content)
    read = sdmx.to_pandas(sdmx.read_sdmx(path, structure=structure).data[0], attributes="o")
    assert tuple(read.index.names) == KEY
    assert list(pd.to_numeric(read.xs("KEN")["value"])) == [24000, 20000]
    assert pd.to_numeric(read.xs("PRK")["value"]).isna().all()


@pytest.mark.parametrize("made", ["csv", "sdmx-csv"])
def test_a_byte_order_mark_comes_when_asked_for(
    client: TestClient, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare, marked = (client.get(f"{PATH}?format={made}{more}") for more in ("&bom=0", "&bom=1"))
    assert marked.content == codecs.BOM_UTF8 + bare.content
    assert marked.headers["etag"] != bare.headers["etag"]
    monkeypatch.setattr(observations, "AT_ONCE", 1)
    assert client.get(f"{PATH}?format={made}&bom=1").content == marked.content


@pytest.mark.parametrize(
    "asked",
    [
        "events?country=URY",
        "peers?country=URY",
        "trends?indicator=milex_gdp",
        "disclosure?country=URY",
        "issues?lang=fr",
    ],
)
def test_every_csv_has_a_byte_order_mark_when_asked_for(client: TestClient, asked: str) -> None:
    joint = "/api/v1/" + asked + "&format=csv"
    bare, marked = client.get(joint), client.get(joint + "&bom=1")
    assert (bare.status_code, marked.status_code) == (200, 200)
    assert marked.content == codecs.BOM_UTF8 + bare.content
    assert not bare.content.startswith(codecs.BOM_UTF8)


@pytest.mark.parametrize("asked", ["format=json&bom=1", "bom=1", "format=xlsx&bom=1", "bom=yes"])
def test_a_byte_order_mark_is_for_csv(client: TestClient, asked: str) -> None:
    answer = client.get(f"{PATH}?{asked}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-bom")


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
