"""Archives and XML that unpack, nest, loop or lie."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.intake.sandbox.building import (
    BIG,
    CHILE,
    HEAD,
    LINES,
    MAIN,
    PACKAGE,
    RELATIONS,
    XML,
    book,
    entity,
    far,
    linked,
    locked,
    lying,
    nested,
    noise,
    one_string,
    overlapping,
    page,
    parts,
    shared,
    sheet,
    xlsx_texts,
    zipped,
)

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

FILES: dict[str, Callable[[], bytes]] = {
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
    "link.zip": linked,
    "truncated.xlsx": lambda: book()[:-300],
    "no-directory.xlsx": lambda: book()[:600],
    "trailing.xlsx": lambda: book() + noise(100_000, 1),
    "stub-before.xlsx": lambda: b"MZ" + book(),
    "same-name-twice.xlsx": lambda: zipped(
        [*parts(sheet()), ("xl/worksheets/sheet1.xml", sheet(far(f"'A{BIG}'", f"'{BIG}'")))]
    ),
    "no-sheet.xlsx": lambda: zipped([p for p in parts(sheet()) if "sheet1" not in p[0]]),
    "locked-member.zip": locked,
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
}
