"""Find the tables of a sheet and say how each of their columns is read."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from atlas.codebook import codebook
from atlas.intake.layout.blocks import Block, blocks_of
from atlas.intake.layout.entities import entity, owner
from atlas.intake.layout.fold import words
from atlas.intake.layout.grid import Grid
from atlas.intake.layout.header import Heading, find_heading
from atlas.intake.layout.mapping import VALUE, Column, Mapping
from atlas.intake.layout.missing import missing_reason
from atlas.intake.layout.parts import part_role
from atlas.intake.layout.subjects import (
    NEUTRAL,
    Meaning,
    fits,
    heading_meaning,
    indicator_named,
    meaning_of,
    subjects_in,
)
from atlas.intake.layout.titles import country_in, year_in
from atlas.intake.layout.units import Unit, unit_of, unit_words
from atlas.intake.layout.words import is_whole, part_of, role_of
from atlas.intake.layout.years import heading_year, year_within

LONGEST = 200  # characters of a line that can be a title; longer ones are explanations
WOMEN_WORDS = {"women", "female", "females", "femmes", "mujeres", "النساء"}
WOMEN = re.compile(r"^%\s*W\b(?!\w)|^W\s*\(?%\)?$")  # as the IPU heads its columns
NUMERIC = re.compile(r"[\s\d.,%'’´`()+−—–-]*\d[\s\d.,%'’´`()+−—–-]*")


@dataclass(frozen=True)
class Hints:
    """What the caller says of a file beforehand; each is used where the sheet is silent."""

    indicator: str = ""
    unit: str = ""
    year: str = ""
    file: str = ""
    columns: Map[str, str] = field(default_factory=dict)


def tables_of(grid: Grid, hints: Hints) -> list[Mapping]:
    """Return how each table of a sheet is read, one for each block; empty when there is none."""
    mappings: list[Mapping] = []
    start = 0
    while (heading := find_heading(grid, start)) is not None and len(mappings) < 200:
        end = _end(grid, heading)
        titles = _titles(grid, heading, start)
        base = _base(grid, heading, end, titles, hints)
        mappings += [
            _block(base, block, titles, hints) for block in blocks_of(grid, base, heading.countries)
        ]
        start = _below(grid, base, end)
        if end + 1 >= len(grid.rows) or not heading.wide:
            break
    return mappings


def _below(grid: Grid, base: Mapping, end: int) -> int:
    """Return the row after a table's last figure; the next one's title may stand there."""
    values = base.values()
    for row in range(end, base.first - 1, -1):
        if any(grid.at(row, at) != "" for at in values):
            return row + 1
    return end + 1


def _end(grid: Grid, heading: Heading) -> int:
    """Return the last row before another heading of years in the same sheet."""
    if not heading.wide:
        return len(grid.rows) - 1
    years = {c for c in grid.bare(heading.rows[-1]) if heading_year(grid.at(heading.rows[-1], c))}
    for row in range(heading.first, len(grid.rows)):
        if sum(1 for c in years if heading_year(grid.at(row, c))) >= 2:
            at = heading.countries
            label = grid.text(row, at) if at is not None else ""
            if entity(label).kind in ("blank", "unknown") and _all_years(grid, row, years):
                return row - 1
    return len(grid.rows) - 1


def _all_years(grid: Grid, row: int, years: set[int]) -> bool:
    cells = [c for c in grid.bare(row) if c in years]
    headings = [heading_year(grid.at(row, c)) for c in cells]
    numbers = [y.year for y in headings if y]
    return len(numbers) == len(cells) and numbers == sorted(set(numbers))


def _titles(grid: Grid, heading: Heading, start: int) -> list[str]:
    """Return the lines above a heading that can be a title, the one with a subject first."""
    lines = grid.above
    for row in range(start, heading.rows[0]):
        cells = grid.bare(row)
        lines += [text for text in dict.fromkeys(cells.values()) if len(text) <= LONGEST]
    corner = grid.text(heading.rows[-1], heading.countries) if heading.countries is not None else ""
    if corner and not role_of(corner):
        lines.append(corner)
    main = next((line for line in lines if len(subjects_in(line)) == 1), None)
    others = [line for line in reversed(lines) if line != main and len(subjects_in(line)) < 2]
    name = (
        grid.page.name
        if not re.fullmatch(r"(?:sheet|feuil|hoja|ورقة)\s?\d*", grid.page.name.casefold())
        else ""
    )
    if name and indicator_named(name):
        return [name, *filter(None, [main]), *others]
    return [*filter(None, [main]), *others, *filter(None, [name])]


def _base(grid: Grid, heading: Heading, end: int, titles: Sequence[str], hints: Hints) -> Mapping:
    columns = {
        column: _column(grid, heading, column, end) for column in _used_columns(grid, heading, end)
    }
    if heading.countries is not None:
        header = columns[heading.countries].header if heading.countries in columns else ""
        columns[heading.countries] = Column("country", header)
        columns = {
            at: replace(c, role="ignored") if c.role == "country" and at != heading.countries else c
            for at, c in columns.items()
        }
    columns = _codes_only(grid, heading, columns)
    columns = _some_values(grid, heading, end, columns)
    columns = {at: _with_hint(column, hints) for at, column in columns.items()}
    if not any(c.role in ("year", "date") for c in columns.values()):
        columns = {at: _with_year(column) for at, column in columns.items()}
    has_years = any(c.role in ("year", "date") or c.year for c in columns.values())
    return Mapping(
        grid.page.name,
        heading.rows,
        heading.first,
        end,
        columns,
        year="" if has_years else hints.year or year_in(titles),
        country="" if heading.countries is not None else country_in([*titles, hints.file]),
        transposed=grid.turned,
        title=titles[0] if titles else "",
    )


def _some_values(
    grid: Grid, heading: Heading, end: int, columns: dict[int, Column]
) -> dict[int, Column]:
    """Mark columns of numbers under “N” or “No” as unclear, where no other holds values."""
    if any(c.role in (VALUE, "unclear", "foreign") for c in columns.values()):
        return columns
    return {
        at: replace(c, role="unclear")
        if c.role == "ignored" and c.header and _has_numbers(grid, heading, at, end)
        else c
        for at, c in columns.items()
    }


def _with_hint(column: Column, hints: Hints) -> Column:
    """Return a column as the caller says it is read."""
    answer = hints.columns.get(column.header, "")
    if not answer:
        return column
    if answer in codebook().indicators:
        return replace(column, role=VALUE, indicator=answer, candidates=())
    return replace(column, role=answer, indicator="", candidates=())


def _with_year(column: Column) -> Column:
    """Return a column with the year that its own heading names, as in “Police officers 2021”."""
    if column.role != VALUE or column.year or unit_of(column.header).constant:
        return column
    return replace(column, year=year_within(column.header))


def _codes_only(grid: Grid, heading: Heading, columns: dict[int, Column]) -> dict[int, Column]:
    """Let a column of codes stand for the country only when its cells are such codes."""
    for at, column in list(columns.items()):
        if column.role == "code":
            cells = [grid.text(r, at) for r in range(heading.first, heading.first + 40)]
            texts = [cell for cell in cells if cell]
            good = sum(owner(cell).kind != "unknown" for cell in texts)
            if texts and good < 0.5 * len(texts):
                columns[at] = replace(column, role="ignored")
    return columns


def _used_columns(grid: Grid, heading: Heading, end: int) -> list[int]:
    """Return the columns with a heading or, within the first rows, with content."""
    columns = {c for row in heading.rows for c in grid.bare(row)}
    for row in range(heading.first, min(end + 1, heading.first + 200)):
        columns |= set(grid.bare(row))
    if grid.is_text:  # what stands further right in a text is a row's mistake
        width = max(map(grid.fields, heading.rows))
        columns = {column for column in columns if column < width}
    return sorted(columns)


def column_headings(grid: Grid, rows: Sequence[int], column: int) -> list[str]:
    """Return a column's headings, the lowest first; a group's heading reaches to its right."""
    texts = []
    for position, row in enumerate(reversed(rows)):
        text = grid.text(row, column)
        if not text and position > 0:
            before = [c for c in grid.bare(row) if c < column]
            below = [c for c in before if role_of(grid.text(row, c)) in ("", "ignored")]
            text = grid.text(row, max(before)) if before and max(before) in below else ""
        if text:
            texts.append(text)
    return list(dict.fromkeys(texts))


def _column(grid: Grid, heading: Heading, column: int, end: int) -> Column:
    texts = column_headings(grid, heading.rows, column)
    if not texts:
        return _without_heading(grid, heading, column, end)
    lowest = texts[0]
    at = next((r for r in reversed(heading.rows) if grid.text(r, column)), heading.rows[-1])
    year = next((y for text in texts if (y := heading_year(text))), None)
    labels = [t for t in texts if heading_year(t) is None]
    role = next((role for t in labels if (role := role_of(t))), "")
    role = _role_by_cells(grid, heading, column, end, role)
    could_part = labels and role in ("", "ignored", "country") and column != heading.countries
    if could_part and not _has_numbers(grid, heading, column, end):
        rows = range(heading.first, min(end + 1, heading.first + 200))
        role = part_role(grid, column, heading.countries, rows, labels[0], role)
    header = grid.text(at, column) or lowest
    if role and role != VALUE and not year:
        meaning = meaning_of(labels[:1]) if role not in ("country", "code", "year") else Meaning()
        if not (meaning.indicator and len(labels[0].split()) > 1):
            return Column(role, header)
    part = next((part for t in labels if (part := part_of(t))), "")
    shares = any(unit_of(t).kind.startswith("percent") for t in labels)
    breakdown = "" if part in ("", "total") or shares else part
    subject_texts = [WOMEN.sub("% women", t) for t in labels if not (breakdown and part_of(t))]
    more = [year.words] if year and year.words else []
    meaning = heading_meaning(" ".join(reversed(subject_texts)), more)
    value_column = Column(
        VALUE,
        header,
        meaning.indicator,
        year.period if year else "",
        bool(year and year.estimate),
        unit_words(meaning.unit),
        breakdown,
        meaning.candidates,
    )
    if year or role == VALUE or meaning.indicator or part:
        return value_column
    if meaning.candidates or meaning.unit or _has_numbers(grid, heading, column, end):
        return replace(value_column, role="foreign" if meaning.foreign else "unclear")
    return Column("ignored", header)


def _role_by_cells(grid: Grid, heading: Heading, column: int, end: int, role: str) -> str:
    """Return the role of a heading that means one thing or another by what stands below it."""
    if role not in ("estimate", "slice", "year"):
        return role
    numbers = _has_numbers(grid, heading, column, end)
    if role == "estimate":  # yes or no, or the figure between a low and a high one
        return VALUE if numbers else role
    rows = range(heading.first, min(end + 1, heading.first + 200))
    if role == "slice":  # ages or kinds beside a total, or something else
        texts = (grid.text(row, column) for row in rows)
        return role if any(cell and is_whole(cell) for cell in texts) else "part"
    others = (t for r in heading.rows for c, t in grid.bare(r).items() if c != column)
    if not numbers or not any(role_of(text) in ("year", "date") for text in others):
        return role
    # “Years” may be what is counted, where another column is dated.
    values = [cell for row in rows if (cell := grid.at(row, column)) != ""]
    return "" if 2 * sum(heading_year(cell) is not None for cell in values) < len(values) else role


def _without_heading(grid: Grid, heading: Heading, column: int, end: int) -> Column:
    has_values = _has_numbers(grid, heading, column, end)
    return Column("unclear" if has_values else "ignored")


def _has_numbers(grid: Grid, heading: Heading, column: int, end: int) -> bool:
    cells = [grid.at(r, column) for r in range(heading.first, min(end + 1, heading.first + 200))]
    values = [c for c in cells if c != "" and not (isinstance(c, str) and missing_reason(c))]
    numbers = [c for c in values if isinstance(c, float | int) or _numeric(c)]
    return bool(values) and 2 * len(numbers) > len(values)


def _numeric(cell: object) -> bool:
    return isinstance(cell, str) and NUMERIC.fullmatch(cell) is not None


def _block(base: Mapping, block: Block, titles: Sequence[str], hints: Hints) -> Mapping:
    """Return the base's columns for one block, with what its lines say of indicator and unit."""
    lines = [*reversed(block.lines), *titles]
    stem = re.sub(r"[_-]+", " ", hints.file)
    meaning = _hinted_meaning(meaning_of([*lines, *([stem] if stem else [])]), hints)
    by_row = base.role("indicator") is not None or base.role("indicator-code") is not None
    columns = {
        at: _with_indicator(column, meaning, lines, by_row=by_row, hints=hints)
        for at, column in base.columns.items()
    }
    mapping = replace(
        base,
        first=block.first,
        last=block.last,
        columns=columns,
        indicator="" if by_row else meaning.indicator,
        unit=unit_words(meaning.unit),
        candidates=() if by_row else meaning.candidates,
        left_out=not by_row and _foreign(columns, meaning),
        title=" · ".join(dict.fromkeys([*titles[:1], *block.lines])),
    )
    return mapping.settled() if hints.indicator else mapping


