"""The overview in words: one sentence a subject, short texts for its cells, what stands out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atlas.analysis.overview import Cell, Subject, highlights
from atlas.analysis.overview.model import OverviewVerdict, Shortage
from atlas.codebook import codebook
from atlas.i18n import N_, Translator, number, plain
from atlas.views.trends.captions import place_name
from atlas.views.trends.waves_data import REST

VERDICT_NAMES: dict[OverviewVerdict, str] = {
    "common": N_("Common"),
    "common-turn": N_("Common turn"),
    "common-break": N_("Common break"),
    "unique": N_("Unique to one region"),
    "none": N_("No common pattern"),
    "too-little-data": N_("Too little data"),
}
SHORTAGES: dict[Shortage, str] = {
    "few-known": N_("{subject}: known for {known} of {states} states, too few to compare regions."),
    "few-years": N_("{subject}: fewer than eight years with values in this release."),
    "few-countries": N_("{subject}: too few countries have values over the whole time."),
    "one-edition": N_("{subject}: figures of two editions of one publisher make no trend."),
}
SHORTAGE_NAMES: dict[Shortage, str] = {
    "few-known": N_("Known for too few states"),
    "few-years": N_("Fewer than eight years with values"),
    "few-countries": N_("Too few countries over the whole time"),
    "one-edition": N_("Two editions of one publisher"),
}
PARTIES_IN_ALL = N_("{subject}: most states are parties in all five regions: {low} to {high}.")
PARTIES_IN_FOUR = N_("{subject}: most states are parties in four of the regions: {low} to {high}.")
PARTIES_APART = N_(
    "{subject}: {region} differs from all others: {value} of its states are parties, "
    "against {low} to {high}."
)
PARTIES_RANGE = N_(
    "{subject}: parties are {low} ({region}) to {high} ({other}) of the states; "
    "no pattern in four regions."
)
APART = N_("{subject}: {region} differs from all others: {value} against {low} to {high}.")
RANGE = N_("{subject}: from {low} ({region}) to {high} ({other}); no pattern in four regions.")
IN_ALL = N_("{subject} in most states of all five regions: {low} to {high} of those known.")
IN_FOUR = N_("{subject} in most states of four of the regions: {low} to {high} of those known.")
BY_MACHINE = N_("Read by machine from constitutions, not confirmed.")
SIGN_NAMES = {
    "share": N_("share of the region’s states"),
    "level": N_("median of the region"),
    "up": N_("rising"),
    "down": N_("falling"),
    "peak": N_("rose, then fell"),
    "dip": N_("fell, then rose"),
    "step": N_("step"),
    "flat": N_("no trend"),
    "few": N_("too little data"),
    "absent": N_("not calculated"),
}


@dataclass(frozen=True)
class CellView:
    """A cell ready to draw: its glyph, its figure, the bar of a share, and the words for it."""

    sign: str
    text: str
    width: float | None
    words: str
    marked: bool


@dataclass(frozen=True)
class SubjectView:
    """A row ready to draw."""

    subject: str
    kind: str
    name: str
    detail: str
    years: str
    address: tuple[str, dict[str, str]]
    sentence: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class Section:
    """The rows of one verdict."""

    verdict: OverviewVerdict
    title: str
    rows: tuple[SubjectView, ...]


def subject_name(row: Subject, t: Translator) -> str:
    """Return the short name of a row's subject."""
    book = codebook()
    if row.kind == "instrument":
        return t(book.instruments[row.subject].short)
    if row.kind == "rule":
        return t(book.question(row.subject).short)
    return t(book.indicator(row.subject).short)


def _full_name(row: Subject, t: Translator) -> str:
    """Return the name in a sentence: an indicator's long one, which says what is measured."""
    if row.kind in ("instrument", "rule"):
        return subject_name(row, t)
    return t(codebook().indicator(row.subject).name)


def answer_name(row: Subject, t: Translator) -> str:
    """Return the answer or category that a row counts; empty where it counts none."""
    if not row.answer:
        return ""
    book = codebook()
    if row.kind == "instrument":
        return t("Parties")
    if row.kind == "rule":
        answer = book.question(row.subject).answer(row.answer)
        return t(answer.name) if answer else row.answer
    names = {c.code: c.name for c in book.indicator(row.subject).categories}
    return t(names.get(row.answer, row.answer))


