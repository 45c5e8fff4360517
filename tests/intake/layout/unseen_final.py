"""A sixth, short round, made after the fifth was mended, with its keys before its results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.intake.layout.messy import N, key
from tests.intake.layout.opendocument import ods
from tests.intake.layout.unseen import UNSEEN, Sheet, unseen
from tests.intake.made import workbook, written

__all__ = ["UNSEEN"]


@unseen
def a_table_that_starts_far_to_the_right(folder: Path) -> Sheet:
    pad: list[Any] = [None] * 4
    rows: list[list[Any]] = [[], [], [*pad, "Police personnel"], [], [*pad, "Country", 2021, 2022]]
    rows += [[*pad, "Kenya", 100_000, 101_000], [*pad, "Uganda", 43_000, 43_500]]
    rows += [[], [*pad, "Compiled by hand."]]
    found = key("police", {"KEN": [100_000, 101_000], "UGA": [43_000, 43_500]}, [2021, 2022])
    return Sheet(workbook(folder / "a.xlsx", Data=rows), found)


@unseen
def years_above_indicators_in_opendocument(folder: Path) -> Sheet:
    rows = [
        ["Ministerio del Interior, anuario"],
        ["País", "2021", None, "2022", None],
        [None, "Policías", "Homicidios por 100.000", "Policías", "Homicidios por 100.000"],
        ["Bolivia", "36.500", "3,9", "36.900", "4,1"],
        ["Chile", "60.000", "3,6", "60.200", "s/i"],
    ]
    found = key("police", {"BOL": [36_500, 36_900], "CHL": [60_000, 60_200]}, [2021, 2022])
    found |= key("homicide", {"BOL": [3.9, 4.1], "CHL": [3.6, N]}, [2021, 2022])
    return Sheet(ods(folder / "a.ods", Hoja=rows), found)


@unseen
def sums_and_differences_to_the_right(folder: Path) -> Sheet:
    rows = [
        ["Active armed forces personnel"],
        ["Country", 2020, 2021, 2022, "Average", "Trend"],
        ["Ghana", 15_500, 15_600, 15_700, 15_600, "up"],
        ["Benin", 7_250, 7_300, 7_350, 7_300, "up"],
    ]
    found = {"GHA": [15_500, 15_600, 15_700], "BEN": [7_250, 7_300, 7_350]}
    path = workbook(folder / "a.xlsx", Data=rows)
    keys = key("armed_forces", found, [2020, 2021, 2022])
    return Sheet(path, keys, {("E2", "unknown-column"), ("F2", "unknown-column")})


@unseen
def text_all_through(folder: Path) -> Sheet:
    rows = [
        ["Dépenses militaires (en millions de dollars US)"],
        ["Pays", "2020", "2021", "2022"],
        ["Gabon", "275,3 ", " 281", "298,0"],
        ["Congo (Rép. dém. du)", "356,4", "370", "--"],
        ["Guinée équatoriale", "157", "ND", "150,5"],
        ["Centrafrique", "43,2", "44,1", "45"],
        ["TOTAL", "831,9", "695,1", "493,5"],
    ]
    found = {
        "GAB": [275.3e6, 281e6, 298e6],
        "COD": [356.4e6, 370e6, N],
        "GNQ": [157e6, N, 150.5e6],
        "CAF": [43.2e6, 44.1e6, 45e6],
    }
    path = workbook(folder / "a.xlsx", Feuil1=rows)
    keys = key("milex_usd", found, [2020, 2021, 2022])
    return Sheet(path, keys, {("A7", "aggregate-not-country")})


@unseen
def categories_as_columns_of_a_long_table(folder: Path) -> Sheet:
    text = "iso3,year,indicator,value,unit\nFRA,2022,milex_gdp,1.9,%\nFRA,2022,homicide,1.3,\n"
    text += "DEU,2022,conscription,suspended,\nDEU,2022,milex_gdp,1.4,\nXKX,2022,milex_gdp,1.1,\n"
    text += "WLD,2022,milex_gdp,2.2,\nZZZ,2022,milex_gdp,2.2,\n"
    found = key("milex_gdp", {"FRA": [1.9], "DEU": [1.4], "XKX": [1.1]}, [2022])
    found |= key("homicide", {"FRA": [1.3]}, [2022])
    found |= key("conscription", {"DEU": ["suspended"]}, [2022])
    flags = {("A7", "aggregate-not-country"), ("A8", "unknown-country")}
    return Sheet(written(folder / "a.csv", text), found, flags)


@unseen
def a_branch_a_column_with_notes(folder: Path) -> Sheet:
    rows = [
        ["Fuerzas armadas, 2023 (en miles)"],
        ["País", "Ejército", "Armada", "Fuerza Aérea", "Total", "Observaciones"],
        ["Argentina", "45,5", "17", "13", "75,5", None],
        ["Uruguay", "13,7", "5,4", "2,2", "21,3", "incluye prefectura"],
    ]
    found = {}
    for part, values in (
        ("branch=army", [45_500, 13_700]),
        ("branch=navy", [17_000, 5_400]),
        ("branch=air-force", [13_000, 2_200]),
        ("", [75_500, 21_300]),
    ):
        found |= key("armed_forces", {"ARG": values[:1], "URY": values[1:]}, [2023], part)
    more = {("URY", "armed_forces", "2023", ""): {"note": "incluye prefectura"}}
    return Sheet(workbook(folder / "a.xlsx", Hoja1=rows), found, set(), more)
