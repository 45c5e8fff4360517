"""Footnote marks behind names, old codes and codes in small letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.rows.reading import named, read, values

MARKED = [
    ("Türkiye 1/", "TUR"), ("Kosovo 2/", "XKX"), ("Kenya (1)", "KEN"), ("Ghana [a]", "GHA"),
    ("Togo*", "TGO"), ("Mali†", "MLI"), ("Chad ¹", "TCD"), ("Niger 1/ 2/", "NER"),
    ("Kenya b/", "KEN"), ("Kenya 1,2", "KEN"), ("Kenya 1)", "KEN"), ("Kenya **", "KEN"),
    ("Kenya‡", "KEN"), ("Kenya §", "KEN"), ("Kenya #", "KEN"), ("Kenya¹²", "KEN"),
    ("Kenya (a, b)", "KEN"), ("Kenya ª", "KEN"), ("Kenya [note 3]", "KEN"), ("Kenya a)", "KEN"),
    ("Kenya¹⁾", "KEN"), ("Kenya 1/*", "KEN"), ("Kenya /1", "KEN"), ("Kenya^1", "KEN"),
    ("Kenya2", "KEN"), ("Guinea-Bissau 3/", "GNB"), ("Korea, Rep. 2/", "KOR"),
    ("Congo, Dem. Rep. (2)", "COD"), ("1/ Kenya", "KEN"), ("*Kenya", "KEN"),
    ("Côte d’Ivoire 1/", "CIV"), ("Kenya (e)", "KEN"), ("Kenya (see note 2)", "KEN"),
]  # fmt: skip
OLD_CODES = [
    ("KSV", "XKX"), ("XKV", "XKX"), ("ROM", "ROU"), ("ZAR", "COD"), ("TMP", "TLS"), ("BUR", "MMR"),
    ("WBG", "PSE"), ("ADO", "AND"), ("UNK", "XKX"), ("XK", "XKX"), ("UK", "GBR"), ("EL", "GRC"),
    ("TP", "TLS"), ("BU", "MMR"), ("ZR", "COD"), ("KOS", "XKX"), ("RKS", "XKX"), ("PAL", "PSE"),
]  # fmt: skip
FORMER = ["SCG", "YUG", "SUN", "CSK", "DDR", "YMD", "CS", "YU", "SU", "DD", "ANT"]
SMALL = [
    ("ke", "KEN"), ("nam", "NAM"), ("na", "NAM"), ("ken", "KEN"), ("Ken", "KEN"), ("fr", "FRA"),
    ("xkx", "XKX"), ("ksv", "XKX"), ("uk", "GBR"), ("no", "NOR"), ("gb ", "GBR"), ("cOd", "COD"),
]  # fmt: skip
HEADINGS = ["Country,Year,Military expenditure (% of GDP)\n{},2020,1.5\nTGO,2020,2.0\n"]
OWN = "country,indicator,period,value\n{},milex_gdp,2020,1.5\nTGO,milex_gdp,2020,2.0\n"


@pytest.mark.parametrize(("name", "code"), [pair for pair in MARKED if pair[1] != "TGO"])
def test_a_footnote_mark_is_no_part_of_a_name(name: str, code: str, tmp_path: Path) -> None:
    batch = read(tmp_path, HEADINGS[0].format(f'"{name}"'))
    assert (code, "") in values(batch)
    assert named(batch, "error") == set()


@pytest.mark.parametrize("text", [HEADINGS[0], HEADINGS[0].replace("Country", "iso3"), OWN])
@pytest.mark.parametrize(("old", "code"), [*OLD_CODES, *SMALL])
def test_old_codes_and_small_letters_are_known(
    text: str, old: str, code: str, tmp_path: Path
) -> None:
    batch = read(tmp_path, text.format(old))
    assert set(values(batch)) == {(code, ""), ("TGO", "")}
    assert named(batch, "error") == set()


@pytest.mark.parametrize("text", [HEADINGS[0], HEADINGS[0].replace("Country", "iso3"), OWN])
@pytest.mark.parametrize("old", FORMER)
def test_a_former_state_is_left_out_with_a_warning(text: str, old: str, tmp_path: Path) -> None:
    batch = read(tmp_path, text.format(old))
    assert set(values(batch)) == {("TGO", "")}
    assert named(batch) == {("former-not-country", 2)}
    assert named(batch, "error") == set()


@pytest.mark.parametrize("name", ["Korea 1/", "Kenia Unida", "Land 2/", "QQQ", "zz", "Kenya/Ghana"])
def test_a_name_of_no_country_is_still_refused(name: str, tmp_path: Path) -> None:
    batch = read(tmp_path, HEADINGS[0].format(name))
    assert 2 in {row for _, row in named(batch)}
    assert set(values(batch)) == {("TGO", "")}
