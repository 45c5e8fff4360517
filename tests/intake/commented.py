"""Invented workbooks with comments, as Excel, LibreOffice and Google Sheets write them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment

AUTHOR, OTHER = "Ana Secreta", "Luz Otra"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
RELATION = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
LINK = "https://go.microsoft.com/fwlink/?linkid=870924"
MIRROR = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; "
    f"however, any edits to it will get removed … Learn more: {LINK}\n\n"
    f"Comment:\n    includes the reserve\nReply:\n    @{AUTHOR} are you sure?"
)
NOTES = f"""<comments xmlns="{MAIN}"><authors><author>{AUTHOR}</author><author>tc={{E7}}</author>
<author/></authors><commentList>
<comment ref="B2" authorId="0"><text><r><rPr><b/></rPr><t>{AUTHOR}:</t></r>
<r><t xml:space="preserve">\nnet of pensions</t></r></text></comment>
<comment ref="C2" authorId="1"><text><t>{MIRROR}</t></text></comment>
<comment ref="B3" authorId="2"><text><t>Eva Nueva:\nas of June</t></text></comment>
<comment ref="C3" authorId="2"><text>
<t xml:space="preserve">rounded\n\t-{OTHER}</t></text></comment>
</commentList></comments>"""
THREADS = f"""<ThreadedComments xmlns="{THREADED}">
<threadedComment ref="C2" dT="2026-03-01T10:22:33" personId="{{1}}" id="{{a}}">
<text>@{OTHER} includes the reserve</text>
<mentions><mention mentionpersonId="{{2}}" startIndex="0" length="9"/></mentions>
</threadedComment>
<threadedComment ref="C2" dT="2026-03-02T10:22:33" personId="{{2}}" id="{{b}}" parentId="{{a}}">
<text>are you sure?</text></threadedComment></ThreadedComments>"""
PERSONS = f"""<personList xmlns="{THREADED}"><person displayName="{AUTHOR}" id="{{1}}"
userId="ana@mod.example"/><person displayName="{OTHER}" id="{{2}}" userId="x"/></personList>"""
WORDS = {
    (1, 1): "net of pensions",
    (1, 2): "includes the reserve",
    (2, 1): "as of June",
    (2, 2): "rounded",
}
NAMES = (AUTHOR, OTHER, "Eva Nueva", "ana@mod.example", "Threaded", "fwlink", "2026-03-01")
ROWS = [["Country", 2020, 2021], ["Chile", 1.9, 1.8], ["Peru", 1.2, 1.1]]
TITLE = "Military expenditure (% of GDP)"
ODS = f"""<office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:spreadsheet>
<table:table table:name="{TITLE}"><table:table-row>
<table:table-cell office:value-type="string"><text:p>Country</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="2020"><text:p>2020</text:p>
</table:table-cell></table:table-row><table:table-row>
<table:table-cell office:value-type="string"><text:p>Chile</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="1.9"><office:annotation>
<dc:creator>{AUTHOR}</dc:creator><dc:date>2026-03-01T10:22:33</dc:date>
<meta:date-string>1 March 2026</meta:date-string><meta:creator-initials>AS</meta:creator-initials>
<text:p><text:span>{AUTHOR}:</text:span></text:p><text:p>net of</text:p><text:p>pensions</text:p>
</office:annotation><text:p>1.9</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Peru</text:p>
</table:table-cell>
<table:table-cell office:value-type="float" office:value="1.2"><text:p>1.2</text:p>
</table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>""".replace(">\n<", "><")


def commented(path: Path, *, threads: bool = True) -> Path:
    """Write a workbook whose cells have notes, a thread, and comments of other programs."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = TITLE
    for row in ROWS:
        sheet.append(row)
    sheet["B2"].comment = Comment("x", "x")
    book.properties.creator = AUTHOR
    book.create_sheet("hidden")
    raw = BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if "comments/comment" in name:
                content = NOTES.encode()
            elif threads and name == "xl/worksheets/_rels/sheet1.xml.rels":
                part = "/xl/threadedComments/threadedComment1.xml"
                link = f'<Relationship Id="t1" Type="{RELATION}" Target="{part}"/></Relationships>'
                content = content.replace(b"</Relationships>", link.encode())
            new.writestr(name, content)
        if threads:
            new.writestr("xl/threadedComments/threadedComment1.xml", THREADS)
            new.writestr("xl/persons/person.xml", PERSONS)
    return path


def annotated(path: Path) -> Path:
    """Write an ODS file whose cell has a comment, as Excel and LibreOffice write it."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


MANIFEST = """<manifest:manifest
xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry
manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
