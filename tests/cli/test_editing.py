"""Review, publish, rollback and audit by the command line."""

from __future__ import annotations

import json
import sqlite3

import pytest

from atlas import editorial
from atlas.editorial import uploads
from atlas.store import engine
from tests import invented
from tests.intake.commented import OTHER, commented
from tests.invented import EDITOR, PUBLISHER, REVIEWER


@pytest.fixture
def waiting(seeded):
    """Return the number of a submission that waits for its review."""
    given = invented.batch(invented.draft("URY", value=3.0))
    return editorial.submit(engine(), given, by=EDITOR, title="correction")


def test_a_submission_is_listed_approved_and_published(machine, waiting):
    assert machine("submissions")[0]["status"] == "submitted"
    decided = machine("review", waiting, "--approve", "--as", REVIEWER, "--note", "checked")
    assert decided == {"submission": waiting, "status": "approved", "rivals": []}
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


def test_audit_verify_lists_notes_that_may_name_a_comments_author(machine, atlas, seeded, tmp_path):
    digest = uploads.store_upload(engine(), commented(tmp_path / "a.xlsx"), by=invented.EDITOR)
    assert machine("audit", "verify", "--notes")["notes"] == []
    assert "No note names an author" in atlas("audit", "verify", "--notes").output
    noted = invented.batch(invented.draft("CHL", note=f"as {OTHER} says"))
    editorial.submit(engine(), noted, by=invented.EDITOR, title="x", upload=digest)
    said = atlas("audit", "verify", "--notes")
    assert said.exit_code == 1
    assert f"may name a comment's author: {OTHER}" in said.output


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


def test_a_submission_is_returned_with_a_note(machine, atlas, waiting):
    refused = atlas("review", waiting, "--return", "--as", REVIEWER)
    assert refused.exit_code == 2 and "Explain what" in refused.stderr
    done = machine("review", waiting, "--return", "--as", REVIEWER, "--note", "Which year?")
    assert done == {"submission": waiting, "status": "returned", "rivals": []}


def test_one_verdict_only(atlas, waiting):
    result = atlas("review", waiting, "--return", "--approve", "--as", REVIEWER)
    assert result.exit_code == 2 and "--return" in result.stderr


def test_an_editor_withdraws_a_submission(machine, atlas, waiting):
    assert atlas("withdraw", waiting, "--as", REVIEWER).exit_code == 2
    assert machine("withdraw", waiting, "--as", EDITOR)["status"] == "withdrawn"


def test_a_release_waits_for_its_hour(machine, atlas, waiting):
    machine("review", waiting, "--approve", "--as", REVIEWER)
    at = "2099-01-01T09:00+01:00"
    made = machine("publish", "--label", "2099.1", "--as", PUBLISHER, "--at", at)
    assert made["due_at"] == "2099-01-01T08:00+00:00"
    assert machine("publish", "--due") == {"releases": []}
    assert machine("scheduled")[0]["status"] == "waiting"
    cancelled = machine("scheduled", "--cancel", made["scheduled"], "--as", PUBLISHER)
    assert cancelled[0]["status"] == "cancelled"
    assert "2099.1" in atlas("scheduled").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--label", "2026.9", "--as", PUBLISHER, "--at", "soon"], "is not a time"),
        (["--label", "2026.9", "--as", PUBLISHER, "--at", "2099-01-01T09:00"], "time zone"),
        (["--label", "2026.9", "--as", PUBLISHER, "--at", "2020-01-01T09:00Z"], "past"),
        (["--label", "2026.9"], "--as"),
        (["--as", PUBLISHER], "--label"),
    ],
)
def test_what_cannot_be_published_is_said(atlas, waiting, words, said):
    result = atlas("publish", *words)
    assert result.exit_code == 2 and said in result.stderr


def test_a_submission_of_a_file_can_be_opened_again(machine, atlas, seeded, sheet):
    from tests.cli.conftest import GOOD

    number = machine("import", sheet(GOOD), "--submit", "--as", EDITOR)["submission"]
    machine("review", number, "--return", "--as", REVIEWER, "--note", "Which page?")
    from atlas.editorial import drafts

    again = drafts.reopen(engine(), number, by=EDITOR)
    assert drafts.own_draft(engine(), again, by=EDITOR).file == "sheet.csv"


def test_the_anchor_that_was_kept_elsewhere_is_looked_for(machine, atlas, seeded, tmp_path):
    kept = machine("audit", "anchor")
    assert atlas("audit", "anchor").output.strip() == kept["anchor"]
    file = tmp_path / "kept.txt"
    file.write_text(kept["anchor"] + "\n")
    assert machine("audit", "verify", "--anchor", file)["intact"]
    assert machine("audit", "verify", "--anchor", kept["hash"])["intact"]
    other = atlas("audit", "verify", "--anchor", "0" * 64, "--json")
    assert other.exit_code == 1
    assert "anchor" in other.output
