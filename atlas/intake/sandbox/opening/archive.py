"""Unpack archives within bounds: sizes are counted while unpacking, never taken on trust."""

from __future__ import annotations

import copy
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from atlas.intake.sheets.long import opening
from atlas.intake.sheets.long.opening import NotASheet, TooLarge

CHUNK = 1 << 20
MOST_MEMBERS = 5_000
MOST_SHEETS = 500
MOST_ROWS = 300_000
MOST_CELLS = 6_000_000
ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
ENTITIES_SAID = "a workbook with XML entities, which may do harm"
# Encodings in which markup is written in the bytes of ASCII, so that it can be looked for.
PLAIN = re.compile(
    rb"""encoding\s*=\s*["'](?:utf-?8|us-ascii|ascii|iso-8859-\d+|windows-\d+)["']""", re.I
)
DAMAGED = "a damaged file or another kind of archive"


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose members are few, honest about their size and free of entities.

    Raises
    ------
    NotASheet, TooLarge
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _weigh(path.name, archive)
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError) as error:
        raise NotASheet(path.name, DAMAGED) from error
    except (NotImplementedError, RuntimeError, OSError, ValueError, KeyError) as error:
        kind = "locked with a password" if "password" in str(error) else DAMAGED
        raise NotASheet(path.name, kind) from error


def _weigh(file: str, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    limit = opening.MOST_UNPACKED
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > limit:
        raise TooLarge(file, "400 MB unpacked")
    total = 0
    for member in members:
        # The directory may lie about the size: read to the end of the packed data, and count.
        honest = copy.copy(member)
        honest.file_size = limit + 2 * CHUNK
        custom = member.filename.lower().startswith(("customxml/", "docprops/"))
        is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
        with archive.open(honest) as stream:
            tail = b""
            while part := stream.read(CHUNK):
                total += len(part)
                if total > limit:
                    raise TooLarge(file, "400 MB unpacked")
                if is_xml and not custom and not tail and not is_plain_markup(part[:200]):
                    raise NotASheet(file, "a workbook whose parts are not in UTF-8")
                window = tail + part
                if is_xml and any(word in window for word in ENTITIES):
                    raise NotASheet(file, ENTITIES_SAID)
                tail = part[-32:]


def is_plain_markup(start: bytes) -> bool:
    """Tell whether a part's markup is in plain bytes: UTF-16 would hide it from a search."""
    if b"\0" in start or start.startswith((b"\xfe\xff", b"\xff\xfe", b"L\x6f\xa7")):
        return False
    declaration = start.partition(b"?>")[0]
    return b"encoding" not in declaration or PLAIN.search(declaration) is not None
