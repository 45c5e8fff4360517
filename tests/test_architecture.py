"""The house rules that no other tool checks."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from atlas.settings import ROOT

CODE = [p for folder in ("atlas", "ui", "pages") for p in sorted((ROOT / folder).rglob("*.py"))]


def test_imports_point_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_library_never_imports_streamlit() -> None:
    for path in sorted((ROOT / "atlas").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(n.split(".")[0] == "streamlit" for n in names), path


def test_nothing_that_a_browser_loads_names_another_machine() -> None:
    folders = (ROOT / "assets" / "js", ROOT / "assets" / "css", ROOT / "assets" / "templates")
    for path in [p for folder in folders for p in folder.rglob("*") if p.is_file()]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, path


# Who may open a stranger's bytes: readers that run in a child (``atlas.intake.sandbox``).
READERS = (
    "intake/sandbox/opening/",
    "intake/sheets/long/opening.py",
    "intake/stripping.py",
    "intake/pictures.py",
    "intake/annotation.py",
)
PARSERS = {"python_calamine", "zipfile", "xlrd", "lxml", "PIL", "olefile", "odf"}
PARSING = {"load_workbook", "read_excel", "read_csv", "read_html", "iterparse", "fromstring"}
OPENERS = {"open_file", "read_file", "read_table", "stripped", "write_marked", "read_worldbank"}


def _imported(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    names: set[str] = set()
    for node in tree:
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module.split(".")[0], *(alias.name for alias in node.names)}
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
    return names


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_strangers_files_are_parsed_in_the_sandbox_only(path: Path) -> None:
    inside = path.relative_to(ROOT).as_posix().removeprefix("atlas/")
    names = _imported(path)
    if not inside.startswith(READERS):
        assert not names & PARSERS
        assert inside.startswith("geometry/") or not names & PARSING
    if not inside.startswith("intake/"):
        assert inside.startswith("geometry/") or not names & OPENERS


WRITERS = {"number", "quantity", "plain", "fixed"}  # write computed numbers


def test_an_observation_s_value_is_written_in_one_way_only() -> None:
    """A row's value may be a range or a bound: ``atlas.views.values`` writes it."""
    own = {ROOT / "atlas" / "i18n" / "spans.py", ROOT / "atlas" / "figures" / "values.py"}
    for path in [p for p in CODE if p not in own]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first = ast.unparse(node.args[0])
            observed = "['value']" in first or first.endswith(("row.value", "place.value"))
            assert not (node.func.id in WRITERS and observed), f"{path}:{node.lineno}: {first}"


def test_no_chart_writes_coordinates_as_values() -> None:
    """A coordinate may be the middle of a range: cards have words of their own."""
    for path in sorted((ROOT / "atlas" / "figures").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert "%{y:," not in text, path
        assert "%{x:," not in text, path
