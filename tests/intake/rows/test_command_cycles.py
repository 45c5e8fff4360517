"""Who commands whom is no circle; a circle at one time is a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.intake.files import read_file
from tests.intake.made import workbook
from tests.intake.rows.reading import named

PARTS = ["president", "mod", "army", "navy", "staff"]
Chain = list[tuple[str, str, str, str, str]]


def chain(*pairs: str, relation: str = "commands") -> Chain:
    """Return relations of ``a>b`` with, behind ``@``, since and until."""
    rows: Chain = []
    for pair in pairs:
        ends, _, time = pair.partition("@")
        subject, object_ = ends.split(">")
        since, _, until = time.partition("-")
        rows.append((subject, relation, object_, since, until))
    return rows


CIRCLES = {
    "three": chain("president>mod", "mod>army", "army>president"),
    "two": chain("president>mod", "mod>president"),
    "four": chain("president>mod", "mod>staff", "staff>army", "army>president"),
    "below the head": chain("president>mod", "mod>staff", "staff>army", "army>mod"),
    "open times": chain("president>mod@1990-", "mod>army@1995-", "army>president@2000-"),
    "at one time": chain("president>mod@1990-2000", "mod>president@1999-2005"),
    "one without a time": chain("president>mod@1990-2000", "mod>president"),
    "beside a tree": chain("president>mod", "president>navy", "mod>army", "army>mod"),
    "two circles": chain("president>mod", "mod>president", "army>navy", "navy>army"),
    "in another order": chain("army>president", "mod>army", "president>mod"),
}
NO_CIRCLES = {
    "chain": chain("president>mod", "mod>army"),
    "tree": chain("president>mod", "president>staff", "mod>army", "mod>navy"),
    "diamond": chain("president>mod", "president>staff", "mod>army", "staff>army"),
    "one after the other": chain("president>mod@1990-1995", "mod>president@1996-2000"),
    "never all at once": chain(
        "president>mod@1990-1995", "mod>army@1994-2000", "army>president@1998-"
    ),
}


def sheet(folder: Path, relations: Chain) -> Path:
    kinds = {"president": "head-of-state", "mod": "ministry-of-defence", "army": "army",
             "navy": "navy", "staff": "joint-staff"}  # fmt: skip
    return workbook(
        folder / "chain.xlsx",
        institutions=[
            ["country", "code", "institution", "name", "since", "until", "source"],
            *(["Kenya", code, kinds[code], code.title(), "1960", None, "s1"] for code in PARTS),
        ],
        relations=[
            ["country", "subject", "relation", "object", "legal_basis", "since", "until", "source"],
            *(
                ["Kenya", subject, relation, object_, "Law 1", since or None, until or None, "s1"]
                for subject, relation, object_, since, until in relations
            ),
        ],
        sources=[
            ["source", "publisher", "title", "vintage", "licence"],
            ["s1", "Parliament", "Gazette", "2014", "CC BY 4.0"],
        ],
    )


@pytest.mark.parametrize("name", CIRCLES)
def test_a_circle_of_command_is_a_warning(name: str, tmp_path: Path) -> None:
    batch = read_file(sheet(tmp_path, CIRCLES[name]))
    assert "command-cycle" in {code for code, _ in named(batch, "warning")}
    assert named(batch, "error") == set()


@pytest.mark.parametrize("name", NO_CIRCLES)
def test_a_chain_of_command_is_no_circle(name: str, tmp_path: Path) -> None:
    batch = read_file(sheet(tmp_path, NO_CIRCLES[name]))
    assert "command-cycle" not in {code for code, _ in named(batch)}
