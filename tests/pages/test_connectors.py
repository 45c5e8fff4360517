"""A stranger's connector through its whole life: import, submit, review, publish, roll back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from atlas.cli import app
from atlas.codebook.model import MissingReason, Processing, Reliability
from atlas.i18n import LANGUAGES
from atlas.intake.draft import Batch, DraftObservation, Problem, Severity
from atlas.settings import ROOT
from tests import strangers
from tests.invented import EDITOR, PUBLISHER, REVIEWER, draft, source
from tests.invented_records import PARTICIPATIONS, RECORDS
from tests.pages.conftest import Opener
from tests.pages.test_account import sign_in

# As bare as a source may be, and as odd as a description may be; nothing of it is an error.
BARE = source("Ünion 2024/1", url="", vintage="", published="", accessed="", licence="")
ODD = source(
    "odd",
    url="http://übersee.example/?q=1#2",
    published="Spring 2024",
    accessed="2024-13-45",
    vintage="{2}nd",
)
UNUSUAL: tuple[DraftObservation, ...] = (
    draft("URY", source=BARE.id, period="2025", value=0.0),
    draft("URY", source=BARE.id, period="2024-01/2024-06", value=2.25, low=2.0, high=2.5),
    draft("CHL", "armed_forces", source="odd", breakdown="hull=steel;role=a b", value=7.0),
    draft("CHL", "conscription", source="odd", category="selective", note="<b>{x}</b>"),
    draft("KEN", "armed_forces", source="odd", missing=MissingReason.WITHHELD),
    draft(
        "SRB",
        source="odd",
        value=1e-9,
        processing=Processing.MAJOR,
        reliability=Reliability.UNCERTAIN,
        original="سر {0} %s <script>",
        locator="sheet ‘a’ §§ 1–2",
    ),
)
REMARKS = (
    Problem(Severity.INFO, "left-out", "Column {x} of 100 % was left out", "Nothing to do {"),
    Problem(Severity.INFO, "odd-row", "A row is odd", "", row=3),
    Problem(Severity.WARNING, "odd-cell", "A cell is odd", "", sheet="a", row=3, column="hull"),
)
BATCH = Batch((BARE, ODD, source()), UNUSUAL, REMARKS, (*RECORDS, *PARTICIPATIONS))


def command(*words: object) -> Any:
    """Run a command of the atlas with --json and read its answer."""
    result = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def import_(path: Path) -> int:
    words = ("import", path, "--connector", "invented", "--submit", "--as", EDITOR)
    return int(command(*words)["submission"])


@pytest.fixture
def stranger(invented_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Register the connector and return a file that it reads."""
    strangers.register(monkeypatch, BATCH)
    path = tmp_path / "figures.invented"
    path.write_bytes(b"\x00 no spreadsheet of " + tmp_path.name.encode())
    return path


def clean(app: AppTest) -> AppTest:
    assert not app.exception, [e.message for e in app.exception]
    assert not app.error, [e.value for e in app.error]
    return app


def test_a_strangers_connector_survives_the_whole_life_cycle(
    open_page: Opener, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = command("import", stranger, "--connector", "invented")
    assert report["would_store"] == len(UNUSUAL) + len(BATCH.records)
    number = str(import_(stranger))
    sign_in(monkeypatch, REVIEWER)
    for view in ("table", "map"):
        clean(open_page("review", submission=number, view=view))
    page = clean(open_page("review", submission=number))
    clean(page.button(key="approve").click().run())
    monkeypatch.undo()
    command("publish", "--label", "2026.3", "--as", PUBLISHER)

    rows = command("query", "--indicator", "milex_gdp", "--country", "URY", "--release", "2026.3")
    assert {r["period"]: r["value"] for r in rows}["2024-01/2024-06"] == 2.25
    for view in ("table", "map"):
        clean(open_page("changes", view=view, **{"from": "2026.2", "to": "2026.3"}))
    for page_, query in READING.items():
        clean(open_page(page_, **query))
    command("rollback", "2026.2", "--as", PUBLISHER)
    assert command("audit", "verify")["intact"] is True


READING = {
    "world": {"indicator": "armed_forces"},
    "country": {"country": "CHL"},
    "compare": {"country": "URY,CHL,SRB", "view": "table"},
    "data": {"country": "SRB"},
    "about": {},
    "institutions": {"country": "URY"},
    "timeline": {"country": "URY"},
    "memberships": {"country": "URY"},
    "documents": {"country": "URY"},
    "law": {"view": "table"},
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reviewer_reads_a_strangers_submission_in_every_language(
    open_page: Opener, stranger: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    number = import_(stranger)
    sign_in(monkeypatch, REVIEWER)
    clean(open_page("review", submission=str(number), lang=lang))


def test_a_connector_that_is_gone_leaves_a_submission_that_can_be_reviewed(
    open_page: Opener, stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = import_(stranger)
    monkeypatch.delitem(strangers.CONNECTORS, "invented")
    sign_in(monkeypatch, REVIEWER)
    page = open_page("review", submission=str(number))
    assert not page.exception
    assert any("No connector is called “invented”" in e.value for e in page.error)
    assert page.button(key="approve")


def code_of(language: str) -> list[str]:
    text = (ROOT / "docs" / "connectors.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_connector_of_the_documentation_works_as_it_stands(
    open_page: Opener, invented_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written, line = code_of("python")
    (tmp_path / "documented.py").write_text(written, encoding="utf-8")
    file = tmp_path / "lances.json"
    file.write_text(*code_of("json"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    name, place = re.findall(r'"(.*?)"', line)
    assert place == f"atlas.intake.connectors.{name}:Lances"
    monkeypatch.setitem(strangers.CONNECTORS, name, "documented:Lances")
    assert command("import", file)["would_store"] == 1, "known at sight"
    report = command("import", file, "--connector", name, "--submit", "--as", EDITOR)
    sign_in(monkeypatch, REVIEWER)
    page = clean(open_page("review", submission=str(report["submission"])))
    clean(page.button(key="approve").click().run())
    command("publish", "--label", "2026.9", "--as", PUBLISHER)
    rows = command("query", "--indicator", "armed_forces", "--country", "URY")
    own = [r for r in rows if r["source"] == "Institute of Lances, Lances of the world (2026)"]
    assert [(r["value"], r["original"], r["locator"]) for r in own] == [
        (23_000.0, "about 23,000", "row 1")
    ]
