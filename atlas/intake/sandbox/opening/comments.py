"""Comments of cells, as Excel, LibreOffice and Google Sheets store them, in their own words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from atlas.intake.sandbox.opening import archive as archives
from atlas.intake.sandbox.opening.own_words import own_words
from atlas.intake.sandbox.opening.page import Spot, spot

REFERENCE = re.compile(r"[A-Z]{1,3}\d{1,7}")
CREATOR = re.compile(rb"<(?:\w+:)?(?:initial-)?creator>([^<]{1,200})<")
COMMENT_PARTS = re.compile(r"xl/(?:.*/)?comments\d*/?(?:comment)?\d*\.xml", re.IGNORECASE)
PERSON_PARTS = re.compile(r"xl/persons/[^/]+\.xml", re.IGNORECASE)
SHEET_PARTS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
MAKERS = re.compile(rb"<(?:\w+:)?(?:creator|lastModifiedBy)>([^<]{1,200})<")
PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
BREAK = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}line-break"
CREATOR_OF = "{http://purl.org/dc/elements/1.1/}creator"
ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"


@dataclass(frozen=True)
class Comment:
    """A cell's comment: its own words, and all that the file holds of it, in one line."""

    at: Spot
    words: str
    whole: str


def comments_of(archive: zipfile.ZipFile, part: str, names: Collection[str]) -> dict[Spot, Comment]:
    """Return the comments of an XLSX sheet, given the name of its part and ``xlsx_names``.

    Of a thread the thread's own part counts, if there is one, not the copy for older programs.
    """
    comments: dict[Spot, Comment] = {}
    for kind, xml in _related_parts(archive, part):
        if kind == "comments":
            comments |= {c.at: c for c in _notes(xml, names)}
    for kind, xml in _related_parts(archive, part):
        if kind == "threadedComment":
            for at, words in _threads(xml, names).items():
                whole = comments[at].whole if at in comments else words
                comments[at] = Comment(at, words, whole)
    return comments


def _related_parts(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, bytes]]:
    """Yield kind and content of the parts that a sheet refers to."""
    at, names = PurePosixPath(part), set(archive.namelist())
    rels = f"{at.parent}/_rels/{at.name}.rels"
    if rels not in names:
        return
    for node in ElementTree.fromstring(archive.read(rels)).iterfind("{*}Relationship"):
        target = resolve_target(str(at.parent), node.get("Target", ""))
        kind = node.get("Type", "").rpartition("/")[2]
        if kind in ("comments", "threadedComment") and target in names:
            yield kind, archive.read(target)


def _notes(xml: bytes, names: Collection[str]) -> Iterator[Comment]:
    root = ElementTree.fromstring(xml)
    authors = [node.text or "" for node in root.iterfind("{*}authors/{*}author")]
    for node in root.iterfind(".//{*}comment"):
        reference, number = node.get("ref", ""), node.get("authorId", "")
        if not REFERENCE.fullmatch(reference):
            continue
        at = int(number) if number.isdecimal() and len(number) < 7 else len(authors)
        author = authors[at] if at < len(authors) else ""
        text = "".join(part.text or "" for part in node.iterfind(".//{*}t"))
        words = own_words(text, names, author=author, bold=_bold(node))
        yield Comment(spot(reference), words, " ".join(text.split()))


def _bold(comment: ElementTree.Element) -> str:
    """Return what a comment's first runs say in bold."""
    text = ""
    for run in comment.iterfind(".//{*}r"):
        if run.find("{*}rPr/{*}b") is None:
            break
        text += "".join(part.text or "" for part in run.iterfind("{*}t"))
    return text


def _threads(xml: bytes, names: Collection[str]) -> dict[Spot, str]:
    """Return the first comment of each cell's thread, without the people mentioned."""
    comments: dict[Spot, str] = {}
    for node in ElementTree.fromstring(xml).iterfind("{*}threadedComment"):
        reference = node.get("ref", "")
        if not REFERENCE.fullmatch(reference) or node.get("parentId"):
            continue
        text = node.findtext("{*}text") or ""
        for start, length in sorted(_mentions(node), reverse=True):
            text = text[:start] + text[start + length :]
        comments.setdefault(spot(reference), own_words(text, names))
    return comments


