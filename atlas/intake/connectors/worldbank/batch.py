"""The World Bank API's answers as drafts."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.i18n import N_
from atlas.intake.connectors.worldbank.cache import SeriesAnswer
from atlas.intake.connectors.worldbank.files import scale_draft
from atlas.intake.connectors.worldbank.series import Series, all_series
from atlas.intake.draft import Batch, DraftObservation, Problem, Severity
from atlas.intake.layout.entities import entity

GROUP = N_("“{value}” is a group of countries.")
UNKNOWN = N_("The codebook has no country “{value}”; its values were left out.")
LEAVE = N_("Nothing to do.")


def batch_from_answers(
    answers: Iterable[SeriesAnswer], first: int | None = None, last: int | None = None
) -> Batch:
    """Return the drafts of these answers, of the years from ``first`` to ``last`` inclusive.

    A year without a value is no record. Each series and vintage is a source of its own.
    """
    all_answers = list(answers)
    drafts: list[DraftObservation] = []
    problems: dict[str, Problem] = {}
    for answer in all_answers:
        series = all_series()[answer.code]
        for code, name, year, value in answer.rows:
            country = _country(code, name, problems)
            within = (first is None or year >= first) and (last is None or year <= last)
            if country and within and value is not None:
                drafts.append(_draft(country, year, value, series, answer))
    sources = tuple(_series(a).source(a.vintage, a.accessed) for a in all_answers)
    return Batch(sources, tuple(drafts), tuple(problems.values()))


def _series(answer: SeriesAnswer) -> Series:
    return all_series()[answer.code]


def _draft(
    country: str, year: int, value: float, series: Series, answer: SeriesAnswer
) -> DraftObservation:
    draft = DraftObservation(
        country=country,
        indicator=series.indicator,
        period=str(year),
        source=series.source(answer.vintage).id,
        unit=series.unit,
        value=float(value),
        original=str(value),
        locator=f"v2/country/{country}/indicator/{series.code}?date={year}",
        note=series.note,
    )
    return scale_draft(draft, series.scale)


def _country(code: str, name: str, problems: dict[str, Problem]) -> str:
    """Return the ISO code of an economy; groups and unknown names become one problem each."""
    match = entity(code)
    if match.kind in ("unknown", "blank"):
        match = entity(name)
    if match.kind == "country":
        return match.iso3
    template = GROUP if match.kind == "aggregate" else UNKNOWN
    group = match.kind == "aggregate"
    problems.setdefault(
        name,
        Problem(
            Severity.INFO if group else Severity.WARNING,
            "aggregate-not-country" if group else "unknown-country",
            template.format(value=name),
            LEAVE,
            value=name,
            params={"value": name, "template": template, "remedy_template": LEAVE},
        ),
    )
    return ""