def address_of(row: Subject) -> tuple[str, dict[str, str]]:
    """Return the page and the parameters that show a row's evidence."""
    if row.kind == "rule":
        return "/law", {"question": row.subject, "view": "counts"}
    if row.kind == "instrument":
        return "/trends", {"instrument": row.subject}
    if row.kind == "number":
        return "/trends", {"indicator": row.subject}
    return "/", {"indicator": row.subject}


def years_text(row: Subject) -> str:
    """Return the years that a row speaks of."""
    if row.window is None:
        return ""
    first, last = row.window
    return str(last) if first == last else f"{first}–{last}"


def sentence(row: Subject, t: Translator) -> str:
    """Say in one sentence what a row shows, with its figures, and what a machine read."""
    text = _sentence(row, t)
    return f"{text} {t(BY_MACHINE)}" if row.by_machine else text


def _sentence(row: Subject, t: Translator) -> str:
    name = _full_name(row, t)
    if row.shortage == "one-region":
        return _of_members(row, name, t)
    if row.verdict == "too-little-data":
        known = sum(cell.known for cell in row.cells)
        states = sum(cell.states for cell in row.cells)
        template = SHORTAGES[row.shortage or "few-known"]
        return t(template, subject=name, known=known, states=states)
    if row.kind == "number":
        return _of_changes(row, name, t)
    if row.kind == "level":
        return _apart(row, name, t)
    return _of_shares(row, name, t)


def _of_shares(row: Subject, name: str, t: Translator) -> str:
    joining = row.kind == "instrument"
    answer = answer_name(row, t)
    subject = name if joining else t("{name}: “{answer}”", name=name, answer=answer)
    if row.verdict == "common":
        low, high = _ends(row, [row.cell(r) for r in row.agreeing], t)
        every = len(row.agreeing) == len(codebook().community_regions)
        in_all, in_four = (PARTIES_IN_ALL, PARTIES_IN_FOUR) if joining else (IN_ALL, IN_FOUR)
        return t(in_all if every else in_four, subject=subject, low=low, high=high)
    return _apart(row, subject, t)


def _apart(row: Subject, subject: str, t: Translator) -> str:
    """Say which region stands apart, or between which regions a subject ranges."""
    cells = _community(row.cells)
    joining = row.kind == "instrument"
    if row.verdict == "unique":
        low, high = _ends(row, [c for c in cells if c.region != row.outlier], t)
        return t(
            PARTIES_APART if joining else APART,
            subject=subject,
            region=place_name(row.outlier, t),
            value=_figure(row, row.cell(row.outlier), t),
            low=low,
            high=high,
        )
    least, most = (f(cells, key=lambda c: c.value or 0) for f in (min, max))
    return t(
        PARTIES_RANGE if joining else RANGE,
        subject=subject,
        low=_figure(row, least, t),
        region=place_name(least.region, t),
        high=_figure(row, most, t),
        other=place_name(most.region, t),
    )


def _of_members(row: Subject, name: str, t: Translator) -> str:
    """Say how many of the states that may join a regional instrument are parties."""
    parties, states = (sum(getattr(c, n) for c in row.cells) for n in ("count", "states"))
    return t(
        "{subject}: {n} of the {states} states that may join are parties ({value}).",
        subject=name,
        n=parties,
        states=states,
        value=t("{value}%", value=plain(100 * parties / states, t.lang, 0)),
    )


def _of_changes(row: Subject, name: str, t: Translator) -> str:
    years = years_text(row)
    if row.verdict == "unique" and row.outlier:
        template = N_("{subject}: {region} departs from the other regions, {years}.")
        return t(template, subject=name, region=place_name(row.outlier, t), years=years)
    if row.verdict == "common" and row.agreeing:
        rising = row.cell(row.agreeing[0]).sign == "up"
        template = (
            N_("{subject}: rising in {n} of the five regions, {years}.")
            if rising
            else N_("{subject}: falling in {n} of the five regions, {years}.")
        )
        return t(template, subject=name, n=len(row.agreeing), years=years)
    if row.verdict == "common-turn":
        return t(
            "{subject}: several regions turned at about the same time, {years}.",
            subject=name,
            years=years,
        )
    if row.verdict == "common-break":
        return t(
            "{subject}: several regions changed level in the same years, {years}.",
            subject=name,
            years=years,
        )
    return t("{subject}: no trend shared by four regions, {years}.", subject=name, years=years)


def _community(cells: Iterable[Cell]) -> list[Cell]:
    regions = set(codebook().community_regions)
    return [c for c in cells if c.region in regions and c.value is not None]


