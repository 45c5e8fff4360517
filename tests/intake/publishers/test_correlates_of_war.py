"""National Material Capabilities: pounds until 1913, a version in each row."""

from __future__ import annotations

import pytest

from tests.intake.publishers.reading import errors, figures, read, words

HEAD = "stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\n"
ROW = "{state},{year},{milex},{milper},1,1,45000,20000,.1,{version}\n"
KENYA = "KEN,501,1999,200000,24,1,1,30000,6000,.001"


def _row(state: str, year: int, milex: float, milper: float = 300, version: str = "2021") -> str:
    return ROW.format(state=state, year=year, milex=milex, milper=milper, version=version)


@pytest.mark.parametrize("state", ["UKG,200", "FRN,220", "USA,2"])
@pytest.mark.parametrize("capitals", [False, True])
def test_money_before_1914_is_in_pounds_and_left_out_with_the_reason(tmp_path, state, capitals):
    head = HEAD.upper() if capitals else HEAD
    rows = [_row(state, year, 60_000) for year in (1890, 1912, 1913, 1914, 1920)]
    batch = read(tmp_path, head + "".join(rows))
    read_figures = figures(batch)
    assert {k[-4:] for k in read_figures if "milex_usd" in k} == {"1914", "1920"}
    assert len([k for k in read_figures if "armed_forces" in k]) == 5
    assert words(batch).count("pounds") == 1 and errors(batch) == []


@pytest.mark.parametrize("milex", [0, -9])
def test_neither_a_zero_nor_a_gap_before_1914_is_in_dollars(tmp_path, milex):
    batch = read(tmp_path, HEAD + _row("FRN,220", 1900, milex))
    assert not any("milex_usd" in name for name in figures(batch))


def test_a_gap_of_dollars_stays_a_gap(tmp_path):
    batch = read(tmp_path, HEAD + _row("KEN,501", 1999, -9, 24))
    assert figures(batch) == {
        "KEN milex_usd 1999": "no-data",
        "KEN armed_forces 1999": 24_000,
        "KEN population 1999": 45_000_000,
    }


def test_rows_of_two_versions_have_two_sources(tmp_path):
    rows = _row("KEN,501", 1999, 200_000) + _row("UGA,500", 1999, 100_000, version="2011")
    batch = read(tmp_path, HEAD + rows)
    assert {source.vintage for source in batch.sources} == {"2021", "2011"}
    assert len({source.id for source in batch.sources}) == 2
    vintages = {source.id: source.vintage for source in batch.sources}
    assert {(d.country, vintages[d.source]) for d in batch.observations} == {
        ("KEN", "2021"),
        ("UGA", "2011"),
    }


@pytest.mark.parametrize(
    ("name", "vintage"),
    [
        ("NMC_5_0.csv", "5.0"),
        ("NMC-60-abridged.csv", "6.0"),
        ("NMC-70-abridged.csv", "7.0"),
        ("NMC_v7_abridged.csv", "7.0"),
        ("NMC_v4_0.csv", "4.0"),
    ],
)
def test_without_a_version_the_name_of_the_file_says_it(tmp_path, name, vintage):
    batch = read(tmp_path, HEAD.replace(",version", "") + KENYA + "\n", name)
    assert [source.vintage for source in batch.sources] == [vintage]


def test_without_any_version_it_is_asked(tmp_path):
    text = HEAD.replace(",version", "") + KENYA + "\n"
    assert "release" in words(read(tmp_path, text))
    assert "release" not in words(read(tmp_path, text, described=True))
