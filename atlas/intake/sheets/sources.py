"""The sources that a workbook describes, found again by code, title or citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from atlas.i18n import N_
from atlas.intake.draft import Problem, Severity, Source
from atlas.intake.sheets import dates, words
from atlas.intake.sheets.columns import INLINE, SOURCE_SHEET
from atlas.intake.sheets.long import cells
from atlas.intake.sheets.long.cells import CellError
from atlas.intake.sheets.long.rows import RowPlace, source_id
from atlas.intake.sheets.words import NO, fold_spelling

LONGEST_CODE = 64
DATES = ("published", "accessed")


@dataclass
class Sources:
    """What the sheet “sources” and the rows of other sheets say of sources."""

    known: dict[str, Source] = field(default_factory=dict)
    places: dict[str, RowPlace] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    inline: set[str] = field(default_factory=set)

    def read(self, raw: dict[str, Any], place: RowPlace) -> None:
        """Read a row of the sheet “sources”."""
        source = _source({c.name: raw.get(c.name) for c in SOURCE_SHEET.read}, place)
        code = source.id
        if len(code) > LONGEST_CODE:
            template = N_("“{value}” is too long: at most {most} characters.")
            long = CellError("bad-code", template, N_("Shorten it."), value=code, most=LONGEST_CODE)
            place.report("source", long, code)
        if any(problem.severity is Severity.ERROR for problem in place.problems):
            self.broken |= {fold_spelling(code), fold_spelling(source.title)} - {""}
            return
        first = self.known.setdefault(code, source)
        if first != source:
            self._report_change(first, place)
            return
        self.places.setdefault(code, place)
        citation = f"{source.publisher}, {source.title} ({source.vintage})"
        for name in (code, source.title, citation):
            self.names.setdefault(fold_spelling(name), set()).add(code)

    def of_row(self, raw: dict[str, Any], place: RowPlace) -> str | None:
        """Return the code of the source that a row names or describes.

        None is a source whose own row has an error: it is named there, not in each row.

        Raises
        ------
        CellError
        """
        text = cells.cell_text(raw.get("source"))
        inline = bool(cells.cell_text(raw.get("publisher")))
        if not text and not inline:
            remedy = N_("Choose a source of the sheet “sources”.")
            raise CellError("empty-cell", N_("The cell is empty."), remedy)
        codes = {text} & self.known.keys() or self.names.get(fold_spelling(text), set())
        if inline and (not codes or text in self.inline):
            return self._inline_source(text, raw, place)
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            template = N_("“{value}” can mean {choices}.")
            remedy = N_("Write one of these codes.")
            choices = ", ".join(sorted(codes))
            raise CellError("ambiguous-term", template, remedy, value=text, choices=choices)
        if fold_spelling(text) in self.broken:
            return None
        template = N_("The source “{value}” is not described.")
        remedy = N_("Describe it in a row of the sheet “sources”, and write its code here.")
        raise CellError("unknown-source", template, remedy, value=text)

    def _inline_source(self, code: str, raw: dict[str, Any], place: RowPlace) -> str:
        """Return the code of the source that a row describes in columns of its own."""
        values = {own: raw.get(name) for name, own in INLINE.items()}
        headers = {own: name for name, own in INLINE.items()}
        source = _source({**values, "source": code}, place, headers)
        first = self.known.setdefault(source.id, source)
        if first != source:
            self._report_change(first, place)
        self.places.setdefault(source.id, place)
        self.inline.add(source.id)
        return first.id

    def _report_change(self, first: Source, place: RowPlace) -> None:
        row = self.places[first.id].row
        template = N_("Row {row} describes “{title}” differently; that description is kept.")
        remedy = N_("Give each edition a code of its own, or remove one of the two rows.")
        error = CellError("source-changed", template, remedy, row=row, title=first.title)
        place.report("source", error, first.id)

    def used(self, codes: set[str]) -> tuple[Source, ...]:
        """Return the sources of these codes."""
        return tuple(source for code, source in self.known.items() if code in codes)

    def lacking_licence(self, sources: Iterable[Source]) -> Iterator[Problem]:
        """Yield a warning for each source that has no licence."""
        template = N_("The licence of “{title}” is not stated.")
        remedy = N_("Write the licence, so that readers know what they may do with the data.")
        for source in sources:
            if not source.licence:
                at = self.places[source.id]
                place = RowPlace(at.file, at.sheet, at.row)
                lacking = CellError("no-licence", template, remedy, title=source.title)
                place.report("licence", lacking, severity=Severity.WARNING)
                yield from place.problems


def _source(raw: dict[str, Any], place: RowPlace, headers: dict[str, str] | None = None) -> Source:
    """Return the source that cells describe; what is wrong is reported at the row's place."""
    headers = headers or {}
    values = {name: cells.cell_text(cell) for name, cell in raw.items()}

    def take(name: str, read: Callable[[Any], str]) -> str:
        try:
            return read(raw.get(name))
        except CellError as error:
            place.report(headers.get(name, name), error, values[name])
            return ""

    for name in ("publisher", "title"):
        if not values.get(name):
            remedy = N_("Fill the cell, or delete the row.")
            empty = CellError("empty-cell", N_("The cell is empty."), remedy)
            place.report(headers.get(name, name), empty)
    publication_date, access_date = (take(name, dates.parse_date) for name in DATES)
    url = take("url", lambda cell: cells.url(cells.cell_text(cell)))
    free = take("redistributable", _yes_no)
    origin = take("origin", lambda cell: words.origin_code(cells.cell_text(cell)))
    vintage = values["vintage"] or publication_date or access_date
    if not vintage and not values["published"] and not values["accessed"]:
        remedy = N_("Fill vintage, published or accessed.")
        place.report(
            headers.get("vintage", "vintage"),
            CellError("undated-source", N_("The source has no date."), remedy),
        )
    code = values["source"] or source_id(values["publisher"], values["title"], vintage)
    return Source(
        code,
        values["publisher"],
        values["title"],
        url,
        vintage,
        publication_date,
        access_date,
        values["licence"],
        free != NO,
        origin=origin or None,
    )


def _yes_no(cell: Any) -> str:
    text = cells.cell_text(cell)
    return words.resolve("yes_no", text) if text else ""
