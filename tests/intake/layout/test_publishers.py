"""Each publisher's layout, with its traps, in small invented files."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from atlas.codebook.model import Processing, Reliability
from atlas.intake.files import read_file
from tests.intake.made import figures, flagged, told, workbook, written

NO_DATA, NO_STATE = "no-data", "state-did-not-exist"
REAL = Path(__file__).parents[4] / "shared" / "data"


def sipri(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Front page"
    sheet["A1"] = "SIPRI Military Expenditure Database"
    titles = {
        "Share of GDP": (6, 1, "as percentage of gross domestic product", "", 1.0, "0.0%"),
        "Current USD": (7, 0, "in current US$ m.", "Figures are in US$ m.", 100_000, "0"),
        "Constant (2022) USD": (8, 0, "in constant (2022) US$ m.", "", 100_000, "0"),
        "Per capita": (7, 1, "per capita", "Figures are in current US$.", 1_000, "0"),
        "Share of Govt. spending": (8, 0, "as percentage of government spending", "", 2, "0.0%"),
        "Local currency": (8, 0, "in millions of local currency", "", 1e6, "0"),
    }
    for name, (row, blank, words, unit, times, style) in titles.items():
        sheet = book.create_sheet(name)
        sheet["A1"] = f"Military expenditure by country, {words}, 2020–2022"
        sheet["A2"] = unit
        sheet["A3"] = '". ." = data unavailable during all or part of the year. "xxx" = no country'
        heading = ["Country", "Currency", "Notes", 2020.0, "2021", "2022 (current prices)"]
        for column, text in enumerate(heading, 1):
            sheet.cell(row, column, text)
        lines = [
            ["Africa"],
            ["Côte d’Ivoire", "", "§4", 0.011 * times, 0.0125 * times, "..."],
            ["USSR", "", "", "xxx", "xxx", 0.1 * times],
            ["Georgia", "", "", "xxx", 0.02 * times, ". ."],
            ["European Union", "", "", 0.015 * times, 0.015 * times, 0.015 * times],
        ]
        for number, line in enumerate(lines, row + 1 + blank):
            for column, value in enumerate(line, 1):
                sheet.cell(number, column, value).number_format = style
        sheet.cell(row + blank + 2, 4).font = Font(color="FF0000FF")
        sheet.cell(row + blank + 2, 5).font = Font(color="FFFF0000")
        sheet.cell(row + 4, 40).font = Font(bold=True)  # a phantom column
    book.save(path)
    return path


def test_sipri(tmp_path):
    batch = read_file(sipri(tmp_path / "SIPRI-Milex-data-1949-2022.xlsx"))
    found = figures(batch)
    assert found["CIV", "milex_gdp", "2020", ""] == 1.1
    assert found["CIV", "milex_gdp", "2021", ""] == 1.25
    assert found["CIV", "milex_usd", "2020", ""] == 1_100_000_000
    assert found["GEO", "milex_pc", "2021", ""] == 20
    assert found["GEO", "milex_gov", "2021", ""] == 4
    assert found["CIV", "milex_gdp", "2022", ""] == found["GEO", "milex_gdp", "2022", ""] == NO_DATA
    assert found["GEO", "milex_gdp", "2020", ""] == NO_STATE
    assert {country for country, *_ in found} == {"CIV", "GEO"} and len(found) == 24
    assert flagged(batch) == set()
    assert ("USSR", "former-not-country") in told(batch)
    assert ("European Union", "aggregate-not-country") in told(batch)
    (source,) = batch.sources
    assert source.publisher.endswith("(SIPRI)") and source.vintage == "2022"
    assert not source.redistributable
    first, second = batch.observations[:2]
    assert (first.reliability, second.reliability) == (Reliability.ESTIMATE, Reliability.UNCERTAIN)
    assert (first.note, first.processing) == ("§4", Processing.MINOR)
    assert first.locator == "Share of GDP, D9" and first.original == "0.011"


WORLD_BANK = """"Data Source","World Development Indicators",

"Last Updated Date","2026-02-24",

