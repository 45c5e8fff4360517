"""Sessions: what is forged, old or ended is nobody's."""

import datetime as dt
from pathlib import Path

import pytest
from itsdangerous import Signer
from sqlalchemy import Engine, select

from atlas.editorial import keys, sessions
from atlas.editorial.sessions import identify, open_session
from atlas.store.desk import session
from atlas.store.engine import writing
from tests.editorial.conftest import Log
from tests.invented import EDITOR, REVIEWER

START = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def opened(engine: Engine, name: str = EDITOR, at: dt.datetime = START) -> str:
    with writing(engine) as connection:
        return open_session(connection, name, at, "password")


def at(**span: float) -> dt.datetime:
    return START + dt.timedelta(**span)


def test_a_session_belongs_to_its_account(staffed: Engine) -> None:
    one, two = opened(staffed), opened(staffed, REVIEWER)
    assert identify(staffed, one, START).name == EDITOR  # type: ignore[union-attr]
    assert identify(staffed, two, START).name == REVIEWER  # type: ignore[union-attr]
    assert one != opened(staffed)


def test_the_database_holds_no_token(staffed: Engine) -> None:
    cookie = opened(staffed)
    with staffed.connect() as connection:
        kept = str(connection.execute(select(session)).all())
    assert cookie.split(".")[0] not in kept


@pytest.mark.parametrize(
    "change",
    [
        lambda c: None,
        lambda c: "",
        lambda c: c[:-1],
        lambda c: "A" + c[1:] if c[0] != "A" else "B" + c[1:],
        lambda c: c.split(".")[0],
        lambda c: c + "é\udcff",
        lambda c: "." + c.split(".")[1],
        lambda c: Signer(b"another secret", salt="atlas-session").sign(c.split(".")[0]).decode(),
        lambda c: keys.hash_token(c.split(".")[0]),
    ],
)
def test_a_forged_or_altered_cookie_is_nobody(staffed: Engine, change: object) -> None:
    assert identify(staffed, change(opened(staffed)), START) is None  # type: ignore[operator]


def test_a_cookie_of_our_signature_without_a_session_is_nobody(staffed: Engine) -> None:
    assert identify(staffed, sessions._signer().sign("invented").decode(), START) is None


def test_a_session_ends_after_eight_idle_hours(staffed: Engine) -> None:
    cookie = opened(staffed)
    assert identify(staffed, cookie, at(hours=8)) is None
    assert identify(staffed, cookie, at(hours=7)) is not None
    assert identify(staffed, cookie, at(hours=14)) is not None, "seven hours of use ago"


def test_a_session_ends_after_a_week_of_use(staffed: Engine) -> None:
    cookie = opened(staffed)
    for hours in range(4, 7 * 24, 4):
        assert identify(staffed, cookie, at(hours=hours)) is not None
    assert identify(staffed, cookie, at(days=7)) is None
    assert identify(staffed, cookie, at(days=7, seconds=-1)) is not None


def test_a_rerun_writes_nothing_within_five_minutes(
    staffed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = opened(staffed)
    written: list[dt.datetime] = []
    monkeypatch.setattr(sessions, "_prolong", lambda *given: written.append(given[2]))
    identify(staffed, cookie, at(minutes=4))
    assert not written
    identify(staffed, cookie, at(minutes=6))
    assert len(written) == 1


def test_signing_out_ends_that_session_and_is_logged_once(staffed: Engine, log: Log) -> None:
    one, other = opened(staffed), opened(staffed)
    sessions.close_session(staffed, one)
    sessions.close_session(staffed, one)
    sessions.close_session(staffed, "forged.cookie")
    assert identify(staffed, one, START) is None
    assert identify(staffed, other, START) is not None
    assert log.actions()[-1] == "sign-out"
    assert log.actions().count("sign-out") == 1


def test_signing_out_everywhere_ends_all_sessions_of_one_account(staffed: Engine) -> None:
    mine, mine_too, theirs = opened(staffed), opened(staffed), opened(staffed, REVIEWER)
    assert len(sessions.sessions_of(staffed, EDITOR, START)) == 2
    sessions.sign_out_everywhere(staffed, EDITOR)
    assert identify(staffed, mine, START) is identify(staffed, mine_too, START) is None
    assert identify(staffed, theirs, START) is not None


def test_old_rows_are_swept_when_a_session_opens(staffed: Engine) -> None:
    opened(staffed)
    opened(staffed, REVIEWER, at(hours=9))
    with staffed.connect() as connection:
        assert connection.execute(select(session.c.account)).scalars().all() == [REVIEWER]


def test_a_form_belongs_to_one_browser_and_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    token = sessions.form_token("browser one")
    assert sessions.own_form(token, "browser one")
    assert not sessions.own_form(token, "browser two")
    assert not sessions.own_form(token + "x", "browser one")
    assert not sessions.own_form("", "browser one")
    monkeypatch.setattr(sessions, "FORM_AGE", dt.timedelta(seconds=-1))
    assert not sessions.own_form(token, "browser one")


def test_the_secret_is_made_once_for_its_owner_only(home: Path) -> None:
    first = keys.secret()
    assert (home / "secret").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in home.iterdir()] == ["secret"]
    (home / "secret").chmod(0o644)
    keys._read.cache_clear()
    assert keys.secret() == first
    assert (home / "secret").stat().st_mode & 0o777 == 0o600
    assert len(first) == 32


def test_without_the_secret_every_session_ends(staffed: Engine, home: Path) -> None:
    cookie = opened(staffed)
    (home / "secret").unlink()
    keys._read.cache_clear()
    assert identify(staffed, cookie, START) is None
