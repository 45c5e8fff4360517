"""Every command and option explains itself, and does so at once."""

from __future__ import annotations

import subprocess
import sys
import time
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


def test_help_answers_within_six_tenths_of_a_second():
    spent = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "atlas", "--help"], cwd=ROOT, check=True)
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.6
