"""Small invented files and answers in the World Bank's layouts; no number is real."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

HEAD = (
    '"Country Name","Country Code","Indicator Name","Indicator Code","1960","2019","2020","2021",'
)
MILEX = '"Military expenditure (% of GDP)","MS.MIL.XPND.GD.ZS"'
NAME = "API_MS.MIL.XPND.GD.ZS_DS2_en_csv_v2_1"


def api_text(updated: str = "2026-02-24", *more: str) -> str:
    """Return an API_* file: an aggregate, Kosovo, an empty year, an empty string, a zero."""
    rows = [
        f'"Aruba","ABW",{MILEX},"","","","",',
        f'"Arab World","ARB",{MILEX},"","5.4","5.6","",',
        f'"Kosovo","XKX",{MILEX},"","0.81234567890123","0.9","",',
        f'"Turkiye","TUR",{MILEX},"","2.5","","",',
        f'"Costa Rica","CRI",{MILEX},"","0","0","",',
        *more,
    ]
    top = f'"Data Source","World Development Indicators",\n\n"Last Updated Date","{updated}",\n\n'
    return "\ufeff" + top + "\n".join([HEAD, *rows]) + "\n"


def api_zip(folder: Path, updated: str = "2026-02-24") -> Path:
    """Write an API_* archive with its two files of metadata."""
    path = folder / f"{NAME}.zip"
    about = '\ufeff"INDICATOR_CODE","INDICATOR_NAME","SOURCE_NOTE","SOURCE_ORGANIZATION",\n'
    about += '"MS.MIL.XPND.GD.ZS","Military expenditure (% of GDP)","As a share","SIPRI",\n'
    countries = '\ufeff"Country Code","Region","IncomeGroup","SpecialNotes","TableName",\n'
    countries += '"ARB","","","Arab World aggregate.","Arab World",\n'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"Metadata_Indicator_{NAME}.csv", about)
        archive.writestr(f"{NAME}.csv", api_text(updated))
        archive.writestr(f"Metadata_Country_{NAME}.csv", countries)
    return path


class Bank:
    """The interface, invented: what was asked of it, and how it misbehaves."""

    def __init__(self) -> None:
        self.updated = "2026-02-24"
        self.asked: list[str] = []
        self.failing: list[str] = []  # one word an answer: 500, cut, short, html, slow
        self.refusing: set[str] = set()  # codes of series that always fail
        self.values = {"URY": [2.0, None, 2.2], "XKX": [0.8, 0.0, None], "WLD": [2.3, 2.4, 2.5]}
        self.address = ""
        self.stopped = Event()

    def answer(self, path: str, query: dict[str, list[str]]) -> Any:
        """Return the JSON of an address."""
        if "/sources/" in path:
            source = {"id": "2", "name": "World Development Indicators"}
            return [
                {"page": 1, "per_page": "1", "total": 1},
                [source | {"lastupdated": self.updated}],
            ]
        code = path.rpartition("/")[2]
        names = {"URY": "Uruguay", "XKX": "Kosovo", "WLD": "World"}
        rows = [
            {
                "indicator": {"id": code, "value": code},
                "country": {"id": iso[:2], "value": names[iso]},
                "countryiso3code": iso,
                "date": str(2022 - at),
                "value": value,
            }
            for iso, values in self.values.items()
            for at, value in enumerate(values)
        ]
        return [{"page": 1, "pages": 1, "per_page": 20000, "total": len(rows)}, rows]


@contextmanager
def served(bank: Bank) -> Iterator[Bank]:
    """Serve the interface on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at = urlsplit(self.path)
            bank.asked.append(at.path)
            body = json.dumps(bank.answer(at.path, parse_qs(at.query))).encode()
            how = bank.failing.pop(0) if bank.failing else ""
            if any(code in at.path for code in bank.refusing):
                how = "500"
            if how == "slow":
                bank.stopped.wait(5)
                return
            if how == "html":
                body = b"<html>Service temporarily unavailable</html>"
            if how == "short":
                data = json.loads(body)
                body = json.dumps([data[0], data[1][:-1]]).encode()
            self.send_response(500 if how == "500" else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if how == "cut" else body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    bank.address = f"http://127.0.0.1:{server.server_port}/v2"
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield bank
    finally:
        bank.stopped.set()
        server.shutdown()
        server.server_close()
