"""``atlas community`` and ``atlas member``: from a proposal to an erased organisation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Atlas
from tests.invented import EDITOR, REVIEWER


def _file(tmp_path: Path, **said: object) -> str:
    path = tmp_path / "entry.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    return str(path)


def test_an_organisation_comes_joins_and_leaves(
    seeded: Path, tmp_path: Path, atlas: Atlas, machine: Callable[..., Any]
) -> None:
    said = _file(tmp_path, name="Amani", region="africa", visibility="public")
    made = machine("community", "propose", "organisation", said, "--as", EDITOR)
    assert machine("community", "list", "organisation") == []
    assert [w["number"] for w in machine("community", "waiting", "--as", EDITOR)] == [
        made["number"]
    ]
    number = str(made["number"])
    assert atlas("community", "decide", number, "--approve", "--as", EDITOR).exit_code == 2
    machine("community", "decide", number, "--approve", "--as", REVIEWER)
    (listed,) = machine("community", "list", "organisation")
    assert (listed["name"], listed["version"]) == ("Amani", 1)
    machine("user", "add", "Member", "--role", "member")
    machine("member", "join", "Member", made["entry"])
    issue = _file(tmp_path, statement={"en": "Invented"})
    machine("community", "propose", "issue", issue, "--as", "Member")
    machine("member", "leave", made["entry"])
    assert machine("community", "list", "organisation") == []
    assert machine("audit", "verify")["intact"]
    assert atlas("community", "propose", "issue", issue, "--as", "Member").exit_code == 2


def test_people_are_told_in_words(seeded: Path, tmp_path: Path, atlas: Atlas) -> None:
    said = _file(tmp_path, name="Amani", region="atlantis")
    refused = atlas("community", "propose", "organisation", said, "--as", EDITOR)
    assert refused.exit_code == 2
    assert "atlantis" in refused.stderr
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    refused = atlas("community", "propose", "issue", str(broken), "--as", EDITOR)
    assert "is not JSON" in refused.stderr
    assert "issue" in atlas("community", "list", "isue").stderr
    assert atlas("community", "list", "issue").exit_code == 0
    assert atlas("member", "leave", "organisation-x").exit_code == 2
    assert atlas("community", "decide", "1", "--as", EDITOR).exit_code == 2


def test_a_tampered_entry_is_found(
    seeded: Path, tmp_path: Path, machine: Callable[..., Any], atlas: Atlas
) -> None:
    from sqlalchemy import update

    from atlas.store import engine
    from atlas.store.community import entry_version

    said = _file(tmp_path, statement={"en": "Invented"})
    made = machine("community", "propose", "issue", said, "--as", EDITOR)
    with engine().begin() as connection:
        connection.execute(update(entry_version).values(content='{"statement":{"en":"x"}}'))
    found = atlas("audit", "verify", "--json")
    assert found.exit_code == 1
    assert json.loads(found.stdout)["broken_at"] == f"entry {made['entry']} 1"
