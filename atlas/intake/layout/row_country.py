"""The country of each row, or the reason why it has none."""

from __future__ import annotations

from atlas.i18n import N_
from atlas.intake.draft import Severity
from atlas.intake.layout.entities import Entity, entity, owner, suggestions
from atlas.intake.layout.missing import missing_reason
from atlas.intake.layout.numbers import DITTO, read_number
from atlas.intake.layout.table import Table
from atlas.intake.sheets.long.cells import CellError

REFUSED = {
    "aggregate": (N_("“{value}” is a group of countries."), N_("Leave the row out.")),
    "subnational": (N_("“{value}” is a part of a country."), N_("Leave the row out.")),
    "former": (
        N_("“{value}” is a former state."),
        N_("Name the state of today, or leave it out."),
    ),
}


class Whose:
    """Finds the country of each row of a table; reports names that are no country."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.at = table.roles.get("country", table.roles.get("code"))
        self.coded = table.roles.get("code")
        self.told: set[str] = set()

    def country(self, row: int, columns: list[int]) -> str | None:
        """Return the country of a row with values, or None when the row is not a country's."""
        if self.table.mapping.country:
            return self.table.mapping.country
        if self.at is None:
            return None
        label = self.table.grid.text(row, self.at) or self._beside(row)
        match, code = owner(label), self._code(row)
        if match.kind == "country" and not _contradicts(match, code):
            return match.iso3
        if match.kind == "country":
            template = N_("“{value}” and the code next to it are two countries.")
            error = CellError("code-mismatch", template, N_("Correct one of the two."), value=label)
            self.table.report.add(row, self.at, error)
            return None
        if match.kind in ("unknown", "blank") and code and code.kind not in ("unknown", "blank"):
            if code.kind == "country":
                return code.iso3
            match = code
        self._refuse(row, self.at, label, match, columns)
        return None

    def _beside(self, row: int) -> str:
        """Return the name that a publisher's row has in a column without a heading.

        The rows of totals are often set further to the left than the countries.
        """
        if self.table.own or not self.table.values:
            return ""
        with_heading = {at for at, column in self.table.mapping.columns.items() if column.header}
        positions = (at for at in range(min(self.table.values)) if at not in with_heading)
        labels = (self.table.grid.text(row, at) for at in positions)
        return next((text for text in labels if entity(text).kind not in ("blank", "unknown")), "")

    def named(self, row: int) -> bool:
        """Tell whether a row is one of the table's, and not a line of text below it."""
        if self.at is None:
            return True
        return owner(self.table.grid.text(row, self.at)).kind not in ("unknown", "blank")

    def _code(self, row: int) -> Entity | None:
        if self.coded is None:
            return None
        text = self.table.grid.text(row, self.coded)
        return owner(text) if text else None

    def _refuse(self, row: int, at: int, label: str, match: Entity, columns: list[int]) -> None:
        cells = [self.table.grid.at(row, column) for column in columns]
        if match.kind == "blank":
            self._nameless(row, at, label, cells)
        elif label.casefold() in DITTO:
            template = N_("“{value}” means the same as above; each cell needs a value of its own.")
            error = CellError("ditto-mark", template, N_("Write the country's name."), value=label)
            self.table.report.add(row, at, error)
        elif match.kind == "unknown":
            self._unknown(row, at, label, cells)
        else:
            self._no_country(row, at, label, match.kind, columns)

    def _nameless(self, row: int, at: int, label: str, cells: list[object]) -> None:
        """Report a row of numbers without a name, unless it is a page number or the like."""
        numbers = [c for c in cells if not isinstance(c, str) or any(x.isdigit() for x in c)]
        pages = all(entity(str(c)).kind == "blank" for c in cells)
        if label or not numbers or pages or not self.table.own:
            return
        template, remedy = N_("The cell is empty."), N_("Name the country, or delete the row.")
        self.table.report.add(row, at, CellError("empty-cell", template, remedy))

    def _unknown(self, row: int, at: int, label: str, cells: list[object]) -> None:
        text_only = all(isinstance(c, str) and not any(x.isdigit() for x in c) for c in cells)
        if text_only and not any(missing_reason(str(c)) for c in cells):
            return  # a line of text
        if row in self.table.too_long and ":" in label:
            return  # such as a source whose commas separate cells
        near = ", ".join(suggestions(label))
        remedy = N_("Did you mean {nearest}?") if near else N_("Use an ISO 3166 code such as FRA.")
        template = N_("No country is called “{value}”.")
        error = CellError("unknown-country", template, remedy, value=label, nearest=near)
        self.table.report.add(row, at, error)

    def _no_country(self, row: int, at: int, label: str, kind: str, columns: list[int]) -> None:
        self._total(row, label, columns)
        if not self.table.own and label in self.told:
            return  # a publisher's long file names World once for each year
        self.told.add(label)
        template, remedy = REFUSED[kind]
        error = CellError(f"{kind}-not-country", template, remedy, value=label)
        severity = Severity.WARNING if self.table.own else Severity.INFO
        self.table.report.add(row, at, error, severity)

    def _total(self, row: int, label: str, columns: list[int]) -> None:
        """Keep the numbers of a row of totals, to compare them with the rows above."""
        for column in columns:
            try:
                cell = self.table.grid.at(row, column)
                read = read_number(cell, self.table.decimal.get(column, ""))
            except CellError:
                continue
            self.table.found.totals.append((row, column, label, read.value))


def _contradicts(match: Entity, code: Entity | None) -> bool:
    return code is not None and code.kind == "country" and code.iso3 != match.iso3
