"""Geo-PKO: packed and paired columns are read whole, or refused whole."""

from __future__ import annotations

import pytest

from tests.intake.publishers.reading import errors, figures, read, words

PAIRED = (
    "Source,Mission,Year,Month,Country,Location,No.troops,No.TCC,"
    "nameoftcc_1,notroopspertcc_1,nameoftcc_2,notroopspertcc_2"
)
PACKED = "mission,year,location,latitude,longitude,No.TCC,year.overview"


def _paired(*rows: str, head: str = PAIRED) -> str:
    return "\n".join([head, *(f"Map,UNX,2018,{row}" for row in rows)]) + "\n"


def _packed(*cells: str, count: str = "") -> str:
    return "\n".join([PACKED, *(f'UNX,2018,A,1,2,{count},"{cell}"' for cell in cells)]) + "\n"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            _paired("2,Mali,A,200,2,Chad,150,Togo,50", "2,Mali,B,100,1,Chad,100,,"),
            {"TCD": 250, "TGO": 50},
        ),
        (
            _paired(
                "2,Mali,A,300,3,Chad,100,Togo,150,Niger,50",
                head=f"{PAIRED},nameoftcc_3,notroopspertcc_3",
            ),
            {"TCD": 100, "TGO": 150, "NER": 50},
        ),
        (_paired("2,Mali,A,150,2,Chad,100,Togo,50", head=PAIRED.lower()), {"TCD": 100, "TGO": 50}),
        (
            _paired("2,Mali,A,300,2,Chad,100,Togo,unknown", "2,Mali,B,50,1,Togo,50,,"),
            {"TCD": 100, "TGO": "no-data"},
        ),
        (_paired("2,Mali,A,300,2,Chad,100,Togo,"), {"TCD": 100, "TGO": "no-data"}),
        (_paired("1,Mali,A,100,1,Chad,100,,", "12,Mali,A,140,1,Chad,140,,"), {"TCD": 140}),
        (_packed("Chad (100), Togo (150)", "Chad (20)"), {"TCD": 120, "TGO": 150}),
        (_packed("Chad (100), Togo (size unknown)"), {"TCD": 100, "TGO": "no-data"}),
        (
            _packed("Nepal (150), Jordan (50)", "Nepal (size unknown)"),
            {"NPL": "no-data", "JOR": 50},
        ),
    ],
)
@pytest.mark.parametrize("described", [False, True])
def test_every_contributor_is_read(tmp_path, text, right, described):
    batch = read(tmp_path, text, described=described)
    assert figures(batch) == {f"{c} peacekeepers 2018": size for c, size in right.items()}
    assert errors(batch) == []


@pytest.mark.parametrize(
    "text",
    [
        _paired("2,Mali,A,300,2,Chad,100,Atlantis,200"),
        _paired("2,Mali,A,300,2,Chad,100,,200"),
        _paired("2,Mali,A,300,2,Chad,many,Togo,200"),
        _paired("2,Mali,A,300,2,Chad,100,Togo", head=PAIRED.removesuffix(",notroopspertcc_2")),
        _packed("Chad (100), Togo (15"),
        _packed("Chad (100), Atlantis (15)"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(tmp_path, text):
    assert errors(read(tmp_path, text))


def test_missions_count_in_their_own_last_month(tmp_path):
    text = f"{PAIRED}\nM,UNX,2018,6,Mali,A,1,1,Chad,100,,\nM,UNY,2018,12,Mali,B,1,1,Chad,30,,\n"
    text += "M,UNX,2018,3,Mali,A,1,1,Chad,900,,\n"
    assert figures(read(tmp_path, text)) == {"TCD peacekeepers 2018": 130}


def test_a_row_that_names_fewer_contributors_than_it_counts_is_named(tmp_path):
    batch = read(tmp_path, _packed("Chad (100), Togo (15)", count="3"))
    assert "3 contributors and names 2" in words(batch)


def test_the_version_in_the_name_is_the_vintage(tmp_path):
    batch = read(tmp_path, _packed("Chad (100)"), "Geo-PKO-v-2-1.csv")
    assert [source.vintage for source in batch.sources] == ["2.1"]
