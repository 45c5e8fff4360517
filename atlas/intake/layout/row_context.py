"""What the cells beside a row's values say: year, indicator, unit, source, note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.codebook import codebook
from atlas.codebook.model import Reliability
from atlas.errors import UnknownIndicator
from atlas.i18n import N_
from atlas.intake.draft import Severity, Source
from atlas.intake.layout.fold import fold_text
from atlas.intake.layout.missing import missing_reason
from atlas.intake.layout.numbers import DITTO
from atlas.intake.layout.sources import Given, build_source, split
from atlas.intake.layout.subjects import Meaning, indicator_named, is_plain, meaning_of
from atlas.intake.layout.table import Table
from atlas.intake.layout.units import unit_of
from atlas.intake.layout.words import LETTERS, is_whole, part_of
from atlas.intake.layout.years import read_year
from atlas.intake.sheets.long import cells
from atlas.intake.sheets.long.cells import CellError

YES = frozenset(("yes", "y", "x", "1", "true", "oui", "si", "نعم", "e"))
ESTIMATES = frozenset(("estimate", "estimated", "estimation", "estime", "estimacion", "estimado"))
ESTIMATES |= {"e", "est", "تقدير", "تقديري"}
UNCERTAIN = frozenset(("uncertain", "incertain", "incierto", "highly uncertain", "غير موكد"))
YES |= ESTIMATES
SOURCE_ROLES = ("source", "title", "url", "vintage", "published", "licence")


@dataclass(slots=True)
class RowContext:
    """What a row says beside its values; ``broken`` when any of it is an error."""

    number: int
    country: str
    period: str = ""
    estimate: bool = False
    indicator: str = ""
    unit: str = ""
    source: str = ""
    note: str = ""
    breakdown: str = ""
    locator: str = ""
    reliability: Reliability | None = None
    broken: bool = False


class Beside:
    """Reads the cells beside the values; what is the same in many rows is read once."""

    def __init__(self, table: Table, source: Source) -> None:
        self.table = table
        self.given = source
        self.told: set[str] = set()
        self.periods: dict[Any, tuple[str, bool]] = {}
        self.graded = bool({"estimate", "reliability"} & table.roles.keys())
        self.indicators: dict[tuple[str, str, str], tuple[str, str]] = {}
        self.sources: dict[tuple[Any, ...], str] = {}
        columns = table.mapping.columns.items()
        roles = ("sex", "slice", "part") if table.own else ("sex", "slice")
        self.parts = [at for at, column in columns if column.role in roles]
        self.columns = [table.roles[role] for role in SOURCE_ROLES if role in table.roles]

    def read(self, number: int, country: str) -> RowContext:
        """Return what a row says; report what is wrong in it."""
        problems = self.table.report.problems
        before = len(problems)
        row = RowContext(number, country)
        row.period, row.estimate = self._period(number)
        row.indicator, row.unit = self._indicator(number)
        row.source = self._source(number)
        row.note, row.locator = self.table.text(number, "note"), self.table.text(number, "locator")
        row.breakdown = self._breakdown(number)
        row.reliability = self._reliability(number) if self.graded else None
        row.broken = any(p.severity is Severity.ERROR for p in problems[before:])
        return row

    def _period(self, number: int) -> tuple[str, bool]:
        at = self.table.roles.get("year", self.table.roles.get("date"))
        if at is None:
            return self.table.mapping.year, False
        cell = self.table.grid.at(number, at)
        if cell == "":
            if all(column.year for column in self.table.values.values()):
                return "", False
            return self._empty(number, at, N_("Write the year.")), False
        hit = self.periods.get(cell)
        if hit is not None:
            return hit
        try:
            period, year = read_year(cell)
        except CellError as error:
            self.table.report.add(number, at, error)
            return "", False
        entry = self.periods[cell] = (period, bool(year and year.estimate))
        return entry

    def _empty(self, number: int, at: int, remedy: str) -> str:
        error = CellError("empty-cell", N_("The cell is empty."), remedy)
        self.table.report.add(number, at, error)
        return ""

    def _indicator(self, number: int) -> tuple[str, str]:
        table = self.table
        words = (table.text(number, "unit"), table.text(number, "currency"))
        unit_text = " ".join(filter(None, words))
        if not table.by_row:
            return "", unit_text
        at = table.roles.get("indicator", table.roles.get("indicator-code", 0))
        code, name = table.text(number, "indicator-code"), table.grid.text(number, at)
        hit = self.indicators.get((code, name, unit_text))
        if hit is not None:
            return hit
        if not name and not code:
            return self._empty(number, at, N_("Name the indicator.")), unit_text
        if not (indicator_named(code) or is_plain(name)):
            meaning = Meaning()
        else:
            meaning = meaning_of([text for text in (code, name, unit_text) if text])
        if meaning.indicator:
            entry = self.indicators[code, name, unit_text] = (meaning.indicator, unit_text or name)
            return entry
        self._unknown(number, at, name or code, meaning)
        return "", unit_text

    def _unknown(self, number: int, at: int, name: str, meaning: Meaning) -> None:
        """Report a text that names no indicator, or that could be several."""
        table = self.table
        if not table.own and not meaning.candidates:
            self._leave_out(number, at, name)
            return
        unit_text = table.text(number, "unit")
        column = table.roles.get("unit", at)
        unit = unit_of(f"{name} {unit_text}")
        bare = unit.scaled and not unit.kind and "milex_usd" in meaning.candidates
        if meaning.candidates and (unit.kind == "money" or bare):
            value = table.grid.text(number, column)
            template = N_("“{value}” is money without a currency.")
            remedy = N_("Write the currency, such as US$; the atlas records US dollars.")
            error = CellError("no-currency", template, remedy, value=value)
        elif meaning.candidates:
            column, names = at, ", ".join(meaning.candidates)
            template, remedy = (
                N_("“{value}” may be several indicators."),
                N_("Write one of: {candidates}."),
            )
            error = CellError("unclear-indicator", template, remedy, value=name, candidates=names)
        elif meaning.foreign and unit_text:
            template = N_("“{value}” is not a unit of this indicator.")
            remedy = N_("Convert the value to the unit of the codebook, and write that.")
            error = CellError("unit-mismatch", template, remedy, value=unit_text)
        else:
            column, near = at, ", ".join(_similar(name))
            template = N_("No indicator is called “{value}”.")
            remedy = N_("Did you mean {nearest}?") if near else N_("Choose one from the codebook.")
            error = CellError("unknown-indicator", template, remedy, value=name, nearest=near)
        table.report.add(number, column, error)

    def _leave_out(self, number: int, at: int, name: str) -> None:
        if name not in self.told:
            self.told.add(name)
            template = N_("The atlas does not record “{value}”; its rows were left out.")
            error = CellError("series-left-out", template, N_("Nothing to do."), value=name)
            self.table.report.add(number, at, error, Severity.INFO)

    def _source(self, number: int) -> str:
        at = self.table.roles.get("source")
        if at is None:
            self.table.found.sources.setdefault(self.given.id, self.given)
            return self.given.id
        key = tuple(self.table.grid.at(number, column) for column in self.columns)
        hit = self.sources.get(key)
        if hit is not None:
            return hit
        words = [self.table.text(number, role) for role in SOURCE_ROLES]
        citation, licence = words[0], words[-1]
        if not citation or missing_reason(citation) or citation.casefold() in DITTO:
            template = N_("The row names no source.")
            remedy = N_("Name publisher and title, so that readers can check the figure.")
            self.table.report.add(number, at, CellError("no-source", template, remedy))
            return ""
        name, title = split(citation)
        vintage = words[3] or words[4]
        source = build_source(Given(vintage=vintage), name, words[1] or title, words[2], licence)
        if "licence" in self.table.roles and not licence:
            template = N_("The licence of “{title}” is not stated.")
            remedy = N_("Write the licence, so that readers know what they may do with the data.")
            error = CellError("no-licence", template, remedy, title=citation)
            self.table.report.add(number, self.table.roles["licence"], error, Severity.WARNING)
            return self._keep(source)  # asked of each row that lacks it
        self.sources[key] = self._keep(source)
        return self.sources[key]

    def _keep(self, source: Source) -> str:
        sources = self.table.found.sources
        first = sources.setdefault(source.id, source)
        if source.licence and not first.licence:
            sources[source.id] = source
        return source.id

    def left_out(self, number: int) -> bool:
        """Tell whether a row is about a part, such as an age group, that is not recorded."""
        for at in self.parts:
            text = self.table.grid.text(number, at)
            if not self._part_of(at, text) and not is_whole(text):
                self._part(number, at, text)
                return True
        return False

    def _part_of(self, at: int, text: str) -> str:
        """Return the breakdown that a cell names, ``total``, or ``""``."""
        role = self.table.mapping.columns[at].role
        if role == "slice":
            return ""
        letter = LETTERS.get(fold_text(text), "") if role == "sex" else ""
        return letter or part_of(text)

    def _part(self, number: int, at: int, text: str) -> None:
        if text not in self.told:
            self.told.add(text)
            template = N_("The atlas does not record the part “{value}”; its rows were left out.")
            error = CellError("part-left-out", template, N_("Nothing to do."), value=text)
            severity = Severity.WARNING if self.table.own else Severity.INFO
            self.table.report.add(number, at, error, severity)

    def _reliability(self, number: int) -> Reliability | None:
        estimate = fold_text(self.table.text(number, "estimate"))
        reliability = fold_text(self.table.text(number, "reliability"))
        if estimate in YES or reliability in ESTIMATES:
            return Reliability.ESTIMATE
        return Reliability.UNCERTAIN if reliability in UNCERTAIN else None

    def _breakdown(self, number: int) -> str:
        breakdowns = (self._part_of(at, self.table.grid.text(number, at)) for at in self.parts)
        parts = {part for part in breakdowns if part not in ("", "total")}
        if parts:
            return ";".join(sorted(parts))
        at = self.table.roles.get("breakdown")
        text = self.table.grid.text(number, at) if at is not None else ""
        if not text or at is None:
            return ""
        try:
            return cells.breakdown(text)
        except CellError as error:
            self.table.report.add(number, at, error)
            return ""


def _similar(name: str) -> tuple[str, ...]:
    try:
        return (codebook().indicator(name.lower()).id,)
    except UnknownIndicator as error:
        return error.nearest
