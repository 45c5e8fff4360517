"""Cells far away, and repetitions in OpenDocument."""

from __future__ import annotations

from collections.abc import Callable

from tests.intake.sandbox.building import (
    BIG,
    HEAD,
    MAIN,
    XML,
    book,
    entity,
    far,
    ods,
    ods_cell,
    page,
    sheet,
    table,
    zipped,
)

SPACES = f'<text:s text:c="{2 * 10**9}"/>'
FILES: dict[str, Callable[[], bytes]] = {
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
}
