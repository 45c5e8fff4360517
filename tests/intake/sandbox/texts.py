"""Old Excel files, texts and pictures."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from functools import partial

from tests.intake.sandbox.building import (
    LINES,
    TITLE,
    column,
    compound,
    long_sheet,
    noise,
    picture,
    wide_bad,
    xls,
)

FILES: dict[str, Callable[[], bytes]] = {
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
    "many-headers.csv": (
        TITLE
        + ("Country," + ",".join(map(str, range(1990, 2020))) + "\n" + "Chile" + ",1" * 30 + "\n")
        * 3_000
    ).encode,
    "wide-and-tall.csv": lambda: (
        (("Country,Year,Value," * 60 + "\n") + "Chile,2020,1.9," * 60 + "\n").encode() * 2_000
    ),
    "countries-across.csv": lambda: (
        ("," + "Chile,Peru,Kenya," * 4_000 + "\n" + "2020" + ",1" * 12_000 + "\n").encode() * 30
    ),
    "all-countries.csv": ("Chile,Peru,Kenya,France,Japan\n" * 100_000).encode,
    "all-years.csv": ((",".join(str(1900 + n % 120) for n in range(200)) + "\n") * 5_000).encode,
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