def _ends(row: Subject, cells: Iterable[Cell], t: Translator) -> tuple[str, str]:
    values = [cell for cell in cells if cell.value is not None]
    least, most = (f(values, key=lambda cell: cell.value or 0) for f in (min, max))
    return _figure(row, least, t), _figure(row, most, t)


def _figure(row: Subject, cell: Cell, t: Translator) -> str:
    """Return a cell's share, or its median as precise as the indicator."""
    if cell.value is None:
        return ""
    if row.kind == "level":
        return number(cell.value, codebook().indicator(row.subject), t.lang)
    return t("{value}%", value=plain(cell.value, t.lang, 0))


def _count_of_known(_row: Subject, cell: Cell, _t: Translator) -> str:
    return f"{cell.count}/{cell.known}"


def _no_figure(_row: Subject, _cell: Cell, _t: Translator) -> str:
    return ""


# What a cell's words say and its figure shows, by its sign; other signs are those of a trend.
CELLS = {
    "absent": (N_("{place}: {sign}"), _no_figure),
    "few": (N_("{place}: {sign}, {known} of {states}"), _no_figure),
    "share": (
        N_("{place}: {n} of {known} states whose answer is known ({states} in the region)"),
        _figure,
    ),
    "level": (N_("{place}: median of {known} of {states} states"), _figure),
}
TREND_CELL = N_("{place}: {sign}, {n} of {known} countries")


def _cell_view(row: Subject, cell: Cell, t: Translator) -> CellView:
    template, figure = CELLS.get(cell.sign, (TREND_CELL, _count_of_known))
    words = t(
        template,
        place=place_name(cell.region, t),
        sign=t(SIGN_NAMES[cell.sign]),
        n=cell.count,
        known=cell.known,
        states=cell.states,
    )
    width = cell.value if cell.sign == "share" else None
    return CellView(
        cell.sign, figure(row, cell, t), width, words, marked=cell.region == row.outlier
    )


def subject_view(row: Subject, t: Translator) -> SubjectView:
    """Return a row in the reader's language, with the cells of the community's regions first."""
    return SubjectView(
        subject=row.subject,
        kind=row.kind,
        name=subject_name(row, t),
        detail=answer_name(row, t) or _unit(row, t),
        years=years_text(row),
        address=address_of(row),
        sentence=sentence(row, t),
        cells=tuple(_cell_view(row, cell, t) for cell in row.cells),
    )


def _unit(row: Subject, t: Translator) -> str:
    return t(codebook().indicator(row.subject).unit) if row.kind in ("level", "number") else ""


def sections(rows: Iterable[Subject], t: Translator) -> list[Section]:
    """Return the rows by verdict, what is common first; empty sections are left out."""
    groups: dict[OverviewVerdict, list[Subject]] = {verdict: [] for verdict in VERDICT_NAMES}
    for row in rows:
        groups[row.verdict].append(row)
    return [
        Section(verdict, t(VERDICT_NAMES[verdict]), tuple(subject_view(r, t) for r in own))
        for verdict, own in groups.items()
        if own and verdict != "too-little-data"
    ]


def findings(rows: Sequence[Subject], t: Translator) -> tuple[list[SubjectView], list[SubjectView]]:
    """Return up to three subjects that are common, and up to three that are unique."""
    common = highlights(rows, ("common", "common-turn", "common-break"))
    unique = highlights(rows, ("unique",))
    return [subject_view(r, t) for r in common], [subject_view(r, t) for r in unique]


def shortages(rows: Iterable[Subject], t: Translator) -> list[tuple[str, list[SubjectView]]]:
    """Return what can't be said, by the reason why."""
    groups: dict[Shortage, list[Subject]] = {}
    for row in rows:
        if row.verdict == "too-little-data":
            groups.setdefault(row.shortage or "few-known", []).append(row)
    return [
        (t(SHORTAGE_NAMES[why]), [subject_view(r, t) for r in own]) for why, own in groups.items()
    ]


def columns() -> tuple[str, ...]:
    """Return the columns of the table: the community's five regions, the rest of the world."""
    return (*codebook().community_regions, REST)


def column_names(t: Translator) -> list[tuple[str, str]]:
    """Return each column's region with its name."""
    return [(region, place_name(region, t)) for region in columns()]


def sign_key(rows: Iterable[Subject], t: Translator) -> list[tuple[str, str]]:
    """Return the glyphs that the rows use, with what they mean."""
    used = {cell.sign for row in rows for cell in row.cells}
    return [(sign, t(name)) for sign, name in SIGN_NAMES.items() if sign in used]
