"""World Bank: the same by every door, prices of the right year, lookalikes left out by name."""

from __future__ import annotations

import pytest

from atlas.intake.connectors.worldbank.files import WithoutValues
from atlas.intake.files import read_file
from tests.intake.publishers.reading import SAID, errors, figures, indicators, read, words

TOP = "Data Source,World Development Indicators\nLast Updated Date,2024-06-28\n"
HEAD = "Country Name,Country Code,Indicator Name,Indicator Code,2017,2018\n"
POPULATION = 'Kenya,KEN,"Population, total",SP.POP.TOTL,49000000,50000000\n'
DATABANK = "Series Name,Country Name,2017 [YR2017],2018 [YR2018]\n"
PPP = "GDP per capita, PPP ({prices} international $)"
LEFT_OUT = [
    ("GDP per person employed (constant 2017 PPP $)", "SL.GDP.PCAP.EM.KD"),
    ("GDP per capita growth (annual %)", "NY.GDP.PCAP.KD.ZG"),
    ("Population, female", "SP.POP.TOTL.FE.IN"),
    ("Population growth (annual %)", "SP.POP.GROW"),
    ("Land area (sq. km)", "AG.LND.TOTL.K2"),
    ("GDP (constant 2015 US$)", "NY.GDP.MKTP.KD"),
    ("GDP, PPP (current international $)", "NY.GDP.MKTP.PP.CD"),
    ("Armed forces personnel (% of total labor force)", "MS.MIL.TOTL.TF.ZS"),
    ("Urban population growth (annual %)", "SP.URB.GROW"),
    (PPP.format(prices="current"), "NY.GDP.PCAP.PP.CD"),
    (PPP.format(prices="constant 2017"), "NY.GDP.PCAP.PP.KD"),
    (PPP.format(prices="constant 2011"), "NY.GDP.PCAP.PP.KD"),
]


@pytest.mark.parametrize("described", [False, True])
@pytest.mark.parametrize(("name", "code"), LEFT_OUT)
@pytest.mark.parametrize("top", ["", TOP])
def test_a_series_that_only_looks_like_an_indicator_is_left_out_by_name(
    tmp_path, name, code, top, described
):
    text = f'{top}{HEAD}Kenya,KEN,"{name}",{code},1,2\n{POPULATION}'
    batch = read(tmp_path, text, described=described)
    assert indicators(batch) == {"population"}
    assert f"{name} [{code}]" in words(batch) and errors(batch) == []


@pytest.mark.parametrize("described", [False, True])
@pytest.mark.parametrize(("name", "code"), LEFT_OUT)
def test_a_file_of_such_a_series_alone_yields_nothing(tmp_path, name, code, described):
    text = f'{TOP}{HEAD}Kenya,KEN,"{name}",{code},1,2\n'
    batch = read(tmp_path, text, described=described)
    assert figures(batch) == {} and batch.problems


@pytest.mark.parametrize("described", [False, True])
def test_databanks_names_are_read_as_its_codes_are(tmp_path, described):
    rows = '"Armed forces personnel, total",Kenya,29100,29100\n'
    rows += '"GDP per capita, PPP (constant 2017 international $)",Kenya,4000,4100\n'
    batch = read(tmp_path, DATABANK + rows, described=described)
    assert indicators(batch) == {"armed_forces_wide"}
    assert "constant 2017" in words(batch)


def test_the_right_base_year_is_read(tmp_path):
    name = PPP.format(prices="constant 2021")
    batch = read(tmp_path, f'{TOP}{HEAD}Kenya,KEN,"{name}",NY.GDP.PCAP.PP.KD,4000,4100\n')
    assert figures(batch) == {"KEN gdp_pc 2017": 4000, "KEN gdp_pc 2018": 4100}


def test_a_column_of_other_prices_is_left_out_by_name(tmp_path):
    head = f'Country Name,Country Code,Time,"{PPP.format(prices="constant 2017")}'
    head += ' [NY.GDP.PCAP.PP.KD]","Population, total [SP.POP.TOTL]"\n'
    batch = read(tmp_path, f"{TOP}{head}Kenya,KEN,2018,4000,50000000\n")
    assert figures(batch) == {"KEN population 2018": 50_000_000}
    assert "constant 2017" in words(batch)


@pytest.mark.parametrize("empty", ["", ".."])
def test_a_series_without_values_is_a_note(tmp_path, empty):
    gini = f"Kenya,KEN,Gini index,SI.POV.GINI,{empty},{empty}\n"
    batch = read(tmp_path, TOP + HEAD + POPULATION + gini)
    assert len(batch.observations) == 2 and errors(batch) == []
    assert "Gini index [SI.POV.GINI]" in words(batch)


def test_a_file_without_any_value_is_refused(tmp_path):
    with pytest.raises(WithoutValues):
        read(tmp_path, f"{TOP}{HEAD}Kenya,KEN,Gini index,SI.POV.GINI,,\n")


@pytest.mark.parametrize("top", ["", TOP])
def test_every_door_reads_the_same(tmp_path, top):
    path = tmp_path / "wdi.csv"
    path.write_text(f"{top}{HEAD}{POPULATION}", encoding="utf-8")
    said = {"publisher": SAID.publisher, "title": SAID.title, "vintage": SAID.vintage}
    line, page, review = (
        read_file(path, metadata=SAID),
        read_file(path, mapping={"source": said}),
        read_file(path, mapping={"source": said}, edits=[]),
    )
    assert line.observations == page.observations == review.observations
    assert line.sources == page.sources == review.sources
    assert figures(line) == figures(read_file(path))
    assert [s.vintage for s in line.sources] == ["2024-06-28" if top else "2022"]
    assert {s.publisher for s in line.sources} == {"World Bank"}
