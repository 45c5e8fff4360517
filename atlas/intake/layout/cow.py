"""Correlates of War, National Material Capabilities: their own codes, thousands, −9 for missing.

Money is in thousands of pounds sterling until 1913, in thousands of US dollars from 1914 on.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from atlas.codebook import codebook
from atlas.codebook.load import FOLDER
from atlas.codebook.model import MissingReason, Processing
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Origin, Severity
from atlas.intake.layout.lines import PlainRow, PlainTable
from atlas.intake.layout.numbers import read_number
from atlas.intake.layout.years import read_year
from atlas.intake.sandbox.opening.page import letter
from atlas.intake.sheets.long.cells import CellError

NEEDED = ({"stateabb"}, {"ccode"}, {"year"})
COLUMNS = {"milex": "milex_usd", "milper": "armed_forces", "tpop": "population"}
THOUSANDS = 1_000.0
FIRST_DOLLARS = 1914
Read = tuple[DraftObservation, Origin]


@dataclass(frozen=True)
class State:
    """A state of their list; from ``first`` on it is the country ``iso3``."""

    iso3: str
    first: int
    name: str


@lru_cache(maxsize=1)
def _states() -> dict[str, State]:
    states = {}
    with (FOLDER / "cow.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            state = State(row["iso3"], int(row["first"] or 0), row["name"] or row["abbreviation"])
            states[row["ccode"]] = states[row["abbreviation"]] = state
    return states


def read_cow(lines: PlainTable, cite: Callable[[str], str]) -> Iterator[Read]:
    """Yield the observations of the file's lines; each line states the version it is of."""
    notices: set[str] = set()
    for line in lines:
        try:
            period, _ = read_year(line.cells.get("year", ""))
        except CellError as error:
            lines.add(line, "year", error)
            continue
        year = int(period[:4])
        country = _country(lines, line, year, notices)
        if not country:
            continue
        source = cite(line.text("version").removesuffix(".0"))
        for name, indicator in COLUMNS.items():
            if name == "milex" and year < FIRST_DOLLARS:
                _pounds(lines, line, notices)
            elif line.text(name):
                yield from _figure(lines, line, name, indicator, (country, period, source))


def _pounds(lines: PlainTable, line: PlainRow, notices: set[str]) -> None:
    """Report once per state that its money before 1914 is not in dollars."""
    state = line.text("stateabb", "ccode")
    if not line.text("milex") or f"{state} in pounds" in notices:
        return
    notices.add(f"{state} in pounds")
    template = N_("Until 1913, the money of {value} is in pounds sterling; it was left out.")
    error = CellError("not-in-dollars", template, N_("Nothing to do."), value=state)
    lines.add(line, "milex", error, Severity.INFO)


def _country(lines: PlainTable, line: PlainRow, year: int, notices: set[str]) -> str:
    name = "ccode" if line.text("ccode") else "stateabb"
    code = line.text(name)
    state = _states().get(code)
    if state is None:
        template, remedy = N_("No country is called “{value}”."), N_("Use a code of their list.")
        lines.add(line, name, CellError("unknown-country", template, remedy, value=code))
        return ""
    if state.iso3 and year >= state.first:
        return state.iso3
    if state.name not in notices:
        notices.add(state.name)
        template = N_("“{value}” is a former state.")
        remedy = N_("Name the state of today, or leave it out.")
        error = CellError("former-not-country", template, remedy, value=state.name)
        lines.add(line, "stateabb", error, Severity.INFO)
    return ""


def _figure(
    lines: PlainTable, line: PlainRow, name: str, indicator: str, key: tuple[str, str, str]
) -> Iterator[Read]:
    country, period, source = key
    at = letter(lines.names.index(name))
    draft: dict[str, Any] = {
        "original": line.text(name),
        "locator": f"{lines.page.name}, {at}{line.number + 1}".removeprefix(", "),
    }
    unit = codebook().indicators[indicator].unit
    try:
        value = read_number(line.cells[name], ".").value
    except CellError as error:
        lines.add(line, name, error)
        return
    if value == -9:
        observation = DraftObservation(
            country, indicator, period, source, unit, missing=MissingReason.NO_DATA, **draft
        )
    else:
        observation = DraftObservation(
            country,
            indicator,
            period,
            source,
            unit,
            value=value * THOUSANDS,
            processing=Processing.MINOR,
            **draft,
        )
    yield observation, lines.origin(line, name)
