"""Every command and option explains itself, and does so at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from atlas.cli import app
from atlas.editorial import Role
from atlas.settings import ROOT

PROMISED = {
    "init",
    "template",
    "import",
    "submissions",
    "review",
    "publish",
    "rollback",
    "releases",
    "diff",
    "query",
    "records",
    "search",
    "user add",
    "audit verify",
    "backup",
    "restore",
    "preflight",
}


def commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


COMMANDS = dict(commands(typer.main.get_command(app)))


def test_all_promised_commands_exist():
    assert set(COMMANDS) >= PROMISED


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name):
    command = COMMANDS[name]
    assert command.help
    for parameter in command.params:
        assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_speaks_to_machines(name):
    assert any("--json" in parameter.opts for parameter in COMMANDS[name].params)


def test_the_help_of_user_add_names_every_role(atlas):
    shown = atlas("user", "add", "--help").stdout
    assert [role for role in Role if role not in shown] == []


def test_help_loads_neither_pandas_nor_the_database():
    code = (
        "import sys, atlas.cli\n"
        "print({'pandas', 'sqlalchemy', 'alembic', 'babel', 'pydantic'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "set()"


HEAVY = ("pandas", "geopandas", "sqlalchemy", "streamlit", "plotly", "openpyxl")


def test_help_loads_nothing_heavy():
    # Help that waits for pandas is help that nobody asks for; a clock would test the machine.
    loaded = "import sys, atlas.cli; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert not set(HEAVY) & set(answer.stdout.split())
