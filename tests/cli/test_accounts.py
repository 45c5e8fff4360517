"""``atlas user``: accounts, invitations, passwords, identities."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from atlas.cli import app
from atlas.editorial import credentials, invites, sessions
from atlas.editorial.credentials import WrongSignIn, sign_in
from atlas.settings import settings
from atlas.store import engine
from tests.cli.conftest import GOOD
from tests.invented import ADMIN, EDITOR, REVIEWER

PASSWORD = "correct horse battery"
PRIVATE = ("Maryam of Nowhere", "maryam@nowhere.example")


def typed(*words: str, lines: str):
    """Run a command that reads what a script or a person types."""
    return CliRunner().invoke(app, list(words), input=lines)


def test_accounts_are_added_with_role_and_country(machine, atlas, seeded):
    added = machine("user", "add", "Olga", "--role", "official", "--country", "Uruguay")
    assert added["role"] == "official"
    result = atlas("user", "add", "Olga", "--role", "official")
    assert result.exit_code == 2 and "needs a country" in result.stderr


def test_an_unknown_role_is_answered_with_all_roles(atlas, seeded):
    result = atlas("user", "add", "Bob", "--role", "boss")
    assert result.exit_code == 2
    assert "reviewer" in result.stderr and "admin" in result.stderr


def test_an_editor_is_limited_and_invited_in_one_command(machine, seeded):
    words = ("--role", "editor", "--countries", "URY, Kenya", "--themes", "budget,event")
    added = machine("user", "add", "Lina", *words, "--invite")
    path, token = added["invite"], added["invite"].removeprefix("/invite/")
    assert path.startswith("/invite/")
    assert invites.invitee_name(engine(), token) == "Lina"
    listed = next(a for a in machine("user", "list") if a["name"] == "Lina")
    assert (listed["countries"], listed["themes"]) == (["KEN", "URY"], ["budget", "event"])
    assert listed["password"] is False
    cookie = invites.use_invite(engine(), token, PASSWORD)
    assert sessions.identify(engine(), cookie) is not None
    listed = next(a for a in machine("user", "list") if a["name"] == "Lina")
    assert (listed["password"], listed["sessions"]) == (True, 1)


def test_an_invitation_is_printed_for_people_too(atlas, machine, seeded):
    said = atlas("user", "invite", EDITOR, "--days", "2").stdout
    assert "/invite/" in said and "2 days" in said
    assert machine("user", "invite", EDITOR)["days"] == 7
    result = atlas("user", "invite", "Nobody")
    assert result.exit_code == 2 and "Nobody" in result.stderr


def test_a_password_is_read_from_standard_input_and_never_printed(seeded):
    result = typed("user", "password", EDITOR, "--json", lines=PASSWORD + "\n")
    assert json.loads(result.stdout) == {"name": EDITOR, "password": True}
    assert PASSWORD not in result.output
    assert sign_in(engine(), EDITOR, PASSWORD)
    short = typed("user", "password", EDITOR, lines="short\n")
    assert short.exit_code == 2 and "12 characters" in short.stderr


def test_disabling_and_adding_again(machine, atlas, seeded):
    credentials.replace_password(engine(), EDITOR, PASSWORD)
    assert machine("user", "disable", EDITOR) == {"name": EDITOR, "disabled": True}
    with pytest.raises(WrongSignIn):
        sign_in(engine(), EDITOR, PASSWORD)
    assert next(a for a in machine("user", "list") if a["name"] == EDITOR)["disabled"]
    machine("user", "add", EDITOR, "--role", "editor")
    assert sign_in(engine(), EDITOR, PASSWORD)
    assert atlas("user", "disable", "Nobody").exit_code == 2


def test_the_list_is_readable(atlas, seeded):
    lines = atlas("user", "list").stdout.splitlines()
    assert lines[0].split()[:2] == ["name", "role"]
    assert [line.split()[0] for line in lines[1:]] == ["Ada", "Esi", "Pilar", "Rana"]


def test_an_identity_is_kept_shown_and_erased_by_an_administrator(machine, atlas, seeded):
    kept = typed("user", "identity", EDITOR, "--set", "--as", ADMIN, lines="\n".join(PRIVATE))
    assert kept.exit_code == 0, kept.output
    shown = machine("user", "identity", EDITOR, "--show", "--as", ADMIN)
    assert (shown["real_name"], shown["contact"]) == PRIVATE
    assert PRIVATE[0] in atlas("user", "identity", EDITOR, "--show", "--as", ADMIN).stdout
    machine("user", "identity", EDITOR, "--erase", "--as", ADMIN)
    said = atlas("user", "identity", EDITOR, "--show", "--as", ADMIN).stdout
    assert "erased on" in said
    assert machine("audit", "verify")["intact"] is True


@pytest.mark.parametrize(
    ("by", "code"),
    [(REVIEWER, "not-allowed"), ("Nobody", "unknown-account"), ("cli", "built-in-account")],
)
def test_an_identity_is_closed_to_others_even_on_the_server(atlas, seeded, by, code):
    result = atlas("user", "identity", EDITOR, "--show", "--as", by, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["code"] == code


def test_exactly_one_thing_is_done_with_an_identity(atlas, seeded):
    result = atlas("user", "identity", EDITOR, "--show", "--erase", "--as", ADMIN)
    assert result.exit_code == 2 and "exactly one" in result.stderr


def test_the_log_names_the_command_line_and_no_private_word(machine, seeded):
    machine("user", "add", "Lina", "--role", "editor")
    typed("user", "identity", EDITOR, "--set", "--as", ADMIN, lines="\n".join(PRIVATE))
    with engine().connect() as connection:
        entries = connection.exec_driver_sql("SELECT actor, action, subject, detail FROM audit")
        said = [tuple(row) for row in entries]
    assert ("cli", "account", "Lina", "editor") in said
    assert "aryam" not in str(said)


def test_nothing_private_is_in_exports_api_or_lists(machine, atlas, seeded, tmp_path):
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from atlas.web import api

    typed("user", "identity", EDITOR, "--set", "--as", ADMIN, lines="\n".join(PRIVATE))
    said = [
        atlas(*words, "--json").stdout
        for words in (
            ("user", "list"),
            ("submissions",),
            ("releases",),
            ("query", "--indicator", "milex_gdp", "--country", "URY"),
            ("audit", "verify"),
        )
    ]
    with TestClient(Starlette(routes=api.routes)) as client:
        for path in (
            "/api/v1/observations",
            "/api/v1/observations?format=csv",
            "/api/v1/releases",
            "/api/v1/countries/URY",
            "/healthz",
        ):
            said.append(client.get(path).text)
        book = client.get("/api/v1/observations?format=xlsx").content
    (tmp_path / "book.xlsx").write_bytes(book)
    import zipfile

    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        said += [parts.read(name).decode(errors="replace") for name in parts.namelist()]
    assert len(said) > 15
    assert not [text for text in said if "aryam" in text or "nowhere.example" in text]
    assert settings().home.exists()


def test_an_account_is_bound_to_a_provider_and_set_free(machine, atlas, seeded):
    place = ("--issuer", "https://login.example", "--subject", "s-1")
    bound = [{"issuer": "https://login.example", "subject": "s-1"}]
    assert machine("user", "oidc", "Esi", *place)["bound"] == bound
    assert machine("user", "oidc", "Esi")["bound"] == bound
    assert atlas("user", "oidc", "Esi", "--unlink", *place).exit_code == 2
    assert machine("user", "oidc", "Esi", "--unlink")["bound"] == []


@pytest.mark.parametrize("name", ["cli", "atlas", "atlas-starter", "atlas-starter-review"])
def test_nobody_uses_the_atlas_own_accounts(atlas, seeded, sheet, name):
    for words in (
        ("user", "add", name, "--role", "admin"),
        ("user", "invite", name),
        ("user", "oidc", name, "--issuer", "https://login.example", "--subject", "s"),
        ("import", sheet(GOOD), "--submit", "--as", name),
        ("publish", "--label", "2026.9", "--as", name),
        ("rollback", "2026.1", "--as", name),
    ):
        assert atlas(*words).exit_code == 2, words
