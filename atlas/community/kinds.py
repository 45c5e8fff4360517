"""What an entry of each kind holds. Words are kept in the languages in which they were written.

``WRITERS`` says which permission proposes a kind. Every entry is looked at by another person
before readers see it (``atlas.community.entries``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from atlas.codebook import codebook
from atlas.codebook.load import nearest
from atlas.community.errors import BadEntry
from atlas.editorial.accounts import UnknownTheme
from atlas.errors import UnknownChoice
from atlas.i18n import N_
from atlas.links import is_web_address
from atlas.site import VIEWS
from atlas.text import line, tidy

LONGEST, LONG_LINE = 4_000, 300
MOST, TONGUES = 50, 30  # links or codes of a list, languages of a text
LANGUAGE = re.compile(r"[a-z]{2,3}")


class Wrong(ValueError):
    """Why a part of an entry cannot stand: a template of the catalogue and what it names."""

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template)
        self.template, self.params = template, params


def _words(value: dict[str, str]) -> dict[str, str]:
    if len(value) > TONGUES:
        raise Wrong(N_("A text can have at most {most} languages."), most=TONGUES)
    texts = {lang: tidy(text) for lang, text in value.items()}
    for lang, text in texts.items():
        if not LANGUAGE.fullmatch(lang):
            raise Wrong(N_("“{value}” is not a language code."), value=lang)
        if len(text) > LONGEST:
            raise Wrong(N_("A text has more than {most} characters; shorten it."), most=LONGEST)
    return {lang: text for lang, text in texts.items() if text}


def tidied_note(text: str) -> str:
    """Return the note of a decision, tidy as all words of the community are.

    Raises
    ------
    BadEntry
    """
    note = tidy(text)
    if len(note) > LONGEST:
        raise BadEntry(N_("A text has more than {most} characters; shorten it."), most=LONGEST)
    return note


def _require_text(value: dict[str, str]) -> dict[str, str]:
    if not value:
        raise Wrong(N_("Write a text."))
    return value


def _few(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(value) > MOST:
        raise Wrong(N_("Name at most {most} in one list."), most=MOST)
    return value


def _web(value: str) -> str:
    if value and not is_web_address(value):
        raise Wrong(N_("“{value}” is not a web address."), value=value)
    return value


def _day(value: str) -> str:
    """Accept a day, a month or a year that the calendar has."""
    try:
        dt.date.fromisoformat(value + "2000-01-01"[len(value) :])
    except ValueError as error:
        raise Wrong(N_("“{value}” is not a date."), value=value) from error
    return value


def _check_order(start: str, end: str) -> None:
    if not start:
        raise Wrong(N_("Write when it begins."))
    if end and end < start[: len(end)]:
        raise Wrong(N_("It ends before it begins."))


def _view(value: str) -> str:
    """Accept an address within the atlas: a page and its parameters, nothing else."""
    page = value.partition("?")[0]
    if value and (page not in VIEWS or not value.isprintable() or " " in value):
        raise Wrong(
            N_("“{value}” is not a page of the atlas; begin with / and its name."), value=value
        )
    return value


def _codebook_code(what: str, *, optional: bool = False) -> AfterValidator:
    """Accept a code that the codebook knows, in its own spelling; an empty one if optional."""

    def find(value: str) -> str:
        if optional and not value:
            return ""
        try:
            return _finders()[what](value)
        except UnknownChoice as error:
            raise Wrong(error.message, **error.params) from error

    return AfterValidator(find)


def _finders() -> dict[str, Callable[[str], str]]:
    book = codebook()
    return {
        "indicator": lambda v: book.indicator(v).id,
        "question": lambda v: book.question(v).id,
        "country": lambda v: book.country(v).iso3,
        "region": lambda v: book.region(v).id,
        "theme": _theme,
    }


def _theme(value: str) -> str:
    ids = [theme.id for theme in codebook().themes]
    if value not in ids:
        raise UnknownTheme(value, nearest(value, ids))
    return value


Words = Annotated[dict[str, str], AfterValidator(_words)]
Said = Annotated[dict[str, str], AfterValidator(_words), AfterValidator(_require_text)]
Line = Annotated[str, AfterValidator(line), StringConstraints(max_length=LONG_LINE)]
Named = Annotated[str, AfterValidator(line), StringConstraints(min_length=1, max_length=LONG_LINE)]
Web = Annotated[str, AfterValidator(_web), StringConstraints(max_length=2_000)]
View = Annotated[str, AfterValidator(_view), StringConstraints(max_length=2_000)]
IndicatorId = Annotated[str, _codebook_code("indicator")]
QuestionId = Annotated[str, _codebook_code("question")]
CountryCode = Annotated[str, _codebook_code("country")]
MaybeCountry = Annotated[str, _codebook_code("country", optional=True)]
RegionId = Annotated[str, _codebook_code("region")]
ThemeId = Annotated[str, _codebook_code("theme")]
Day = Annotated[
    str, StringConstraints(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"), AfterValidator(_day)
]
WholeDay = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
T = TypeVar("T")
Many = Annotated[tuple[T, ...], AfterValidator(_few)]
EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]


class Content(BaseModel):
    """What a version of an entry says; a field that it does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Link(Content):
    """A document outside the atlas."""

    title: Named
    url: Web


