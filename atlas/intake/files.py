"""One way into the atlas for a file: whichever of its readers knows the layout."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.i18n import N_
from atlas.intake.draft import Batch, Problem, Severity

if TYPE_CHECKING:
    from atlas.intake.layout.sources import Given
    from atlas.intake.sandbox.opening import Page
    from atlas.intake.sheets.reader import Found

Edit = Mapping[str, Any]
LETTERS = re.compile(r"[A-Z]{1,3}")


def read_file(
    path: Path,
    *,
    mapping: Mapping[str, Any] | None = None,
    edits: Iterable[Edit] = (),
    metadata: Given | None = None,
) -> Batch:
    """Read a file of the atlas's own sheets, of its long sheet, or of any other layout.

    Parameters
    ----------
    mapping
        What an editor says of the layout, as JSON: ``source`` (fields of ``Given``) and
        ``tables`` (``atlas.intake.layout.Mapping.to_json``); empty lets it be detected.
        ``connector`` names the connector that reads the file.
    edits
        Cells mended before reading: sheet, row (from 1), column (letter or heading; * is the
        whole row, which is left out), value.
    metadata
        What the caller says of a file that does not say it itself: indicator, source, licence.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    from atlas.intake import connectors  # noqa: PLC0415 - readers load when a file is read
    from atlas.intake.sandbox.opening import UnreadableFile  # noqa: PLC0415

    settings, cells = mapping or {}, list(edits)
    connector = str(settings.get("connector", ""))
    with pause_garbage_collection():
        if connector and not connectors.takes_pages(connector):
            return connectors.read(connector, path, has_edits=bool(cells))
        try:
            pages = _open(path, cells, encoding_of(settings, metadata))
        except UnreadableFile:
            connector = connector or connectors.recognising(path) or ""
            if not connector:
                raise
            return connectors.read(connector, path, has_edits=bool(cells))
        if problems := _open_quotes(path.name, pages):
            return Batch((), (), problems)
        if connector:
            return connectors.read(connector, path, pages)
        batch = _read(path, pages, settings, metadata, has_edits=bool(cells))
        more = [*_encodings(path.name, pages), *_nothing_read(path.name, batch, pages)]
        return replace(batch, problems=(*more, *batch.problems)) if more else batch


def encoding_of(settings: Mapping[str, Any], metadata: Given | None) -> str:
    """Return the encoding that an editor or the caller says a text has, ``""`` for neither."""
    encoding = settings.get("source", {}).get("encoding", "")
    return str(encoding or (metadata.encoding if metadata else ""))


def _open_quotes(file: str, pages: Sequence[Page]) -> tuple[Problem, ...]:
    """Return an error for each text with a quote that is opened and never closed."""
    from atlas.intake.sheets.long.cells import CellError  # noqa: PLC0415
    from atlas.intake.sheets.long.rows import RowPlace  # noqa: PLC0415

    problems: list[Problem] = []
    for page in pages:
        if (line := page.facts.open_quote) is not None:
            template = N_("A quote is opened in line {line} and never closed.")
            remedy = N_("Close it, or remove it. Nothing of the file was read.")
            place = RowPlace(file, page.name, line, problems)
            place.report("", CellError("open-quote", template, remedy, line=line))
    return tuple(problems)


def _nothing_read(file: str, batch: Batch, pages: list[Page]) -> list[Problem]:
    """Refuse a file of which nothing was read, unless an error says why already.

    A template that nobody has filled in yet is as it should be; submitting refuses it.
    """
    from atlas.intake.sheets import recognised  # noqa: PLC0415
    from atlas.intake.sheets.long.cells import CellError  # noqa: PLC0415
    from atlas.intake.sheets.long.rows import RowPlace  # noqa: PLC0415

    problems: list[Problem] = []
    empty = not (batch.observations or batch.records or batch.blocked)
    if empty and not _is_template(pages, recognised(file, pages)):
        template = N_("Nothing of the file was read.")
        remedy = N_("Correct the problems listed here; there is nothing to submit.")
        RowPlace(file, "", 1, problems).report("", CellError("nothing-read", template, remedy))
    return problems


def _encodings(file: str, pages: Sequence[Page]) -> list[Problem]:
    """Say in which encoding a text was read that does not say it itself."""
    from atlas.intake.sheets.long.cells import CellError  # noqa: PLC0415
    from atlas.intake.sheets.long.rows import RowPlace  # noqa: PLC0415

    problems: list[Problem] = []
    for page in pages:
        if encoding := page.facts.encoding:
            template = N_("The text does not say its encoding; it was read as {encoding}.")
            remedy = N_("Nothing to do, if its letters are right; else say the encoding.")
            guess = CellError("encoding-guessed", template, remedy, encoding=encoding)
            RowPlace(file, page.name, 1, problems).report("", guess, severity=Severity.INFO)
    return problems


def _open(path: Path, edits: Iterable[Edit], encoding: str) -> list[Page]:
    from atlas.intake.sandbox import opening  # noqa: PLC0415

    pages = opening.open_file(path, encoding)
    for edit in edits:
        _apply(pages, edit)
    return pages


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Let the garbage collector rest: reading makes many objects and no cycles.

    It would look at all of them again and again, a sixth of the time of a large file.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(
    path: Path,
    pages: list[Page],
    settings: Mapping[str, Any],
    metadata: Given | None,
    *,
    has_edits: bool,
) -> Batch:
    from atlas.intake import connectors, layout  # noqa: PLC0415
    from atlas.intake.sheets import recognised  # noqa: PLC0415

    full_metadata = _merge_metadata(settings.get("source"), metadata)
    if settings.get("tables"):
        tables = [layout.Mapping.from_json(table) for table in settings["tables"]]
        return layout.read_layout(path, pages, full_metadata, tables)
    own_sheets = recognised(path.name, pages)
    if _is_template(pages, own_sheets):
        return _sheets(path, pages, own_sheets)
    if connector := connectors.recognising(path, pages):
        batch = connectors.read(connector, path, pages, has_edits=has_edits)
        return _of_vintage(batch, full_metadata.vintage if full_metadata else "")
    if any(_is_long(page) for page in pages):
        from atlas.intake.sheets.long import reader  # noqa: PLC0415

        return _with_facts(path, pages, reader.read_rows(path.name, list(pages)))
    return layout.read_layout(path, pages, full_metadata)


