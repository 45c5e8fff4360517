"""The live interface, played by a server on loopback that misbehaves."""

from __future__ import annotations

import socket

import pytest

from atlas.intake.checks import check_batch
from atlas.intake.connectors.worldbank import cache, live
from atlas.intake.connectors.worldbank.batch import batch_from_answers
from atlas.intake.connectors.worldbank.series import select_series
from tests.intake.connectors.worldbank.made import Bank
from tests.intake.made import figures

MILEX = select_series(["milex_gdp"])
BOTH = select_series(["milex_gdp", "armed_forces"])
QUICK = (0.0, 0.0)


def test_values_with_their_address_and_vintage(bank: Bank) -> None:
    batch = batch_from_answers(live.fetch_series(MILEX))
    assert figures(batch) == {
        ("URY", "milex_gdp", "2022", ""): 2.0,
        ("URY", "milex_gdp", "2020", ""): 2.2,
        ("XKX", "milex_gdp", "2022", ""): 0.8,
        ("XKX", "milex_gdp", "2021", ""): 0.0,
    }
    (source,) = batch.sources
    assert (source.vintage, source.licence) == ("2026-02-24", "CC BY 4.0") and source.accessed
    assert batch.observations[0].locator == "v2/country/URY/indicator/MS.MIL.XPND.GD.ZS?date=2022"
    assert [(p.code, p.value) for p in batch.problems] == [("aggregate-not-country", "World")]
    assert check_batch(batch, frozenset()) == []


def test_years_are_chosen_of_what_is_kept(bank: Bank) -> None:
    answers = live.fetch_series(MILEX)
    assert {d.period for d in batch_from_answers(answers, 2021, 2021).observations} == {"2021"}
    assert {d.period for d in batch_from_answers(answers, last=2020).observations} == {"2020"}


def test_a_second_run_asks_nothing(bank: Bank) -> None:
    first = live.fetch_series(BOTH)
    bank.asked.clear()
    assert live.fetch_series(BOTH) == first and bank.asked == []


def test_an_interrupted_run_asks_only_for_the_rest(bank: Bank) -> None:
    bank.refusing = {"MS.MIL.TOTL.P1"}
    with pytest.raises(live.NoConnection, match=r"status 500.*MS\.MIL\.TOTL\.P1 as CSV"):
        live.fetch_series(BOTH, pauses=QUICK)
    bank.refusing.clear()
    bank.asked.clear()
    assert len(live.fetch_series(BOTH, pauses=QUICK)) == 2
    assert not any("MS.MIL.XPND.GD.ZS" in path for path in bank.asked)


@pytest.mark.parametrize("how", ["500", "cut", "short", "html"])
def test_a_failure_is_tried_again(bank: Bank, how: str) -> None:
    bank.failing = ["", how, "", how]  # each try asks for the vintage, then for the values
    (answer,) = live.fetch_series(MILEX, pauses=QUICK)
    assert len(answer.rows) == 9 and len(bank.asked) == 6


@pytest.mark.parametrize(
    ("how", "why"),
    [("500", "status 500"), ("cut", "cut off"), ("short", "not whole"), ("html", "not whole")],
)
def test_what_never_comes_right_is_said_and_not_kept(bank: Bank, how: str, why: str) -> None:
    bank.failing = ["", how] * 3
    with pytest.raises(live.NoConnection, match=why) as raised:
        live.fetch_series(MILEX, pauses=QUICK)
    assert "atlas import FILE --connector worldbank" in str(raised.value)
    assert cache.load_answer("MS.MIL.XPND.GD.ZS") is None


def test_silence_ends_in_time(bank: Bank) -> None:
    bank.failing = ["slow"]
    with pytest.raises(live.NoConnection, match="no answer in time"):
        live.fetch_series(MILEX, pauses=(), wait=0.2)


def test_offline_is_said(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("ATLAS_WORLDBANK_API", f"http://127.0.0.1:{closed.getsockname()[1]}/v2")
        with pytest.raises(live.NoConnection, match="no connection"):
            live.fetch_series(MILEX, pauses=QUICK)


def test_a_new_vintage_is_kept_beside_the_old(bank: Bank) -> None:
    (old,) = live.fetch_series(MILEX)
    bank.updated, bank.values["URY"] = "2026-07-01", [9.0, 9.0, 9.0]
    assert live.fetch_series(MILEX) == [old]
    (new,) = live.fetch_series(MILEX, fresh=True)
    assert live.fetch_series(MILEX) == [new] and new.vintage == "2026-07-01"
    assert len(list(cache.cache_folder().iterdir())) == 2
    assert len(batch_from_answers([old, new]).sources) == 2


def test_a_broken_file_of_the_cache_is_asked_for_again(bank: Bank) -> None:
    (answer,) = live.fetch_series(MILEX)
    cache.store_answer(answer).write_text("{", encoding="utf-8")
    assert live.fetch_series(MILEX) == [answer]
