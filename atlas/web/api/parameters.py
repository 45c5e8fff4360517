"""What a request asks for, checked by name and value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from starlette.datastructures import QueryParams

from atlas.codebook import codebook
from atlas.codebook.load import code_of, nearest
from atlas.codebook.origins import chosen_origins
from atlas.errors import InvalidParameter, UnknownCountry
from atlas.i18n import LANGUAGES
from atlas.intake.sheets.selection import UnknownLanguage

OBSERVATIONS = ("indicator", "country", "from", "to", "sources", "release", "format", "bom")
FORMATS = ("json", "csv", "xlsx", "sdmx-csv")
ISO3_LENGTH = 3
BOM = "\ufeff"  # without it, Excel takes UTF-8 for the encoding of its own machine
YEAR = re.compile(r"\d{1,4}", re.ASCII)


class UnknownParameter(InvalidParameter):
    """The route has no parameter of that name."""

    code = "unknown-parameter"
    template = "There is no parameter “{name}”. Known: {known}."

    def __init__(self, name: str, valid_names: tuple[str, ...]) -> None:
        self.nearest = nearest(name, valid_names)
        super().__init__(self.template, name=name, known=", ".join(valid_names) or "–")


class InvalidYear(InvalidParameter):
    """A year that is no whole number of up to four digits."""

    code = "invalid-year"
    template = "“{value}” is not a year. Write {name}=2024."

    def __init__(self, name: str, value: str) -> None:
        super().__init__(self.template, name=name, value=value)


class InvalidYears(InvalidParameter):
    """The first year is after the last."""

    code = "invalid-years"
    template = "The years run backwards: from={first} is after to={last}."

    def __init__(self, first: int, last: int) -> None:
        super().__init__(self.template, first=first, last=last)


class UnknownFormat(InvalidParameter):
    """No format of that name."""

    code = "unknown-format"
    template = "There is no format “{value}”. Choose one of {known}."

    def __init__(self, value: str, formats: tuple[str, ...]) -> None:
        self.nearest = nearest(value, formats) or formats
        super().__init__(self.template, value=value, known=", ".join(formats))


class InvalidBom(InvalidParameter):
    """A byte order mark that is neither asked for nor declined, or that no text begins with."""

    code = "invalid-bom"
    template = "A byte order mark is for CSV: write format=csv&bom=1, or leave bom out."


class GivenTwice(InvalidParameter):
    """A parameter that takes one value has several."""

    code = "given-twice"
    template = "The parameter “{name}” takes one value."

    def __init__(self, name: str) -> None:
        super().__init__(self.template, name=name)


@dataclass(frozen=True)
class ObservationQuery:
    """A valid question for observations; None asks for all."""

    indicators: tuple[str, ...] | None
    countries: tuple[str, ...] | None
    first: int | None
    last: int | None
    release: str | None
    format: str
    bom: str = ""
    origins: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same text for the same question, however it was written."""
        parts = (self.indicators, self.countries, self.first, self.last, self.format, self.bom)
        return repr((*parts, self.origins))


def observation_query(params: QueryParams) -> ObservationQuery:
    """Return the question of a request for observations.

    Raises
    ------
    UnknownParameter, UnknownIndicator, UnknownCountry, InvalidYear, InvalidYears,
    UnknownFormat, InvalidBom, UnknownOrigin, GivenTwice
    """
    reject_unknown(params, OBSERVATIONS)
    book = codebook()
    names = list_values(params, "indicator")
    indicators = tuple(sorted({book.indicator(i).id for i in names})) or None
    first, last = years(params)
    format_ = format_of(params, FORMATS)
    return ObservationQuery(
        indicators,
        country_codes(params),
        first,
        last,
        single_value(params, "release"),
        format_,
        bom(params, format_),
        origins_of(params),
    )


def years(params: QueryParams) -> tuple[int | None, int | None]:
    """Return the first and last year asked for, None where open.

    Raises
    ------
    InvalidYear, InvalidYears, GivenTwice
    """
    first, last = _year(params, "from"), _year(params, "to")
    if first is not None and last is not None and first > last:
        raise InvalidYears(first, last)
    return first, last


def country_codes(params: QueryParams) -> tuple[str, ...] | None:
    """Return the ISO3 codes asked for in order, None for all.

    Raises
    ------
    UnknownCountry
    """
    return tuple(sorted({iso3_of(text) for text in list_values(params, "country")})) or None


def origins_of(params: QueryParams) -> tuple[str, ...]:
    """Return who must speak in the sources, by ``sources=own,un``; none for all.

    Raises
    ------
    UnknownOrigin
    """
    return chosen_origins(list_values(params, "sources"))


def format_of(params: QueryParams, formats: tuple[str, ...]) -> str:
    """Return the format asked for, JSON by default.

    Raises
    ------
    UnknownFormat, GivenTwice
    """
    format_ = single_value(params, "format") or "json"
    if format_ not in formats:
        raise UnknownFormat(format_, formats)
    return format_


def bom(params: QueryParams, file_format: str) -> str:
    """Return the byte order mark that ``bom=1`` asks for at the start of a CSV, else ``""``.

    Raises
    ------
    InvalidBom, GivenTwice
    """
    value = single_value(params, "bom") or "0"
    if value not in ("0", "1") or (value == "1" and not file_format.endswith("csv")):
        raise InvalidBom(InvalidBom.template)
    return BOM if value == "1" else ""


def reject_unknown(params: QueryParams, valid_names: tuple[str, ...] = ()) -> None:
    """Raise UnknownParameter for the first parameter that is not among the known."""
    for name in params:
        if name not in valid_names:
            raise UnknownParameter(name, valid_names)


def language_code(params: QueryParams) -> str:
    """Return the language that ``lang`` names; English without it.

    Raises
    ------
    UnknownLanguage
    """
    return code_of(
        single_value(params, "lang") or "en", {code: code for code in LANGUAGES}, UnknownLanguage
    )


def iso3_of(text: str) -> str:
    """Return the ISO3 code of a code or recognised name.

    Raises
    ------
    UnknownCountry
        Its ``nearest`` are ISO3 codes: first of similar names, then similar codes.
    """
    book = codebook()
    try:
        return book.country(text).iso3
    except UnknownCountry as error:
        by_name = [book.country(name).iso3 for name in error.nearest]
        by_code = _similar_codes(text.upper()) if len(text) == ISO3_LENGTH else []
        raise UnknownCountry(text, tuple(dict.fromkeys((*by_name, *by_code)))[:3]) from None


def _similar_codes(code: str) -> list[str]:
    """Return codes two of whose letters agree; the same start comes first."""
    close = get_close_matches(code, list(codebook().countries), n=50, cutoff=0.6)
    return sorted(close, key=lambda other: (other[:1] != code[:1], other[:2] != code[:2]))


def list_values(params: QueryParams, name: str) -> Iterable[str]:
    """Return the values of a parameter that is repeated or separated by commas, each once."""
    parts = (part.strip() for value in params.getlist(name) for part in value.split(","))
    return dict.fromkeys(part for part in parts if part)


def single_value(params: QueryParams, name: str) -> str | None:
    """Return the value of a parameter that is given once, None when it is empty.

    Raises
    ------
    GivenTwice
    """
    values = {value.strip() for value in params.getlist(name)} - {""}
    if len(values) > 1:
        raise GivenTwice(name)
    return values.pop() if values else None


def _year(params: QueryParams, name: str) -> int | None:
    value = single_value(params, name)
    if value is None:
        return None
    if not YEAR.fullmatch(value):
        raise InvalidYear(name, value)
    return int(value)