def _mentions(node: ElementTree.Element) -> Iterator[tuple[int, int]]:
    for mention in node.iterfind("{*}mentions/{*}mention"):
        start, length = mention.get("startIndex", ""), mention.get("length", "")
        if start.isdecimal() and length.isdecimal():
            yield int(start), int(length)


def xlsx_names(archive: zipfile.ZipFile) -> frozenset[str]:
    """Return everybody whom a workbook lists as author of comments, person or maker."""
    names: set[str] = set()
    for part in archive.namelist():
        if COMMENT_PARTS.fullmatch(part):
            root = ElementTree.fromstring(archive.read(part))
            names |= {node.text or "" for node in root.iterfind(".//{*}author")}
        elif PERSON_PARTS.fullmatch(part):
            for node in ElementTree.fromstring(archive.read(part)).iterfind(".//{*}person"):
                user = node.get("userId", "")
                names |= {node.get("displayName", ""), user if "@" in user else ""}
        elif part == "docProps/core.xml":
            names |= _texts(MAKERS, archive.read(part))
    return frozenset(" ".join(name.split()) for name in names if name.strip())


def ods_names(xml: bytes, meta: bytes = b"") -> frozenset[str]:
    """Return everybody whom an ODS file lists as author of comments or maker."""
    return frozenset(_texts(CREATOR, xml) | _texts(CREATOR, meta))


def _texts(pattern: re.Pattern[bytes], xml: bytes) -> set[str]:
    texts = (unescape(t.decode("utf-8", "replace")) for t in pattern.findall(xml))
    return {" ".join(t.split()) for t in texts if t.strip()}


def annotation(note: ElementTree.Element, at: Spot, names: Collection[str]) -> Comment:
    """Return the comment of an ODS cell: its paragraphs, not its creator and date."""
    whole = " ".join("".join(note.itertext()).split())
    for line_end in note.iter(BREAK):
        line_end.text = "\n"
    lines = ["".join(p.itertext()) for p in note.iter(PARAGRAPH)]
    author = note.findtext(CREATOR_OF, "")
    return Comment(at, own_words("\n".join(lines), names, author=author), whole)


def comments_in(path: Path) -> list[Comment]:
    """Return all comments of a kept file, whatever its sheets hold.

    Raises
    ------
    UnreadableFile
    """
    if not zipfile.is_zipfile(path):
        return []
    with archives.open_archive(path) as archive:
        members = archive.namelist()
        if "content.xml" in members:
            xml = archive.read("content.xml")
            names = ods_names(xml, archive.read("meta.xml") if "meta.xml" in members else b"")
            notes = ElementTree.fromstring(xml).iter(ANNOTATION)
            return [annotation(note, (0, n), names) for n, note in enumerate(notes)]
        names = xlsx_names(archive)
        sheets = filter(SHEET_PARTS.fullmatch, members)
        return [c for part in sheets for c in comments_of(archive, part, names).values()]


def comment_authors(path: Path) -> frozenset[str]:
    """Return everybody whom a kept file lists as author of comments, person or maker.

    Raises
    ------
    UnreadableFile
    """
    if not zipfile.is_zipfile(path):
        return frozenset()
    with archives.open_archive(path) as archive:
        if "content.xml" in archive.namelist():
            meta = archive.read("meta.xml") if "meta.xml" in archive.namelist() else b""
            return ods_names(archive.read("content.xml"), meta)
        return xlsx_names(archive)


def resolve_target(folder: str, target: str) -> str:
    """Return the name of a part that a relationship of a folder points to."""
    parts: list[str] = [] if target.startswith("/") else folder.split("/")
    for piece in target.strip("/").split("/"):
        if piece == "..":
            parts = parts[:-1]
        elif piece != ".":
            parts.append(piece)
    return "/".join(parts)
