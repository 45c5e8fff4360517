"""Read and validate ``data/codebook``: every mistake names its file, entry and remedy."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from atlas.codebook import vocabulary
from atlas.codebook.check import codebook_mistakes
from atlas.codebook.model import Country, Indicator, Region, Theme
from atlas.codebook.vocabulary import (
    VOCABULARIES,
    Instrument,
    Organisation,
    Question,
    Term,
    Vocabulary,
)
from atlas.errors import (
    AtlasError,
    UnknownChoice,
    UnknownCountry,
    UnknownIndicator,
    UnknownQuestion,
    UnknownRegion,
)
from atlas.settings import DATA

FOLDER = DATA / "codebook"
Entry = TypeVar("Entry", bound=BaseModel)


class CodebookError(AtlasError):
    """The codebook contradicts itself; nothing works until it is mended."""

    code = "codebook-error"
    template = "The codebook is wrong in {file}: {problem}"

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(self.template, file=file, problem=problem)


@dataclass(frozen=True)
class Codebook:
    """All entries by id, in the order in which they are shown."""

    themes: tuple[Theme, ...]
    indicators: dict[str, Indicator]
    countries: dict[str, Country]
    regions: dict[str, Region]
    questions: dict[str, Question]
    vocabulary: Vocabulary
    organisations: dict[str, Organisation]
    instruments: dict[str, Instrument]

    @property
    def community_regions(self) -> tuple[str, ...]:
        """The regions of the community, in their order."""
        return tuple(r.id for r in self.regions.values() if r.kind == "community")

    def theme(self, theme_id: str) -> Theme:
        """Return a theme; KeyError cannot happen for an indicator's own theme."""
        return next(theme for theme in self.themes if theme.id == theme_id)

    def indicator(self, indicator_id: str) -> Indicator:
        """Return an indicator, or raise UnknownIndicator naming the nearest ids."""
        entry = self.indicators.get(indicator_id.lower())
        if entry is None:
            raise UnknownIndicator(indicator_id, self._nearest_indicators(indicator_id))
        return entry

    def country(self, code_or_name: str) -> Country:
        """Return a country by code, of old too, or recognised name, or raise UnknownCountry."""
        from atlas.codebook import names  # noqa: PLC0415 - names need the countries

        recognition = names.code_or_name(code_or_name)
        if recognition.iso3 is None:
            raise UnknownCountry(code_or_name, recognition.nearest)
        return self.countries[recognition.iso3]

    def region(self, region_id: str) -> Region:
        """Return a region or peer group, or raise UnknownRegion; hyphens pass for underscores."""
        entry = self.regions.get(region_id.lower().replace("-", "_"))
        if entry is None:
            raise UnknownRegion(region_id, nearest(region_id, self.regions))
        return entry

    def question(self, question_id: str) -> Question:
        """Return a question, or raise UnknownQuestion naming the nearest ids."""
        entry = self.questions.get(question_id.lower())
        if entry is None:
            raise UnknownQuestion(question_id, nearest(question_id, self.questions))
        return entry

    def members(self, region_id: str) -> tuple[str, ...]:
        """Return the ISO3 codes of a region or peer group."""
        return self.region(region_id).members

    def indicators_of(self, theme_id: str) -> tuple[Indicator, ...]:
        """Return the indicators of a theme, in codebook order."""
        return tuple(i for i in self.indicators.values() if i.theme == theme_id)

    def _nearest_indicators(self, text: str) -> tuple[str, ...]:
        by_id = nearest(text, self.indicators)
        names = {i.name.lower(): i.id for i in self.indicators.values()}
        by_name = tuple(names[n] for n in nearest(text.lower().replace("_", " "), names))
        return tuple(dict.fromkeys((*by_id, *by_name)))[:3]


def nearest(text: str, choices: Iterable[str]) -> tuple[str, ...]:
    """Return up to three similar entries, best first: suggestions, never resolutions."""
    return tuple(get_close_matches(text.lower(), list(choices), n=3, cutoff=0.4))


def code_of(text: str, choices: Mapping[str, str], error: type[UnknownChoice]) -> str:
    """Return a code in any case, or raise an error that names codes of similar ids or names."""
    lower = {code.lower(): code for code in choices}
    if match := lower.get(text.lower()):
        return match
    by_name = {name.lower(): code for code, name in choices.items()}
    similar = [lower[near] for near in nearest(text, lower)]
    similar += [by_name[near] for near in nearest(text, by_name)]
    raise error(text, tuple(dict.fromkeys(similar))[:3])


