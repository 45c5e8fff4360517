"""A fifth round, made after the fourth was mended, again with its keys before its results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.intake.layout.messy import N, W, X, key
from tests.intake.layout.opendocument import Cell, ods
from tests.intake.layout.unseen import UNSEEN, Sheet, unseen
from tests.intake.made import workbook, written

__all__ = ["UNSEEN"]


@unseen
def a_hidden_sheet_with_figures(folder: Path) -> Sheet:
    one = [["Police personnel"], ["Country", 2021, 2022], ["Nepal", 79_000, 79_200]]
    two = [["Reserve personnel"], ["Country", 2021, 2022], ["Mongolia", 137_000, 137_000]]
    path = workbook(folder / "a.xlsx", Police=one, Old=two)
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    found = key("police", {"NPL": [79_000, 79_200]}, [2021, 2022])
    found |= key("reserves", {"MNG": [137_000, 137_000]}, [2021, 2022])
    return Sheet(path, found, {("", "hidden-sheet")})


@unseen
def women_and_men_in_per_cent(folder: Path) -> Sheet:
    rows = [
        ["Women in the armed forces, %"],
        ["Country", "2020", "2021", "2022"],
        ["Spain", "12,9 %", "12,8%", "13"],
        ["Portugal", "11,9", "12", "—"],
        ["Andorra", "n/a", "does not apply", "not applicable"],
        ["Greece", "classified", "17,0", "17,5"],
    ]
    found = {"ESP": [12.9, 12.8, 13], "PRT": [11.9, 12, N], "AND": [N, X, X], "GRC": [W, 17, 17.5]}
    path = workbook(folder / "a.xlsx", Data=rows)
    return Sheet(path, key("women_forces", found, [2020, 2021, 2022]))


@unseen
def months_of_service_in_words(folder: Path) -> Sheet:
    rows = [
        ["País", "Año", "Servicio militar obligatorio", "Duración del servicio militar (meses)"],
        ["Colombia", 2023, "Obligatorio general", 18],
        ["Paraguay", 2023, "OBLIGATORIO GENERAL", "12"],
        ["Perú", 2023, "No existe", "no aplica"],
        ["México", 2023, "Selectivo", "12 meses"],
    ]
    answers = {"COL": ["mandatory"], "PRY": ["mandatory"], "PER": ["none"], "MEX": ["selective"]}
    found = key("conscription", answers, [2023])
    found |= key("conscription_months", {"COL": [18], "PRY": [12], "PER": [X], "MEX": [12]}, [2023])
    return Sheet(workbook(folder / "a.xlsx", Datos=rows), found)


@unseen
def seats_and_shares_by_chamber(folder: Path) -> Sheet:
    rows = [
        ["Parlements nationaux, janvier 2023"],
        ["Pays", "Sièges (chambre basse)", "Femmes (%)", "Remarques"],
        ["Gabon", 143, "22,4", None],
        ["Togo", 91, "18,7", "chambre unique"],
    ]
    flags = {("C2", "unknown-column")}  # not “unclear”, as the key had it: it blocks nothing
    found = key("seats_lower", {"GAB": [143], "TGO": [91]}, [2023])
    return Sheet(workbook(folder / "a.xlsx", Feuil1=rows), found, flags)


@unseen
def blue_and_red_of_an_editor(folder: Path) -> Sheet:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["Military expenditure, share of GDP"],
        ["Country", 2021, 2022],
        ["Laos", 0.2, 0.2],
        ["Cuba", 4.2, "4.0 (est.)"],
    ):
        page.append(row)
    page["B3"].font = Font(color="FF0000FF")
    page["C3"].font = Font(color="FFFF0000")
    page["B4"].comment = Comment("revised", "x")
    book.save(folder / "a.xlsx")
    found = key("milex_gdp", {"LAO": [0.2, 0.2], "CUB": [4.2, 4.0]}, [2021, 2022])
    more = {("LAO", "milex_gdp", "2021", ""): {"reliability": "estimate"}}
    more |= {("LAO", "milex_gdp", "2022", ""): {"reliability": "uncertain"}}
    more |= {("CUB", "milex_gdp", "2022", ""): {"reliability": "estimate"}}
    more |= {("CUB", "milex_gdp", "2021", ""): {"note": "revised"}}
    return Sheet(folder / "a.xlsx", found, set(), more)


@unseen
def three_tables_with_a_blank_row_between(folder: Path) -> Sheet:
    rows: list[list[Any]] = []
    for title, values in (
        ("Refugees hosted", (10_000, 12_000)),
        ("Internally displaced people", (50_000, 60_000)),
        ("Stateless people", (100, 90)),
    ):
        rows += [[title], ["Country", 2021, 2022], ["Armenia", *values], []]
    found = key("refugees", {"ARM": [10_000, 12_000]}, [2021, 2022])
    found |= key("idps", {"ARM": [50_000, 60_000]}, [2021, 2022])
    found |= key("stateless", {"ARM": [100, 90]}, [2021, 2022])
    return Sheet(workbook(folder / "a.xlsx", Data=rows), found)


@unseen
def years_down_in_opendocument(folder: Path) -> Sheet:
    rows = [
        ["عدد اللاجئين المستضافين"],
        ["السنة", "الأردن", "لبنان", "تركيا"],
        ["٢٠٢٠", 702_506, 870_418, "٣٬٦٥٢٬٣٦٢"],
        [2021, 712_823, Cell(845_865, note="تقدير"), 3_759_817],
        ["2022", "٦٩٧٬٧٩٩", 818_869, "غير متاح"],
    ]
    found = {
        "JOR": [702_506, 712_823, 697_799],
        "LBN": [870_418, 845_865, 818_869],
        "TUR": [3_652_362, 3_759_817, N],
    }
    more = {("LBN", "refugees", "2021", ""): {"note": "تقدير"}}
    path = ods(folder / "a.ods", ورقة1=rows)
    return Sheet(path, key("refugees", found, [2020, 2021, 2022]), set(), more)


@unseen
def per_head_and_per_thousand(folder: Path) -> Sheet:
    rows = [
        ["Country", "Year", "Military expenditure per capita (US$)",
         "Active armed forces per 1,000 inhabitants", "GDP (billion US$)", "Area (sq km)"],
        ["Israel", 2022, "2 623", 18.1, 525.0, 22_072],
        ["Cyprus", 2022, "401,5", 9.6, 29.3, "9,251"],
    ]  # fmt: skip
    found = key("milex_pc", {"ISR": [2_623], "CYP": [401.5]}, [2022])
    found |= key("armed_forces_p1000", {"ISR": [18.1], "CYP": [9.6]}, [2022])
    found |= key("gdp", {"ISR": [525e9], "CYP": [29.3e9]}, [2022])
    found |= key("area", {"ISR": [22_072]}, [2022])
    path = workbook(folder / "a.xlsx", Data=rows)
    return Sheet(path, found, {("F3", "ambiguous-number")})


@unseen
def slips_of_the_pen(folder: Path) -> Sheet:
    text = "Country,Year,Police personnel\nAlbnia,2022,9000\nBosnia,2022,15800\nKosovo,2022,9O00\n"
    text += "Serbia,202,27000\nMontenegro,2022,4 400\nGreece,2022,55000;\nMalta,2022,\n,2022,1\n"
    found = key("police", {"BIH": [15_800], "MNE": [4_400]}, [2022])
    flags = {("A2", "unknown-country"), ("C4", "not-a-number"), ("B5", "bad-year")}
    flags |= {("C7", "not-a-number"), ("A9", "empty-cell")}
    return Sheet(written(folder / "a.csv", text), found, flags)


@unseen
def nothing_to_read(folder: Path) -> Sheet:
    rows = [["Dear colleague,"], ["please find the figures in the next mail."], ["Best, A."]]
    return Sheet(workbook(folder / "a.xlsx", Data=rows), {}, {("", "no-header")})
