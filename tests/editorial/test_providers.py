"""OpenID Connect: an account is opened by one issuer and subject, whatever names say."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine, insert

from atlas.editorial import credentials, invites, providers, sessions
from atlas.editorial.accounts import BuiltInAccount, NotAllowed, Role, add_account, disable_account
from atlas.editorial.credentials import WrongSignIn
from atlas.editorial.names import BUILT_IN, BuiltIn
from atlas.editorial.providers import SubjectTaken, link_identity, sign_in_from, unlink
from atlas.errors import InvalidParameter
from atlas.store.desk import credential
from atlas.store.engine import writing
from tests.editorial.conftest import Log
from tests.invented import ADMIN, EDITOR, REVIEWER

HERE, THERE = "https://login.example", "https://other.example"
PASSWORD = "an invented pass phrase"


def who(engine: Engine, cookie: str) -> str:
    account = sessions.identify(engine, cookie)
    assert account is not None
    return account.name


def test_the_first_sign_in_binds_and_no_other_subject_gets_in(staffed: Engine, log: Log) -> None:
    assert who(staffed, sign_in_from(staffed, HERE, "s-1", EDITOR)) == EDITOR
    assert providers.bindings(staffed, EDITOR) == [(HERE, "s-1")]
    for issuer, subject in ((HERE, "s-2"), (THERE, "s-1"), (HERE, "S-1"), ("", ""), (HERE, "")):
        with pytest.raises(WrongSignIn):
            sign_in_from(staffed, issuer, subject, EDITOR)
    assert (EDITOR, "sign-in-failed", EDITOR, f"oidc {HERE} s-2") in log.entries()


def test_a_bound_person_is_known_by_another_name_too(staffed: Engine) -> None:
    sign_in_from(staffed, HERE, "s-1", EDITOR)
    assert who(staffed, sign_in_from(staffed, HERE, "s-1", REVIEWER)) == EDITOR
    assert who(staffed, sign_in_from(staffed, HERE, "s-1", "")) == EDITOR


def test_an_account_with_another_way_in_is_bound_by_an_administrator_only(staffed: Engine) -> None:
    credentials.replace_password(staffed, EDITOR, PASSWORD)
    for name in (EDITOR, ADMIN):  # nor does a name make anybody an administrator
        with pytest.raises(WrongSignIn):
            sign_in_from(staffed, HERE, "s-1", name)
    link_identity(staffed, EDITOR, HERE, "s-1", by=ADMIN)
    assert who(staffed, sign_in_from(staffed, HERE, "s-1", "anybody")) == EDITOR


def test_unlinking_ends_sessions_and_the_name_binds_nobody_again(staffed: Engine) -> None:
    cookie = sign_in_from(staffed, HERE, "s-1", EDITOR)
    unlink(staffed, EDITOR, by=ADMIN)
    assert sessions.identify(staffed, cookie) is None
    for subject in ("s-1", "s-2"):
        with pytest.raises(WrongSignIn):
            sign_in_from(staffed, HERE, subject, EDITOR)
    link_identity(staffed, EDITOR, HERE, "s-1", by=ADMIN)
    assert who(staffed, sign_in_from(staffed, HERE, "s-1", "")) == EDITOR


def test_a_new_link_to_the_same_provider_ends_the_one_before(staffed: Engine) -> None:
    link_identity(staffed, EDITOR, HERE, "s-1", by=ADMIN)
    link_identity(staffed, EDITOR, THERE, "t-1", by=ADMIN)
    link_identity(staffed, EDITOR, HERE, "s-2", by=ADMIN)
    assert sorted(providers.bindings(staffed, EDITOR)) == [(HERE, "s-2"), (THERE, "t-1")]
    with pytest.raises(WrongSignIn):
        sign_in_from(staffed, HERE, "s-1", EDITOR)


def test_one_person_opens_one_account(staffed: Engine) -> None:
    link_identity(staffed, EDITOR, HERE, "s-1", by=ADMIN)
    with pytest.raises(SubjectTaken):
        link_identity(staffed, REVIEWER, HERE, "s-1", by=ADMIN)
    unlink(staffed, EDITOR, by=ADMIN)
    link_identity(staffed, REVIEWER, HERE, "s-1", by=ADMIN)
    assert who(staffed, sign_in_from(staffed, HERE, "s-1", EDITOR)) == REVIEWER


def test_only_administrators_link(staffed: Engine) -> None:
    with pytest.raises(NotAllowed):
        link_identity(staffed, EDITOR, HERE, "s-1", by=REVIEWER)
    with pytest.raises(NotAllowed):
        unlink(staffed, EDITOR, by=EDITOR)
    with pytest.raises(InvalidParameter):
        link_identity(staffed, EDITOR, HERE, "", by=ADMIN)


def test_a_disabled_account_stays_shut(staffed: Engine) -> None:
    sign_in_from(staffed, HERE, "s-1", EDITOR)
    disable_account(staffed, EDITOR)
    with pytest.raises(WrongSignIn):
        sign_in_from(staffed, HERE, "s-1", EDITOR)


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_the_atlas_own_accounts_have_no_way_in(staffed: Engine, name: str) -> None:
    plain, now = str(name), dt.datetime.now(dt.UTC)
    add_account(staffed, BuiltIn(plain), Role.ADMIN)
    for way in (
        lambda: credentials.replace_password(staffed, plain, PASSWORD),
        lambda: invites.make_invite(staffed, plain),
        lambda: link_identity(staffed, plain, HERE, "s-1"),
    ):
        with pytest.raises(BuiltInAccount):
            way()
    with writing(staffed) as connection:  # as an older atlas let it
        values = {
            "account": plain,
            "password_hash": credentials.hash_password(PASSWORD),
            "failures": 0,
        }
        connection.execute(insert(credential).values(changed_at=now, **values))
        cookie = sessions.open_session(connection, plain, now, "password")
    assert sessions.identify(staffed, cookie) is None
    with pytest.raises(WrongSignIn):
        credentials.sign_in(staffed, plain, PASSWORD)
    with pytest.raises(WrongSignIn):
        sign_in_from(staffed, HERE, "s-1", plain)
