"""Find the heading rows of a sheet: years, names of columns, or countries in a row."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.intake.layout.entities import entity, is_listed
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.subjects import indicator_named, subjects_in
from atlas.intake.layout.units import unit_of
from atlas.intake.layout.words import part_of, role_of
from atlas.intake.layout.years import heading_year

LATEST = 40  # rows with two cells or more; prose above a table is not counted
FURTHEST = 500
LOOKED_AT = 60  # rows below a heading that show what its columns hold
KEYS = ("country", "code")


@dataclass(frozen=True)
class Heading:
    """Heading rows, the column of countries (None when the sheet is about one), their kind."""

    rows: tuple[int, ...]
    countries: int | None
    wide: bool

    @property
    def first(self) -> int:
        """Return the first row below."""
        return self.rows[-1] + 1


def find_heading(grid: Grid, start: int = 0) -> Heading | None:
    """Return the first heading at or below a row, within the first rows of the sheet."""
    n_rows = 0
    for row in range(start, min(start + FURTHEST, len(grid.rows))):
        cells = grid.bare(row)
        if len(cells) < 2:
            continue
        n_rows += 1
        if n_rows > LATEST:
            return None
        years = {c for c in cells if heading_year(grid.at(row, c))}
        roles = {c: role_of(text) for c, text in cells.items()}
        key_columns = [c for c, role in roles.items() if role in KEYS]
        # A year that is mistyped stands among years like a figure; the name beside them decides.
        if is_data(grid, row, cells, years) and not (key_columns and len(years) >= 2):
            continue
        corner = grid.turned and "year" in roles.values()  # of a table that was turned over
        if len(years) >= 2 or (years and (key_columns or corner)) or _has_key_roles(roles, cells):
            heading = _heading(grid, row, years, roles)
            if heading is not None:
                return heading
    return None


def is_data(grid: Grid, row: int, cells: dict[int, str], years: set[int]) -> bool:
    """Tell whether a row holds data: a country's name, or numbers that are no years."""
    numbers = {c for c in cells if isinstance(grid.at(row, c), float | int) and c not in years}
    others = [t for c, t in cells.items() if c not in years and c not in numbers]
    others = [t for t in others if not role_of(t) and not part_of(t)]
    if numbers:
        return True
    return any(map(is_listed, others[:3]))


def _has_key_roles(roles: dict[int, str], cells: dict[int, str]) -> bool:
    role_names = {role for role in roles.values() if role and role != "ignored"}
    if role_names & set(KEYS):
        return len(cells) >= 2
    if {"year", "indicator"} & role_names and len(role_names) >= 2:
        return True
    if role_names & {"year", "indicator", "indicator-code"}:
        return any(indicator_named(text) or subjects_in(text) for text in cells.values())
    return False


def _heading(grid: Grid, row: int, years: set[int], roles: dict[int, str]) -> Heading | None:
    rows = _upwards(grid, row, years)
    by_heading = next((c for c, role in roles.items() if role == "country"), None)
    if by_heading is None:
        above = {c: role_of(text) for r in rows[:-1] for c, text in grid.bare(r).items()}
        by_heading = next((c for c, role in above.items() if role == "country"), None)
    countries = country_column(grid, row + 1, years, by_heading)
    rows = _downwards(grid, rows, countries, bool(years))
    years |= {c for r in rows for c in grid.bare(r) if heading_year(grid.at(r, c))}
    if countries is None and by_heading is None:
        labels = {"indicator", "indicator-code"} & set(roles.values())
        if not (labels or _subject_column(grid, rows[-1] + 1, years) is not None):
            return None
        if not years and "year" not in roles.values():
            return None
    at = countries if countries is not None else by_heading
    return Heading(tuple(rows), at, len(years) >= 1)


def country_column(grid: Grid, first: int, years: set[int], by_heading: int | None) -> int | None:
    """Return the column in which most cells are names of countries or groups of them."""
    scores: dict[int, int] = {}
    rows = range(first, min(first + LOOKED_AT, len(grid.rows)))
    for row in rows:
        for column, text in list(grid.bare(row).items())[:30]:
            if column in years or len(text) > 60 or isinstance(grid.at(row, column), float):
                continue
            kind = entity(text).kind
            if kind in ("country", "aggregate", "former", "subnational"):
                # A name says more than a code, and a country more than its region beside it.
                weight = (4 if kind == "country" else 1) * (2 if len(text) > 3 else 1)
                scores[column] = scores.get(column, 0) + weight
    if not scores:
        return by_heading
    best = max(scores, key=lambda c: (scores[c], -c))
    return (
        by_heading
        if by_heading is not None and scores.get(by_heading, 0) >= 0.5 * scores[best]
        else best
    )


def _subject_column(grid: Grid, first: int, years: set[int]) -> int | None:
    hits: dict[int, int] = {}
    for row in range(first, min(first + LOOKED_AT, len(grid.rows))):
        for column, text in list(grid.bare(row).items())[:5]:
            if column not in years and (indicator_named(text) or subjects_in(text)):
                hits[column] = hits.get(column, 0) + 1
    return max(hits, key=lambda c: hits[c], default=None)


def _upwards(grid: Grid, row: int, years: set[int]) -> list[int]:
    """Add the row above when it groups columns: two texts or more, none in the first column."""
    rows = [row]
    for above in (row - 1, row - 2):
        cells = grid.bare(above)
        own = grid.bare(row)
        if len(cells) < 2 or is_data(grid, above, cells, set()):
            break
        if any(len(text) > 90 for text in cells.values()):
            break
        if grid.is_text and grid.fields(above) > grid.fields(row):
            break  # a title whose commas separate cells
        groups = [c for c in cells if not role_of(cells[c])]
        inside = sum(min(own, default=0) <= c for c in cells)
        if inside < 2 or (years and not groups):
            break
        rows.insert(0, above)
    return rows


def _downwards(grid: Grid, rows: list[int], countries: int | None, years: bool) -> list[int]:
    """Add the rows below that go on with the heading: units, years, names of parts."""
    for _ in range(2):
        row = rows[-1] + 1
        cells = grid.bare(row)
        if not cells:
            return rows
        if countries is not None and _raw(grid, row, countries):
            is_title = role_of(grid.text(row, countries)) == "country"
            is_title = is_title and not is_data(grid, row, cells, set())
            return [*rows, row] if is_title and len(rows) == 1 else rows
        if any(len(text) > 90 for text in cells.values()):
            return rows
        year_columns = {c for c in cells if heading_year(grid.at(row, c))}
        if is_data(grid, row, cells, year_columns) or any(_is_number(t) for t in cells.values()):
            only_years = year_columns and len(year_columns) == len(cells)
            if not only_years:
                return rows
        if years and year_columns:
            return rows
        if years and not any(part_of(t) or unit_of(t) or subjects_in(t) for t in cells.values()):
            return rows
        if len(cells) < 2 and (years or not unit_of(next(iter(cells.values())))):
            return rows
        rows = [*rows, row]
    return rows


def _raw(grid: Grid, row: int, column: int) -> bool:
    cells = grid.rows[row] if row < len(grid.rows) else []
    return column < len(cells) and cells[column] not in ("", None)


def _is_number(text: str) -> bool:
    return text[:1].isdigit() and heading_year(text) is None
