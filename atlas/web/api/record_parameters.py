"""What a request for judgements, events, documents … asks for, checked by name and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.datastructures import QueryParams

from atlas.codebook import codebook
from atlas.codebook.load import code_of
from atlas.errors import (
    InvalidParameter,
    UnknownChoice,
    UnknownInstrument,
    UnknownKind,
    UnknownOrganisation,
    UnknownQuestion,
    UnknownStatus,
)
from atlas.store.kinds import (
    DOCUMENT,
    EVENT,
    INSTITUTION,
    JUDGEMENT,
    PARTICIPATION,
    RELATION,
    TREATY_ACTION,
    RecordKind,
)
from atlas.web.api import parameters

FORMATS = ("json", "csv", "xlsx")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


class InvalidDate(InvalidParameter):
    """A date that is no year, month or day."""

    code = "invalid-date"
    template = "“{value}” is not a date. Write {name}=1991, {name}=1991-07 or {name}=1991-07-04."

    def __init__(self, name: str, value: str) -> None:
        super().__init__(self.template, name=name, value=value)


class InvalidDates(InvalidParameter):
    """The first date is after the last."""

    code = "invalid-dates"
    template = "The dates run backwards: from={first} is after to={last}."


@dataclass(frozen=True)
class Filter:
    """A parameter that keeps the records whose column holds one of some codes."""

    name: str
    column: str
    about: str
    example: tuple[str, ...]
    known: Callable[[], Mapping[str, str]]  # code -> name in English
    unknown: type[UnknownChoice] = UnknownKind

    def code(self, text: str) -> str:
        """Return the code of what was asked for, in any case.

        Raises
        ------
        UnknownKind, UnknownQuestion, UnknownOrganisation, UnknownStatus
        """
        return code_of(text, self.known(), self.unknown)


@dataclass(frozen=True)
class Route:
    """A route that gives the records of one kind; ``plural`` names it and its list."""

    kind: RecordKind
    plural: str
    about: str
    filters: tuple[Filter, ...] = field(default=())
    dated: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of its parameters."""
        dates = ("from", "to") if self.dated else ()
        filters = (f.name for f in self.filters)
        return (*filters, "country", *dates, "sources", "release", "format", "bom")


def _questions() -> dict[str, str]:
    return {question.id: question.text for question in codebook().questions.values()}


def _organisations() -> dict[str, str]:
    return {entry.code: entry.name for entry in codebook().organisations.values()}


def _instruments() -> dict[str, str]:
    return {entry.code: entry.name for entry in codebook().instruments.values()}


def _terms(table: str) -> Callable[[], Mapping[str, str]]:
    return lambda: {t.code: t.name for t in getattr(codebook().vocabulary, table).values()}


def _kinds(kind: RecordKind, about: str, *example: str) -> Filter:
    return Filter("kind", kind.name, about, example, _terms(f"{kind.name}s"))


ROUTES = (
    Route(
        JUDGEMENT,
        "judgements",
        "Coded answers to the codebook’s questions, each with its evidence and legal basis",
        (
            Filter("question", "question", "Ids of questions, see /questions.",
                   ("military_vote",), _questions, UnknownQuestion),
        ),
    ),
    Route(
        EVENT,
        "events",
        "Dated facts",
        (_kinds(EVENT, "Kinds of events.", "constitution", "law"),),
        dated=True,
    ),
    Route(
        INSTITUTION,
        "institutions",
        "Institutions, and how those of one country stand to each other",
        (_kinds(INSTITUTION, "Kinds of institutions.", "army", "police"),),
    ),
    Route(
        RELATION,
        "relations",
        "How institutions of one country stand to each other",
        (_kinds(RELATION, "Kinds of relations.", "commands"),),
    ),
    Route(
        DOCUMENT,
        "documents",
        "Laws, constitutions, treaties and reports, without their text",
        (_kinds(DOCUMENT, "Kinds of documents.", "constitution"),),
    ),
    Route(
        PARTICIPATION,
        "participations",
        "How countries stand to organisations and agreements",
        (
            Filter("organisation", "organisation", "Codes of organisations, see /organisations.",
                   ("UN",), _organisations, UnknownOrganisation),
            Filter("status", "status", "Status of a country in it.", ("member",),
                   _terms("statuses"), UnknownStatus),
        ),
    ),
    Route(
        TREATY_ACTION,
        "treaty-actions",
        "Dated actions of countries under treaties: signature, joining, withdrawal",
        (
            Filter("instrument", "instrument", "Codes of treaties.", ("att",),
                   _instruments, UnknownInstrument),
            Filter("action", "action", "What the country did.", ("ratification",),
                   _terms("actions"), UnknownStatus),
        ),
        dated=True,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class RecordQuery:
    """A valid question for records of one kind; empty filters ask for all."""

    route: Route
    where: tuple[tuple[str, tuple[str, ...]], ...]
    countries: tuple[str, ...] | None
    between: tuple[str, str]
    release: str | None
    format: str
    bom: str = ""
    origins: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same text for the same question, however it was written."""
        parts = (self.where, self.countries, self.between, self.format, self.bom)
        return repr((self.route.plural, *parts, self.origins))


def record_query(route: Route, params: QueryParams) -> RecordQuery:
    """Return the question of a request for the records of a route.

    Raises
    ------
    UnknownParameter, UnknownCountry, UnknownKind, UnknownQuestion, UnknownOrganisation,
    UnknownStatus, InvalidDate, InvalidDates, UnknownFormat, InvalidBom, UnknownOrigin,
    GivenTwice
    """
    parameters.reject_unknown(params, route.parameters)
    where = []
    for each in route.filters:
        if codes := sorted({each.code(text) for text in parameters.list_values(params, each.name)}):
            where.append((each.column, tuple(codes)))
    first, last = _date(params, "from"), _date(params, "to")
    if last and first[: len(last)] > last:
        raise InvalidDates(InvalidDates.template, first=first, last=last)
    asked_format = parameters.format_of(params, FORMATS)
    return RecordQuery(
        route,
        tuple(where),
        parameters.country_codes(params),
        (first, last),
        parameters.single_value(params, "release"),
        asked_format,
        parameters.bom(params, asked_format),
        parameters.origins_of(params),
    )


def _date(params: QueryParams, name: str) -> str:
    value = parameters.single_value(params, name) or ""
    if value and not DATE.fullmatch(value):
        raise InvalidDate(name, value)
    return value
