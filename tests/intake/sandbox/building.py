"""Builders of files that mean harm: workbooks from XML, old Excel files from records."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterable

from PIL import Image

Made = bytes
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
HEAD = "<row r='1'><c r='A1' t='str'><v>Country</v></c><c r='B1'><v>2020</v></c></row>"
CHILE = "<row r='2'><c r='A2' t='str'><v>Chile</v></c><c r='B2'><v>1.9</v></c></row>"
LINES = "Country,2020\nChile,1.9\n"
BIG = 999_999_999
TITLE = "Military expenditure (% of GDP)\n"


def zipped(parts: Iterable[tuple[str, str | bytes]], level: int = 6) -> Made:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def parts(*sheets: str, **more: str | bytes) -> list[tuple[str, str | bytes]]:
    numbers = range(1, len(sheets) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for n in numbers
    )
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    if "xl/sharedStrings.xml" in more:
        links += (
            f'<Relationship Id="s" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r0" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{links}</Relationships>",
    }
    made |= {f"xl/worksheets/sheet{n}.xml": sheets[n - 1] for n in numbers}
    return list({**made, **more}.items())


def sheet(rows: str = HEAD + CHILE, before: str = "", after: str = "", head: str = XML) -> str:
    return (
        f'{head}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def book(*rows: str, **more: str | bytes) -> Made:
    return zipped(parts(*[sheet(each) for each in rows or (HEAD + CHILE,)], **more))


def page(xml: str | bytes, **more: str | bytes) -> Made:
    return zipped(parts("", **{"xl/worksheets/sheet1.xml": xml, **more}))


def ods(rows: str, before: str = "") -> Made:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    xml = (
        f'<?xml version="1.0"?>{before}<office:document-content xmlns:office="{space}:office:1.0"'
        f' xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        f"<office:spreadsheet>{rows}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{ODS}"/></m:manifest>'
    )
    return zipped([("mimetype", ODS), ("content.xml", xml), ("META-INF/manifest.xml", manifest)])


def table(rows: str) -> str:
    return f'<table:table table:name="S">{rows}</table:table>'


def ods_cell(text: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def compound(fat: list[int], stream: bytes = b"", start: int = 1, size: int = 1 << 30) -> Made:
    """Return a compound file: header, FAT, directory of a root and a workbook, its stream."""
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    )
    head += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head = head.ljust(76, b"\0") + struct.pack("<I", 0) + b"\xff" * (108 * 4)
    table_ = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")

    def entry(name: str, kind: int, first: int, length: int, child: int) -> bytes:
        shown = name.encode("utf-16-le") + b"\0\0"
        made = shown.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(shown), kind, 1, 2**32 - 1, 2**32 - 1, child
        )
        return made + bytes(36) + struct.pack("<II", first, length) + bytes(4)

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry(
        "Workbook", 2, start, size, 2**32 - 1
    )
    return head[:512] + table_ + directory.ljust(512, b"\0") + stream


def biff(*records: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


def xls(*records: tuple[int, bytes]) -> Made:
    stream = biff((0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 6)), *records).ljust(
        8_192, b"\0"
    )
    count = len(stream) // 512 + 1
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 1), 0xFFFFFFFE]
    return compound(fat, stream, start=2, size=len(stream))


def overlapping() -> Made:
    """Return an archive of which 4,000 entries are the same packed bytes."""
    data = zlib.compress(bytes(1_000_000), 9)[2:-4]
    crc = zlib.crc32(bytes(1_000_000))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(data), 1_000_000, 1, 0)
    out, central = local + b"a" + data, b""
    for number in range(4_000):
        name = f"xl/{number}.xml".encode()
        central += (
            struct.pack(
                "<IHHHHHHIIIHHHHHII",
                0x02014B50,
                20,
                20,
                0,
                8,
                0,
                0,
                crc,
                len(data),
                1_000_000,
                len(name),
                0,
                0,
                0,
                0,
                0,
                0,
            )
            + name
        )
    return (
        out
        + central
        + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 4_000, 4_000, len(central), len(out), 0)
    )


def lying(size: int) -> Made:
    content = bytearray(book(**{"xl/media/x.xml": bytes(500_000_000)}))
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/media/x.xml"))
    content[entry + 24 : entry + 28] = struct.pack("<I", size)
    return bytes(content)


def nested(depth: int = 5) -> Made:
    inner = zipped([("a.csv", bytes(10_000_000))])
    for _ in range(depth):
        inner = zipped([(f"{n}.zip", inner) for n in range(10)])
    return inner


def long_sheet(rows: int, cell: str) -> Made:
    head = "country,indicator,period,value,publisher,title\n"
    return (head + f"{cell},milex_gdp,2020,1.9,P,T\n" * rows).encode()


def wide_bad(rows: int, columns: int) -> Made:
    years = ",".join(str(1900 + n) for n in range(columns))
    bad = ",".join(["12a?"] * columns)
    return (TITLE + f"Country,{years}\n" + f"Chile,{bad}\n" * rows).encode()


def picture(kind: str, size: tuple[int, int]) -> Made:
    out = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", size).save(out, kind)
    return out.getvalue()


def entity(depth: int) -> str:
    lines = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, depth)
    )
    return f"<!DOCTYPE x [{lines}]>"


def column(text: str) -> Made:
    """Return a plain table with one text where a number, a year, a unit and a country stand."""
    return (f'{TITLE}Country,2020,"{text}"\nChile,"{text}",1\n"{text}",1.5,2\n').encode()


def xlsx_texts(text: str, rows: int) -> Made:
    lines = "".join(
        f"<row r='{n}'><c r='A{n}' t='str'><v>Chile</v></c><c r='B{n}' t='str'><v>{text}</v></c></row>"
        for n in range(2, rows + 2)
    )
    return book(HEAD + lines)


def shared(count: int, text: str) -> Made:
    strings = f'{XML}<sst xmlns="{MAIN}">' + f"<si><t>{text}</t></si>" * count + "</sst>"
    cells = "".join(f"<row r='{n}'><c r='A{n}' t='s'><v>0</v></c></row>" for n in range(1, 9_000))
    return book(cells, **{"xl/sharedStrings.xml": strings})


def one_string(text: str, rows: int) -> Made:
    strings = f'{XML}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    cells = "".join(
        f"<row r='{n}'><c r='A{n}' t='s'><v>0</v></c><c r='B{n}'><v>1</v></c></row>"
        for n in range(1, rows)
    )
    return book(cells, **{"xl/sharedStrings.xml": strings})


def far(reference: str, row: str) -> str:
    return f"{HEAD}{CHILE}<row r={row}><c r={reference}><v>1</v></c></row>"


def noise(size: int, seed: int) -> Made:
    return random.Random(seed).randbytes(size)


def linked() -> Made:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def locked() -> Made:
    content = bytearray(zipped([("a.csv", LINES)]))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)
