"""Review, publish, rollback, accounts and audit by the command line."""

from __future__ import annotations

import json
import sqlite3

import pytest

from atlas import editorial
from atlas.store import engine
from tests import invented
from tests.invented import EDITOR, PUBLISHER, REVIEWER


@pytest.fixture
def waiting(seeded):
    """Return the number of a submission that waits for its review."""
    given = invented.batch(invented.draft("URY", value=3.0))
    return editorial.submit(engine(), given, by=EDITOR, title="correction")


def test_a_submission_is_listed_approved_and_published(machine, waiting):
    assert machine("submissions")[0]["status"] == "submitted"
    decided = machine("review", waiting, "--approve", "--as", REVIEWER, "--note", "checked")
    assert decided == {"submission": waiting, "status": "approved"}
    done = machine("publish", "--label", "2026.2", "--as", PUBLISHER, "--notes", "one correction")
    assert done["release"] == "2026.2"
    assert machine("submissions")[0]["status"] == "published"
    assert machine("releases")[-1]["notes"] == "one correction"


def test_a_rejected_submission_is_not_published(machine, atlas, waiting):
    assert machine("review", waiting, "--reject", "--as", REVIEWER)["status"] == "rejected"
    result = atlas("publish", "--label", "2026.2", "--as", PUBLISHER)
    assert result.exit_code == 2 and "no approved submission" in result.stderr


def test_nobody_reviews_their_own_submission(atlas, seeded):
    given = invented.batch(invented.draft("URY", value=3.0))
    number = editorial.submit(engine(), given, by=REVIEWER, title="own")
    result = atlas("review", number, "--approve", "--as", REVIEWER, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["code"] == "self-review"


def test_a_verdict_must_be_given(atlas, waiting):
    result = atlas("review", waiting, "--as", REVIEWER)
    assert result.exit_code == 2 and "--approve" in result.stderr


def test_an_editor_may_not_publish(atlas, waiting):
    result = atlas("publish", "--label", "2026.2", "--as", EDITOR)
    assert result.exit_code == 2 and EDITOR in result.stderr


def test_a_rollback_is_a_new_release_equal_to_the_old_one(machine, seeded):
    invented.release(engine(), "2026.2", invented.draft("URY", value=3.0))
    done = machine("rollback", "2026.1", "--as", PUBLISHER)
    assert done["restores"] == "2026.1"
    assert machine("diff", "2026.1", done["release"]) == []


def test_accounts_are_added_with_role_and_country(machine, atlas, seeded):
    added = machine("user", "add", "Olga", "--role", "official", "--country", "Uruguay")
    assert added["role"] == "official"
    result = atlas("user", "add", "Olga", "--role", "official")
    assert result.exit_code == 2 and "needs a country" in result.stderr


def test_an_unknown_role_is_answered_with_all_roles(atlas, seeded):
    result = atlas("user", "add", "Bob", "--role", "boss")
    assert result.exit_code == 2
    assert "reviewer" in result.stderr and "admin" in result.stderr


def test_audit_verify_passes_on_an_untouched_chain(machine, atlas, seeded):
    assert machine("audit", "verify")["intact"] is True
    assert "intact" in atlas("audit", "verify").stdout


def test_audit_verify_exits_with_one_when_the_past_was_changed(atlas, seeded):
    with sqlite3.connect(seeded / "atlas.sqlite") as connection:
        connection.execute("UPDATE audit SET actor = 'nobody' WHERE id = 2")
    result = atlas("audit", "verify", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["broken_at"] == "audit entry 2"
    assert "audit entry 2" in atlas("audit", "verify").stdout


def test_what_nobody_foresaw_is_a_sentence_and_no_traceback(atlas, seeded, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("a cable came loose\nsecond line")

    monkeypatch.setattr("atlas.editorial.submissions", broken)
    result = atlas("submissions")
    assert result.exit_code == 2 and result.stderr.count("\n") == 1
    assert "a cable came loose" in result.stderr and "ATLAS_DEBUG" in result.stderr
    monkeypatch.setenv("ATLAS_DEBUG", "1")
    assert isinstance(atlas("submissions").exception, RuntimeError)
