"""A hundred files that mean harm, each made by a few lines: bombs, far cells, loops, long texts.

``FILES`` leads from a name, whose ending is the file's, to a function that returns its content.
"""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import partial

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
    return zipped([("mimetype", ODS), ("content.xml", xml)])


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


BIG = 999_999_999
SPACES = f'<text:s text:c="{2 * 10**9}"/>'
COMMENTS = {
    "xl/worksheets/_rels/sheet1.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="c" Type="{RELATIONS}/comments" Target="../comments1.xml"/></Relationships>',
    "xl/comments1.xml": f'{XML}<comments xmlns="{MAIN}"><commentList>'
    + "<comment ref='B2'><text><t>x</t></text></comment>" * 200_000
    + "</commentList></comments>",
}
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><fonts>'
    + "<font><color rgb='FFFF0000'/></font>" * 300_000
    + "</fonts><cellXfs>"
    + "<xf numFmtId='10' fontId='1'/>" * 300_000
    + "</cellXfs></styleSheet>"
)
LINES = "Country,2020\n" + "Chile,1.9\n"

FILES: dict[str, Callable[[], Made]] = {
    # Cells far away
    "single-quotes.xlsx": lambda: book(far("'A999999999'", "'999999999'")),
    "row-only.xlsx": lambda: book(f"{HEAD}<row r='{BIG}'><c><v>1</v></c></row>"),
    "nine-digits.xlsx": lambda: book(far(f'"A{BIG}"', f'"{BIG}"')),
    "far-corner.xlsx": lambda: book(far('"XFD1048576"', '"1048576"')),
    "spaced-attribute.xlsx": lambda: book(
        f"{HEAD}<row r = '{BIG}' ><c r = 'A{BIG}' ><v>1</v></c></row>"
    ),
    "number-references.xlsx": lambda: book(far("'A&#57;99999999'", "'&#x39;99999999'")),
    "prefixed.xlsx": lambda: page(
        f"{XML}<x:worksheet xmlns:x='{MAIN}'><x:sheetData><x:row r='{BIG}'><x:c r='A{BIG}'><x:v>1</x:v>"
        "</x:c></x:row></x:sheetData></x:worksheet>"
    ),
    "utf-16.xlsx": lambda: page(
        sheet(far(f"'A{BIG}'", f"'{BIG}'"), head='<?xml version="1.0" encoding="UTF-16"?>').encode(
            "utf-16"
        )
    ),
    "utf-16-entities.xlsx": lambda: page(
        sheet(head=f'<?xml version="1.0" encoding="UTF-16"?>{entity(9)}').encode("utf-16-be")
    ),
    "utf-7.xlsx": lambda: page(sheet(head='<?xml version="1.0" encoding="UTF-7"?>')),
    "hidden-in-comment.xlsx": lambda: book(
        f"{HEAD}<!-- > --><row r='{BIG}'><c r='A{BIG}'><v>1</v></c></row>"
    ),
    "cdata.xlsx": lambda: book(
        f"{HEAD}<row r='{BIG}'><c r='A{BIG}'><v><![CDATA[1]]></v></c></row>"
    ),
    "wide-letters.xlsx": lambda: book(far("'ZZZZZZ1'", "'1'")),
    "formula-far.xlsx": lambda: book(f"{HEAD}<row r='2'><c r='ZZZZZZ2'><f>1+1</f></c></row>"),
    "huge-row-number.xlsx": lambda: book(f"<row r='{'9' * 6_000}'><c><v>1</v></c></row>"),
    "negative-row.xlsx": lambda: book("<row r='-1'><c r='A-1'><v>1</v></c></row>"),
    "row-zero.xlsx": lambda: book("<row r='0'><c r='A0'><v>1</v></c></row>"),
    "million-empty-rows.xlsx": lambda: book(
        HEAD + "<row/>" * 1_000_000 + "<row><c><v>1</v></c></row>"
    ),
    "many-far-rows.xlsx": lambda: book(
        *[f"<row r='{n}'><c r='A{n}'><v>1</v></c></row>" for n in range(299_900, 299_960)]
    ),
    "huge-merge.xlsx": lambda: page(
        sheet(after="<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>")
    ),
    "many-merges.xlsx": lambda: page(
        sheet(after="<mergeCells>" + "<mergeCell ref='A1:B1000'/>" * 300_000 + "</mergeCells>")
    ),
    "hidden-columns.xlsx": lambda: page(
        sheet(before="<cols>" + f"<col min='1' max='{BIG}' hidden='1'/>" * 50_000 + "</cols>")
    ),
    # Repetitions in OpenDocument
    "spaces.ods": lambda: ods(table(f"<table:table-row>{ods_cell(SPACES)}</table:table-row>")),
    "spaces-many.ods": lambda: ods(
        table(
            f"<table:table-row>{ods_cell('<text:s text:c=' + chr(34) + '30000' + chr(34) + '/>')}</table:table-row>"
            * 40_000
        )
    ),
    "columns-repeated.ods": lambda: ods(
        table(
            f"<table:table-row>{ods_cell('x', f' table:number-columns-repeated={chr(34)}{BIG}{chr(34)}')}</table:table-row>"
        )
    ),
    "rows-repeated.ods": lambda: ods(
        table(
            f'<table:table-row table:number-rows-repeated="{BIG}">{ods_cell("x")}</table:table-row>'
        )
    ),
    "empty-rows-then-one.ods": lambda: ods(
        table(
            f'<table:table-row table:number-rows-repeated="{BIG}"><table:table-cell/></table:table-row>'
            f"<table:table-row>{ods_cell('x')}</table:table-row>"
        )
    ),
    "many-repeats.ods": lambda: ods(
        table(
            f'<table:table-row table:number-rows-repeated="250000">{ods_cell("x")}</table:table-row>'
            * 300
        )
    ),
    "many-tables.ods": lambda: ods(
        table(f"<table:table-row>{ods_cell('x')}</table:table-row>") * 3_000
    ),
    "superscript-count.ods": lambda: ods(
        table(f'<table:table-row table:number-rows-repeated="²">{ods_cell("x")}</table:table-row>')
    ),
    "entities.ods": lambda: ods(
        table(f"<table:table-row>{ods_cell('&a9;')}</table:table-row>"), entity(10)
    ),
    "deep.ods": lambda: ods(
        table(
            "<table:table-row>"
            + "<text:p>" * 200_000
            + "</text:p>" * 200_000
            + "</table:table-row>"
        )
    ),
    "text.ods": lambda: zipped(
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")]
    ),
    # Archives
    "overlapping.xlsx": overlapping,
    "lying-small.xlsx": partial(lying, 100),
    "lying-large.xlsx": partial(lying, 0xFFFFFFF0),
    "nested.zip": nested,
    "nested.xlsx": nested,
    "bomb.zip": lambda: zipped([("a.csv", bytes(450_000_000))]),
    "bomb-of-commas.zip": lambda: zipped([("a.csv", b"," * 200_000_000)]),
    "bomb-of-lines.zip": lambda: zipped([("a.csv", b"Chile,1\n" * 20_000_000)]),
    "many-members.zip": lambda: zipped([(f"{n}.csv", "a") for n in range(30_000)]),
    "many-tables.zip": lambda: zipped([(f"{n}.csv", LINES) for n in range(4_000)]),
    "climbing.zip": lambda: zipped([("../../../../tmp/a.csv", LINES), ("/etc/b.csv", LINES)]),
    "link.zip": lambda: linked(),
    "truncated.xlsx": lambda: book()[:-300],
    "no-directory.xlsx": lambda: book()[:600],
    "trailing.xlsx": lambda: book() + noise(100_000, 1),
    "stub-before.xlsx": lambda: b"MZ" + book(),
    "same-name-twice.xlsx": lambda: zipped(
        [*parts(sheet()), ("xl/worksheets/sheet1.xml", sheet(far(f"'A{BIG}'", f"'{BIG}'")))]
    ),
    "no-sheet.xlsx": lambda: zipped([p for p in parts(sheet()) if "sheet1" not in p[0]]),
    "locked-member.zip": lambda: locked(),
    "polyglot.csv": lambda: LINES.encode() + book(),
    "polyglot-pdf.xlsx": lambda: b"%PDF-1.7\n" + book(),
    # XML
    "laughs.xlsx": lambda: page(
        sheet(HEAD + "<row><c t='str'><v>&a9;</v></c></row>", head=XML + entity(10))
    ),
    "external.xlsx": lambda: page(
        sheet(head=f'{XML}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
    ),
    "external-dtd.xlsx": lambda: page(
        sheet(head=f'{XML}<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')
    ),
    "laughs-strings.xlsx": lambda: book(
        **{"xl/sharedStrings.xml": f"{XML}{entity(10)}<sst>&a9;</sst>"}
    ),
    "deep.xlsx": lambda: book("<row>" * 500_000 + "</row>" * 500_000),
    "deep-strings.xlsx": lambda: book(
        **{"xl/sharedStrings.xml": f'{XML}<sst xmlns="{MAIN}">' + "<si>" * 500_000}
    ),
    "many-attributes.xlsx": lambda: book(
        f"<row {' '.join(f'a{n}=' + chr(34) * 2 for n in range(300_000))}/>"
    ),
    "unclosed.xlsx": lambda: page(sheet()[:-40]),
    "formulas-unclosed.xlsx": lambda: page(sheet("<c r='A1'><f>" * 200_000)),
    "formulas.xlsx": lambda: book(
        "".join(f"<row r='{n}'><c r='A{n}'><f>A{n - 1}</f></c></row>" for n in range(2, 60_000))
    ),
    "shared-strings.xlsx": partial(shared, 3_000_000, "Chile"),
    "one-long-string.xlsx": partial(one_string, "x" * 5_000_000, 9_000),
    "long-cells.xlsx": partial(xlsx_texts, "9" * 40_000, 2_000),
    "styles.xlsx": lambda: book(**{"xl/styles.xml": STYLES}),
    "comments.xlsx": lambda: book(**COMMENTS),
    "thousand-sheets.xlsx": lambda: book(*[HEAD + CHILE] * 1_000),
    "same-sheet-names.xlsx": lambda: zipped(
        (n, c.replace('name="S2"', 'name="S1"') if isinstance(c, str) else c)
        for n, c in parts(sheet(), sheet())
    ),
    "control-name.xlsx": lambda: zipped(
        (
            n,
            c.replace('name="S1"', 'name="S&#10;&#9;' + "x" * 90_000 + '"')
            if isinstance(c, str)
            else c,
        )
        for n, c in parts(sheet())
    ),
    "sheet-loop.xlsx": lambda: zipped(
        (
            n,
            c.replace("worksheets/sheet1.xml", "workbook.xml")
            if n.endswith("workbook.xml.rels") and isinstance(c, str)
            else c,
        )
        for n, c in parts(sheet())
    ),
    "external-link.xlsx": lambda: book(
        HEAD + "<row r='2'><c r='A2'><f>[1]S!A1</f></c></row>",
        **{"xl/externalLinks/externalLink1.xml": "<x/>"},
    ),
    "macro.xlsm": lambda: book(**{"xl/vbaProject.bin": noise(200_000, 2)}),
    "huge-numbers.xlsx": lambda: book(
        HEAD + "<row r='2'><c r='A2' t='str'><v>Chile</v></c><c r='B2'><v>1e999999</v></c></row>"
    ),
    "huge-dates.xlsx": lambda: book(
        HEAD
        + "<row r='2'><c r='A2' t='d'><v>99999999-99-99</v></c><c r='B2'><v>1e308</v></c></row>"
    ),
    "string-index.xlsx": lambda: book(
        "<row r='1'><c r='A1' t='s'><v>4294967295</v></c></row>",
        **{"xl/sharedStrings.xml": f'{XML}<sst xmlns="{MAIN}"/>'},
    ),
    # Old Excel files
    "noise.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(200_000, 3),
    "zeros.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200_000),
    "loop.xls": lambda: compound([0xFFFFFFFD, 0xFFFFFFFE, 2], bytes(512), start=2),
    "directory-loop.xls": lambda: compound([0xFFFFFFFD, 1]),
    "far-chain.xls": lambda: compound([0xFFFFFFFD, 0xFFFFFFFE, 3, 2], bytes(1_024), start=2),
    "strings-count.xls": lambda: xls((0xFC, struct.pack("<II", 2**32 - 1, 2**32 - 1)), (0x0A, b"")),
    "far-cells.xls": lambda: xls(
        (0x85, struct.pack("<IBB", 40, 0, 0) + b"\1\0S"),
        (0x0A, b""),
        (0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 6)),
        (0x203, struct.pack("<HHHd", 65_535, 65_535, 0, 1.0)),
        (0x203, struct.pack("<HHHd", 0, 0, 0, 1.0)),
        (0x0A, b""),
    ),
    "locked.xls": lambda: xls((0x2F, bytes(54)), (0x0A, b"")),
    "encrypted.xlsx": lambda: (
        compound([0xFFFFFFFD, 0xFFFFFFFE]) + "EncryptedPackage".encode("utf-16-le")
    ),
    # Text
    "columns.csv": lambda: b"a," * 10_000_000,
    "line.csv": lambda: b"x" * 50_000_000,
    "line-of-digits.csv": lambda: b"Country,2020\nChile," + b"1" * 120_000,
    "nul.csv": lambda: b"Country,2020\n" + bytes(1_000_000),
    "quotes.csv": lambda: b'"' * 5_000_001,
    "open-quote.csv": lambda: b'Country,2020\n"' + b"Chile,1\n" * 1_000_000,
    "quote-pairs.csv": lambda: b'Country,2020\n"' + b'""' * 60_000 + b'",1\n',
    "utf-16.csv": lambda: b"\xff\xfe" + noise(1_000_001, 4),
    "utf-16-half.csv": lambda: ("Country,2020\nChile,1\n" * 9).encode("utf-16") + b"\0",
    "utf-32.csv": lambda: b"\xff\xfe\0\0" + b"\xff" * 400_000,
    "bytes.csv": lambda: bytes(b for b in noise(3_000_000, 5) if b > 31 or b in (10, 13)),
    "rows.csv": lambda: LINES.encode() + b"Chile,1.9\n" * 4_000_000,
    "good-rows.csv": lambda: long_sheet(250_000, "Chile"),
    "bad-rows.csv": lambda: long_sheet(250_000, "Atlantis"),
    "million-bad-cells.csv": partial(wide_bad, 10_000, 100),
    "many-headers.csv": lambda: (
        TITLE
        + ("Country," + ",".join(map(str, range(1990, 2020))) + "\n" + "Chile" + ",1" * 30 + "\n")
        * 3_000
    ).encode(),
    "wide-and-tall.csv": lambda: (
        (("Country,Year,Value," * 60 + "\n") + "Chile,2020,1.9," * 60 + "\n").encode() * 2_000
    ),
    "countries-across.csv": lambda: (
        ("," + "Chile,Peru,Kenya," * 4_000 + "\n" + "2020" + ",1" * 12_000 + "\n").encode() * 30
    ),
    "all-countries.csv": lambda: ("Chile,Peru,Kenya,France,Japan\n" * 100_000).encode(),
    "all-years.csv": lambda: (
        (",".join(str(1900 + n % 120) for n in range(200)) + "\n") * 5_000
    ).encode(),
    "digits.csv": lambda: column("1" * 100_000),
    "digits-and-spaces.csv": lambda: column("1 234 " * 20_000),
    "digits-and-commas.csv": lambda: column("1,234," * 20_000),
    "digits-and-points.csv": lambda: column("1.1" * 40_000),
    "spaces.csv": lambda: column("1" + " " * 120_000 + "x"),
    "brackets.csv": lambda: column("[" * 60_000 + "]" * 60_000),
    "round-brackets.csv": lambda: column("(" * 60_000 + "1" + ")" * 60_000),
    "marks.csv": lambda: column("1" + "*†[a](b) " * 12_000 + "!"),
    "dashes.csv": lambda: column("1-" * 50_000),
    "ranges.csv": lambda: column("1 to " * 20_000),
    "words.csv": lambda: column("million us$ " * 10_000),
    "letters.csv": lambda: column("a" * 120_000),
    "years.csv": lambda: column("2020/21-" * 12_000),
    "semicolons.csv": lambda: column("a=b;" * 30_000),
    "combining.csv": lambda: column("e" + "\u0301" * 60_000),
    "ligatures.csv": lambda: column("\ufdfa" * 40_000),
    "infinite.csv": lambda: column("1e999999"),
    "exponent.csv": lambda: column("1e" + "9" * 5_000),
    "formula.csv": lambda: column("=cmd|' /C calc'!A0"),
    "deep.json": lambda: b"[" * 1_000_000,
    "long.json": lambda: json.dumps([{"country": "Chile"}] * 200_000).encode(),
    "page.html": lambda: b"<html>" + b"<table><tr>" * 300_000,
    "page-as.csv": lambda: b"\n\n<table>" + b"<td>1" * 900_000,
    "program.csv": lambda: b"\x7fELF" + noise(5_000, 6),
    "picture.xlsx": lambda: picture("PNG", (9, 9)),
    "wide.png": lambda: picture("PNG", (30_000, 30_000)),
    "cut.png": lambda: picture("PNG", (300, 300))[:60],
    "cut.jpg": lambda: picture("JPEG", (300, 300))[:400],
    "noise.png": lambda: b"\x89PNG\r\n\x1a\n" + noise(100_000, 7),
}


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
