"""``init`` and ``preflight``."""

from __future__ import annotations

import json
import socket
import sqlite3

import pytest

from atlas.editorial import starter
from atlas.store import engine, frames
from tests import invented


@pytest.fixture
def small_starter(monkeypatch):
    """Let the starter be two invented observations."""
    given = invented.batch(invented.draft("URY"), invented.draft("GHA"))
    monkeypatch.setattr(starter, "read_starter", lambda: given)
    monkeypatch.setattr(starter, "read_earlier", lambda: starter.NOTHING)
    return given


def test_init_publishes_the_starter_once(machine, home, small_starter):
    first, second = machine("init"), machine("init")
    assert first == {"home": str(home), "release": "2026.1", "published": True}
    assert second == {"home": str(home), "release": "2026.1", "published": False}
    assert len(frames.observations(engine())) == 2


def test_a_second_init_says_that_all_is_ready(atlas, home, small_starter):
    atlas("init")
    assert "is ready; its newest release is 2026.1" in atlas("init").stdout


def test_a_second_init_does_not_load_the_store(atlas, home, small_starter, monkeypatch):
    atlas("init")
    monkeypatch.setattr("atlas.store.engine", None)
    assert atlas("init").exit_code == 0


def test_a_start_that_was_cut_off_goes_on(home, small_starter, monkeypatch):
    def cut(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(starter, "publish", cut)
        with pytest.raises(KeyboardInterrupt):
            starter.publish_starter(engine())
    assert starter.publish_starter(engine()) == "2026.1"
    assert len(frames.observations(engine())) == 2


def test_init_on_a_database_of_a_newer_atlas_refuses(atlas, empty_home):
    with sqlite3.connect(empty_home / "atlas.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    result = atlas("init")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "9999" in result.stderr


def test_a_file_that_is_no_database_is_named_in_one_sentence(atlas, home):
    home.mkdir()
    (home / "atlas.sqlite").write_text("not a database, just words " * 100)
    result = atlas("init")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and "not a database" in result.stderr


def test_a_data_folder_that_cannot_be_made_is_named(atlas, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path / "file" / "home"))
    result = atlas("preflight")
    assert result.exit_code == 2
    assert "ATLAS_HOME" in result.stderr and result.stderr.count("\n") == 1


def test_preflight_finds_a_taken_port_and_names_a_free_one(atlas, empty_home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = atlas("preflight", "--port", port)
        error = json.loads(atlas("preflight", "--port", port, "--json").stdout)
    assert result.exit_code == 2
    assert str(port) in result.stderr and result.stderr.count("\n") == 1
    assert error["code"] == "port-taken"


def test_preflight_passes_on_a_free_port(machine, empty_home):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert machine("preflight", "--port", port)["ready"] is True


@pytest.mark.parametrize("port", [0, 65536, -1])
def test_preflight_refuses_what_is_no_port(atlas, empty_home, port):
    result = atlas("preflight", f"--port={port}")
    assert result.exit_code == 2 and "1 to 65535" in result.stderr