@lru_cache(maxsize=1)
def codebook() -> Codebook:
    """Return the codebook, read once.

    Raises
    ------
    CodebookError
        When a file of ``data/codebook`` is invalid or contradicts another.
    """
    return load_codebook(FOLDER)


def load_codebook(folder: Path) -> Codebook:
    """Read and validate a codebook folder."""
    chapters = _toml(folder / "themes.toml", "theme", Theme)
    themes = tuple(_unique("themes.toml", chapters, "id").values())
    order = {theme.id: position for position, theme in enumerate(themes)}
    files = sorted((folder / "indicators").glob("*.toml"), key=lambda p: order.get(p.stem, 99))
    indicators = [
        indicator
        for path in files
        for indicator in _toml(path, "indicator", Indicator, theme=path.stem)
    ]
    countries = _rows(folder / "countries.csv", Country)
    questions = _toml(folder / "questions.toml", "question", Question)
    organisations = _rows(folder / "organisations.csv", Organisation)
    book = Codebook(
        themes,
        _unique("indicators", indicators, "id"),
        _unique("countries.csv", countries, "iso3"),
        _regions(folder, countries),
        _unique("questions.toml", questions, "id"),
        _vocabulary(folder / "vocabularies.toml"),
        _unique("organisations.csv", organisations, "code"),
        _unique("instruments.csv", _rows(folder / "instruments.csv", Instrument), "code"),
    )
    problems = codebook_mistakes(book.themes, book.indicators, book.countries, book.regions)
    for file, problem in (*problems, *vocabulary.question_mistakes(questions, set(order))):
        raise CodebookError(file, problem)
    return book


def _toml(path: Path, table: str, model: type[Entry], **extra: str) -> list[Entry]:
    return [_entry(path.name, model, {**entry, **extra}) for entry in _tables(path, table)]


def _tables(path: Path, table: str) -> list[dict[str, Any]]:
    try:
        tables: list[dict[str, Any]] = tomllib.loads(_read(path))[table]
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(path.name, f"it is not TOML: {error}.") from error
    except KeyError as error:
        raise CodebookError(path.name, f"it has no [[{table}]]; add one.") from error
    return tables


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CodebookError(path.name, "the file is missing; restore it.") from error


def _entry(file: str, model: type[Entry], values: dict[str, Any]) -> Entry:
    try:
        return model(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = next(
            (values[k] for k in ("id", "iso3", "code") if values.get(k)), "an entry without id"
        )
        place = ".".join(str(part) for part in first["loc"])
        raise CodebookError(file, f"{name}: {place}: {first['msg']}") from error


def _rows(path: Path, model: type[Entry]) -> list[Entry]:
    rows = csv.DictReader(StringIO(_read(path)), restkey="surplus")
    return [_entry(path.name, model, dict(row)) for row in rows]


def _vocabulary(path: Path) -> Vocabulary:
    return Vocabulary(
        *(_unique(path.name, _toml(path, table, Term), "code") for table in VOCABULARIES)
    )


def _regions(folder: Path, countries: list[Country]) -> dict[str, Region]:
    regions = []
    for entry in _tables(folder / "regions.toml", "region"):
        members = tuple(c.iso3 for c in countries if c.region == entry["id"])
        regions.append(_entry("regions.toml", Region, {**entry, "members": members}))
    for entry in _tables(folder / "peer_groups.toml", "group"):
        members = tuple(entry["members"].split())
        regions.append(
            _entry("peer_groups.toml", Region, {**entry, "kind": "peer-group", "members": members})
        )
    return _unique("regions.toml", [*regions, *_derived_groups(countries, regions)], "id")


INCOME = {
    "low": "Low income",
    "lower_middle": "Lower middle income",
    "upper_middle": "Upper middle income",
    "high": "High income",
}


def _derived_groups(countries: list[Country], regions: list[Region]) -> list[Region]:
    groups = [
        (f"income_{code}", name, [c.iso3 for c in countries if c.income == code])
        for code, name in INCOME.items()
    ]
    without_forces = [c.iso3 for c in countries if c.un_member and not c.has_armed_forces]
    groups.append(("no_armed_forces", "States without armed forces", without_forces))
    ours = {r.id for r in regions if r.kind == "community"}
    groups.append(
        ("community", "All five regions", [c.iso3 for c in countries if c.region in ours])
    )
    return [Region(id=i, name=n, kind="peer-group", members=tuple(m)) for i, n, m in groups]


def _unique(file: str, entries: list[Entry], key: str) -> dict[str, Entry]:
    by_key: dict[str, Entry] = {}
    for entry in entries:
        name = str(getattr(entry, key))
        if name in by_key:
            raise CodebookError(file, f"{name} appears twice; remove one.")
        by_key[name] = entry
    return by_key
