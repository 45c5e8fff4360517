"""CONTRIBUTING.md tried: an indicator, a page and a language take the steps named there, no more.

The steps are followed in a copy of the project; one process then opens its pages. (A connector
goes through its whole life in ``tests/pages/test_connectors.py``.)
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from atlas.settings import ROOT

CHANGED = ("atlas", "ui", "pages", "data/codebook", "assets/locale")
INDICATOR = """
[[indicator]]
id = "drill_days"
name = "Days of joint drills"
short = "Drills"
force = "armed-forces"
kind = "count"
unit = "days"
decimals = 0
low = 0.0
high = 366.0
definition = "Days in a year on which two forces of a state drilled together (invented)."
comparability = "Days of planning are not counted."
publisher = "Invented yearbooks"
"""
PAGE = '''"""A page of a contributor."""

from atlas.i18n import translator
from ui import controls, state

t = translator(state.lang())
controls.heading(t("Data and method"), t("A page of a contributor"))
'''
LISTED = 'Page("compare", N_("Compare")),'
READER = """
import json
from streamlit.testing.v1 import AppTest
from atlas.i18n import direction, translator
from atlas.store import engine
from tests.invented import add_staff, draft, release

database = engine()
add_staff(database)
release(database, "2026.1", draft("URY", "drill_days", value=12.0))


def opened(page, **query):
    app = AppTest.from_file("app.py", default_timeout=120)
    app.run()
    if page:
        app.switch_page(f"pages/{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    texts = [each.value for each in app.main if hasattr(each, "value")]
    html = [each.proto.body for each in app.get("html")]
    return {
        "failed": [each.value for each in app.exception],
        "text": " ".join(map(str, [*texts, *html])),
    }


print(json.dumps({
    "indicator": opened("compare", indicator="drill_days", country="URY", view="table"),
    "page": opened("contributed"),
    "language": opened("", lang="he"),
    "direction": direction("he"),
    "translated": translator("he")("World map"),
    "forms": translator("he").n("{n} value", "{n} values", 2),
}))
"""


@pytest.fixture(scope="module")
def contributed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a reader sees in a copy of the project that has all three."""
    copy = tmp_path_factory.mktemp("copy")
    _copy(copy)
    _append(copy / "data/codebook/indicators/personnel.toml", INDICATOR)
    (copy / "pages/contributed.py").write_text(PAGE)
    _replace(copy / "atlas/site.py", LISTED, LISTED + ' Page("contributed", N_("Contributed")),')
    _replace(copy / "atlas/settings.py", '"es", "ar")', '"es", "ar", "he")')
    _replace(
        copy / "atlas/i18n/catalogue.py",
        "PLURAL_ORDER = {",
        'PLURAL_ORDER = {"he": ("one", "two", "other"),',
    )
    _run(copy, "-m", "atlas.i18n.extract")
    catalogue = copy / "assets/locale/he/LC_MESSAGES/atlas.po"
    _replace(catalogue, 'msgid "World map"\nmsgstr ""', 'msgid "World map"\nmsgstr "מפת העולם"')
    answer = json.loads(_run(copy, "-c", READER).splitlines()[-1])
    return answer | {"catalogues": copy / "assets/locale"}


def _copy(copy: Path) -> None:
    """Copy what the steps change; the rest is linked."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in CHANGED:
        shutil.copytree(ROOT / name, copy / name, ignore=ignore)
    for folder in (".", "data", "assets"):
        for item in (ROOT / folder).iterdir():
            target = copy / folder / item.name
            if not target.exists() and item.name not in (".git", ".venv", "node_modules"):
                target.symlink_to(item)


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text() + text)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) == 1, f"{file.name}: {old}"
    file.write_text(text.replace(old, new))


def _run(copy: Path, *arguments: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ATLAS_", "PYTEST"))}
    environment |= {"ATLAS_HOME": str(copy / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr[-2_000:]
    return result.stdout


def test_an_indicator_is_a_table_of_the_codebook(contributed: dict[str, Any]) -> None:
    assert contributed["indicator"]["failed"] == []
    assert "Days of joint drills" in contributed["indicator"]["text"]
    for language in ("fr", "es", "ar", "he"):
        with (contributed["catalogues"] / language / "LC_MESSAGES/atlas.po").open("rb") as file:
            assert "Days of joint drills" in [each.id for each in read_po(file)], language


def test_a_page_is_a_file_and_a_line(contributed: dict[str, Any]) -> None:
    assert contributed["page"]["failed"] == []
    assert "A page of a contributor" in contributed["page"]["text"]


def test_a_language_from_right_to_left_draws_and_says_how_complete_it_is(
    contributed: dict[str, Any],
) -> None:
    assert contributed["language"]["failed"] == []
    assert contributed["direction"] == "rtl"
    assert contributed["translated"] == "מפת העולם"
    assert contributed["forms"] == "2 values"  # not translated yet: in English
    assert "Military expenditure" in contributed["language"]["text"]
    assert "0 %" in contributed["language"]["text"] or "0%" in contributed["language"]["text"]
