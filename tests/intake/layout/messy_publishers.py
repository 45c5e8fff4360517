"""More messy sheets with their keys: workbooks with hidden parts, blocks and publishers' files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment

from tests.intake.layout.messy import SHEETS, Key, Made, N, W, key, sheet
from tests.intake.made import workbook, written

__all__ = ["SHEETS"]


@sheet
def hidden_formulas_and_errors(folder: Path) -> Made:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Prison"
    for row in (
        ["Prison population per 100,000 inhabitants"],
        ["Country", 2020, 2021, 2022],
        ["Kenya", 81, "=B3+1", 90],
        ["Uganda", 130, "#DIV/0!", 140],
        ["Rwanda", 580, 590, 600],
    ):
        page.append(row)
    page["C4"].data_type = "e"
    page["B5"].comment = Comment("sans Nyanza", "x")
    page.row_dimensions[5].hidden = True
    extra = book.create_sheet("Notes")
    extra.append(["Prepared by the statistics office"])
    extra.sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    found = {"KEN": [81, None, 90], "UGA": [130, None, 140], "RWA": [580, 590, 600]}
    flags = {("C3", "formula-without-value"), ("C4", "error-cell"), ("5", "hidden-row")}
    return folder / "a.xlsx", key("prison_rate", found, [2020, 2021, 2022]), flags


@sheet
def units_between_blocks(folder: Path) -> Made:
    rows = [
        ["Defence expenditure"],
        ["", 2020, 2021],
        [],
        ["Million US dollars"],
        ["Norway", 7_000, 8_000],
        ["Denmark", 5_000, 5_500],
        [],
        ["% of GDP"],
        ["Norway", 1.9, 1.7],
        ["Denmark", 1.4, 1.3],
        [],
        ["Source: Ministry of Defence, Bulletin 2022"],
    ]
    money = {"NOR": [7e9, 8e9], "DNK": [5e9, 5.5e9]}
    share = {"NOR": [1.9, 1.7], "DNK": [1.4, 1.3]}
    found = key("milex_usd", money, [2020, 2021]) | key("milex_gdp", share, [2020, 2021])
    return workbook(folder / "a.xlsx", Data=rows), found, set()


@sheet
def transposed_with_totals(folder: Path) -> Made:
    rows = [["Refugees hosted, thousands"], ["Year", "Jordan", "Lebanon", "Total"]]
    rows += [[2020, 700, 870, 1_570], [2021, 710, "n/a", 710]]
    found = {"JOR": [700_000, 710_000], "LBN": [870_000, N]}
    flags = {("D2", "aggregate-not-country")}
    return workbook(folder / "a.xlsx", Data=rows), key("refugees", found, [2020, 2021]), flags


@sheet
def one_sheet_a_country(folder: Path) -> Made:
    rows = [["Indicateur", "2019", "2020"], ["Effectifs des forces armées", "10 500", "10 700"]]
    rows += [["Dépenses militaires (% du PIB)", "1,5", "n/d"]]
    other = [["Indicateur", "2019", "2020"], ["Effectifs des forces armées", "7 200", "7 300"]]
    other += [["Dépenses militaires (% du PIB)", "1,9 %", "2,0 %"]]
    found = key("armed_forces", {"BFA": [10_500, 10_700], "NER": [7_200, 7_300]}, [2019, 2020])
    found |= key("milex_gdp", {"BFA": [1.5, N], "NER": [1.9, 2.0]}, [2019, 2020])
    return workbook(folder / "a.xlsx", Burkina_Faso=rows, Niger=other), found, set()


@sheet
def one_sheet_an_indicator(folder: Path) -> Made:
    one = [["Country", 2020, 2021], ["Ghana", 15_500, 15_600], ["Togo", 8_500, 8_600]]
    two = [["Country", 2020, 2021], ["Ghana", 2.1, 2.0], ["Togo", 9.4, "…"]]
    found = key("armed_forces", {"GHA": [15_500, 15_600], "TGO": [8_500, 8_600]}, [2020, 2021])
    found |= key("homicide", {"GHA": [2.1, 2.0], "TGO": [9.4, N]}, [2020, 2021])
    pages = {"Active_personnel": one, "Homicides_per_100,000": two}
    return workbook(folder / "a.xlsx", **pages), found, set()


@sheet
def rows_twice(folder: Path) -> Made:
    text = "Country,Year,Reservists\nFinland,2020,216000\nEstonia,2020,12000\n"
    text += "Finland,2020,216000\nEstonia,2020,17500\n"
    flags = {("C4", "repeated-row"), ("C5", "duplicate-key")}
    found = {"FIN": [216_000], "EST": [12_000]}
    return written(folder / "a.csv", text), key("reserves", found, [2020]), flags


@sheet
def women_beside_totals(folder: Path) -> Made:
    rows = [
        ["Personal militar, 2022"],
        ["País", "Hombres", "Mujeres", "Total"],
        ["Uruguay", "17 000", "4 000", "21 000"],
        ["Chile", "60 000", "12 500", "72 500"],
    ]
    found: Key = {}
    for part, values in (("sex=men", [17_000, 60_000]), ("sex=women", [4_000, 12_500])):
        found |= key("armed_forces", {"URY": values[:1], "CHL": values[1:]}, [2022], part)
    found |= key("armed_forces", {"URY": [21_000], "CHL": [72_500]}, [2022])
    return workbook(folder / "a.xlsx", Hoja1=rows), found, set()


@sheet
def merged_heads_two_units(folder: Path) -> Made:
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        ["Annuaire statistique de la sécurité"],
        ["Pays", "Policiers", None, "Dépenses militaires", None],
        [None, 2021, 2022, 2021, 2022],
        [None, "(milliers)", "(milliers)", "(% du PIB)", "(% du PIB)"],
        ["Maroc", "70,5", "71", "4,2", "3,9"],
        ["Tunisie", "n/d", "49,25", "2,9 %", "–"],
    ):
        page.append(row)
    for merged in ("B2:C2", "D2:E2", "A2:A4"):
        page.merge_cells(merged)
    book.save(folder / "a.xlsx")
    found = key("police", {"MAR": [70_500, 71_000], "TUN": [N, 49_250]}, [2021, 2022])
    found |= key("milex_gdp", {"MAR": [4.2, 3.9], "TUN": [2.9, N]}, [2021, 2022])
    return folder / "a.xlsx", found, set()


@sheet
def future_and_slips(folder: Path) -> Made:
    rows = [["Peacekeepers"], ["Country", 2020, 2201, "20223", 2023]]
    rows += [["Nepal", 5_000, 5_100, 5_200, 6_200], ["India", 5_300, 5_400, 5_500, 6_000]]
    found = {"NPL": [5_000, 6_200], "IND": [5_300, 6_000]}
    flags = {("C2", "future-year"), ("D2", "bad-year")}
    return workbook(folder / "a.xlsx", Data=rows), key("peacekeepers", found, [2020, 2023]), flags


@sheet
def databank_without_codes(folder: Path) -> Made:
    rows = [
        ["Series Name", "Country Name", "2020 [YR2020]", "2021 [YR2021]"],
        ["Military expenditure (% of GDP)", "Egypt, Arab Rep.", 1.25, ".."],
        ["Military expenditure (% of GDP)", "Sub-Saharan Africa", 1.1, 1.2],
        ["Population, total", "Gambia, The", 2_500_000, 2_600_000],
        [],
        ["Data from database: World Development Indicators"],
        ["Last Updated: 03/24/2024"],
    ]
    # The Bank's “..” says that it has nothing to show; its connector asserts no gap from it.
    found = key("milex_gdp", {"EGY": [1.25, None]}, [2020, 2021])
    found |= key("population", {"GMB": [2_500_000, 2_600_000]}, [2020, 2021])
    return workbook(folder / "Data_Extract.xlsx", Data=rows), found, set()


@sheet
def nato_blocks(folder: Path) -> Made:
    rows: list[list[Any]] = [
        [],
        ["", "Table 1: Defence expenditure"],
        ["", "", 2021, "2022", "2023e"],
        ["", "Million US dollars"],
        ["", "Current prices"],
        ["", "Czechia*", 3_900, 4_000, 5_000],
        ["", "Türkiye", 13_000, "..", 15_000],
        ["", "NATO Total", 1e6, 1e6, 1e6],
        ["", "-13-"],
        ["", "Table 6: Military personnel"],
        ["", "Thousands"],
        ["", "Czechia*", 26.5, 27, 28.1],
        ["", "Türkiye", 440, 450, "-"],
    ]
    years = [2021, 2022, 2023]
    found = key("milex_usd", {"CZE": [3.9e9, 4e9, 5e9], "TUR": [1.3e10, N, 1.5e10]}, years)
    found |= key(
        "armed_forces", {"CZE": [26_500, 27_000, 28_100], "TUR": [440_000, 450_000, N]}, years
    )
    return workbook(folder / "nato.xlsx", T=rows), found, set()


@sheet
def un_months_in_capitals(folder: Path) -> Made:
    text = "ISOCode3,Contributing_Country,Mission_Acronym,Personnel_Type,Female_Personnel,"
    text += "Male_Personnel,Last_Reporting_Date\n"
    text += "NPL,Nepal,UNIFIL,Troops,50,800,30/11/2021\nNPL,Nepal,UNIFIL,Troops,60,810,31/12/2021\n"
    text += "NPL,Nepal,UNMISS,Staff Officer,,12,31/12/2021\n"
    return written(folder / "tcc.csv", text), key("peacekeepers", {"NPL": [882]}, [2021]), set()


@sheet
def points_that_group(folder: Path) -> Made:
    text = "País;Policías 2021;Policías 2022\nChile;60.000;61.500\nPerú;132.000;133.250\n"
    found = {"CHL": [60_000, 61_500], "PER": [132_000, 133_250]}
    return written(folder / "a.csv", text, "cp1252"), key("police", found, [2021, 2022]), set()


@sheet
def share_columns_as_text(folder: Path) -> Made:
    rows = [["País", "Año", "Mujeres en las fuerzas armadas (%)", "Observaciones"]]
    rows += [["Argentina", 2022, "18,2 %", "incluye cadetes"], ["Brasil", 2022, "9,5%", None]]
    rows += [["Venezuela", 2022, "reservado", None], ["El Salvador", 2022, "no disponible", None]]
    found = {"ARG": [18.2], "BRA": [9.5], "VEN": [W], "SLV": [N]}
    return workbook(folder / "a.xlsx", Datos=rows), key("women_forces", found, [2022]), set()


@sheet
def bare_dollars_are_asked(folder: Path) -> Made:
    rows = [["Country", "Year", "Military expenditure ($ million)", "Active personnel"]]
    rows += [["Fiji", 2020, 60, 4_040], ["Tonga", 2020, 8, 600]]
    found = {"FJI": [4_040], "TON": [600]}
    return (
        workbook(folder / "a.xlsx", D=rows),
        key("armed_forces", found, [2020]),
        {("C1", "no-currency")},
    )


@sheet
def clean_owid(folder: Path) -> Made:
    text = 'Entity,Code,Year,"Homicide rate per 100,000 population"\n'
    text += "Mexico,MEX,2020,28.4\nMexico,MEX,2021,28.2\nJamaica,JAM,2020,46.5\n"
    found = {"MEX": [28.4, 28.2], "JAM": [46.5, None]}
    return written(folder / "homicide-rate.csv", text), key("homicide", found, [2020, 2021]), set()
