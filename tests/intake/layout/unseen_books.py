"""The third round ends: what a workbook can do to its cells."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment

from atlas.codebook import codebook
from atlas.i18n import country_name
from tests.intake.layout.messy import Key, N, W, X, key
from tests.intake.layout.old_excel import xls
from tests.intake.layout.opendocument import Cell, ods
from tests.intake.layout.unseen import UNSEEN, Sheet, unseen
from tests.intake.made import workbook

__all__ = ["UNSEEN"]


def _replaced(path: Path, **parts: str) -> None:
    """Put other XML in place of cells of the first sheet, as no library would write it."""
    with zipfile.ZipFile(path) as file:
        held = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = held[name].decode()
    for cell, xml in parts.items():
        start = text.index(f'<c r="{cell}"')
        end = text.index("</c>", start) + 4
        text = text[:start] + f'<c r="{cell}" {xml}</c>' + text[end:]
    held[name] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part, data in held.items():
            file.writestr(part, data)


@unseen
def formulas_errors_and_booleans(folder: Path) -> Sheet:
    rows = [
        ["Police personnel per 100,000 inhabitants"],
        ["Country", 2020, 2021, 2022],
        ["Fiji", 1, 230, 231],
        ["Samoa", 1, 300, True],
        ["Tonga", 410, "#N/A", 1],
        ["Vanuatu", 1, 250, 251],
    ]
    path = workbook(folder / "a.xlsx", Data=rows)
    _replaced(
        path,
        B3="><f>SUM(200,29)</f><v>229</v>",
        B4=' t="str"><f>"29"&amp;"9"</f><v>299</v>',
        C5=' t="e"><v>#N/A</v>',
        D5=' t="e"><f>1/0</f><v>#DIV/0!</v>',
        B6="><f>C6-1</f>",
    )
    found = {"FJI": [229, 230, 231], "WSM": [299, 300, None], "TON": [410, None, None]}
    found |= {"VUT": [None, 250, 251]}
    flags = {("D4", "not-a-number"), ("C5", "error-cell"), ("D5", "error-cell")}
    flags |= {("B6", "formula-without-value")}
    return Sheet(path, key("police_p100k", found, [2020, 2021, 2022]), flags)


@unseen
def hidden_parts(folder: Path) -> Sheet:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["Active armed forces personnel"],
        ["Country", 2020, 2021, 2022, "File no."],
        ["Kuwait", 17_500, 17_600, 17_700, 4],
        ["Bahrain", 8_200, 8_250, 8_300, 5],
        ["Qatar", 16_500, 16_600, 16_700, 6],
    ):
        page.append(row)
    page.row_dimensions[4].hidden = True
    page.column_dimensions["C"].hidden = True
    page.column_dimensions["E"].hidden = True
    other = book.create_sheet("work")
    other.sheet_state = "hidden"
    other.append(["scratch"])
    book.save(folder / "a.xlsx")
    found = {"KWT": [17_500, 17_600, 17_700], "BHR": [8_200, 8_250, 8_300]}
    found |= {"QAT": [16_500, 16_600, 16_700]}
    flags = {("4", "hidden-row"), ("C2", "hidden-column"), ("E2", "unknown-column")}
    return Sheet(folder / "a.xlsx", key("armed_forces", found, [2020, 2021, 2022]), flags)


@unseen
def notes_in_comments(folder: Path) -> Sheet:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["Effectifs de la police"],
        ["Pays", 2021, 2022],
        ["Gabon", 8_000, 8_100],
        ["Cameroun", "n/d", 25_000],
        ["Tchad (3)", 9_000, 9_100],
        ["(3) Gendarmerie non comprise."],
    ):
        page.append(row)
    page["C3"].comment = Comment("chiffre provisoire", "A. Secret")
    page["B4"].comment = Comment("refus de répondre", "A. Secret")
    page["C2"].comment = Comment("au 31 décembre", "A. Secret")
    book.save(folder / "a.xlsx")
    found = {"GAB": [8_000, 8_100], "CMR": [N, 25_000], "TCD": [9_000, 9_100]}
    more = {("GAB", "police", "2022", ""): {"note": "chiffre provisoire"}}
    more |= {("CMR", "police", "2021", ""): {"note": "refus de répondre"}}
    return Sheet(folder / "a.xlsx", key("police", found, [2021, 2022]), set(), more)


@unseen
def tables_one_above_the_other(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        ["Table 1. Active armed forces personnel"],
        ["Country", 2021, 2022],
        ["Oman", 42_600, 42_700],
        ["Jordan", 100_500, 100_600],
        ["Source: Institute of Invented Figures, Yearbook 2023"],
        [],
        ["Table 2. Intentional homicides per 100,000 inhabitants"],
        ["Country", 2020, 2021, 2022],
        ["Jordan", 1.1, 1.0, "…"],
        ["Lebanon", 2.2, 1.9, 2.0],
        ["Oman", 0.3, 0.3, 0.2],
    ]
    found = key("armed_forces", {"OMN": [42_600, 42_700], "JOR": [100_500, 100_600]}, [2021, 2022])
    murders = {"JOR": [1.1, 1.0, N], "LBN": [2.2, 1.9, 2.0], "OMN": [0.3, 0.3, 0.2]}
    found |= key("homicide", murders, [2020, 2021, 2022])
    return Sheet(workbook(folder / "a.xlsx", Data=rows), found)


@unseen
def tables_side_by_side(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        ["Reserve personnel", None, None, None, "Police personnel"],
        ["Country", 2021, 2022, None, "Country", 2021, 2022],
        ["Sweden", 10_000, 11_000, None, "Denmark", 11_000, 11_100],
        ["Norway", 40_000, 40_100, None, "Iceland", 700, 710],
        ["Finland", 216_000, 217_000, None, "Sweden", 20_500, 21_000],
    ]
    found = key(
        "reserves",
        {"SWE": [10_000, 11_000], "NOR": [40_000, 40_100], "FIN": [216_000, 217_000]},
        [2021, 2022],
    )
    police = {"DNK": [11_000, 11_100], "ISL": [700, 710], "SWE": [20_500, 21_000]}
    return Sheet(
        workbook(folder / "a.xlsx", Data=rows), found | key("police", police, [2021, 2022])
    )


@unseen
def countries_across_with_codes_below(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        ["Gasto militar (% del PIB)"],
        ["Año", "Argentina", "Brasil", "Chile", "Promedio"],
        [None, "ARG", "BRA", "CHL", None],
        [2019, "0,7", "1,5", "1,8", "1,3"],
        [2020, "0,8", "1,4", "2,0", "1,4"],
        ["2021*", "0,8", "s/d", "2,0", "1,4"],
        ["* Cifras preliminares"],
    ]
    found = {"ARG": [0.7, 0.8, 0.8], "BRA": [1.5, 1.4, N], "CHL": [1.8, 2.0, 2.0]}
    path = workbook(folder / "a.xlsx", Hoja1=rows)
    found_all = key("milex_gdp", found, [2019, 2020, 2021])
    return Sheet(path, found_all, {("E2", "aggregate-not-country")})


@unseen
def units_in_a_row_of_their_own(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        ["Security in numbers, 2022"],
        ["Country", "Military expenditure", "Active personnel", "Population", "Homicides"],
        ["", "million US$", "thousand", "million", "per 100,000"],
        ["Kenya", "1 138,5", 24.1, 54, 5.3],
        ["Uganda", 982, 45, 47.2, "10,5"],
        ["Total", "2 120,5", 69.1, 101.2, None],
        ["Source: Ministries of Defence"],
    ]
    found = key("milex_usd", {"KEN": [1_138.5e6], "UGA": [982e6]}, [2022])
    found |= key("armed_forces", {"KEN": [24_100], "UGA": [45_000]}, [2022])
    found |= key("population", {"KEN": [54e6], "UGA": [47.2e6]}, [2022])
    found |= key("homicide", {"KEN": [5.3], "UGA": [10.5]}, [2022])
    path = workbook(folder / "a.xlsx", Data=rows)
    return Sheet(path, found, {("A6", "aggregate-not-country")})


@unseen
def printed_pages_with_repeated_heads(folder: Path) -> Sheet:
    heads = ["País", "Año", "Personal de policía", "Notas"]
    rows: list[list[Any]] = [["Anuario estadístico"], ["Página 1 de 2"], heads]
    rows += [["Ecuador", 2020, 51_000, None], ["Ecuador", 2021, 51_500, "sin cadetes"]]
    rows += [["Subtotal", None, 102_500, None], [], ["Página 2 de 2"], heads]
    rows += [["Perú", 2020, 132_000, None], ["Perú", 2021, "s. d.", None]]
    found = key("police", {"ECU": [51_000, 51_500], "PER": [132_000, N]}, [2020, 2021])
    path = workbook(folder / "a.xlsx", Hoja1=rows)
    return Sheet(path, found, {("A6", "aggregate-not-country")})


@unseen
def merged_heads_in_opendocument(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        [Cell("Secteur de la sécurité en Afrique de l’Ouest", across=5)],
        [
            Cell("Pays", down=2),
            Cell("Effectifs de la police", across=2),
            None,
            Cell("Dépenses militaires (% du PIB)", across=2),
            None,
        ],
        [None, 2021, 2022, 2021, 2022],
        ["Bénin", "6 500", 6_600, Cell(0.007, percent=True), Cell(0.008, percent=True)],
        ["Côte d'Ivoire", Cell(17_000, note="gendarmes exclus"), "n.d.", "1,1 %", 1.2],
        ["Libéria", Cell(4_800, formula="of:=SUM([.C6];-100)"), 4_900, "0,6", "–"],
        ["Cap-Vert", True, 1_900, Cell(dt.date(2021, 1, 2)), "0,5"],
    ]
    found = key(
        "police",
        {"BEN": [6_500, 6_600], "CIV": [17_000, N], "LBR": [4_800, 4_900], "CPV": [None, 1_900]},
        [2021, 2022],
    )
    share = {"BEN": [0.7, 0.8], "CIV": [1.1, 1.2], "LBR": [0.6, N], "CPV": [None, 0.5]}
    found |= key("milex_gdp", share, [2021, 2022])
    flags = {("B7", "not-a-number"), ("D7", "not-a-number"), ("6", "hidden-row")}
    path = ods(folder / "a.ods", {"Feuille": {6}}, Feuille=rows)
    more = {("CIV", "police", "2021", ""): {"note": "gendarmes exclus"}}
    return Sheet(path, found, flags, more)


@unseen
def old_excel_yearbook(folder: Path) -> Sheet:
    police = {
        "HND": [18_000, 18_200],
        "GTM": [41_000, 41_500],
        "NIC": [W, 16_000],
        "PAN": [20_100, None],
        "SLV": [25_000, 25_300],
    }
    women = {"HND": [4.1, 4.5], "GTM": [N, 3.9], "NIC": [12, 12.1], "PAN": [X, X]}
    women |= {"SLV": [6.4, 7.0]}
    found = key("police", police, [2021, 2022]) | key("women_forces", women, [2021, 2022])
    return Sheet(xls(folder / "a.xls", "yearbook"), found, {("C9", "error-cell")})


@unseen
def old_excel_sheet_a_year(folder: Path) -> Sheet:
    found: Key = {}
    for name, rows in {
        "armed_forces": {
            "FIN": [24_000, 23_850],
            "EST": [4_100, 4_200],
            "LVA": [6_600, 6_700],
            "LTU": [16_000, 16_100],
        },
        "reserves": {
            "FIN": [216_000, 217_000],
            "EST": [12_000, N],
            "LVA": [None, 11_000],
            "LTU": [7_100, 7_200],
        },
        "conscription_months": {"FIN": [8, 8], "EST": [9.5, 9.5], "LVA": [N, 11], "LTU": [9, 9]},
    }.items():
        found |= key(name, rows, [2022, 2023])
    return Sheet(xls(folder / "a.xls", "sheets_by_year"), found, {("C4", "not-a-number")})


@unseen
def old_excel_turned(folder: Path) -> Sheet:
    found = {"TCD": [-3.2, -1.5, None, 2.8], "NER": [6.1, 3.5, None, 11.9]}
    found |= {"BFA": [5.7, 1.9, None, -1.5]}
    keys = key("gdp_growth", found, [2019, 2020, 2021, 2022])
    return Sheet(xls(folder / "a.xls", "growth"), keys, {("A6", "date-for-year")})


@unseen
def twenty_thousand_clean_rows(folder: Path) -> Sheet:
    headings = ["Pays", "Année", "Indicateur", "Valeur", "Unité", "Source", "Licence"]
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Données")
    page.append(["Annuaire de la sécurité, tous pays"])
    page.append(headings)
    found: Key = {}
    series = (
        ("Dépenses militaires (% du PIB)", "milex_gdp", "% du PIB", 1.5),
        ("Effectifs de la police", "police", "personnes", 30_000),
        ("Homicides intentionnels", "homicide", "pour 100 000 habitants", 5.0),
    )
    for at, iso3 in enumerate(sorted(codebook().countries)[:230]):
        name = country_name(iso3, "fr")
        for year in range(1995, 2024):
            for title, code, unit, base in series:
                value = round(base * (1 + at / 100) * (1 + year % 5 / 100), 2)
                value = round(value) if code == "police" else value
                page.append([name, year, title, value, unit, "Institut, Annuaire 2024", "CC0"])
                found[iso3, code, str(year), ""] = value
    book.save(folder / "large.xlsx")
    return Sheet(folder / "large.xlsx", found)
