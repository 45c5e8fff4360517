"""Every reader takes a comment's own words; copies that are handed on hold nothing else."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName

from atlas.intake.annotation import write_marked
from atlas.intake.draft import Problem, Severity
from atlas.intake.files import read_file
from atlas.intake.sandbox.opening import open_file
from atlas.intake.sandbox.opening.comments import comment_authors, comments_in
from atlas.intake.stripping import copy_without_metadata
from tests.intake.commented import AUTHOR, NAMES, OTHER, TITLE, WORDS, annotated, commented


@pytest.mark.parametrize("threads", [True, False])
def test_a_workbooks_comments_are_their_own_words(tmp_path: Path, threads: bool) -> None:
    path = commented(tmp_path / "a.xlsx", threads=threads)
    assert open_file(path)[0].facts.comments == WORDS
    notes = {(o.country, o.period): o.note for o in read_file(path).observations}
    assert notes == {
        ("CHL", "2020"): "net of pensions",
        ("CHL", "2021"): "includes the reserve",
        ("PER", "2020"): "as of June",
        ("PER", "2021"): "rounded",
    }


def test_an_annotation_is_its_paragraphs(tmp_path: Path) -> None:
    path = annotated(tmp_path / "a.ods")
    assert open_file(path)[0].facts.comments == {(1, 1): "net of pensions"}
    assert [o.note for o in read_file(path).observations] == ["net of pensions", ""]


def names_in(content: bytes) -> set[str]:
    """Return the names that any part of a workbook holds."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return {name for name in NAMES for part in parts if name.encode() in part}


@pytest.mark.parametrize("make", [commented, annotated])
def test_the_stripped_copy_names_nobody(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = make(tmp_path / f"a{'.ods' if make is annotated else '.xlsx'}")
    content, _ = copy_without_metadata(path)
    assert names_in(content) == set()
    sheet = load_workbook(BytesIO(content))[TITLE]
    assert sheet["B2"].comment.text == "net of pensions"


def test_the_file_with_its_problems_names_nobody(tmp_path: Path) -> None:
    path = commented(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book.defined_names["Path"] = DefinedName("Path", attr_text=f'"file:///C:/Users/{AUTHOR}"')
    book.defined_names["Area"] = DefinedName("Area", attr_text="'hidden'!$A$1:$B$2")
    book.properties.keywords = AUTHOR
    with BytesIO() as out:  # openpyxl loses the threads' parts; the notes stay
        book.save(out)
        path.write_bytes(out.getvalue())
    wrong = Problem(Severity.ERROR, "x", "Wrong.", "Mend it.", path.name, TITLE, 2, "2020", "1.9")
    write_marked(path, [wrong], tmp_path / "marked.xlsx")
    content = (tmp_path / "marked.xlsx").read_bytes()
    assert names_in(content) == set()
    marked = load_workbook(BytesIO(content))
    assert list(marked.defined_names) == ["Area"]
    assert marked[TITLE]["B2"].comment.text.startswith("net of pensions")


def test_the_authors_of_a_kept_file_are_all_whom_it_lists(tmp_path: Path) -> None:
    listed = comment_authors(commented(tmp_path / "a.xlsx"))
    assert {AUTHOR, OTHER, "ana@mod.example"} <= listed
    assert comment_authors(annotated(tmp_path / "a.ods")) == {AUTHOR}
    (tmp_path / "a.csv").write_text("country,2020\n")
    assert comment_authors(tmp_path / "a.csv") == frozenset()


def test_what_older_versions_stored_of_a_comment_is_known_beside_its_words(tmp_path: Path) -> None:
    whole = {c.words: c.whole for c in comments_in(commented(tmp_path / "a.xlsx"))}
    assert whole["net of pensions"] == f"{AUTHOR}: net of pensions"
    assert whole["includes the reserve"].startswith("[Threaded comment] Your version")
    (note,) = comments_in(annotated(tmp_path / "a.ods"))
    assert note.whole.startswith(f"{AUTHOR}2026-03-01T10:22:33")
