"""Any spreadsheet opens within bounds; what is none ends in one plain sentence."""

from __future__ import annotations

import base64
import random
import resource
import subprocess
import sys
import zipfile
import zlib

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font

from atlas.codebook.model import Reliability
from atlas.intake.files import read_file
from atlas.intake.sandbox.opening import TooLarge, UnreadableFile, archive, open_file
from atlas.settings import ROOT
from tests.intake.made import figures, workbook, written

ROWS = [["Military expenditure (% of GDP)"], ["Country", 2020, 2021], ["Chile", 1.9, 1.8]]
READ = {("CHL", "milex_gdp", "2020", ""): 1.9, ("CHL", "milex_gdp", "2021", ""): 1.8}
# An invented .xls of three countries; 0.021 of the last one is shown as 2.1 %.
XLS = """
eNrtWF1IFFEU/ubujO7KqqtpoIIOkuYfm1EPvej0Y0kPylZEEUGtOdWi7MqwC20PpZn0FESRUPQi2EMvVi/9B/XWg2DkQxAI
mo89BQVR6nTu2RlSM3ChBGO+4Z577rn3uz9z7t/M24mi6ZGH5TNYhlb4sGAHkLPIplAIuIkQKN+2perGfgq2h3WFgJ8cmaPh
ef54rvSh9PcMBB6or0kCHykcRx86E3FTX0Ps5j5EFdmHFpIK7pClAGXcq2KWp1huYHmfS75guZMtV1m2UNlp5RgmjM6GHc4s
PiqqOa8Ast7HzPnAlq0oxRs5iy9eUzJlNeyyYtHedZZRqQYxCnJouxk3LZkO4C5UoDncXDONEnLzKL7aOvDFXc+vdM++tnYF
ZP+21J77B7uf3LfcfkOQQ/thn+TlMYQgtqsyR0VbNBmdwyFezDJUAR2x3lgyaqV181yfGe+OJVOWqdfV6InTentbpJ6myp5E
Kp600hppZ2O9JlUVMa3vPiAcDlP2YSt1JhVN58kzgPeM0JI9I5/XUpBkNwpZL+IVFaKuz937/K6jK2KcYEs/nxOZ06RGDgE2
BiSDyAVw6wOdP0ADMxpZXuJaK1gvZ1lC053i2kipo+wb5DKXObeW2tnGmDQ2L9LrSB/6dOBJ5dCsUU/6WPvM+ZKx98YIqul0
6ya+fAbRpDQpt29JPDXcWHF2nimWZb/tQn4RcsZmO0dmIeaRx2oRS1lC8OiWlhBcQr6Tl9yGfH/Xq6RtmKRgnm8Fno95wuH5
mPdDSNukcHnqCjyVeZJ9QciU5M1S85k8QSnV6a22AltjNueQzzTI91KxZWpTzsBNI2MRZHm2PygarwwbraIYj2QXaWf+hTx4
8ODBgwcPHjx4WHvIG6dwbtvyxqc59+9c57/OPIUF7zfJf4uDSNCTpE/LvYhTbCGd1fzZCE1x61JWyXH/F0ocodYt9KCL+9GT
9fylbyVl8XhWTQz9vSWUbfsL2fTzH7f/E+Qm7Jk=
"""


@pytest.fixture
def plain(tmp_path):
    return workbook(tmp_path / "plain.xlsx", Data=ROWS)