def _merge_metadata(
    source_fields: Mapping[str, Any] | None, metadata: Given | None
) -> Given | None:
    from atlas.intake.layout import Given as Said  # noqa: PLC0415

    if not source_fields:
        return metadata
    field_names = {field.name for field in fields(Said)}
    words = {k: v for k, v in source_fields.items() if k in field_names and v}
    return replace(metadata or Said(), **words)


def _of_vintage(batch: Batch, vintage: str) -> Batch:
    """Return a publisher's batch with the vintage that the caller names where the file does not."""
    from atlas.intake.sheets.long.rows import source_id  # noqa: PLC0415

    with_vintage = {
        source.id: replace(
            source, id=source_id(source.publisher, source.title, vintage), vintage=vintage
        )
        for source in batch.sources
        if vintage and not source.vintage[:1].isdigit()
    }
    if not with_vintage:
        return batch
    drafts = {
        draft: replace(draft, source=with_vintage[draft.source].id)
        if draft.source in with_vintage
        else draft
        for draft in batch.observations
    }
    return replace(
        batch,
        sources=tuple(with_vintage.get(source.id, source) for source in batch.sources),
        observations=tuple(drafts.values()),
        origins={drafts[draft]: origin for draft, origin in batch.origins.items()},
    )


def _is_template(pages: Sequence[Page], own_sheets: Found) -> bool:
    """Tell whether a file has the atlas's own sheets, and not only headings like theirs.

    An editor's own table may well have the columns country, indicator, year, value and source;
    in a template, source is a code that the sheet of sources describes.
    """
    from atlas.intake import sheets  # noqa: PLC0415

    if not sheets.is_ours(own_sheets):
        return False
    kinds = {header.sheet.kind for _, header in own_sheets}
    if kinds - {"observation"} or any(page.name in sheets.OURS for page in pages):
        return True
    return any(
        {"mark", "publisher"} & header.columns.keys()
        or page.name.strip().casefold() == header.sheet.title
        for page, header in own_sheets
    )


def _is_long(page: Page) -> bool:
    """Tell whether a sheet has the columns that the long sheet cannot do without."""
    from atlas.intake.sheets.long.header import find_header  # noqa: PLC0415

    header = find_header(page.rows, "", page.name)
    if header is None or not {"country", "indicator", "period"} <= header.columns.keys():
        return False
    return bool({"publisher", "title"} & header.columns.keys())


def _sheets(path: Path, pages: list[Page], own_sheets: Found) -> Batch:
    from atlas.intake import sheets  # noqa: PLC0415
    from atlas.intake.sheets.long import reader  # noqa: PLC0415

    ours = {*sheets.OURS, *(sheet.name for sheet, _ in own_sheets)}
    long = reader.long_sheets(path.name, list(pages), without=ours)
    others = [sheet for sheet in pages if sheet.name not in {each.name for each in long}]
    batch = sheets.read_sheets(path.name, others, own_sheets)
    return join_batches(batch, reader.read_rows(path.name, long)) if long else batch


def _with_facts(path: Path, pages: Sequence[Page], batch: Batch) -> Batch:
    """Add what the long sheet's cells hide: rows out of sight, values of other files."""
    from atlas.intake.layout.hidden_cells import whole_sheet  # noqa: PLC0415

    problems = [problem for page in pages for problem in whole_sheet(path.name, page)]
    return replace(batch, problems=(*batch.problems, *problems)) if problems else batch


def _apply(pages: Sequence[Page], edit: Edit) -> None:
    for page in pages:
        if page.name == str(edit["sheet"]):
            row = int(edit["row"]) - 1
            if edit["column"] == "*" and 0 <= row < len(page.rows):
                page.rows[row][:] = []  # the whole row is left out
                continue
            column = _column(page, str(edit["column"]))
            if column is not None and 0 <= row < len(page.rows):
                cells = page.rows[row]
                cells += [""] * (column + 1 - len(cells))
                cells[column] = edit["value"]
                page.facts.formulas.pop((row, column), None)
                page.facts.errors.pop((row, column), None)


def _column(page: Page, heading: str) -> int | None:
    from atlas.intake.sandbox.opening.page import spot  # noqa: PLC0415
    from atlas.intake.sheets.long.cells import cell_text  # noqa: PLC0415

    for cells in page.rows[:40]:
        for at, cell in enumerate(cells):
            if (
                cell_text(cell) == heading
                or "_".join(cell_text(cell).casefold().split()) == heading
            ):
                return at
    return spot(f"{heading}1")[1] if LETTERS.fullmatch(heading) else None


def join_batches(first: Batch, second: Batch) -> Batch:
    """Return two batches of one file as one."""
    return replace(
        first,
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        observations=first.observations + second.observations,
        problems=first.problems + second.problems,
        records=first.records + second.records,
        origins={**first.origins, **second.origins},
    )
