"""A fourth round, made after the third was mended, again with its keys before its results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.intake.layout.messy import Key, N, key
from tests.intake.layout.opendocument import Cell, ods
from tests.intake.layout.unseen import UNSEEN, Sheet, unseen
from tests.intake.made import workbook, written

__all__ = ["UNSEEN"]


@unseen
def one_list_in_two_halves(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        ["Active armed forces personnel, 2022"],
        [],
        ["No.", "Country", "Number", None, "No.", "Country", "Number"],
        [1, "Brazil", 366_500, None, 4, "Chile", 68_500],
        [2, "Colombia", 257_450, None, 5, "Argentina", 72_100],
        [3, "Mexico", 216_000, None, 6, "Uruguay", 21_100],
    ]
    found = {"BRA": [366_500], "COL": [257_450], "MEX": [216_000], "CHL": [68_500]}
    found |= {"ARG": [72_100], "URY": [21_100]}
    return Sheet(workbook(folder / "a.xlsx", Data=rows), key("armed_forces", found, [2022]))


@unseen
def sexes_down_the_side(folder: Path) -> Sheet:
    text = "Pays;Année;Sexe;Effectifs des forces armées\n"
    text += "Maroc;2022;Hommes;180 000\nMaroc;2022;Femmes;15 800\nMaroc;2022;Total;195 800\n"
    text += "Tunisie;2022;Hommes;33 000\nTunisie;2022;Femmes;2 500\nTunisie;2022;Ensemble;35 500\n"
    found: Key = {}
    for part, values in (
        ("sex=men", [180_000, 33_000]),
        ("sex=women", [15_800, 2_500]),
        ("", [195_800, 35_500]),
    ):
        found |= key("armed_forces", {"MAR": values[:1], "TUN": values[1:]}, [2022], part)
    return Sheet(written(folder / "a.csv", text, "cp1252"), found)


@unseen
def ages_beside_a_total(folder: Path) -> Sheet:
    text = "Country,Age,Year,Prison population per 100000\n"
    text += "Malta,All ages,2022,120.5\nMalta,15-24,2022,30.1\nCyprus,All ages,2022,98\n"
    flags = {("B3", "part-left-out")}
    found = key("prison_rate", {"MLT": [120.5], "CYP": [98]}, [2022])
    return Sheet(written(folder / "a.csv", text), found, flags)


@unseen
def one_country_with_units_beside(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        ["République du Sénégal"],
        ["Indicateur", "Unité", 2021, 2022, "Source"],
        ["Dépenses militaires", "% du PIB", "1,6", "1,7", "Ministère des Finances"],
        ["Effectifs de la police", "personnes", "7 200", "7 350", "Ministère de l’Intérieur"],
        ["Homicides intentionnels", "pour 100 000 habitants", "0,3", "n.d.", "DGPN"],
        ["Population", "millions", "16,9", "17,3", "ANSD"],
    ]
    found = key("milex_gdp", {"SEN": [1.6, 1.7]}, [2021, 2022])
    found |= key("police", {"SEN": [7_200, 7_350]}, [2021, 2022])
    found |= key("homicide", {"SEN": [0.3, N]}, [2021, 2022])
    found |= key("population", {"SEN": [16.9e6, 17.3e6]}, [2021, 2022])
    return Sheet(workbook(folder / "a.xlsx", Sénégal=rows), found)


@unseen
def years_as_written_by_hand(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        ["Personal de policía"],
        ["País", "Año 2020", "Año 2021", "2022 (prov.)", "2023 p/"],
        ["Guatemala", "40.500", "41.000", "41.200", "41.300"],
        ["Honduras", "18.000", "18.150", "18.300", "18.400"],
    ]
    found = {"GTM": [40_500, 41_000, 41_200, 41_300], "HND": [18_000, 18_150, 18_300, 18_400]}
    more = {("GTM", "police", "2023", ""): {"reliability": "estimate"}}
    more |= {("GTM", "police", "2021", ""): {"reliability": "stated"}}
    path = workbook(folder / "a.xlsx", Hoja1=rows)
    return Sheet(path, key("police", found, [2020, 2021, 2022, 2023]), set(), more)


@unseen
def names_with_codes_in_one_cell(folder: Path) -> Sheet:
    rows = [
        ["Military expenditure (% of GDP)"],
        ["Country", 2021, 2022],
        ["Chile (CHL)", 2.0, 1.8],
        ["PER - Peru", 1.2, 1.1],
        ["Bolivia, Plurinational State of [BOL]", 1.4, 1.3],
        ["  URUGUAY  ", 2.3, 2.2],
        ["Georgia (country)", 1.8, 1.5],
    ]
    found = {"CHL": [2.0, 1.8], "PER": [1.2, 1.1], "BOL": [1.4, 1.3], "URY": [2.3, 2.2]}
    found |= {"GEO": [1.8, 1.5]}
    return Sheet(workbook(folder / "a.xlsx", Data=rows), key("milex_gdp", found, [2021, 2022]))


@unseen
def a_long_preface(folder: Path) -> Sheet:
    rows: list[list[Any]] = [["Yearbook of peace and security, invented edition 2023"], []]
    rows += [[f"{n}. This paragraph explains how the figures were collected."] for n in range(48)]
    rows += [["Refugees hosted"], ["Country", 2021, 2022], ["Chad", 555_000, 592_000]]
    rows += [["Niger", 250_000, 255_000], ["Note: end of year."]]
    found = key("refugees", {"TCD": [555_000, 592_000], "NER": [250_000, 255_000]}, [2021, 2022])
    return Sheet(workbook(folder / "a.xlsx", Data=rows), found)


@unseen
def swiss_and_typed_numbers(folder: Path) -> Sheet:
    rows = [
        ["Country", "Year", "Population", "Homicide rate per 100,000"],
        ["Switzerland", 2022, "8'775'760", "0.5 "],
        ["Austria", "2022 ", "9’041’851", "\u00a00.7"],
        ["Liechtenstein", 2022, "39'327", "<1"],
        ["Germany", 2022, "8.3797985E+07", "≈0.8"],
        ["Luxembourg", 2022, "653 103 (a)", ".9"],
    ]
    people = {"CHE": [8_775_760], "AUT": [9_041_851], "LIE": [39_327], "DEU": [83_797_985]}
    found = key("population", people | {"LUX": [653_103]}, [2022])
    found |= key("homicide", {"CHE": [0.5], "AUT": [0.7], "LUX": [0.9]}, [2022])
    found |= key("homicide", {"LIE": [1]}, [2022])
    more = {("LIE", "homicide", "2022", ""): {"low": None, "high": 1}}
    flags = {("D5", "not-a-number")}
    return Sheet(workbook(folder / "a.xlsx", Data=rows), found, flags, more)


@unseen
def one_country_under_two_names(folder: Path) -> Sheet:
    rows = [
        ["Reserve personnel"],
        ["Country", 2021, 2022],
        ["Turkey", 378_700, 378_700],
        ["Türkiye", 378_700, 380_000],
        ["Czech Republic", 4_200, 4_300],
        ["Czechia", 4_200, 4_300],
    ]
    found = key("reserves", {"TUR": [378_700, 378_700], "CZE": [4_200, 4_300]}, [2021, 2022])
    flags = {("B4", "repeated-row"), ("C4", "duplicate-key")}
    flags |= {("B6", "repeated-row"), ("C6", "repeated-row")}
    return Sheet(workbook(folder / "a.xlsx", Data=rows), found, flags)


@unseen
def regions_with_subtotals(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        ["Personnes déplacées à l’intérieur de leur pays"],
        ["", 2021, 2022, "Variation (%)"],
        ["Afrique de l’Ouest"],
        ["Burkina Faso", 1_580_000, 1_880_000, 19],
        ["Mali", 326_000, 380_000, 16.6],
        ["Sous-total", 1_906_000, 2_260_000, 18.6],
        ["Afrique centrale"],
        ["Cameroun", 909_000, 987_000, 8.6],
        ["Sous-total", 909_000, 987_000, 8.6],
        ["Ensemble", 2_815_000, 3_247_000, 15.3],
    ]
    found = {"BFA": [1_580_000, 1_880_000], "MLI": [326_000, 380_000], "CMR": [909_000, 987_000]}
    flags = {(f"A{row}", "aggregate-not-country") for row in (6, 9, 10)}
    flags |= {("D2", "unknown-column")}
    return Sheet(workbook(folder / "a.xlsx", Feuil1=rows), key("idps", found, [2021, 2022]), flags)


@unseen
def sheets_of_indicators_in_opendocument(folder: Path) -> Sheet:
    one = [["País", "2021", "2022"], ["Ecuador", Cell(0.022, percent=True), "2,1 %"]]
    one += [["Paraguay", Cell(0.008, percent=True), "s/d"]]
    two: list[list[Any]] = [["País", "2021", "2022"], ["Ecuador", "52.000", "52.400"]]
    two += [["Paraguay", "24.100", "24.300"], ["Fuente: Ministerios del Interior", None, None]]
    pages = {"Gasto_militar_(%_del_PIB)": one, "Personal_de_policía": two}
    found = key("milex_gdp", {"ECU": [2.2, 2.1], "PRY": [0.8, N]}, [2021, 2022])
    found |= key("police", {"ECU": [52_000, 52_400], "PRY": [24_100, 24_300]}, [2021, 2022])
    return Sheet(ods(folder / "a.ods", **pages), found)


@unseen
def shouted_headings_with_spaces(folder: Path) -> Sheet:
    text = ' COUNTRY NAME ,"YEAR ",MILITARY EXPENDITURE (CURRENT USD MILLIONS),ACTIVE PERSONNEL '
    text += "(THOUSANDS),REMARKS\r\n"
    text += 'JAPAN,2022,"46,000.0",247.2,\r\nSOUTH KOREA,2022,"46,365.3",555,"estimate"\r\n'
    text += 'VIET NAM,2022,..,"482",\r\n'
    found = key("milex_usd", {"JPN": [46e9], "KOR": [46_365.3e6], "VNM": [N]}, [2022])
    found |= key("armed_forces", {"JPN": [247_200], "KOR": [555_000], "VNM": [482_000]}, [2022])
    return Sheet(written(folder / "a.csv", text), found)


@unseen
def low_estimate_and_high(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        ["Paramilitary and security forces"],
        ["Country", "Year", "Low", "Estimate", "High"],
        ["Haiti", 2022, 700, 800, 900],
        ["Libya", 2022, 20_000, None, 30_000],
        ["Yemen", 2022, None, None, 40_000],
        ["Oman", 2022, "-", "11 000", "-"],
    ]
    found = key("paramilitary", {"HTI": [800], "LBY": [25_000], "OMN": [11_000]}, [2022])
    more = {("LBY", "paramilitary", "2022", ""): {"low": 20_000, "high": 30_000}}
    more |= {("HTI", "paramilitary", "2022", ""): {"low": 700, "high": 900}}
    found |= key("paramilitary", {"YEM": [40_000]}, [2022])
    more |= {("YEM", "paramilitary", "2022", ""): {"low": None, "high": 40_000}}
    return Sheet(workbook(folder / "a.xlsx", Data=rows), found, set(), more)


@unseen
def three_heads_in_merged_cells(folder: Path) -> Sheet:
    rows: list[list[Any]] = [
        [Cell("الدولة", down=3), Cell("القوات المسلحة", across=4), None, None, None],
        [None, Cell("٢٠٢١", across=2), None, Cell("٢٠٢٢", across=2), None],
        [None, "ذكور", "إناث", "ذكور", "إناث"],
        ["الأردن", 98_000, 2_500, 98_200, "٢٬٦٠٠"],
        ["لبنان", "٥٧٬٠٠٠", "٣٬٠٠٠", "…", 3_100],
    ]
    found = key(
        "armed_forces", {"JOR": [98_000, 98_200], "LBN": [57_000, N]}, [2021, 2022], "sex=men"
    )
    women = {"JOR": [2_500, 2_600], "LBN": [3_000, 3_100]}
    found |= key("armed_forces", women, [2021, 2022], "sex=women")
    return Sheet(ods(folder / "a.ods", ورقة1=rows), found)


@unseen
def euros_are_not_dollars(folder: Path) -> Sheet:
    rows = [
        ["Pays", "Année", "Dépenses militaires (millions d'euros)", "Effectifs de la police"],
        ["Belgique", 2022, 5_500, 38_000],
        ["Italie", 2022, 28_000, 300_000],
    ]
    found = key("police", {"BEL": [38_000], "ITA": [300_000]}, [2022])
    path = workbook(folder / "a.xlsx", Feuil1=rows)
    return Sheet(path, found, {("C1", "unknown-column")})


@unseen
def each_row_with_its_own_source(folder: Path) -> Sheet:
    heads = ["Country", "ISO", "Topic", "Year", "Figure", "Measure unit", "Publisher", "Link"]
    rows: list[list[Any]] = [heads]
    link = "https://example.org/{}"
    rows.append(
        [
            "Ghana",
            "GHA",
            "Police personnel",
            2022,
            42_000,
            "Number",
            "Police Service",
            link.format("a"),
        ]
    )
    rows.append(
        [
            "Ghana",
            "GHA",
            "Women in the armed forces",
            2022,
            17.5,
            "Per cent",
            "Ministry of Defence",
            link.format("b"),
        ]
    )
    rows.append(
        ["Togo", "GHA", "Police personnel", 2022, 9_000, "Number", "Police", link.format("c")]
    )
    found = key("police", {"GHA": [42_000]}, [2022]) | key("women_forces", {"GHA": [17.5]}, [2022])
    path = workbook(folder / "a.xlsx", Data=rows)
    return Sheet(path, found, {("A4", "code-mismatch")})