def rewritten(source, target, part="", change=None, **added):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part and change else data)
        for name, data in added.items():
            new.writestr(name, data)
    return target


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"MZ\x90\x00" + bytes(5000), "a program"),
        ("a.csv", b"MZ\x90\x00" + bytes(5000), "a program"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "damaged"),
        ("a.csv", b"Country,Year\x00,Value\n", "not text"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"<!DOCTYPE html><html>", "a web page"),
        ("a.csv", b"%PDF-1.7", "a PDF"),
        ("a.xlsx", b"Country,2020\nChile,1\n", "a.csv"),
        ("a.csv", b'Country,Year\n"' + b"x" * 200_000, "damaged"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_a_reason(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        open_file(tmp_path / name)


def test_a_locked_workbook_is_told_plainly(tmp_path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    (tmp_path / "a.xlsx").write_bytes(content + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(UnreadableFile, match="password"):
        open_file(tmp_path / "a.xlsx")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off_is_refused(plain, tmp_path, share):
    content = plain.read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(content[: int(share * len(content))])
    with pytest.raises(UnreadableFile):
        open_file(tmp_path / "cut.xlsx")


def test_sizes_are_counted_while_unpacking_and_not_taken_on_trust(plain, tmp_path, monkeypatch):
    path = rewritten(plain, tmp_path / "lying.xlsx", **{"xl/media/x.bin": bytes(4_000_000)})
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/media/x.bin"))
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    monkeypatch.setattr("atlas.intake.sheets.long.opening.MOST_UNPACKED", 1_000_000)
    with pytest.raises(TooLarge, match="unpacked"):
        open_file(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_entities_are_refused_before_any_parser_sees_them(plain, tmp_path, part):
    bad = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    def change(data):
        return bad + data[data.index(b"<work") :]

    with pytest.raises(UnreadableFile, match="entities"):
        open_file(rewritten(plain, tmp_path / "bad.xlsx", part, change))


def test_formatted_but_empty_rows_and_columns_cost_nothing(tmp_path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["A1048576"].font = Font(bold=True)
    book.active["XFD1"].font = Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    assert figures(read_file(tmp_path / "a.xlsx")) == READ
    text = "Country,Military expenditure (% of GDP) 2020\n" + "," * 1_000_000 + "\n"
    assert open_file(written(tmp_path / "b.csv", text))[0].rows[1] == []


def test_a_cell_in_the_farthest_corner_and_too_many_rows_are_refused(tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "far"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(TooLarge, match="cells"):
        open_file(tmp_path / "far.xlsx")
    monkeypatch.setattr(archive, "MOST_ROWS", 5)
    path = workbook(tmp_path / "long.xlsx", Data=[["Chile", n] for n in range(10)])
    with pytest.raises(TooLarge, match="rows"):
        open_file(path)


def test_a_million_rows_end_in_a_sentence_within_bounded_memory(tmp_path):
    path = tmp_path / "million.csv"
    path.write_text("Country,Year,Value\n" + "Chile,2020,1.5\n" * 1_000_000)
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from atlas.intake.files import read_file\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: read_file(Path(sys.argv[1]))\n"
        "except Exception as error: print(error.code)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    said, kilobytes = ran.stdout.split()
    assert said == "file-too-large" and int(kilobytes) < 200_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300), st.sampled_from(["csv", "xlsx", "xls", "ods", "zip"]))
def test_random_bytes_never_raise_anything_else(tmp_path_factory, content, ending):
    path = tmp_path_factory.mktemp("random") / f"a.{ending}"
    path.write_bytes(content)
    try:
        read_file(path)
    except UnreadableFile as error:
        assert str(error)


def test_broken_workbooks_never_raise_anything_else(plain, tmp_path):
    content = plain.read_bytes()
    dice = random.Random(7)
    for turn in range(60):
        broken = bytearray(content)
        for _ in range(dice.randint(1, 20)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        path = tmp_path / f"{turn}.xlsx"
        path.write_bytes(broken[: dice.randint(1, len(broken))] if turn % 3 else broken)
        try:
            read_file(path)
        except UnreadableFile as error:
            assert str(error)


def test_broken_sheets_never_raise_anything_else(plain, tmp_path):
    dice = random.Random(11)

    def change(data):
        broken = bytearray(data)
        for _ in range(8):
            broken[dice.randrange(len(broken))] = dice.randrange(32, 127)
        return bytes(broken)

    for turn in range(40):
        part = dice.choice(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
        path = rewritten(plain, tmp_path / f"{turn}.xlsx", part, change)
        try:
            read_file(path)
        except UnreadableFile as error:
            assert str(error)


@pytest.mark.parametrize(
    ("encoding", "name", "iso3"),
    [
        ("utf-8", "Côte d’Ivoire", "CIV"),
        ("utf-8-sig", "Côte d’Ivoire", "CIV"),
        ("utf-16", "Côte d’Ivoire", "CIV"),
        ("utf-16-le", "Côte d’Ivoire", "CIV"),
        ("cp1252", "Côte d’Ivoire", "CIV"),
        ("iso8859-15", "Pérou", "PER"),
        ("cp1256", "الأردن", "JOR"),
        ("cp1251", "Chile", "CHL"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_in_any_encoding_and_with_any_separator(tmp_path, encoding, name, iso3, delimiter):
    lines = [["Country", "Year", "Active personnel"], [name, "2020", "75000"]]
    text = "".join(delimiter.join(line) + "\r\n" for line in lines)
    batch = read_file(written(tmp_path / "a.csv", text, encoding))
    assert figures(batch) == {(iso3, "armed_forces", "2020", ""): 75_000}


def test_decimal_commas_do_not_pass_for_separators(tmp_path):
    text = "Pays;Année;Dépenses militaires (% du PIB)\nChili;2020;1,9\nPérou;2020;1,2\n"
    assert len(figures(read_file(written(tmp_path / "a.csv", text)))) == 2


def test_facts_behind_the_cells(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page["B2"], page["C3"], page["D4"], page["E5"] = 0.0159, 5, "=1/0", "#REF!"
    page["B2"].number_format = "0.0%"
    page["C3"].font = Font(color="FF0000FF")
    page["C3"].comment = Comment("a remark", "x")
    page["E5"].data_type = "e"
    page.merge_cells("F6:G6")
    page.row_dimensions[7].hidden = True
    page.column_dimensions["H"].hidden = True
    book.create_sheet("hidden").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    first, second = open_file(tmp_path / "a.xlsx")
    facts = first.facts
    assert facts.percent == {(1, 1)} and facts.comments == {(2, 2): "a remark"}
    assert facts.reliability == {(2, 2): Reliability.ESTIMATE}
    assert facts.formulas == {(3, 3): "=1/0"} and facts.errors == {(4, 4): "#REF!"}
    assert facts.hidden_rows == {6} and facts.hidden_columns == {7}
    assert facts.merged == [((5, 5), (5, 6))] and second.facts.hidden


def test_an_old_excel_file_keeps_its_percentages(tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(zlib.decompress(base64.b64decode(XLS)))
    found = figures(read_file(path))
    assert found["CHL", "milex_gdp", "2020", ""] == 1.9
    assert found["URY", "milex_gdp", "2020", ""] == 2.1


CONTENT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="Feuille">{}</table:table></office:spreadsheet></office:body>
 </office:document-content>"""
PAD = '<table:table-cell table:number-columns-repeated="16380"/>'


def cell(value, kind="string", times=1):
    number = f' office:value="{value}"' if kind != "string" else ""
    return (
        f'<table:table-cell office:value-type="{kind}"{number}'
        f' table:number-columns-repeated="{times}"><text:p>{value}</text:p></table:table-cell>'
    )


def ods(path, *rows):
    body = "".join(
        f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'
        for cells, times in rows
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", CONTENT.format(body))
        file.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def test_an_ods_file_with_a_percentage_and_endless_empty_rows(tmp_path):
    path = ods(
        tmp_path / "a.ods",
        (cell("Dépenses militaires (% du PIB)") + PAD, 1),
        (cell("Pays") + cell(2020, "float") + cell(2021, "float") + PAD, 1),
        (cell("Chili") + cell(0.019, "percentage", 2) + PAD, 1),
        (PAD, 1_048_500),
    )
    assert {d.value for d in read_file(path).observations} == {1.9}


def test_an_ods_file_that_would_unfold_without_end_is_refused(tmp_path):
    row = (cell("Chili") + cell(1, "float", 16_000), 1_000_000)
    with pytest.raises(TooLarge):
        open_file(ods(tmp_path / "bomb.ods", row))
