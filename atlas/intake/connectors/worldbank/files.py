"""Files of the World Bank: ``API_*`` downloads and DataBank exports, with or without codes.

The any-layout reader (``atlas.intake.layout``) reads them; here each series is shown to it
alone, under the indicator of the table ``series``, so that no name of a series is guessed at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from atlas.errors import AtlasError
from atlas.i18n import N_
from atlas.intake.connectors.worldbank.headings import (
    CODE,
    SeriesTable,
    licences,
    series_names,
    tables,
)
from atlas.intake.connectors.worldbank.series import Series, all_series
from atlas.intake.draft import Batch, DraftObservation, Origin, Problem, Severity, Source
from atlas.intake.layout import Given, read_layout
from atlas.intake.layout.publishers import WORLD_BANK, publisher_of, vintage_of
from atlas.intake.layout.subjects import fits
from atlas.intake.layout.units import unit_of
from atlas.intake.sandbox.opening import Page, open_file

SIGNED = Page("", [["Data Source", "World Development Indicators"]])
# What the reader says of the sheet that it is shown, and of what else it holds.
OF_THE_VIEW = frozenset(
    ("sheet-left-out", "series-left-out", "no-values", "vintage-not-stated", "unknown-column")
)


class NotWorldBank(AtlasError):
    """The file has no series of the table."""

    code = "not-world-bank"
    http_status = 422
    template = (
        "{file} holds none of the World Bank’s series that the atlas imports, such as {examples}."
    )


class WithoutValues(AtlasError):
    """The file's series have no value."""

    code = "no-values"
    http_status = 422
    template = "{file} holds no value of any country."


def knows(path: Path, pages: Sequence[Page]) -> bool:
    """Tell whether a file is recognisably the World Bank's, and has a series of the table."""
    if publisher_of(pages, path.name) is not WORLD_BANK:
        return False
    sheets = tables(pages)
    return any(table.holds(series) for series in all_series().values() for table in sheets)


def read_worldbank(path: Path, pages: Sequence[Page] | None = None) -> Batch:
    """Read a file of the World Bank's; ``pages`` are its sheets where they are open already.

    Empty cells and “..” are no records. Groups of countries are left out and named.

    Raises
    ------
    NotWorldBank, UnreadableFile, FileNotFoundError
    """
    all_pages = list(pages) if pages is not None else open_file(path)
    sheets = tables(all_pages)
    series_list = [s for s in all_series().values() if any(t.holds(s) for t in sheets)]
    if not series_list:
        examples = ", ".join(list(all_series())[:3])
        raise NotWorldBank(NotWorldBank.template, file=path.name, examples=examples)
    about = _About(path, all_pages)
    batches = [_one(series, sheets, about) for series in series_list]
    if all(p.code == "series-empty" for b in batches for p in b.problems) and not any(
        batch.observations for batch in batches
    ):
        raise WithoutValues(WithoutValues.template, file=path.name)
    return _together(batches, _left_out(path.name, sheets, all_pages))


class _About:
    """What a file says of itself beside its figures."""

    def __init__(self, path: Path, pages: Sequence[Page]) -> None:
        self.path = path
        self.vintage = vintage_of(WORLD_BANK, pages, path.name)
        self.accessed = ""
        if path.exists():
            mtime = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
            self.accessed = mtime.date().isoformat()
        self.licences = licences(pages)

    def source(self, series: Series) -> Source:
        """Return the source of a series; without a date of update, the day of download."""
        vintage = self.vintage or f"accessed {self.accessed}"
        return series.source(vintage, self.accessed, self.licences.get(series.code, ""))


def _one(series: Series, sheets: Iterable[SeriesTable], about: _About) -> Batch:
    """Read one series: the reader sees its rows or its column only."""
    visible_pages = [table.only(series) for table in sheets if table.holds(series)]
    unit_fits = fits(unit_of(series.unit), series.indicator)  # not so for purchasing power parity
    answers = Given(indicator=series.indicator, unit=series.unit if unit_fits else "")
    read = read_layout(about.path, [*visible_pages, SIGNED], answers)
    source = about.source(series)
    drafts: list[DraftObservation] = []
    origins: dict[DraftObservation, Origin] = {}
    for draft in read.observations:
        if draft.missing is not None or draft.value is None:
            continue  # “..” says only that the World Bank has nothing to show
        scaled_draft = scale_draft(replace(draft, source=source.id, note=series.note), series.scale)
        drafts.append(scaled_draft)
        if draft in read.origins:
            origins[scaled_draft] = read.origins[draft]
    problems = [p for p in read.problems if p.code not in OF_THE_VIEW]
    if not drafts and not problems:
        problems = [_empty(about.path.name, series)]
    return Batch((source,), tuple(drafts), tuple(problems), origins=origins)


def _empty(file: str, series: Series) -> Problem:
    """Note that a series of the file has no value for any country."""
    template = N_("“{series}” has no values in the file.")
    words: dict[str, object] = {"series": f"{series.name} [{series.code}]"}
    remedy = N_("Nothing to do.")
    params = words | {"template": template, "remedy_template": remedy}
    message = template.format(**words)
    return Problem(Severity.INFO, "series-empty", message, remedy, file, params=params)


def scale_draft(draft: DraftObservation, scale: float) -> DraftObservation:
    """Return a draft in the indicator's unit."""
    if scale == 1 or draft.value is None:
        return draft
    low, high = ((n * scale if n is not None else None) for n in (draft.low, draft.high))
    return replace(draft, value=draft.value * scale, low=low, high=high)


def _together(batches: Sequence[Batch], more: Iterable[Problem]) -> Batch:
    problems: dict[tuple[object, ...], Problem] = {}
    for problem in (p for batch in batches for p in batch.problems):
        place: tuple[object, ...] = (problem.code, problem.value)  # a group once, not each series
        if problem.code != "aggregate-not-country":
            place = (*place, problem.sheet, problem.row, problem.column)
        problems.setdefault(place, problem)
    return Batch(
        tuple(source for batch in batches for source in batch.sources),
        tuple(draft for batch in batches for draft in batch.observations),
        (*problems.values(), *more),
        origins={draft: at for batch in batches for draft, at in batch.origins.items()},
    )


def _left_out(file: str, sheets: Iterable[SeriesTable], pages: Sequence[Page]) -> list[Problem]:
    """Name each series of the file that the atlas does not take over."""
    name_of = series_names(pages)
    template = N_("The atlas does not import “{series}” from the World Bank; it was left out.")
    problems = []
    for table in sheets:
        for code, row in table.others().items():
            name = name_of.get(code) or table.called(code)
            label = f"{name} [{code}]" if name and CODE.fullmatch(code) else code
            params: dict[str, object] = {"series": label, "template": template}
            problems.append(
                Problem(
                    Severity.INFO,
                    "series-left-out",
                    template.format(series=label),
                    N_("Nothing to do."),
                    file,
                    table.page.name,
                    row,
                    value=label,
                    params=params | {"remedy_template": N_("Nothing to do.")},
                )
            )
    return problems
