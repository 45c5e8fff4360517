"""Read the rows of one table: drafts with their cells, and every problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from atlas.codebook import codebook
from atlas.codebook.model import MissingReason, Processing, Reliability
from atlas.errors import UnknownIndicator
from atlas.i18n import N_
from atlas.intake.draft import DraftObservation, Origin, Problem, Severity, Source
from atlas.intake.layout.answers import answer_of
from atlas.intake.layout.behind import formula_or_error
from atlas.intake.layout.entities import Entity, entity, suggestions
from atlas.intake.layout.fold import clean
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.mapping import VALUE, Column, Mapping
from atlas.intake.layout.missing import missing_reason
from atlas.intake.layout.numbers import DITTO, convention, read_number
from atlas.intake.layout.report import Report
from atlas.intake.layout.shares import are_fractions
from atlas.intake.layout.sources import Given, made, split
from atlas.intake.layout.subjects import (
    Meaning,
    fits,
    indicator_named,
    is_plain,
    meaning_of,
    natural,
)
from atlas.intake.layout.units import Unit, unit_of
from atlas.intake.layout.years import Year, read_year
from atlas.intake.opening.page import letter
from atlas.intake.table import cells
from atlas.intake.table.cells import CellError

REFUSED = {
    "aggregate": (N_("“{value}” is a group of countries."), N_("Leave the row out.")),
    "subnational": (N_("“{value}” is a part of a country."), N_("Leave the row out.")),
    "former": (
        N_("“{value}” is a former state."),
        N_("Name the state of today, or leave it out."),
    ),
}


@dataclass
class Found:
    """What a table yields."""

    drafts: list[tuple[DraftObservation, Origin]] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    totals: list[tuple[int, int, str, float]] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """What the cells beside a row's values say."""

    number: int
    country: str
    period: str
    estimate: bool
    indicator: str
    unit: str
    source: str
    note: str
    breakdown: str
    locator: str
    reliability: Reliability | None


