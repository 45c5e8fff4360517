"""Read a whole file of any layout: detect its tables, read them, and join what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from atlas.i18n import N_
from atlas.intake.checks import observation_key
from atlas.intake.draft import Batch, DraftObservation, Origin, Problem, Severity, Source
from atlas.intake.layout.detect import Hints, tables_of
from atlas.intake.layout.entities import entity
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.hidden_cells import behind
from atlas.intake.layout.mapping import VALUE
from atlas.intake.layout.mapping import Mapping as Layout
from atlas.intake.layout.publishers import publisher_of
from atlas.intake.layout.report import problem
from atlas.intake.layout.rows import TableReader
from atlas.intake.layout.sections import sections
from atlas.intake.layout.sources import Given, file_source
from atlas.intake.layout.special import special
from atlas.intake.layout.sums import wrong_totals
from atlas.intake.layout.table import TableResult
from atlas.intake.sandbox.opening.page import Page
from atlas.intake.sheets.long.cells import CellError, cell_text
from atlas.intake.sheets.long.duplicates import contradicting, repeated_row_error

Table = tuple[Grid, Layout]


def read_layout(
    file: Path,
    pages: Sequence[Page],
    metadata: Given | None = None,
    mappings: Iterable[Layout] | None = None,
) -> Batch:
    """Read the tables of an opened file, as detected or as ``mappings`` say."""
    metadata = metadata or Given()
    publisher = publisher_of(pages, file.name)
    read = special(publisher, file.name, pages, metadata) if mappings is None else None
    if read is not None:
        return _of_a_release(file.name, read)
    tables = (
        detected(file, pages, metadata)
        if mappings is None
        else _tables_of_mappings(pages, mappings)
    )
    joiner = _Joiner(file.name, own=publisher is None)
    source = file_source(metadata, publisher, pages, file.stem)
    for grid, layout in tables:
        joiner.add_table(grid, layout, source)
    joiner.leave_out(pages, tables)
    for page in pages:
        layouts = [layout for grid, layout in tables if grid.page is page]
        joiner.problems += behind(file.name, page, layouts, own=publisher is None)
    if not tables and not joiner.problems:
        joiner.no_table()
    elif not joiner.origins and not any(p.row for p in joiner.problems):
        joiner.no_values()
    batch = joiner.batch(source)
    return batch if publisher is None else _of_a_release(file.name, batch)


def _of_a_release(file: str, batch: Batch) -> Batch:
    """Ask for the release of a publisher's figures where the file does not state it.

    Publishers revise past years: figures of two releases are two sources.
    """
    if all(source.vintage for source in batch.sources):
        return batch
    template = N_("The file does not say of which release its figures are.")
    remedy = N_("State its edition or date before you submit.")
    question = CellError("vintage-not-stated", template, remedy)
    notice = problem(question, Severity.INFO, file, "", (None, None))
    return replace(batch, problems=(*batch.problems, notice))


def detected(file: Path, pages: Sequence[Page], metadata: Given | None = None) -> list[Table]:
    """Return the tables of a file, each with its grid and how it is read."""
    description = metadata or Given()
    hints = Hints(
        description.indicator, description.unit, description.year, file.stem, description.columns
    )
    tables: list[Table] = []
    for page in pages:
        if _explains(page):
            continue
        tables += [(grid, layout) for grid, layout in _tables(page, hints)]
    return tables


def _tables(page: Page, hints: Hints) -> list[Table]:
    grid = Grid(page)
    top = _countries_across(grid)
    if top is not None:
        transposed_grid = Grid(page, turned=True, top=top)
        tables = tables_of(transposed_grid, hints)
        if tables:
            return [(transposed_grid, layout) for layout in tables]
    return [(part, layout) for part in sections(grid) for layout in tables_of(part, hints)]


def _countries_across(grid: Grid) -> int | None:
    """Return the row in which two or more countries stand side by side, when one does."""
    for row in range(min(40, len(grid.rows))):
        cells = grid.bare(row)
        kinds = [entity(t).kind for t in cells.values() if len(t) > 2]
        if (
            kinds.count("country") >= 2
            and len(kinds) <= kinds.count("country") + kinds.count("aggregate") + 2
        ):
            column = sum(
                entity(grid.text(r, c)).kind == "country"
                for r in range(row + 1, min(row + 6, len(grid.rows)))
                if not _names_countries(grid, r)  # their codes below their names
                for c in list(cells)[:2]
            )
            return row if column == 0 else None
    return None


def _names_countries(grid: Grid, row: int) -> bool:
    """Tell whether a row names countries side by side, and nothing else."""
    kinds = [entity(text).kind for text in grid.bare(row).values()]
    return len(kinds) > 1 and set(kinds) == {"country"}


def _tables_of_mappings(pages: Sequence[Page], mappings: Iterable[Layout]) -> list[Table]:
    by_name = {page.name: page for page in pages}
    tables = []
    for layout in mappings:
        if layout.sheet in by_name:
            page = by_name[layout.sheet]
            top = (_countries_across(Grid(page)) or 0) if layout.transposed else 0
            tables.append((Grid(page, turned=layout.transposed, top=top), layout.settled()))
    return tables


class _Joiner:
    """Puts the tables of a file together: one answer a key, whichever table gave it first."""

    def __init__(self, file: str, *, own: bool) -> None:
        self.file = file
        self.own = own
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self.drafts: dict[tuple[str, ...], tuple[DraftObservation, Origin]] = {}
        self.origins: dict[DraftObservation, Origin] = {}

    def add_table(self, grid: Grid, layout: Layout, source: Source) -> None:
        if layout.left_out:
            self._left_out(grid, layout)
            return
        reader = TableReader(self.file, grid, layout, source, own=self.own)
        result = reader.read()
        self.problems += result.problems
        if self.own:
            self.problems += wrong_totals(reader.table.report, result)
        self._take(result)

    def _take(self, result: TableResult) -> None:
        for source in result.sources.values():
            first = self.sources.setdefault(source.id, source)
            if source.licence and not first.licence:
                self.sources[source.id] = source
        for draft, origin in result.drafts:
            first_draft, where = self.drafts.setdefault(observation_key(draft), (draft, origin))
            if first_draft is draft:
                self.origins[draft] = origin
            else:
                self._twice(first_draft, where, draft, origin)

    def _twice(
        self, first: DraftObservation, where: Origin, draft: DraftObservation, origin: Origin
    ) -> None:
        same = (first.value, first.category, first.missing) == (
            draft.value,
            draft.category,
            draft.missing,
        )
        if same and where.sheet != origin.sheet:
            return  # the same figure in two sheets of one workbook
        if same:
            error = repeated_row_error(where.row, where.sheet, origin.sheet)
            severity = Severity.WARNING if self.own else Severity.INFO
        else:
            error = contradicting(where.row, where.sheet, origin.sheet)
            severity = Severity.ERROR
        self.problems.append(_at(origin, error, severity, draft.original))

    def _left_out(self, grid: Grid, layout: Layout) -> None:
        template = N_("The atlas does not record “{title}”; these rows were left out.")
        heads = (c.header for c in layout.columns.values() if c.role == VALUE and not c.year)
        title = layout.title or ", ".join(heads) or layout.unit
        error = CellError("block-left-out", template, N_("Nothing to do."), title=title)
        at = (layout.first, None)
        self.problems.append(problem(error, Severity.INFO, self.file, grid.page.name, at))

    def leave_out(self, pages: Sequence[Page], tables: Sequence[Table]) -> None:
        """Name the sheets that hold something, but no table."""
        with_table = {id(grid.page) for grid, _ in tables}
        for page in pages:
            if (
                not with_table
                or id(page) in with_table
                or not _has_content(page)
                or _explains(page)
            ):
                continue
            template = N_("No table was found in the sheet “{sheet}”; it was left out.")
            error = CellError(
                "sheet-left-out", template, N_("Nothing to do."), sheet=page.name or self.file
            )
            at = (None, None)
            self.problems.append(problem(error, Severity.INFO, self.file, page.name, at))

    def no_table(self) -> None:
        """Say that nothing in the file looks like a table of countries."""
        template = N_("No table of countries and years was found.")
        remedy = N_("Put countries in one column and years in the headings or in another column.")
        error = CellError("no-header", template, remedy)
        self.problems.append(problem(error, Severity.ERROR, self.file, "", (None, None)))

    def no_values(self) -> None:
        """Say that a table was found, but nothing in it that can be read."""
        template = N_("No row names a country and has a figure.")
        remedy = N_("Put countries in one column and years in the headings or in another column.")
        error = CellError("no-values", template, remedy)
        self.problems.append(problem(error, Severity.ERROR, self.file, "", (None, None)))

    def batch(self, source: Source) -> Batch:
        """Return all that was read."""
        source_ids = {draft.source for draft in self.origins}
        if self.origins and source.id in source_ids and not source.publisher:
            template = N_("The file does not name the publisher of its figures.")
            remedy = N_("Describe the source before you submit: publisher, title, edition.")
            error = CellError("source-not-stated", template, remedy)
            self.problems.append(problem(error, Severity.INFO, self.file, "", (None, None)))
        return Batch(
            tuple(source for name, source in self.sources.items() if name in source_ids),
            tuple(self.origins),
            tuple(self.problems),
            origins=dict(self.origins),
        )


def _at(origin: Origin, error: CellError, severity: Severity, value: str) -> Problem:
    columns: Mapping[str, str] = dict(origin.columns)
    cell_problem = problem(
        error, severity, origin.file, origin.sheet, (origin.row - 1, None), value=value
    )
    cell_problem.params["cell"] = f"{columns.get('value.letter', '')}{origin.row}"
    return origin.locate(cell_problem, "value")


def _has_content(page: Page) -> bool:
    return any(cell_text(cell) for row in page.rows for cell in row)


def _explains(page: Page) -> bool:
    """Tell whether a sheet only explains the others, as the World Bank's metadata do."""
    return page.name.casefold().startswith(("metadata", "series - metadata"))