"Country Name","Country Code","Indicator Name","Indicator Code","2018","2019","2020",
"Turkiye","TUR","Military expenditure (% of GDP)","MS.MIL.XPND.GD.ZS","","2.51234567890123","2.6",
"Cote d'Ivoire","CIV","Military expenditure (% of GDP)","MS.MIL.XPND.GD.ZS","","1.1","",
"Korea, Rep.","KOR","Military expenditure (% of GDP)","MS.MIL.XPND.GD.ZS","","2.4","2.5",
"Somalia, Fed. Rep.","SOM","Military expenditure (% of GDP)","MS.MIL.XPND.GD.ZS","","","1.5",
"Namibia","NAM","Military expenditure (% of GDP)","MS.MIL.XPND.GD.ZS","","3.1","",
"Arab World","ARB","Military expenditure (% of GDP)","MS.MIL.XPND.GD.ZS","","5.4","5.6",
"Namibia","NAM","Rural population","SP.RUR.TOTL","","1300000","",
"Namibia","NAM","Population, total","SP.POP.TOTL","","2500000","",
"""
META = '"INDICATOR_CODE","INDICATOR_NAME","SOURCE_NOTE"\n"MS.MIL","Military expenditure","SIPRI"\n'


@pytest.mark.parametrize("zipped", [False, True])
def test_world_bank(tmp_path, zipped):
    name = "API_MS.MIL.XPND.GD.ZS_DS2_en_csv_v2_1"
    path = written(tmp_path / f"{name}.csv", WORLD_BANK, "utf-8-sig")
    if zipped:
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.write(path, path.name)
            archive.writestr(f"Metadata_Indicator_{name}.csv", META)
        path = tmp_path / f"{name}.zip"
    batch = read_file(path)
    found = figures(batch)
    assert found["TUR", "milex_gdp", "2019", ""] == 2.51234567890123
    assert {c for c, *_ in found} == {"TUR", "CIV", "KOR", "SOM", "NAM"} and len(found) == 8
    assert found["NAM", "population", "2019", ""] == 2_500_000
    assert flagged(batch) == set()
    assert ("Arab World", "aggregate-not-country") in told(batch)
    assert ("Rural population [SP.RUR.TOTL]", "series-left-out") in told(batch)
    assert len(batch.sources) == 2  # one a series
    for source in batch.sources:
        assert (source.publisher, source.vintage) == ("World Bank", "2026-02-24")
        assert source.licence == "CC BY 4.0"


def test_world_bank_databank_without_codes(tmp_path):
    series = "Military expenditure (% of GDP)"
    rows = [
        ["Series Name", "Country Name", "2018 [YR2018]", "2019 [YR2019]"],
        [series, "Turkiye", 2.5, ".."],
        ["Armed forces personnel, total", "Somalia, Fed. Rep.", 20_000, 19_800],
        ["Forest area (sq. km)", "Namibia", 70_000, 70_000],
        [],
        [],
        ["Data from database: World Development Indicators"],
        ["Last Updated: 06/28/2024"],
    ]
    meta = [["Code", "Indicator Name"], ["MS.MIL.XPND.GD.ZS", series]]
    path = workbook(tmp_path / "extract.xlsx", Data=rows, **{"Series_-_Metadata": meta})
    batch = read_file(path)
    assert figures(batch) == {
        ("TUR", "milex_gdp", "2018", ""): 2.5,
        ("SOM", "armed_forces_wide", "2018", ""): 20_000,
        ("SOM", "armed_forces_wide", "2019", ""): 19_800,
    }
    assert flagged(batch) == set()
    assert batch.sources[0].vintage == "2024-06-28"


def test_nato(tmp_path):
    shares = [
        [],
        [None, None, "Table 3 : Defence expenditure as a share of GDP and annual real change"],
        [None, None, "(based on 2015 prices and exchange rates)"],
        [None, None, None, 2014, "2015", "2023e"],
        [None, None, "Share of real GDP (%)"],
        [None, None, "NATO Europe and Canada", 1.4, 1.4, 1.7],
        [None, None, "Albania*", 1.3, "..", 1.7],
        [None, None, "-13-"],
        [None, None, "Czechia*", 0.94, 1.02, "-"],
        [None, None, "NATO Total", 2.5, 2.4, 2.6],
        [],
        [None, None, "Annual real change (%)"],
        [None, None, "Albania*", 1.0, -8.0, 20.0],
        [None, None, "* Without pensions."],
    ]
    money = [
        ["Table 2 : Defence expenditure"],
        ["Million US dollars"],
        ["", "2014", "2015", "2023e"],
        ["Current prices and exchange rates"],
        ["Albania   (Leks)", 178.0, 132.0, 400.0],
        ["Constant 2015 prices and exchange rates"],
        ["Albania   (Leks)", 160.0, 132.0, 380.0],
    ]
    people = [
        ["Table 6 : Military personnel"],
        ["Thousands"],
        ["", "2014", "2015", "2023e"],
        ["Albania", 6.7, 6.2, 6.6],
    ]
    path = workbook(tmp_path / "nato.xlsx", TABLE3=shares, TABLE2=money, TABLE6=people)
    batch = read_file(path)
    found = figures(batch)
    assert found == {
        ("ALB", "milex_gdp", "2014", ""): 1.3,
        ("ALB", "milex_gdp", "2015", ""): NO_DATA,
        ("ALB", "milex_gdp", "2023", ""): 1.7,
        ("CZE", "milex_gdp", "2014", ""): 0.94,
        ("CZE", "milex_gdp", "2015", ""): 1.02,
        ("CZE", "milex_gdp", "2023", ""): NO_DATA,
        ("ALB", "milex_usd", "2014", ""): 178e6,
        ("ALB", "milex_usd", "2015", ""): 132e6,
        ("ALB", "milex_usd", "2023", ""): 400e6,
        ("ALB", "armed_forces", "2014", ""): 6_700,
        ("ALB", "armed_forces", "2015", ""): 6_200,
        ("ALB", "armed_forces", "2023", ""): 6_600,
    }
    assert flagged(batch) == set()
    assert ("NATO Total", "aggregate-not-country") in told(batch)
    estimates = {d.period for d in batch.observations if d.reliability is Reliability.ESTIMATE}
    assert estimates == {"2023"}


IPU = """"WOMEN IN NATIONAL PARLIAMENTS",,,,,,,,,
"Situation as of 1st January 2021",,,,,,,,,
"Percentage of women in each chamber",,,,,,,,,
,,,,,,,,,
,,"Lower or single House",,,,"Upper House or Senate",,,
Rank,Country,Elections,Seats*,Women,% W,Elections,Seats*,Women,% W
1,Rwanda,9.2018,80,49,61.3%,9.2019,26,10,38.5%
“,Bahamas (The),12.202,39,5,12.8%,12.202,16,7,43.8%
3,Haiti,10.2015,Suspended,Suspended,Suspended,1.2017,10,0,0.0%
4,Egypt,12.202,59 52,?,na,-,-,-,Not available
"""


def test_ipu(tmp_path):
    batch = read_file(written(tmp_path / "ipu.csv", IPU, "utf-8-sig"))
    assert figures(batch) == {
        ("RWA", "women_parliament", "2021", ""): 61.3,
        ("RWA", "women_upper", "2021", ""): 38.5,
        ("BHS", "women_parliament", "2021", ""): 12.8,
        ("BHS", "women_upper", "2021", ""): 43.8,
        ("HTI", "women_parliament", "2021", ""): "not-applicable",
        ("HTI", "women_upper", "2021", ""): 0,
        ("EGY", "women_parliament", "2021", ""): NO_DATA,
        ("EGY", "women_upper", "2021", ""): NO_DATA,
    }
    assert flagged(batch) == set()
    assert batch.sources[0].vintage == "2021-01-01"


COW = """stateabb,ccode,year,milex,milper,irst,version
USA,2,2015,589000,1347,1,2021
AUS,305,2015,2600,22,1,2021
SWZ,225,2015,-9,21,1,2021
RUS,365,1985,275000,3900,1,2021
RUS,365,1995,75000,1500,1,2021
GDR,265,1985,7000,174,1,2021
"""


def test_correlates_of_war_have_codes_of_their_own(tmp_path):
    batch = read_file(written(tmp_path / "nmc.csv", COW))
    found = figures(batch)
    assert found["USA", "milex_usd", "2015", ""] == 589_000_000
    assert found["AUT", "armed_forces", "2015", ""] == 22_000
    assert found["CHE", "milex_usd", "2015", ""] == NO_DATA
    assert found["RUS", "milex_usd", "1995", ""] == 75_000_000
    assert ("RUS", "milex_usd", "1985", "") not in found and len(found) == 8
    assert flagged(batch) == set()
    assert {code for _, code in told(batch)} == {"former-not-country"}


PKO = """isocode3,contributing_country,mission_acronym,personnel_type,{female},{male},{date}
GHA,Ghana,UNIFIL,Troops,100,770,{november}
GHA,Ghana,UNIFIL,Troops,110,760,{december}
GHA,Ghana,UNMISS,Individual Police,10,20,{december}
NAM,Namibia,UNMISS,Experts on Mission,1,,{december}
"""
NEW = {"female": "female_personnel", "male": "male_personnel", "date": "last_reporting_date"}


@pytest.mark.parametrize(
    "dates",
    [
        {"november": "2023-11-30", "december": "2023-12-31"},
        {"november": "30/11/2023", "december": "31/12/2023"},
    ],
)
def test_peacekeepers_are_the_stock_of_one_month_and_never_a_sum_of_months(tmp_path, dates):
    text = PKO.format(**NEW, **dates)
    if "/" in dates["november"]:  # older exports capitalise their columns too
        first, _, rest = text.partition("\n")
        text = f"{first.title()}\n{rest}"
    batch = read_file(written(tmp_path / "pko.csv", text))
    assert figures(batch) == {
        ("GHA", "peacekeepers", "2023", ""): 900,
        ("NAM", "peacekeepers", "2023", ""): 1,
    }
    assert flagged(batch) == set()
    assert "2023-12" in batch.observations[0].note


GEO = """Mission,Year,Month,Location,Country,contributors
UNMISS,2020,December,Juba,South Sudan,"Rwanda (800), Nepal (size unknown)"
UNMISS,2020,December,Bor,South Sudan,"India (400), Rwanda (50)"
UNMISS,2020,November,Bor,South Sudan,"India (500)"
MONUSCO,2020,December,Uvira,DRC,unknown
"""


def test_geo_pko_splits_contributors_and_knows_what_is_unknown(tmp_path):
    batch = read_file(written(tmp_path / "geo.csv", GEO))
    assert figures(batch) == {
        ("RWA", "peacekeepers", "2020", ""): 850,
        ("IND", "peacekeepers", "2020", ""): 400,
        ("NPL", "peacekeepers", "2020", ""): NO_DATA,
    }
    assert flagged(batch) == set()


@pytest.mark.parametrize("heading", ["Military expenditure (% of GDP)", "milex_share_gdp"])
def test_our_world_in_data_refuses_what_is_no_country(tmp_path, heading):
    text = f"Entity,Year,{heading}\nEngland and Wales,2019,1.5\nTimor,2019,1.1\nWorld,2019,2.2\n"
    text += "Africa (excl. Egypt),2019,1\nNamibia,2019,3.3\nWorld,2020,2.3\n"
    batch = read_file(written(tmp_path / "owid.csv", text))
    assert figures(batch) == {
        ("TLS", "milex_gdp", "2019", ""): 1.1,
        ("NAM", "milex_gdp", "2019", ""): 3.3,
    }
    assert flagged(batch) == set()
    assert ("England and Wales", "subnational-not-country") in told(batch)


def test_the_world_banks_real_file_reads_every_figure_of_every_country(tmp_path):
    real = sorted(REAL.glob("API_MS.MIL.XPND.GD.ZS*.zip"))
    path = real[0] if real else written(tmp_path / "API_1.csv", WORLD_BANK, "utf-8-sig")
    batch = read_file(path)
    wanted = _expected(path)
    mine = {k: v for k, v in figures(batch).items() if k[1] == "milex_gdp"}
    assert mine == wanted and flagged(batch) == set()


def _expected(path: Path) -> dict[tuple[str, str, str, str], float]:
    """Read the same file in the plainest way: by its codes, which are ISO's for countries."""
    from atlas.codebook import codebook

    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            name = next(n for n in archive.namelist() if n.startswith("API_"))
            text = archive.read(name).decode("utf-8-sig")
    else:
        text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    head = next(r for r in rows if r and r[0] == "Country Name")
    found = {}
    for row in rows[rows.index(head) + 1 :]:
        if len(row) > 3 and row[1] in codebook().countries and row[3] == "MS.MIL.XPND.GD.ZS":
            for year, cell in zip(head[4:], row[4:], strict=False):
                if cell:
                    found[row[1], "milex_gdp", year, ""] = float(cell)
    return found