class TableReader:
    """Reads one table as its mapping says."""

    def __init__(
        self, file: str, grid: Grid, mapping: Mapping, source: Source, given: Given, *, own: bool
    ) -> None:
        self.grid, self.mapping, self.source, self.given, self.own = (
            grid,
            mapping,
            source,
            given,
            own,
        )
        self.report = Report(file, grid, mapping)
        self.found = Found()
        self.roles = {c.role: at for at, c in reversed(mapping.columns.items()) if c.role != VALUE}
        self.values = {at: c for at, c in mapping.columns.items() if c.role == VALUE}
        self.decimal = self._conventions()
        self.fractions: set[int] | None = None
        self.seen: set[str] = set()

    def read(self) -> Found:
        """Return the drafts, sources and problems of the table."""
        if self._has_countries() and self._ready():
            if not self._by_row():
                self.fractions = self._fractions()
            for number in range(self.mapping.first, self.mapping.last + 1):
                self._row(number)
        self.found.problems = self.report.problems
        return self.found

    def _has_countries(self) -> bool:
        """Tell whether any row is a country's; a publisher's table of regions has none."""
        at = self.roles.get("country", self.roles.get("code"))
        if self.own or self.mapping.country or at is None:
            return True
        rows = range(self.mapping.first, self.mapping.last + 1)
        return any(entity(self.grid.text(row, at)).kind == "country" for row in rows)

    def _by_row(self) -> bool:
        return "indicator" in self.roles or "indicator-code" in self.roles

    def _conventions(self) -> dict[int, str]:
        rows = self.grid.rows[self.mapping.first : self.mapping.last + 1]
        own = {at: convention(row[at] for row in rows if at < len(row)) for at in self.values}
        shared = {sign for sign in own.values() if sign}
        other = shared.pop() if len(shared) == 1 else ""
        return {at: sign or other for at, sign in own.items()}

    def _ready(self) -> bool:
        """Report what must be known before any row can be read; tell whether it is known."""
        at = self.mapping.header[-1] if self.mapping.header else self.mapping.first
        asked: set[object] = set()
        for column, meant in list(self.values.items()):
            lacking = not self._by_row() and not (meant.indicator or self.mapping.indicator)
            if lacking:
                # Years under one title are one question, not one for each year.
                question = meant.candidates if meant.year else column
                if question not in asked:
                    self._unclear(at, column, meant)
                asked.add(question)
                del self.values[column]
        for column, meant in self.mapping.columns.items():
            if meant.role == "unclear" and (self.own or meant.candidates):
                self._unclear(at, column, meant)
        if not self.values:
            return False
        dated = "year" in self.roles or "date" in self.roles or self.mapping.year
        undated = [c for c, meant in self.values.items() if not (dated or meant.year)]
        if undated:
            template = N_("Neither the sheet nor its headings say which year this is.")
            remedy = N_("Write the year in the heading or in a column “year”.")
            self.report.add(at, undated[0], CellError("no-year", template, remedy))
        return len(undated) < len(self.values)

    def _unclear(self, row: int, column: int, meant: Column) -> None:
        unit = unit_of(meant.header) if meant.header else Unit()
        own = unit_of(meant.unit)
        if meant.candidates and "money" in (unit.kind, own.kind):
            template = N_("The heading “{value}” names money, but not its currency.")
            remedy = N_("Write the currency, such as US$; the atlas records US dollars.")
            self.report.add(
                row, column, CellError("no-currency", template, remedy, value=meant.header)
            )
            return
        candidates = ", ".join(meant.candidates or self.mapping.candidates)
        template = N_("It is not clear what the column “{value}” holds.")
        remedy = (
            N_("Say which indicator it is; it may be: {candidates}.")
            if candidates
            else N_("Name an indicator of the codebook in the heading, or remove the column.")
        )
        shown = meant.header or letter(self.grid.place(row, column)[1])
        severity = Severity.ERROR if self.own or candidates else Severity.INFO
        found = CellError("unclear-column", template, remedy, value=shown, candidates=candidates)
        self.report.add(row, column, found, severity)

    def _fractions(self) -> set[int]:
        """Return the columns of shares whose bare numbers are fractions of one."""
        found = set()
        by_indicator: dict[str, list[int]] = {}
        for at, column in self.values.items():
            by_indicator.setdefault(column.indicator or self.mapping.indicator, []).append(at)
        for indicator, columns in by_indicator.items():
            numbers = [n for at in columns for n in self._bare_numbers(at)]
            if indicator and are_fractions(indicator, numbers):
                found |= set(columns)
                at = self.mapping.header[-1] if self.mapping.header else self.mapping.first
                template = N_("All numbers are below {most}: they were read as fractions of one.")
                remedy = N_("Nothing to do, if 0.25 means 25 %.")
                fact = CellError("read-as-fractions", template, remedy, most=f"{max(numbers):g}")
                self.report.add(at, columns[0], fact, Severity.INFO)
        return found

    def _bare_numbers(self, column: int) -> Iterator[float]:
        for row in range(self.mapping.first, self.mapping.last + 1):
            cell = self.grid.at(row, column)
            if cell == "" or self.grid.is_percent(row, column):
                continue
            if isinstance(cell, str) and ("%" in cell or missing_reason(cell)):
                continue
            try:
                yield read_number(cell, self.decimal.get(column, "")).value
            except CellError:
                continue

    def _row(self, number: int) -> None:
        filled = [at for at in self.values if self.grid.at(number, at) not in ("", None)]
        if not filled:
            return
        country = self._country(number, filled)
        if country is None:
            return
        before = len(self.report.problems)
        row = self._beside(number, country)
        errors = self.report.problems[before:]
        if row is None or any(p.severity is Severity.ERROR for p in errors):
            self._still_check(number, filled, row)
            return
        for at in filled:
            self._cell(row, at)

    def _still_check(self, number: int, filled: list[int], row: Row | None) -> None:
        """Name what is wrong with the values of a row that is left out for another reason."""
        for at in filled:
            cell = self.grid.at(number, at)
            broken = formula_or_error(self.grid.page, self.grid.place(number, at))
            if broken is not None:
                self.report.add(number, at, broken)
                continue
            if isinstance(cell, str) and missing_reason(cell) is None:
                indicator = (row.indicator if row else "") or self.values[at].indicator
                if indicator and codebook().indicators[indicator].kind == "category":
                    continue
                try:
                    read_number(cell, self.decimal.get(at, ""))
                except CellError as error:
                    if self._by_row() and not indicator and error.code == "not-a-number":
                        continue
                    self.report.add(number, at, error)

    def _country(self, number: int, filled: list[int]) -> str | None:
        """Return the country of a row, or None when the row is not one's."""
        if self.mapping.country:
            return self.mapping.country
        at = self.roles.get("country", self.roles.get("code"))
        if at is None:
            return None
        shown = self.grid.text(number, at)
        known = entity(shown)
        coded = self._code(number)
        if known.kind == "country":
            if coded and coded.kind == "country" and coded.iso3 != known.iso3:
                template = N_("“{value}” and the code beside it are two countries.")
                found = CellError(
                    "code-mismatch", template, N_("Mend one of the two."), value=shown
                )
                self.report.add(number, at, found)
                return None
            return known.iso3
        if known.kind in ("unknown", "blank") and coded and coded.kind != "unknown":
            if coded.kind == "country":
                return coded.iso3
            known = coded
        self._refuse(number, at, shown, known, filled)
        return None

    def _code(self, number: int) -> Entity | None:
        at = self.roles.get("code")
        shown = self.grid.text(number, at) if at is not None else ""
        return entity(shown) if shown else None

    def _refuse(self, number: int, at: int, shown: str, known: Entity, filled: list[int]) -> None:
        texts = [self.grid.at(number, c) for c in filled]
        if known.kind == "blank":
            numbers = [t for t in texts if not isinstance(t, str) or any(c.isdigit() for c in t)]
            if shown or not numbers or all(entity(str(t)).kind == "blank" for t in texts):
                return
            if not self.own:
                return
            template = N_("The cell is empty.")
            remedy = N_("Name the country, or delete the row.")
            self.report.add(number, at, CellError("empty-cell", template, remedy))
            return
        if shown.casefold() in DITTO:
            template = N_("“{value}” means the same as above; each cell must say its own.")
            found = CellError("ditto-mark", template, N_("Write the country's name."), value=shown)
            self.report.add(number, at, found)
            return
        if known.kind == "unknown":
            if all(isinstance(t, str) and not any(c.isdigit() for c in t) for t in texts):
                if not any(missing_reason(str(t)) for t in texts):
                    return  # a line of text
            near = ", ".join(suggestions(shown))
            remedy = (
                N_("Did you mean {nearest}?") if near else N_("Use an ISO 3166 code such as FRA.")
            )
            template = N_("No country is called “{value}”.")
            found = CellError("unknown-country", template, remedy, value=shown, nearest=near)
            self.report.add(number, at, found)
            return
        self._total(number, filled)
        if not self.own and shown in self.seen:
            return
        self.seen.add(shown)
        template, remedy = REFUSED[known.kind]
        found = CellError(f"{known.kind}-not-country", template, remedy, value=shown)
        severity = Severity.WARNING if self.own else Severity.INFO
        self.report.add(number, at, found, severity)

    def _total(self, number: int, filled: list[int]) -> None:
        """Keep the numbers of a row of totals, to compare them with the rows above."""
        for at in filled:
            try:
                read = read_number(self.grid.at(number, at), self.decimal.get(at, ""))
            except CellError:
                continue
            label = self.grid.text(number, self.roles.get("country", 0))
            self.found.totals.append((number, at, label, read.value))

    def _beside(self, number: int, country: str) -> Row | None:
        """Return what the row says beside its values; report what is wrong there."""
        period, estimate = self._period(number)
        indicator, unit = self._indicator(number)
        source = self._source(number)
        return Row(
            number,
            country,
            period,
            estimate,
            indicator,
            unit,
            source,
            self._text(number, "note"),
            self._breakdown(number),
            self._text(number, "locator"),
            None,
        )

    def _text(self, number: int, role: str) -> str:
        at = self.roles.get(role)
        return self.grid.text(number, at) if at is not None else ""

    def _period(self, number: int) -> tuple[str, bool]:
        at = self.roles.get("year", self.roles.get("date"))
        if at is None:
            return self.mapping.year, False
        shown = self.grid.text(number, at)
        if not shown:
            if all(column.year for column in self.values.values()):
                return "", False
            template, remedy = N_("The cell is empty."), N_("Write the year.")
            self.report.add(number, at, CellError("empty-cell", template, remedy))
            return "", False
        try:
            period, year = read_year(self.grid.at(number, at))
        except CellError as error:
            self.report.add(number, at, error)
            return "", False
        return period, bool(year and year.estimate)

    def _indicator(self, number: int) -> tuple[str, str]:
        unit = self._text(number, "unit")
        currency = self._text(number, "currency")
        said = " ".join(filter(None, (unit, currency)))
        if not self._by_row():
            return "", said
        at = self.roles.get("indicator", self.roles.get("indicator-code", 0))
        code = self._text(number, "indicator-code")
        shown = self.grid.text(number, at)
        if not shown and not code:
            template, remedy = N_("The cell is empty."), N_("Name the indicator.")
            self.report.add(number, at, CellError("empty-cell", template, remedy))
            return "", said
        meant = meaning_of([t for t in (code, shown) if t] + ([said] if said else []))
        plain = indicator_named(code) or is_plain(shown)
        if meant.indicator and plain:
            return meant.indicator, said or shown
        if not plain:
            meant = Meaning()
        self._unknown_indicator(number, at, shown or code, meant.candidates, foreign=meant.foreign)
        return "", said

    def _unknown_indicator(
        self, number: int, at: int, shown: str, candidates: tuple[str, ...], *, foreign: bool
    ) -> None:
        if not self.own and not candidates:
            if f"\0{shown}" not in self.seen:
                self.seen.add(f"\0{shown}")
                template = N_("The atlas does not record “{value}”; its rows were left out.")
                found = CellError("series-left-out", template, N_("Nothing to do."), value=shown)
                self.report.add(number, at, found, Severity.INFO)
            return
        unit = unit_of(f"{shown} {self._text(number, 'unit')}")
        column = self.roles.get("unit", at)
        bare = unit.scaled and not unit.kind and "milex_usd" in candidates
        if candidates and (unit.kind == "money" or bare):
            template = N_("“{value}” is money without a currency.")
            remedy = N_("Write the currency, such as US$; the atlas records US dollars.")
            value = self.grid.text(number, column)
            self.report.add(number, column, CellError("no-currency", template, remedy, value=value))
            return
        if candidates:
            template = N_("“{value}” may be several indicators.")
            remedy = N_("Write one of: {candidates}.")
            names = ", ".join(candidates)
            found = CellError("unclear-indicator", template, remedy, value=shown, candidates=names)
            self.report.add(number, at, found)
            return
        if foreign and "unit" in self.roles and self._text(number, "unit"):
            value = self.grid.text(number, column)
            template = N_("“{value}” is not a unit of this indicator.")
            remedy = N_("Convert the value to the unit of the codebook, and write that.")
            self.report.add(
                number, column, CellError("unit-mismatch", template, remedy, value=value)
            )
            return
        near = ", ".join(_similar(shown))
        template = N_("No indicator is called “{value}”.")
        remedy = N_("Did you mean {nearest}?") if near else N_("Choose one from the codebook.")
        found = CellError("unknown-indicator", template, remedy, value=shown, nearest=near)
        self.report.add(number, at, found)

    def _source(self, number: int) -> str:
        at = self.roles.get("source")
        if at is None:
            return self._keep(self.source)
        shown = self.grid.text(number, at)
        if not shown or missing_reason(shown) or shown.casefold() in DITTO:
            template = N_("The row names no source.")
            remedy = N_("Name publisher and title, so that readers can check the figure.")
            self.report.add(number, at, CellError("no-source", template, remedy))
            return ""
        name, title = split(shown)
        licence = self._text(number, "licence")
        if "licence" in self.roles and not licence:
            template = N_("The licence of “{title}” is not stated.")
            remedy = N_("Write the licence, so that readers know what they may do with the data.")
            found = CellError("no-licence", template, remedy, title=shown)
            self.report.add(number, self.roles["licence"], found, Severity.WARNING)
        vintage = self._text(number, "vintage") or self._text(number, "published")
        bare = Given(vintage=vintage)
        title = self._text(number, "title") or title
        return self._keep(made(bare, name, title, self._text(number, "url"), licence))

    def _keep(self, source: Source) -> str:
        first = self.found.sources.setdefault(source.id, source)
        if source.licence and not first.licence:
            self.found.sources[source.id] = source
        return source.id

    def _breakdown(self, number: int) -> str:
        at = self.roles.get("breakdown")
        shown = self.grid.text(number, at) if at is not None else ""
        if not shown or at is None:
            return ""
        try:
            return cells.breakdown(shown)
        except CellError as error:
            self.report.add(number, at, error)
            return ""

    def _cell(self, row: Row, at: int) -> None:
        column = self.values[at]
        indicator = row.indicator or column.indicator or self.mapping.indicator
        period = column.year or row.period
        if not indicator or not period:
            return
        cell = self.grid.at(row.number, at)
        broken = formula_or_error(self.grid.page, self.grid.place(row.number, at))
        if broken is not None:
            self.report.add(row.number, at, broken)
            return
        draft = DraftObservation(
            row.country,
            indicator,
            period,
            row.source,
            codebook().indicators[indicator].unit,
            breakdown=_joined(row.breakdown, column.breakdown),
            original=self.grid.text(row.number, at),
            locator=row.locator or self._locator(row.number, at),
            note=" ".join(filter(None, (row.note, self.grid.comment(row.number, at)))),
        )
        reason = missing_reason(cell) if isinstance(cell, str) else None
        try:
            made = self._missing(draft, reason) if reason else self._valued(draft, row, at, cell)
        except CellError as error:
            stated = error.code == "unit-mismatch" and row.unit and "%" not in draft.original
            self.report.add(row.number, self.roles.get("unit", at) if stated else at, error)
            return
        columns = {"value": at}
        for name in ("country", "indicator", "year", "unit", "source", "note"):
            if name in self.roles:
                columns["period" if name == "year" else name] = self.roles[name]
        self.found.drafts.append((made, self.report.origin(row.number, columns)))

    def _locator(self, number: int, at: int) -> str:
        down, across = self.grid.place(number, at)
        return f"{self.grid.page.name}, {letter(across)}{down + 1}".removeprefix(", ")

    def _missing(self, draft: DraftObservation, reason: MissingReason) -> DraftObservation:
        return replace(draft, missing=reason)

    def _valued(self, draft: DraftObservation, row: Row, at: int, cell: Any) -> DraftObservation:
        entry = codebook().indicators[draft.indicator]
        if entry.kind == "category":
            return replace(draft, category=answer_of(entry, clean(cells.text(cell))))
        read = read_number(cell, self.decimal.get(at, ""))
        column = self.values[at]
        unit = unit_of(row.unit or column.unit or self.mapping.unit)
        _check_unit(draft.indicator, unit, read.percent, cells.text(cell))
        factor = self._factor(draft.indicator, unit, row.number, at, percent=read.percent)
        value = scaled(read.value, factor)
        low, high = self._ends(row.number, factor, value)
        estimate = row.estimate or column.estimate or read.reliability is Reliability.ESTIMATE
        colour = self.grid.colour(row.number, at)
        return replace(
            draft,
            value=value,
            low=low,
            high=high,
            processing=Processing.NONE if factor == 1.0 else Processing.MINOR,
            reliability=colour or (Reliability.ESTIMATE if estimate else Reliability.STATED),
        )

    def _factor(self, indicator: str, unit: Unit, row: int, at: int, *, percent: bool) -> float:
        entry = codebook().indicators[indicator]
        if entry.kind == "share":
            if percent:
                return 1.0
            if self.grid.is_percent(row, at) and not isinstance(self.grid.at(row, at), str):
                return 100.0
            return 100.0 if self.fractions and at in self.fractions else 1.0
        return unit.scale

    def _ends(self, number: int, factor: float, value: float) -> tuple[float | None, float | None]:
        ends: list[float | None] = []
        for role in ("low", "high"):
            at = self.roles.get(role)
            cell = self.grid.at(number, at) if at is not None else ""
            if at is None or cell == "" or (isinstance(cell, str) and missing_reason(cell)):
                ends.append(None)
                continue
            try:
                read = read_number(cell).value
            except CellError as error:
                self.report.add(number, at, error)
                return None, None
            ends.append(scaled(read, factor))
        low, high = ends
        return (value if low is None and high is not None else low), (
            value if high is None and low is not None else high
        )


