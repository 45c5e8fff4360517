"""What a template shall hold, checked by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from atlas.codebook import codebook
from atlas.codebook.load import nearest
from atlas.errors import InvalidParameter, UnknownChoice, UnknownKind
from atlas.i18n import LANGUAGES
from atlas.intake.sheets.kinds import RECORD_SHEETS

LAYOUTS = ("long", "wide")
YEARS_BACK = 5
MOST_ROWS = 20_000  # as many as are written in a few seconds


class UnknownLayout(UnknownChoice):
    """A sheet of observations is long or wide."""

    code = "unknown-layout"
    template = "There is no layout “{value}”."
    hint = "There is no layout “{value}”. Nearest: {nearest}."


class UnknownLanguage(UnknownChoice):
    """The atlas does not speak this language."""

    code = "unknown-language"
    template = "The atlas is not available in “{value}”."
    hint = "The atlas is not available in “{value}”. Nearest: {nearest}."


class TooManyTemplateRows(InvalidParameter):
    """More rows than a person would fill in."""

    code = "too-many-rows"
    template = "{n} rows are too many for a template (at most {most}). Choose fewer countries."

    def __init__(self, n: int) -> None:
        super().__init__(self.template, n=n, most=MOST_ROWS)


@dataclass(frozen=True)
class TemplateRequest:
    """A template: kinds of record in order, what its rows are for, layout and language."""

    kinds: tuple[str, ...]
    indicators: tuple[str, ...]
    countries: tuple[str, ...]
    questions: tuple[str, ...]
    layout: str
    lang: str
    years: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many rows the template gives."""
        counts = {"observation": len(self.indicators), "judgement": len(self.questions)}
        return len(self.countries) * sum(counts.get(kind, 1) for kind in self.kinds)


def template_request(
    *,
    kinds: Iterable[str] = (),
    indicators: Iterable[str] = (),
    countries: Iterable[str] = (),
    questions: Iterable[str] = (),
    layout: str = "long",
    lang: str = "en",
    year: int | None = None,
) -> TemplateRequest:
    """Return what is asked for, completed: naming a question asks for legal answers, and so on.

    Without indicators, questions or countries, all of the codebook's are meant. ``year`` is the
    last column of a wide sheet, the running year by default.

    Raises
    ------
    UnknownKind, UnknownIndicator, UnknownQuestion, UnknownCountry, UnknownLayout,
    UnknownLanguage, TooManyTemplateRows
    """
    book = codebook()
    some_indicators = tuple(dict.fromkeys(book.indicator(name).id for name in indicators))
    some_questions = tuple(dict.fromkeys(book.question(name).id for name in questions))
    some_countries = tuple(dict.fromkeys(book.country(name).iso3 for name in countries))
    kind_names = [_kind(name) for name in kinds]
    kind_names += ["observation"] * bool(some_indicators) + ["judgement"] * bool(some_questions)
    if layout not in LAYOUTS:
        raise UnknownLayout(layout, nearest(layout, LAYOUTS) or LAYOUTS)
    language = lang.replace("_", "-").split("-")[0].lower()
    if language not in LANGUAGES:
        raise UnknownLanguage(lang, nearest(lang, LANGUAGES) or LANGUAGES)
    last = year or dt.datetime.now(tz=dt.UTC).year
    selection = TemplateRequest(
        tuple(kind for kind in RECORD_SHEETS if kind in (kind_names or ["observation"])),
        some_indicators or tuple(book.indicators),
        some_countries or tuple(book.countries),
        some_questions or tuple(book.questions),
        layout,
        language,
        tuple(range(last - YEARS_BACK, last + 1)),
    )
    if selection.rows > MOST_ROWS:
        raise TooManyTemplateRows(selection.rows)
    return selection


def _kind(name: str) -> str:
    code = name.strip().casefold()
    for kind, sheet in RECORD_SHEETS.items():
        if code in (kind, sheet.title):
            return kind
    raise UnknownKind(name, nearest(name, RECORD_SHEETS) or tuple(RECORD_SHEETS))
