"""Results kept beside the records, in SQLite and PostgreSQL alike."""

from __future__ import annotations

from sqlalchemy import Engine, func, select

from atlas.store import computed


def test_a_result_is_found_by_its_digest_alone(engine: Engine) -> None:
    key = computed.inputs_digest(["b", "a"], "1")
    assert key == computed.inputs_digest(["a", "b"], "1") != computed.inputs_digest(["a", "b"], "2")
    assert computed.find_result(engine, "trends", "milex_gdp", key) is None
    computed.store_result(engine, "trends", "milex_gdp", key, '{"é": "ج"}')
    assert computed.find_result(engine, "trends", "milex_gdp", key) == '{"é": "ج"}'
    assert computed.find_result(engine, "trends", "milex_usd", key) is None
    assert computed.find_result(engine, "other", "milex_gdp", key) is None


def test_two_who_computed_at_once_keep_the_first(engine: Engine) -> None:
    computed.store_result(engine, "trends", "milex_gdp", "k", "first")
    computed.store_result(engine, "trends", "milex_gdp", "k", "second")
    assert computed.find_result(engine, "trends", "milex_gdp", "k") == "first"


def test_the_oldest_make_room(engine: Engine) -> None:
    computed.store_result(engine, "trends", "milex_usd", "other", "stays")
    for number in range(computed.KEPT + 3):
        computed.store_result(engine, "trends", "milex_gdp", f"k{number}", "payload")
    own = select(func.count()).where(computed.computed.c.indicator == "milex_gdp")
    with engine.connect() as connection:
        assert connection.execute(own).scalar() == computed.KEPT
    assert computed.find_result(engine, "trends", "milex_gdp", "k0") is None
    assert computed.find_result(engine, "trends", "milex_gdp", f"k{computed.KEPT + 2}") == "payload"
    assert computed.find_result(engine, "trends", "milex_usd", "other") == "stays"
