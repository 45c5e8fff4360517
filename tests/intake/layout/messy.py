"""Sheets as ministries and CSOs send them, each with the key of what must come out of it.

The keys were written before the reader saw the sheets. A key names every figure and every
error or warning at its cell; whatever else came out would fail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.intake.made import workbook, written

N, X, W = "no-data", "not-applicable", "withheld"
Key = dict[tuple[str, str, str, str], Any]
Flags = set[tuple[str, str]]
Made = tuple[Path, Key, Flags]
Maker = Callable[[Path], Made]
SHEETS: dict[str, Maker] = {}


def sheet(maker: Maker) -> Maker:
    """Keep a maker of a sheet under its name."""
    SHEETS[maker.__name__] = maker
    return maker


def key(indicator: str, rows: dict[str, list[Any]], years: list[int], part: str = "") -> Key:
    """Return a key of a wide table; None stands for a cell that holds nothing."""
    return {
        (country, indicator, str(year), part): value
        for country, values in rows.items()
        for year, value in zip(years, values, strict=True)
        if value is not None
    }


@sheet
def french_ministry(folder: Path) -> Made:
    rows = [
        ["Tableau 4. Dépenses militaires, en millions de dollars des États-Unis courants"],
        [],
        ["Pays", 2019, 2020, "2021 (provisoire)"],
        ["Bénin", "1\u202f234,5", "1190,25", "n.d."],
        ["Birmanie", "2\u00a0345,0", "…", "2 400"],
        ["Swaziland", "85", "–", "84,5 *"],
        ["Macédoine", "120,5", "s.o.", "125"],
        [],
        ["* Estimation de l’auteur."],
        ["n.d. : donnée non disponible"],
    ]
    found = {
        "BEN": [1_234_500_000, 1_190_250_000, N],
        "MMR": [2_345_000_000, N, 2_400_000_000],
        "SWZ": [85_000_000, N, 84_500_000],
        "MKD": [120_500_000, X, 125_000_000],
    }
    return (
        workbook(folder / "a.xlsx", Feuil1=rows),
        key("milex_usd", found, [2019, 2020, 2021]),
        set(),
    )


@sheet
def spanish_wide_in_thousands(folder: Path) -> Made:
    rows = [
        ["Ministerio de Defensa"],
        ["Cuadro 2"],
        [],
        ["País", "Año", "Efectivos de las fuerzas armadas (en miles)", "Población (en millones)"],
        ["Perú", 2021, "95,5", "33,7"],
        ["Bolivia", 2021, "s/d", "11,8"],
        ["R. Dominicana", 2021, "56", "sin datos"],
        ["Total", 2021, "151,5", None],
    ]
    found = {
        ("PER", "armed_forces", "2021", ""): 95_500,
        ("BOL", "armed_forces", "2021", ""): N,
        ("DOM", "armed_forces", "2021", ""): 56_000,
        ("PER", "population", "2021", ""): 33_700_000,
        ("BOL", "population", "2021", ""): 11_800_000,
        ("DOM", "population", "2021", ""): N,
    }
    return workbook(folder / "a.xlsx", Hoja1=rows), found, {("A8", "aggregate-not-country")}


@sheet
def arabic_semicolons_in_cp1256(folder: Path) -> Made:
    text = "الدولة;2020;2021\nتونس;35500;غير متاح\nالمغرب;195800;سري\nاليمن;لا ينطبق;40000\n"
    text = "عدد أفراد القوات المسلحة;;\n" + text
    found = {"TUN": [35_500, N], "MAR": [195_800, W], "YEM": [X, 40_000]}
    path = written(folder / "a.csv", text, "cp1256")
    return path, key("armed_forces", found, [2020, 2021]), set()


@sheet
def arabic_digits(folder: Path) -> Made:
    rows = [
        ["الإنفاق العسكري (٪ من الناتج المحلي الإجمالي)"],
        ["الدولة", "٢٠٢٠", "٢٠٢١"],
        ["الأردن", "٤٫٩", "٤٫٨٪"],
        ["لبنان", "…", "٣٫٢"],
        ["زائير", "٠٫٧", "–"],
    ]
    found = {"JOR": [4.9, 4.8], "LBN": [N, 3.2], "COD": [0.7, N]}
    return workbook(folder / "a.xlsx", ورقة1=rows), key("milex_gdp", found, [2020, 2021]), set()


@sheet
def tabs_in_utf16(folder: Path) -> Made:
    text = "Country\tYear\tHomicides per 100,000 inhabitants\nNA\t2020\t11,9\nNiger\t2020\t4,4\n"
    text += "Côte d'Ivoire\t2020\tna\n"
    found = {"NAM": [11.9], "NER": [4.4], "CIV": [N]}
    return written(folder / "a.txt", text, "utf-16"), key("homicide", found, [2020]), set()


@sheet
def pipes_in_cp1252(folder: Path) -> Made:
    text = "Pays|Année|Effectifs militaires\nSénégal|2020|13 600\nCôte d’Ivoire|2020|22 000\n"
    text += "Guinée|2020|n/d\n"
    found = {"SEN": [13_600], "CIV": [22_000], "GIN": [N]}
    return written(folder / "a.csv", text, "cp1252"), key("armed_forces", found, [2020]), set()


@sheet
def typos_are_asked(folder: Path) -> Made:
    text = "Country;Active personnel 2020;Active personnel 2021\n"
    text += "Urugay;21000;21100\nBrasil;366000;360000\nKorea;500000;500000\nGhana;15500;15600\n"
    found = {"BRA": [366_000, 360_000], "GHA": [15_500, 15_600]}
    asked = {("A2", "unknown-country"), ("A4", "unknown-country")}
    return (
        written(folder / "a.csv", text, "utf-8-sig"),
        key("armed_forces", found, [2020, 2021]),
        asked,
    )


@sheet
def former_states_and_aggregates(folder: Path) -> Made:
    rows = [
        ["Military expenditure (% of GDP)"],
        ["Country", 2020, 2021],
        ["Burma", 2.2, 2.3],
        ["Czechoslovakia", 3.0, 3.1],
        ["Sub-Saharan Africa", 1.4, 1.5],
        ["Zaire", 0.7, 0.8],
        ["Scotland", 2.0, 2.1],
        ["World", 2.3, 2.2],
    ]
    found = {"MMR": [2.2, 2.3], "COD": [0.7, 0.8]}
    told = {("A4", "former-not-country"), ("A5", "aggregate-not-country")}
    told |= {("A7", "subnational-not-country"), ("A8", "aggregate-not-country")}
    return workbook(folder / "a.xlsx", Data=rows), key("milex_gdp", found, [2020, 2021]), told


@sheet
def dates_for_years(folder: Path) -> Made:
    rows = [
        ["Police officers"],
        ["Country", 2019, dt.date(2020, 12, 31), 2021],
        ["Togo", 4_000, 4_100, 4_200],
        ["Mali", 7_000, 7_100, 7_200],
    ]
    found = {"TGO": [4_000, None, 4_200], "MLI": [7_000, None, 7_200]}
    flags = {("C2", "date-for-year")}
    return workbook(folder / "a.xlsx", Data=rows), key("police", found, [2019, 2020, 2021]), flags


@sheet
def ranges_and_marks(folder: Path) -> Made:
    rows = [
        ["Active armed forces personnel"],
        ["Country", "2021", "2022", "2023e"],
        ["Sudan", "100 000–120 000", "~104000", "92 000*"],
        ["Chad", ">30 000", "33 250", "33250 [a]"],
        ["Libya", "32,000", "33,000", "c. 32000"],
    ]
    found = {
        "SDN": [None, None, 92_000],
        "TCD": [30_000, 33_250, 33_250],
        "LBY": [32_000, 33_000, None],
    }
    flags = {("B3", "range-in-cell"), ("C3", "not-a-number"), ("D5", "not-a-number")}
    return (
        workbook(folder / "a.xlsx", Data=rows),
        key("armed_forces", found, [2021, 2022, 2023]),
        flags,
    )
