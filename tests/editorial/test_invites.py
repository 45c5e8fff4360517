"""An invitation works once, for one account, for some days."""

import datetime as dt

import pytest
from sqlalchemy import Engine, select, update

from atlas.editorial import accounts, credentials, invites, sessions
from atlas.editorial.accounts import NotAllowed, UnknownAccount
from atlas.editorial.invites import InviteUnusable, invitee_name, make_invite, use_invite
from atlas.errors import InvalidParameter
from atlas.store.desk import invite
from atlas.store.engine import writing
from tests.editorial.conftest import Log
from tests.invented import ADMIN, EDITOR

PASSWORD = "correct horse battery"


def test_an_invitation_sets_the_password_and_signs_in(staffed: Engine, log: Log) -> None:
    token = make_invite(staffed, EDITOR)
    assert invitee_name(staffed, token) == invitee_name(staffed, token) == EDITOR
    cookie = use_invite(staffed, token, PASSWORD)
    assert sessions.identify(staffed, cookie).name == EDITOR  # type: ignore[union-attr]
    assert credentials.sign_in(staffed, EDITOR, PASSWORD)
    assert log.actions()[-5:] == ["invite", "invite-used", "password-changed", "sign-in", "sign-in"]


def test_an_invitation_works_once(staffed: Engine) -> None:
    token = make_invite(staffed, EDITOR)
    use_invite(staffed, token, PASSWORD)
    with pytest.raises(InviteUnusable):
        use_invite(staffed, token, "somebody else's words")
    with pytest.raises(InviteUnusable):
        invitee_name(staffed, token)
    assert credentials.sign_in(staffed, EDITOR, PASSWORD)


def test_a_refused_password_does_not_use_it_up(staffed: Engine) -> None:
    token = make_invite(staffed, EDITOR)
    with pytest.raises(credentials.PasswordTooShort):
        use_invite(staffed, token, "short")
    assert use_invite(staffed, token, PASSWORD)


def test_a_newer_invitation_replaces_the_older_one(staffed: Engine) -> None:
    older, newer = make_invite(staffed, EDITOR), make_invite(staffed, EDITOR)
    with pytest.raises(InviteUnusable):
        invitee_name(staffed, older)
    assert invitee_name(staffed, newer) == EDITOR


def test_an_invitation_grows_old(staffed: Engine) -> None:
    token = make_invite(staffed, EDITOR, days=1)
    past = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    with writing(staffed) as connection:
        connection.execute(update(invite).values(expires_at=past))
    with pytest.raises(InviteUnusable):
        use_invite(staffed, token, PASSWORD)


def test_a_disabled_account_cannot_use_its_invitation(staffed: Engine) -> None:
    token = make_invite(staffed, EDITOR)
    accounts.disable_account(staffed, EDITOR)
    with pytest.raises(InviteUnusable):
        use_invite(staffed, token, PASSWORD)
    with pytest.raises(UnknownAccount):
        make_invite(staffed, EDITOR)


def test_using_one_ends_the_sessions_of_whoever_was_in_before(staffed: Engine) -> None:
    credentials.replace_password(staffed, EDITOR, PASSWORD)
    before = credentials.sign_in(staffed, EDITOR, PASSWORD)
    use_invite(staffed, make_invite(staffed, EDITOR), "several other words")
    assert sessions.identify(staffed, before) is None


def test_the_database_holds_no_token(staffed: Engine) -> None:
    token = make_invite(staffed, EDITOR)
    with staffed.connect() as connection:
        assert token not in str(connection.execute(select(invite)).all())


def test_only_an_administrator_or_the_server_invites(staffed: Engine) -> None:
    assert make_invite(staffed, EDITOR, by=ADMIN)
    with pytest.raises(NotAllowed):
        make_invite(staffed, ADMIN, by=EDITOR)
    with pytest.raises(InvalidParameter):
        make_invite(staffed, EDITOR, days=0)
    with pytest.raises(InviteUnusable):
        invites.invitee_name(staffed, "")
