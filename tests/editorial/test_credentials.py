"""Passwords: what is refused looks and lasts the same, and the log knows."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher, Type
from sqlalchemy import Engine, select, update

from atlas import editorial
from atlas.editorial import accounts, credentials, limits, sessions
from atlas.editorial.credentials import WrongSignIn, replace_password, sign_in
from atlas.editorial.limits import TooManyAttempts
from atlas.store.desk import credential, rate, session
from atlas.store.engine import writing
from tests.editorial.conftest import Log
from tests.invented import EDITOR, REVIEWER

PASSWORD = "correct horse battery"


@pytest.fixture
def ready(staffed: Engine) -> Engine:
    """Return a staffed database whose editor has a password."""
    replace_password(staffed, EDITOR, PASSWORD)
    return staffed


def fail(engine: Engine, name: str = EDITOR, times: int = 1, address: str = "") -> None:
    for _ in range(times):
        with pytest.raises(WrongSignIn):
            sign_in(engine, name, "wrong wrong wrong", address=address)


def later(monkeypatch: pytest.MonkeyPatch, **span: int) -> None:
    moment = dt.datetime.now(dt.UTC) + dt.timedelta(**span)
    monkeypatch.setattr(credentials, "_now", lambda: moment)


def test_the_right_password_opens_a_session(ready: Engine) -> None:
    cookie = sign_in(ready, EDITOR, PASSWORD)
    account = sessions.identify(ready, cookie)
    assert account is not None
    assert (account.name, account.role) == (EDITOR, "editor")


def test_a_password_is_stored_as_argon2id_only(ready: Engine) -> None:
    with ready.connect() as connection:
        stored = connection.execute(select(credential.c.password_hash)).scalar_one()
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


def test_different_spellings_of_one_character_are_one(ready: Engine) -> None:
    replace_password(ready, EDITOR, "cafe\u0301 au lait, pas de the\u0301")
    assert sign_in(ready, f" {EDITOR} ", "café au lait, pas de thé")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elevenchars", "password-too-short"),
        ("", "password-too-short"),
        ("x" * 1025, "password-too-long"),
    ],
)
def test_length_is_the_one_rule(ready: Engine, password: str, code: str) -> None:
    with pytest.raises(editorial.accounts.AtlasError) as caught:
        replace_password(ready, EDITOR, password)
    assert caught.value.code == code
    replace_password(ready, EDITOR, "x" * 12)


def test_unknown_disabled_without_password_and_wrong_all_say_the_same(ready: Engine) -> None:
    replace_password(ready, REVIEWER, PASSWORD)
    accounts.disable_account(ready, REVIEWER)
    said = set()
    for name, password in [
        ("Nobody", PASSWORD),
        ("", PASSWORD),
        (REVIEWER, PASSWORD),
        ("Pilar", PASSWORD),
        (EDITOR, PASSWORD + "x"),
        (EDITOR, ""),
    ]:
        with pytest.raises(WrongSignIn) as caught:
            sign_in(ready, name, password)
        said.add(str(caught.value))
    assert len(said) == 1


def test_an_unknown_name_costs_one_verification_too(
    ready: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = credentials.password_matches

    def spy(stored: str, password: str) -> bool:
        asked.append(stored.rpartition("$")[0].rpartition("$")[0])
        return real(stored, password)

    monkeypatch.setattr(credentials, "password_matches", spy)
    fail(ready, EDITOR)
    fail(ready, "Nobody")
    assert len(asked) == 2
    assert asked[0] == asked[1], "the same parameters, hence the same work"


def test_a_hash_costs_what_the_library_recommends(product_hasher: PasswordHasher) -> None:
    assert product_hasher.memory_cost >= 64 * 1024
    assert product_hasher.time_cost >= 3
    assert product_hasher.type is Type.ID


def test_five_failures_lock_for_fifteen_minutes_and_then_twice_as_long(
    ready: Engine, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(ready, times=5)
    with pytest.raises(TooManyAttempts, match="15 minutes"):
        sign_in(ready, EDITOR, PASSWORD)
    later(monkeypatch, minutes=14)
    with pytest.raises(TooManyAttempts):
        sign_in(ready, EDITOR, PASSWORD)
    later(monkeypatch, minutes=16)
    fail(ready, times=5)
    with pytest.raises(TooManyAttempts, match="30 minutes"):
        sign_in(ready, EDITOR, PASSWORD)
    later(monkeypatch, minutes=50)
    assert sign_in(ready, EDITOR, PASSWORD)
    later(monkeypatch, minutes=51)
    fail(ready, times=5)
    with pytest.raises(TooManyAttempts, match="15 minutes"):
        sign_in(ready, EDITOR, PASSWORD)
    assert log.actions().count("sign-in-failed") == 15
    assert log.actions().count("locked") == 3


def test_an_unknown_name_is_locked_the_same_way(
    ready: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(ready, "Nobody", times=5)
    with pytest.raises(TooManyAttempts, match="15 minutes"):
        sign_in(ready, "Nobody", PASSWORD)
    later(monkeypatch, minutes=16)
    fail(ready, "Nobody", times=5)
    with pytest.raises(TooManyAttempts, match="30 minutes"):
        sign_in(ready, "Nobody", PASSWORD)


def test_a_lock_survives_a_restart_and_ends_with_a_new_password(ready: Engine) -> None:
    fail(ready, times=5)
    ready.dispose()
    with pytest.raises(TooManyAttempts):
        sign_in(ready, EDITOR, PASSWORD)
    replace_password(ready, EDITOR, "a new one of many words")
    assert sign_in(ready, EDITOR, "a new one of many words")


def test_locks_grow_to_a_day_and_not_beyond() -> None:
    assert [limits.lock(n).total_seconds() / 60 for n in (5, 10, 15, 20)] == [15, 30, 60, 120]
    assert limits.lock(5_000) == dt.timedelta(hours=24)


def test_attempts_at_the_same_moment_are_counted_each(ready: Engine) -> None:
    def guess(_: int) -> str:
        try:
            sign_in(ready, EDITOR, "wrong wrong wrong")
        except (WrongSignIn, TooManyAttempts) as error:
            return error.code
        return "in"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(guess, range(12)))
    assert outcomes.count("wrong-sign-in") == 5
    assert outcomes.count("too-many-attempts") == 7


def test_one_address_cannot_try_name_after_name(
    ready: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credentials, "PER_ADDRESS", 3)
    for name in ("A", "B", "C"):
        fail(ready, name, address="192.0.2.7")
    with pytest.raises(TooManyAttempts):
        sign_in(ready, EDITOR, PASSWORD, address="192.0.2.7")
    assert sign_in(ready, EDITOR, PASSWORD, address="192.0.2.8")
    with ready.connect() as connection:
        kept = str(connection.execute(select(rate)).all())
    assert "192.0.2" not in kept


def test_the_log_knows_failures_but_no_password_and_no_unknown_name(
    ready: Engine, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credentials, "LOGGED_UNKNOWN", 2)
    fail(ready)
    for name in ("secret-typed-as-name", "another", "and another"):
        fail(ready, name)
    failed = [entry[:3] for entry in log.entries() if entry[1] == "sign-in-failed"]
    strangers = ("unknown", "sign-in-failed", "unknown")
    assert failed == [(EDITOR, "sign-in-failed", EDITOR), strangers, strangers]
    assert "wrong wrong" not in str(log.entries())
    assert "secret-typed" not in str(log.entries())
    assert editorial.verify(ready).intact


def test_a_new_password_ends_all_sessions_and_opens_one(ready: Engine, log: Log) -> None:
    first, second = sign_in(ready, EDITOR, PASSWORD), sign_in(ready, EDITOR, PASSWORD)
    own = credentials.change_password(ready, EDITOR, PASSWORD, "several other words")
    assert sessions.identify(ready, first) is None
    assert sessions.identify(ready, second) is None
    assert sessions.identify(ready, own) is not None
    fail(ready)
    assert "password-changed" in log.actions()


def test_changing_a_password_needs_the_old_one(ready: Engine) -> None:
    with pytest.raises(WrongSignIn):
        credentials.change_password(ready, EDITOR, "not the old one", "several other words")
    assert sign_in(ready, EDITOR, PASSWORD)


def test_a_hash_of_older_parameters_is_made_anew(ready: Engine) -> None:
    weak = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    with writing(ready) as connection:
        connection.execute(update(credential).values(password_hash=weak))
    assert sign_in(ready, EDITOR, PASSWORD)
    with ready.connect() as connection:
        stored = connection.execute(select(credential.c.password_hash)).scalar_one()
    assert not credentials._HASHER.check_needs_rehash(stored)
    assert sign_in(ready, EDITOR, PASSWORD)


def test_a_damaged_hash_lets_nobody_in(ready: Engine) -> None:
    with writing(ready) as connection:
        connection.execute(update(credential).values(password_hash="plain"))
    with pytest.raises(WrongSignIn):
        sign_in(ready, EDITOR, "plain")


def test_disabling_ends_sessions(ready: Engine) -> None:
    cookie = sign_in(ready, EDITOR, PASSWORD)
    accounts.disable_account(ready, EDITOR)
    assert sessions.identify(ready, cookie) is None
    with ready.connect() as connection:
        assert connection.execute(select(session)).first() is None
