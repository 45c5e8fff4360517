"""Who stands behind a pseudonym is read by administrators only, and can be erased."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from atlas import editorial
from atlas.editorial.accounts import NotAllowed, UnknownAccount
from atlas.editorial.directory import account_listings
from atlas.editorial.identities import Identity, erase_identity, read_identity, set_identity
from tests.editorial.conftest import Log
from tests.invented import ADMIN, EDITOR, PUBLISHER

WHO = Identity("Maryam of Nowhere", "maryam@nowhere.example")


def test_an_administrator_sets_reads_and_erases_and_each_is_logged(
    staffed: Engine, log: Log
) -> None:
    assert read_identity(staffed, EDITOR, by=ADMIN) is None
    set_identity(staffed, EDITOR, WHO, by=ADMIN)
    assert read_identity(staffed, EDITOR, by=ADMIN) == WHO
    erase_identity(staffed, EDITOR, by=ADMIN)
    left = read_identity(staffed, EDITOR, by=ADMIN)
    assert left is not None
    assert (left.real_name, left.contact) == ("", "")
    assert left.erased_at is not None
    read = (ADMIN, "identity-read", EDITOR, "")
    done = [(ADMIN, f"identity-{what}", EDITOR, "") for what in ("set", "read", "erased")]
    assert log.entries()[-5:] == [read, *done, read]
    assert "Maryam" not in str(log.entries())
    assert editorial.verify(staffed).intact


@pytest.mark.parametrize("by", [EDITOR, PUBLISHER, "cli", "Nobody"])
def test_nobody_else_may(staffed: Engine, log: Log, by: str) -> None:
    set_identity(staffed, EDITOR, WHO, by=ADMIN)
    before = log.entries()
    for attempt in (
        lambda: read_identity(staffed, EDITOR, by=by),
        lambda: set_identity(staffed, EDITOR, Identity("Other"), by=by),
        lambda: erase_identity(staffed, EDITOR, by=by),
    ):
        with pytest.raises((NotAllowed, UnknownAccount)):
            attempt()
    assert log.entries() == before
    assert read_identity(staffed, EDITOR, by=ADMIN) == WHO


def test_an_account_must_be_there(staffed: Engine) -> None:
    with pytest.raises(UnknownAccount):
        set_identity(staffed, "Nobody", WHO, by=ADMIN)


def test_the_list_of_accounts_says_nothing_of_it(staffed: Engine) -> None:
    set_identity(staffed, EDITOR, WHO, by=ADMIN)
    assert [listed.account.name for listed in account_listings(staffed)] == [
        "Ada",
        "Esi",
        "Pilar",
        "Rana",
    ]
    assert "aryam" not in str(account_listings(staffed))


def test_nothing_erased_stays_in_the_files_of_sqlite(sqlite_engine: Engine) -> None:
    for name, role in ((ADMIN, editorial.Role.ADMIN), (EDITOR, editorial.Role.EDITOR)):
        editorial.add_account(sqlite_engine, name, role)
    folder = Path(str(sqlite_engine.url.database)).parent
    set_identity(sqlite_engine, EDITOR, WHO, by=ADMIN)
    assert any(b"Maryam of" in p.read_bytes() for p in folder.glob("atlas.sqlite*"))
    erase_identity(sqlite_engine, EDITOR, by=ADMIN)
    for path in folder.glob("atlas.sqlite*"):
        assert b"aryam" not in path.read_bytes(), path