def _foreign(columns: dict[int, Column], meaning: Meaning) -> bool:
    """Tell whether all that a block holds is something that the atlas does not record."""
    values = [column for column in columns.values() if column.role == VALUE]
    return meaning.foreign and bool(values) and not any(column.indicator for column in values)


def _hinted_meaning(meaning: Meaning, hints: Hints) -> Meaning:
    if hints.indicator:
        unit = unit_of(hints.unit) if hints.unit else meaning.unit
        if not fits(unit, hints.indicator):
            unit = Unit("", unit.scale, unit.scaled) if not unit.kind else unit
        return Meaning(hints.indicator, unit)
    return meaning


def _with_indicator(
    column: Column, meaning: Meaning, lines: Sequence[str], *, by_row: bool, hints: Hints
) -> Column:
    """Return a column with its indicator, from its own heading and from what stands above it."""
    if column.role == "unclear" and not by_row:
        return _under_title(column, lines)
    if column.role != VALUE or by_row or hints.indicator:
        return column
    if column.indicator:
        unit = column.unit
        if not unit:
            above = meaning_of(lines)
            same = above.indicator == column.indicator or _is_scaled_count(
                column.indicator, above.unit
            )
            unit = unit_words(above.unit) if same else ""
        return replace(column, unit=unit)
    own = unit_of(column.header)
    if own and heading_year(column.header) is None:
        own_meaning = heading_meaning(column.header, lines)
        if own_meaning.indicator or own_meaning.candidates:
            return replace(
                column,
                indicator=own_meaning.indicator,
                unit=unit_words(own_meaning.unit),
                candidates=own_meaning.candidates,
            )
    if column.candidates:
        return column
    if column.breakdown and _is_share(meaning.indicator or next(iter(meaning.candidates), "")):
        return replace(column, role="unclear")  # a number of women is no share of women
    return replace(column, indicator=meaning.indicator, candidates=meaning.candidates)


def _under_title(column: Column, lines: Sequence[str]) -> Column:
    """Return a column whose heading only gives a unit, or women, for what the title names."""
    rest = set(words(unit_of(column.header).rest.replace("|", " ")).split()) - NEUTRAL
    if not column.header or not rest <= WOMEN_WORDS or not (rest or unit_of(column.header)):
        return column
    for line in lines:
        meaning = meaning_of([f"{line} {column.header}"])
        if meaning.indicator and (not rest or meaning.subject.startswith("women")):
            unit = unit_words(unit_of(column.header))
            return replace(
                column, role=VALUE, indicator=meaning.indicator, unit=unit, candidates=()
            )
    return column


def _is_share(indicator: str) -> bool:
    return bool(indicator) and codebook().indicators[indicator].kind == "share"


def _is_scaled_count(indicator: str, unit: Unit) -> bool:
    """Tell whether a bare “Thousands” above the table goes for a column of people."""
    return not unit.kind and unit.scaled and codebook().indicators[indicator].kind == "count"
