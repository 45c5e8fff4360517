"""What the documents tell of is there, and what is there is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from starlette.testclient import TestClient

from atlas.cli import app
from atlas.settings import ROOT
from atlas.web.api import WORK
from tests.web.conftest import client, published_home

__all__ = ["client", "published_home"]  # fixtures

API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(/[^`]+)` \| [^|]+ \| (?:`([^`]+)`)? ?\|$", re.MULTILINE)
ROUTES: dict[str, str] = dict(ROW.findall(API))


def commands(group: Any, prefix: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}"


def test_every_route_is_documented_and_every_documented_route_is_served() -> None:
    assert set(ROUTES) == set(WORK)


@pytest.mark.parametrize("path", [path for path, example in ROUTES.items() if example])
def test_every_example_of_a_route_is_answered(client: TestClient, path: str) -> None:
    example = ROUTES[path]
    asked = example if example.startswith("/") else f"{path}{example}"
    answer = client.get(asked)
    assert answer.status_code == 200, answer.text


COMMANDS = sorted(commands(typer.main.get_command(app)))
# The cells of the table name commands as `atlas query …` or, after the first, as `review`.
TOLD = re.findall(
    r"`(?:atlas )?([a-z][^`]*)`",
    "\n".join(x.split("|")[1] for x in README.splitlines() if x.startswith("| `atlas ")),
)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_table_of_the_readme(name: str) -> None:
    assert any(f"{told} ".startswith(f"{name} ") for told in TOLD)


@pytest.mark.parametrize("told", TOLD)
def test_every_command_of_the_readme_exists(told: str) -> None:
    assert any(f"{told} ".startswith(f"{name} ") for name in COMMANDS)


def test_the_readme_leads_to_the_api() -> None:
    assert "(docs/api.md)" in README


def test_the_checks_of_make_are_those_before_a_commit() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ncheck:")[2]
    checks = re.findall(r"^\t(\S.*)$", recipe.partition("\n\n")[0], re.MULTILINE)
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: ([^,]+),", hooks)
    assert len(checks) > 4 and set(checks) <= set(entries)
    assert re.findall(r"repo: (\S+)", hooks) == ["local"]


def test_the_lock_of_the_scripts_names_no_address() -> None:
    assert "://" not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
