"""The third round goes on: publishers' layouts with traps that the earlier rounds left out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from tests.intake.layout.messy import N, X, key
from tests.intake.layout.opendocument import Cell, ods
from tests.intake.layout.unseen import UNSEEN, Sheet, unseen
from tests.intake.made import workbook, written

__all__ = ["UNSEEN"]
NONE = "state-did-not-exist"
SIPRI = {  # name: header row, blank rows below it, title, unit, factor, format
    "Regional totals": (13, 1, "Military expenditure by region", "US$ b.", 1e-3, "0.0"),
    "Local currency financial years": (6, 0, "in local currency", "millions", 7, "0"),
    "Constant (2022) US$": (6, 1, "in constant (2022) US$", "US$ m.", 0.9, "0"),
    "Current US$": (6, 0, "in current US$", "Figures are in US$ m.", 1, "0"),
    "Share of GDP": (7, 1, "as percentage of gross domestic product", "", 1e-5, "0.0%"),
    "Per capita": (8, 1, "per capita", "Figures are in current US$.", 0.1, "0.0"),
    "Share of Govt. spending": (8, 0, "as percentage of government spending", "", 2e-5, "0.0%"),
}


@unseen
def sipri_with_heads_at_different_heights(folder: Path) -> Sheet:
    book = openpyxl.Workbook()
    book.active.title = "Front page"  # type: ignore[union-attr]
    for name, (top, blank, words, unit, times, style) in SIPRI.items():
        page = book.create_sheet(name)
        page["A1"], page["A2"] = f"Military expenditure by country, {words}, 1990-2023", unit
        page["A3"] = '"…" = data unavailable. "xxx" = the country did not exist'
        extra = ["Currency", "Notes"] if "Local" in name else ["Notes"]
        heading = ["Country", *extra, 1990.0, 2021.0, "2022", "2023"]
        for at, text in enumerate(heading, 1):
            page.cell(top, at, text)
        lines: list[list[Any]] = [
            ["Africa"],
            ["North Africa"],
            ["Algeria", "§4", 900, 9_000, 9_146, 18_264],
            ["sub-Saharan Africa"],
            ["Côte d’Ivoire", "", 150, 600, "...", 620],
            ["Eritrea", "", "xxx", ". .", ". .", "..."],
            ["Yemen, North", "", 400, "xxx", "xxx", "xxx"],
            ["Middle East"],
            ["Türkiye", "‡ ¶", 5_300, 15_500, 10_779, 15_828],
        ]
        if name == "Regional totals":
            lines = [["World", "", 1_000, 2_000, 2_100, 2_300], ["Africa", "", 15, 40, 39, 51]]
        for number, line in enumerate(lines, top + 1 + blank):
            if len(line) > 1:
                line[1:2] = [line[1]] if len(extra) == 1 else ["dinars", line[1]]
            for at, value in enumerate(line, 1):
                told = value if isinstance(value, str) else round(value * times, 6)
                page.cell(number, at, told).number_format = style
        row = top + blank + 3
        if name != "Regional totals":
            page.cell(row, 3 + len(extra)).font = Font(color=Color(indexed=12))
            page.cell(row, 4 + len(extra)).font = Font(color=Color(indexed=10))
    path = folder / "SIPRI-Milex-data-1949-2023.xlsx"
    book.save(path)
    years = [1990, 2021, 2022, 2023]
    base = {
        "DZA": [900, 9_000, 9_146, 18_264],
        "CIV": [150, 600, N, 620],
        "ERI": [NONE, N, N, N],
        "TUR": [5_300, 15_500, 10_779, 15_828],
    }
    found = {}
    for name, times in (
        ("milex_usd", 1e6),
        ("milex_gdp", 1e-3),
        ("milex_pc", 0.1),
        ("milex_gov", 2e-3),
    ):
        scaled = {
            c: [v if isinstance(v, str) else round(v * times, 6) for v in row]
            for c, row in base.items()
        }
        found |= key(name, scaled, years)
    more = {
        ("DZA", indicator, year, ""): {"reliability": told, "note": "§4"}
        for indicator in ("milex_usd", "milex_gdp", "milex_pc", "milex_gov")
        for year, told in (("1990", "stated"), ("2022", "uncertain"), ("2021", "estimate"))
    }
    return Sheet(path, found, set(), more)


@unseen
def ipu_in_merged_cells(folder: Path) -> Sheet:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["Women in national parliaments"],
        ["Situation as of 1st July 2023"],
        [],
        ["Rank", "Country", "Lower or single House", None, None, None, "Upper House or Senate"],
        [None, None, "Elections", "Seats*", "Women", "% W", "Elections", "Seats*", "Women", "% W"],
        [1, "Rwanda", dt.date(2018, 9, 1), 80, 49, 0.6125, dt.date(2019, 9, 1), 26, 9, 0.346],
        [2, "Cuba", dt.date(2023, 3, 1), 470, 262, 0.557, "-", "-", "-", "-"],
        ["“", "United Arab Emirates", dt.date(2019, 10, 1), 40, 20, 0.5, "-", "-", "-", "-"],
        [4, "Bolivia (Plurinational State of)", 10.202, 130, 60, "46.2%", 10.202, 36, 20, "55.6%"],
        [5, "Yemen", "4.2003", 245, 0, 0.0, "4.2001", 91, 1, 0.011],
        [None, "Haiti", "Suspended", "?", "?", "?", "-", "-", "-", "na"],
        ["* Figures correspond to the number of seats currently filled in Parliament"],
    ):
        page.append(row)
    page.merge_cells("C4:F4")
    page.merge_cells("G4:J4")
    for column in "FJ":
        for cell in page[column]:
            cell.number_format = "0.0%"
    book.save(folder / "a.xlsx")
    lower = {
        "RWA": [61.25],
        "CUB": [55.7],
        "ARE": [50],
        "BOL": [46.2],
        "YEM": [0],
        "HTI": ["not-applicable"],  # suspended
    }
    # No upper house is not a gap in the data.
    upper = {
        "RWA": [34.6],
        "CUB": ["not-applicable"],
        "ARE": ["not-applicable"],
        "BOL": [55.6],
        "YEM": [1.1],
        "HTI": [N],
    }
    found = key("women_parliament", lower, [2023]) | key("women_upper", upper, [2023])
    return Sheet(folder / "a.xlsx", found)


@unseen
def correlates_of_war_with_former_states(folder: Path) -> Sheet:
    text = '"stateabb";"ccode";"year";"milex";"milper";"irst";"pec";"cinc";"version"\n'
    for line in (
        "FRN;220;2012;62571000;229;15609;1500;.018;2021",
        "GFR;260;1985;20000000;478;40000;300;.03;2021",
        "GMY;255;2012;40356000;184;42661;3000;.02;2021",
        "YUG;345;1992;500000;137;1000;90;.004;2021",
        "YAR;678;1985;400000;37;0;10;.001;2021",
        "ROK;732;2012;-9;655;69073;2700;.02;2021",
        "SLO;317;2012;1100000;16;4400;150;.001;2021",
        "ICE;395;2012;0;0;0;40;0;2021",
    ):
        text += line + "\n"
    found = key(
        "milex_usd",
        {"FRA": [62_571e6], "DEU": [40_356e6], "KOR": [N], "SVK": [1.1e9], "ISL": [0]},
        [2012],
    )
    found |= key(
        "armed_forces",
        {"FRA": [229_000], "DEU": [184_000], "KOR": [655_000], "SVK": [16_000], "ISL": [0]},
        [2012],
    )
    return Sheet(written(folder / "NMC.csv", text), found)


@unseen
def un_contributions_over_two_years(folder: Path) -> Sheet:
    heading = ["ISOCode3", "M49_Code", "Contributing_Country", "Mission_Acronym"]
    heading += ["Personnel_Type", "Female_Personnel", "Male_Personnel", "Last_Reporting_Date"]
    rows: list[list[Any]] = [heading]
    for day, women in ((dt.datetime(2021, 11, 30), 10), (dt.datetime(2021, 12, 31), 12)):
        rows.append(["ETH", 231, "Ethiopia", "UNISFA", "Troops", women, 3_000, day])
        rows.append(["ETH", 231, "Ethiopia", "UNISFA", "Experts on Mission", 1, 4, day])
        rows.append(["CIV", 384, "Côte d'Ivoire", "MINUSMA", "Troops", 5, None, day])
    rows.append(["ETH", 231, "Ethiopia", "UNMISS", "Troops", 20, 1_480, dt.datetime(2022, 12, 31)])
    rows.append(["TUR", 792, "Türkiye", "UNIFIL", "Troops", 0, 90, dt.datetime(2022, 12, 31)])
    found = key("peacekeepers", {"ETH": [3_017, 1_500], "CIV": [5, None]}, [2021, 2022])
    found |= key("peacekeepers", {"TUR": [90]}, [2022])
    return Sheet(workbook(folder / "a.xlsx", Export=rows), found)


@unseen
def geo_pko_with_unknown_sizes(folder: Path) -> Sheet:
    text = '"Source","Mission","Year","Month","Location","Country","No.troops","No.TCC",'
    text += '"nameoftcc_1","Contributors"\n'
    text += '"Map no. 1","MINUSCA",2021,"December","Bangui","CAR",860,2,"Egypt",'
    text += '"Egypt (600), Cote d\'Ivoire (160), Congo (100)"\n'
    text += '"Map no. 1","MINUSCA",2021,"December","Bria","CAR",500,2,"Egypt",'
    text += '"Egypt (size unknown), Zambia (500)"\n'
    text += '"Map no. 1","MINUSCA",2021,"June","Bria","CAR",500,1,"Zambia","Zambia (900)"\n'
    text += '"Map no. 2","UNMISS",2021,"December","Wau","South Sudan","unknown","unknown",'
    text += '"unknown","unknown"\n'
    found = {"EGY": [N], "CIV": [160], "COG": [100], "ZMB": [500]}
    return Sheet(
        written(folder / "geopko.csv", text, "utf-8-sig"), key("peacekeepers", found, [2021])
    )


@unseen
def world_bank_one_country_all_series(folder: Path) -> Sheet:
    lines = [
        '"Data Source","World Development Indicators",',
        "",
        '"Last Updated Date","2024-10-24",',
    ]
    lines += [
        "",
        '"Country Name","Country Code","Indicator Name","Indicator Code",'
        '"2020","2021","2022","2023",',
    ]
    lines += [
        '"Gambia, The","GMB","Military expenditure (% of GDP)","MS.MIL.XPND.GD.ZS",'
        '"0.8","0.75","","",'
    ]
    lines += [
        '"Gambia, The","GMB","Population, total","SP.POP.TOTL","2573995","2639916","2705992","",'
    ]
    lines += [
        '"Gambia, The","GMB","GDP growth (annual %)","NY.GDP.MKTP.KD.ZG","0.6","5.3","-4.9E-1","",'
    ]
    lines += ['"Gambia, The","GMB","Fish species, threatened","EN.FSH.THRD.NO","","","","",']
    found = key("milex_gdp", {"GMB": [0.8, 0.75]}, [2020, 2021])
    found |= key("population", {"GMB": [2_573_995, 2_639_916, 2_705_992]}, [2020, 2021, 2022])
    found |= key("gdp_growth", {"GMB": [0.6, 5.3, -0.49]}, [2020, 2021, 2022])
    path = folder / "API_GMB_DS2_en_csv_v2_99.csv"
    return Sheet(written(path, "\r\n".join(lines) + "\r\n", "utf-8-sig"), found)


@unseen
def unhcr_by_country_of_asylum(folder: Path) -> Sheet:
    text = '"Year","Country of asylum","Country of asylum (ISO)","Refugees under UNHCR\'s mandate",'
    text += '"IDPs of concern to UNHCR","Stateless persons"\n'
    text += "2021,Uganda,UGA,1529903,0,67000\n2022,Uganda,UGA,1463523,0,67000\n"
    text += "2022,Dem. Rep. of the Congo,COD,520544,5541021,0\n"
    text += "2022,Serbia and Kosovo: S/RES/1244 (1999),SRB,20717,-,2594\n"
    found = key("refugees", {"UGA": [1_529_903, 1_463_523]}, [2021, 2022])
    found |= key("idps", {"UGA": [0, 0]}, [2021, 2022])
    found |= key("stateless", {"UGA": [67_000, 67_000]}, [2021, 2022])
    found |= key("refugees", {"COD": [520_544]}, [2022])
    found |= key("idps", {"COD": [5_541_021]}, [2022])
    found |= key("stateless", {"COD": [0]}, [2022])
    # One figure of two countries of the atlas is nobody's, whatever code stands beside it.
    flags = {("B5", "aggregate-not-country")}
    return Sheet(written(folder / "population.csv", text), found, flags)


@unseen
def unodc_by_sex_and_unit(folder: Path) -> Sheet:
    rows: list[list[Any]] = [["UNODC Research - Data Portal – Intentional Homicide"], []]
    heading = ["Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category"]
    rows.append([*heading, "Sex", "Age", "Year", "Unit of measurement", "VALUE", "Source"])
    rate, count = "Rate per 100,000 population", "Counts"
    jamaica = ["JAM", "Jamaica", "Americas", "Latin America and the Caribbean"]
    trinidad = ["TTO", "Trinidad and Tobago", "Americas", "Latin America and the Caribbean"]
    victims = ["Victims of intentional homicide", "Total", "Total"]
    for place, sex, unit, value in (
        (jamaica, "Total", rate, 52.1),
        (jamaica, "Male", rate, 94.9),
        (jamaica, "Female", rate, 10.2),
        (trinidad, "Total", rate, 36.1),
        (trinidad, "Total", count, 552),
    ):
        rows.append([*place, *victims, sex, "Total", 2021, unit, value, "CTS"])
    found = {
        ("JAM", "homicide", "2021", ""): 52.1,
        ("JAM", "homicide", "2021", "sex=men"): 94.9,
        ("JAM", "homicide", "2021", "sex=women"): 10.2,
        ("TTO", "homicide", "2021", ""): 36.1,
    }
    path = workbook(folder / "data_cts.xlsx", data=rows)
    return Sheet(path, found, {("K8", "unit-mismatch")})


@unseen
def nato_in_opendocument(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        [],
        [None, Cell("Table 5 : Defence expenditure as a share of GDP", across=4)],
        [None, None, 2014, "2022", "2023e"],
        [None, "Share of real GDP (%)"],
        [None, "Bulgaria*", 1.31, 1.62, 1.84],
        [None, "-7-"],
        [None, "Republic of Türkiye", 1.45, "..", "-"],
        [None, "North Macedonia", None, 1.61, 1.7],
        [None, "NATO Europe and Canada", 1.43, 1.65, 1.74],
        [],
        [None, "Table 6 : Military personnel"],
        [None, "Thousands"],
        [None, "Bulgaria*", 27.5, 26.6, 27],
        [None, "Republic of Türkiye", 426.6, 461.6, "463.0"],
        [None, "Notes: Figures for 2023 are estimates."],
    ]
    years = [2014, 2022, 2023]
    share = {"BGR": [1.31, 1.62, 1.84], "TUR": [1.45, N, N], "MKD": [None, 1.61, 1.7]}
    people = {"BGR": [27_500, 26_600, 27_000], "TUR": [426_600, 461_600, 463_000]}
    found = key("milex_gdp", share, years) | key("armed_forces", people, years)
    more = {("BGR", "milex_gdp", "2023", ""): {"reliability": "estimate"}}
    more |= {("BGR", "milex_gdp", "2022", ""): {"reliability": "stated"}}
    return Sheet(ods(folder / "nato.ods", TABLE=rows), found, set(), more)


@unseen
def owid_with_codes_of_its_own(folder: Path) -> Sheet:
    text = "Entity,Code,Year,Military expenditure (% of GDP)\nKosovo,OWID_KOS,2021,1.1\n"
    text += "Timor,TLS,2021,1.9\nWorld,OWID_WRL,2021,2.2\nUSSR,OWID_USS,1985,12.0\n"
    text += "Scotland,,2021,2.0\nEuropean Union (27),,2021,1.6\nMicronesia (country),FSM,2021,0\n"
    found = {"XKX": [1.1], "TLS": [1.9], "FSM": [0]}
    return Sheet(written(folder / "milex.csv", text), key("milex_gdp", found, [2021]))


@unseen
def databank_in_opendocument(folder: Path) -> Sheet:
    share = "Military expenditure (% of GDP)"
    rows: list[list[Any]] = [
        ["Country Name", "Country Code", "Series Name", "Series Code", "2021 [YR2021]"],
        ["Congo, Dem. Rep.", "COD", share, "MS.MIL.XPND.GD.ZS", 0.7],
        ["Congo, Rep.", "COG", share, "MS.MIL.XPND.GD.ZS", ".."],
        ["Hong Kong SAR, China", "HKG", "Population, total", "SP.POP.TOTL", 7_413_100],
        ["Sub-Saharan Africa", "SSF", share, "MS.MIL.XPND.GD.ZS", 1.1],
        [],
        [],
        ["Data from database: World Development Indicators"],
        ["Last Updated: 10/24/2024"],
    ]
    found = key("milex_gdp", {"COD": [0.7]}, [2021])
    found |= key("population", {"HKG": [7_413_100]}, [2021])
    return Sheet(ods(folder / "extract.ods", Data=rows), found)


@unseen
def suspended_chambers(folder: Path) -> Sheet:
    text = "Country,Year,Women in the lower or single house (%)\nSudan,2022,Dissolved\n"
    text += "Mali,2022,28.6\nBurkina Faso,2022,Suspended\nMyanmar,2022,?\n"
    found = {"SDN": [X], "MLI": [28.6], "BFA": [X], "MMR": [N]}
    return Sheet(written(folder / "a.csv", text), key("women_parliament", found, [2022]))