def _similar(name: str) -> tuple[str, ...]:
    try:
        return (codebook().indicator(name.lower()).id,)
    except UnknownIndicator as error:
        return error.nearest


def scaled(value: float, factor: float) -> float:
    """Return a value times a factor, without the noise of binary fractions."""
    return value if factor == 1.0 else float(f"{value * factor:.15g}")


def _check_unit(indicator: str, unit: Unit, percent: bool, shown: str) -> None:
    own = natural(indicator)
    if percent and not own.startswith("percent") and own != "change":
        template = N_("“{value}” is a percentage, which is not the unit of this indicator.")
        remedy = N_("Write the number in {unit}.")
        name = codebook().indicators[indicator].unit
        raise CellError("unit-mismatch", template, remedy, value=shown, unit=name or "–")
    if not fits(unit, indicator):
        template = N_("The unit given is not that of the indicator, which is {unit}.")
        remedy = N_("Convert the value to {unit}, and write that unit.")
        name = codebook().indicators[indicator].unit
        raise CellError("unit-mismatch", template, remedy, value=shown, unit=name or "–")


def _joined(*breakdowns: str) -> str:
    pairs = {pair for text in breakdowns for pair in text.split(";") if pair}
    return ";".join(sorted(pairs))


__all__ = ["Found", "TableReader", "Year"]