class Issue(Content):
    """A common issue of concern, with the evidence that it leads to."""

    statement: Said
    context: Words = {}
    regions: Many[RegionId] = ()
    reach: Literal["common", "particular"] = "common"
    indicators: Many[IndicatorId] = ()
    questions: Many[QuestionId] = ()
    views: Many[View] = ()
    documents: Many[Link] = ()
    state: Literal["open", "discussed", "agreed", "closed", "merged"] = "open"
    summary: Words = {}
    merged_into: EntryId | None = None

    @model_validator(mode="after")
    def _whole(self) -> Issue:
        if (self.state == "merged") != (self.merged_into is not None):
            raise Wrong(
                N_("A merged issue names the issue it was merged into; no other issue does.")
            )
        if self.reach == "particular" and not self.regions:
            raise Wrong(N_("A particular issue names its regions."))
        return self


class MemberOrganisation(Content):
    """A member. ``visibility`` is its own choice: the public, members, or under a pseudonym."""

    name: Named
    visibility: Literal["public", "members", "pseudonymous"] = "members"
    pseudonym: Line = ""
    region: RegionId
    country: MaybeCountry = ""
    expertise: Many[ThemeId] = ()
    about: Words = {}
    website: Web = ""

    @model_validator(mode="after")
    def _require_pseudonym(self) -> MemberOrganisation:
        if self.visibility == "pseudonymous" and not self.pseudonym:
            raise Wrong(N_("Choose a pseudonym."))
        return self


class Statement(Content):
    """A text of the community: its mission, its vision, how it works."""

    title: Said
    body: Said
    position: int = 0


class Objective(Content):
    """What the community set itself, and how far it is."""

    statement: Said
    progress: Literal["begun", "under-way", "reached"] = "begun"
    result: Words = {}
    views: Many[View] = ()
    position: int = 0


class Meeting(Content):
    """A station of the road so far."""

    title: Said
    city: Words = {}
    country: CountryCode
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    start: Day
    end: Day = ""
    about: Words = {}

    @model_validator(mode="after")
    def _forwards(self) -> Meeting:
        _check_order(self.start, self.end)
        return self


class Practice(Content):
    """How we influenced …: a case with what worked and what did not."""

    title: Said
    country: MaybeCountry = ""
    region: RegionId
    context: Said
    worked: Words = {}
    failed: Words = {}
    products: Words = {}


class Exchange(Content):
    """A need or an offer: what is asked for, or can be given, in a field of expertise."""

    side: Literal["need", "offer"]
    theme: ThemeId
    region: RegionId
    words: Said
    until: Day = ""


class Action(Content):
    """What members do about an issue."""

    title: Said
    issue: EntryId
    owner: EntryId
    partners: Many[EntryId] = ()
    start: Day
    end: Day = ""
    state: Literal["planned", "under-way", "done", "dropped"] = "planned"
    result: Words = {}
    evidence: Many[Link] = ()

    @model_validator(mode="after")
    def _forwards(self) -> Action:
        _check_order(self.start, self.end)
        return self


class Contact(Content):
    """A step on the two-way road, in the words of each side."""

    step: Literal["question", "data", "reply", "change"]
    country: CountryCode
    institution: Said
    organisation: EntryId | None = None
    date: Day
    society: Words = {}
    state: Words = {}
    view: View = ""
    documents: Many[Link] = ()


class Round(Content):
    """A round of ranking issues; a later round shows the result of the one before (Delphi)."""

    title: Said
    issues: Many[EntryId]
    opens: WholeDay
    closes: WholeDay
    before: EntryId | None = None

    @model_validator(mode="after")
    def _rankable(self) -> Round:
        if len(set(self.issues)) != len(self.issues) or len(self.issues) < 3:
            raise Wrong(N_("A round must rank at least three different issues."))
        if self.closes < self.opens:
            raise Wrong(N_("It closes before it opens."))
        return self

    def open_on(self, day: dt.date) -> bool:
        """Tell whether rankings are taken on a day."""
        return self.opens <= day.isoformat() <= self.closes


KINDS: dict[str, type[Content]] = {
    "issue": Issue,
    "organisation": MemberOrganisation,
    "statement": Statement,
    "objective": Objective,
    "meeting": Meeting,
    "practice": Practice,
    "exchange": Exchange,
    "action": Action,
    "contact": Contact,
    "round": Round,
}
# Kinds that any member proposes; the rest are an editor's. Officials write their side of a contact.
MEMBERS_WRITE = frozenset({"issue", "organisation", "practice", "exchange", "action", "contact"})
