"""What the trends page says of courses: phases, windows, unusual ends, the weighted world."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.analysis.trends.course_model import Course, PhaseVerdict, Unusual, WindowVerdict
from atlas.analysis.trends.model import Trends
from atlas.codebook import Indicator
from atlas.i18n import N_, Translator, number
from atlas.views.trends.captions import DIRECTIONS, KINDS, headline, name_list, place_name

WEIGHTS = {
    "sum": N_("the sum of all countries counted"),
    "gdp": N_("weighted by gross domestic product"),
    "population": N_("weighted by population"),
}
TURNS = {
    "rising": N_("In {n} of {of} regions the fall turned into a rise in {year} ({low}–{high})."),
    "falling": N_("In {n} of {of} regions the rise turned into a fall in {year} ({low}–{high})."),
}
STEPS = {
    "rising": N_("In {n} of {of} regions the level rose at one time, in {year} ({low}–{high})."),
    "falling": N_("In {n} of {of} regions the level fell at one time, in {year} ({low}–{high})."),
}
MOST = 12  # countries that are listed with an unusual end


@dataclass(frozen=True)
class WindowGrid:
    """The verdicts by first year (columns) and last year (rows), as code and words."""

    firsts: tuple[int, ...]
    rows: tuple[tuple[int, tuple[tuple[str, str] | None, ...]], ...]


def course_sentences(trends: Trends, indicator: Indicator, t: Translator) -> list[str]:
    """Say when the regions changed course, in which phases, and what the weighted world did."""
    lines = [_changed(trends, t), *(_phase(p, t) for p in trends.verdict.phases)]
    return [line for line in (*lines, _weighted(trends, indicator, t)) if line]


def full_headline(trends: Trends, t: Translator) -> str:
    """Return the verdict in a few words, with the number of windows that agree."""
    windows = trends.windows
    if windows is None:
        return headline(trends, t)
    template = (
        N_("{verdict} (in {n} of {of} windows)")
        if windows.stable
        else N_("{verdict} (unstable: in {n} of {of} windows)")
    )
    return t(template, verdict=headline(trends, t), n=windows.same, of=len(windows.verdicts))


def _changed(trends: Trends, t: Translator) -> str:
    verdict, changed = trends.verdict, trends.verdict.changed
    if changed is None:
        return ""
    template = (TURNS if verdict.kind == "common-turn" else STEPS)[changed.after]
    years = {"year": changed.year, "low": changed.low, "high": changed.high}
    return t(template, n=len(verdict.agreeing), of=len(verdict.judged), **years)


def _phase(phase: PhaseVerdict, t: Translator) -> str:
    years = {"first": phase.first, "last": phase.last}
    if phase.kind == "common":
        agreeing = phase.rising if phase.direction == "rising" else phase.falling
        template = (
            N_("{first}–{last}: rising in {n} of {of} regions ({regions}).")
            if phase.direction == "rising"
            else N_("{first}–{last}: falling in {n} of {of} regions ({regions}).")
        )
        of = len(phase.rising) + len(phase.falling) + len(phase.steady)
        return t(template, n=len(agreeing), of=of, regions=name_list(agreeing, t), **years)
    parts = [
        t(template, regions=name_list(regions, t))
        for template, regions in (
            (N_("rising in {regions}"), phase.rising),
            (N_("falling in {regions}"), phase.falling),
        )
        if regions
    ]
    said = "; ".join(parts) or t("no clear direction in any region")
    return t("{first}–{last}: {said}.", said=said, **years)


def _weighted(trends: Trends, indicator: Indicator, t: Translator) -> str:
    world = trends.weighted
    if world is None:
        return ""
    first, last = world.series[0], world.series[-1]
    return t(
        "World as one ({weights}; {n} countries): from {start} in {first} to {end} in {last}. "
        "The typical country and the weighted world can differ: large countries count more here.",
        weights=t(WEIGHTS[world.weights]),
        n=world.members,
        start=number(first[1], indicator, t.lang),
        first=first[0],
        end=number(last[1], indicator, t.lang),
        last=last[0],
    )


def unusual_rows(trends: Trends, indicator: Indicator, t: Translator) -> list[tuple[str, ...]]:
    """Return country, since when, newest value, and what its course before leads to."""
    return [_unusual(one, indicator, t) for one in trends.unusual[:MOST]]


def _unusual(one: Unusual, indicator: Indicator, t: Translator) -> tuple[str, ...]:
    low, high = (number(v, indicator, t.lang) for v in (one.low, one.high))
    newest = f"{number(one.value, indicator, t.lang)} ({one.year})"
    expected = t("{low} to {high}", low=low, high=high)
    return (one.country, place_name(one.country, t), str(one.since), newest, expected)


def window_grid(trends: Trends, t: Translator) -> WindowGrid | None:
    """Return the verdicts of the other windows as a table."""
    if trends.windows is None:
        return None
    cells = {(v.first, v.last): (_class(v), _word(v, t)) for v in trends.windows.verdicts}
    firsts = tuple(sorted({first for first, _ in cells}))
    lasts = sorted({last for _, last in cells}, reverse=True)
    rows = tuple((last, tuple(cells.get((first, last)) for first in firsts)) for last in lasts)
    return WindowGrid(firsts, rows)


def _class(verdict: WindowVerdict) -> str:
    return f"{verdict.kind} {verdict.direction}"


def _word(verdict: WindowVerdict, t: Translator) -> str:
    kind = t(KINDS[verdict.kind])
    if not verdict.kind.startswith("common"):
        return kind
    return t("{kind}: {direction}", kind=kind, direction=t(DIRECTIONS[verdict.direction]).lower())


def course_words(course: Course | None, t: Translator) -> str:
    """Return a course in phases: “falling 1991–2015, rising 2015–2024”."""
    if course is None:
        return ""
    if course.step is not None:
        step = course.step
        return t("one step in {year} ({low}–{high})", year=step.year, low=step.low, high=step.high)
    if len(course.phases) < 2:
        return ""
    return ", ".join(
        t(
            "{direction} {first}–{last}",
            direction=t(DIRECTIONS[phase.direction]).lower(),
            first=phase.first,
            last=phase.last,
        )
        for phase in course.phases
    )
