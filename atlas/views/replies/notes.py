"""Replies and answered questions beside a figure, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from atlas.codebook import codebook
from atlas.i18n import Translator, country_name, date, quantity
from atlas.store.replies import SHOWN, Inquiry, RecordPlace, Reply
from atlas.views.law.judgements import answer_name

EXCERPT = 160  # signs of a statement on the map's card


@dataclass(frozen=True)
class ReplyView:
    """A government's reply for reading; ``value`` is empty when it gives words only."""

    id: int
    who: str
    value: str
    statement: str
    language: str
    title: str
    url: str
    at: str
    shown: str
    released: bool

    @property
    def excerpt(self) -> str:
        """The statement's beginning."""
        text = " ".join(self.statement.split())
        return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class AnsweredInquiry:
    """A reader's question with the editors' answer."""

    question: str
    answer: str
    language: str
    asked: str
    answered: str


@dataclass(frozen=True, eq=False)  # known by identity, so that pages are kept under it
class Voices:
    """What is said beside figures, and the addresses where more can be said.

    ``suffix`` is what links carry along (None offers none); ``official`` is the country that
    the reader speaks for.
    """

    replies: Mapping[RecordPlace, tuple[ReplyView, ...]] = field(default_factory=dict)
    answers: Mapping[RecordPlace, tuple[AnsweredInquiry, ...]] = field(default_factory=dict)
    suffix: str | None = None
    official: str = ""

    def replies_to(self, place: RecordPlace | None) -> tuple[ReplyView, ...]:
        """Return the replies to what stands at a place."""
        return self.replies.get(place, ()) if place else ()

    def answers_about(self, place: RecordPlace | None) -> tuple[AnsweredInquiry, ...]:
        """Return the answered questions about what stands at a place."""
        return self.answers.get(place, ()) if place else ()

    def ask(self, place: RecordPlace | None) -> str:
        """Return where a reader asks about a figure."""
        return self._address("/question", place) if place and self.suffix is not None else ""

    def answer(self, place: RecordPlace | None) -> str:
        """Return where the official who reads answers the figure; empty for all others."""
        own = place is not None and self.suffix is not None and place.country == self.official
        return self._address("/reply", place) if place and own else ""

    def _address(self, page: str, place: RecordPlace) -> str:
        return f"{page}?{urlencode(parameters(place))}{self.suffix}"


NONE = Voices()


def parameters(place: RecordPlace) -> dict[str, str]:
    """Return the parameters of an address that name a place."""
    subject = "indicator" if place.kind == "observation" else "question"
    query = {"country": place.country, subject: place.subject, "period": place.period}
    return query | ({"breakdown": place.breakdown} if place.breakdown else {})


def voices(
    replies: Iterable[Reply],
    inquiries: Iterable[Inquiry],
    t: Translator,
    *,
    suffix: str | None = None,
    official: str = "",
) -> Voices:
    """Return replies and answered questions by the place of their figure, newest first."""
    replies_by_place: dict[RecordPlace, list[ReplyView]] = {}
    for reply in replies:
        replies_by_place.setdefault(reply.place, []).append(reply_view(reply, t))
    answers_by_place: dict[RecordPlace, list[AnsweredInquiry]] = {}
    for each in inquiries:
        # A question names no breakdown: it stands beside the total of its figure.
        answers_by_place.setdefault(each.place, []).append(answered_inquiry(each, t))
    return Voices(
        {place: tuple(group) for place, group in replies_by_place.items()},
        {place: tuple(group) for place, group in answers_by_place.items()},
        suffix,
        official,
    )


def replies_on_map(
    voices: Voices, kind: str, subject: str
) -> dict[str, dict[str, list[dict[str, str]]]]:
    """Return the replies of one indicator or question by country and year, for the map."""
    by_country: dict[str, dict[str, list[dict[str, str]]]] = {}
    for place, replies in voices.replies.items():
        if (place.kind, place.subject, place.breakdown) != (kind, subject, ""):
            continue
        years = by_country.setdefault(place.country, {})
        years.setdefault(place.period[:4], []).extend(
            {"who": r.who, "value": r.value, "at": r.at, "text": r.excerpt} for r in replies
        )
    return by_country


def reply_view(reply: Reply, t: Translator) -> ReplyView:
    """Return a reply for reading."""
    stands = reply.status in SHOWN
    return ReplyView(
        id=reply.id,
        who=government_name(reply.place.country, t),
        value=counter(reply, t),
        statement=reply.statement,
        language=reply.language,
        title=reply.title,
        url=reply.url or (f"/reply/{reply.id}/document" if reply.sha256 else ""),
        at=date(reply.at.date(), t.lang),
        shown=date(reply.shown_at.date(), t.lang) if reply.shown_at and stands else "",
        released=reply.released,
    )


def answered_inquiry(inquiry: Inquiry, t: Translator) -> AnsweredInquiry:
    """Return an answered question for reading."""
    answer_date = date(inquiry.answered_at.date(), t.lang) if inquiry.answered_at else ""
    question_date = date(inquiry.at.date(), t.lang)
    return AnsweredInquiry(
        inquiry.question, inquiry.answer, inquiry.language, question_date, answer_date
    )


def government_name(iso3: str, t: Translator) -> str:
    """Return who replies."""
    return t("Government of {country}", country=country_name(iso3, t.lang))


def counter(reply: Reply, t: Translator) -> str:
    """Return a reply's own value or answer as text."""
    if reply.place.kind == "judgement":
        question = codebook().question(reply.place.subject)
        return answer_name(question, reply.answer, t) if reply.answer else ""
    indicator = codebook().indicator(reply.place.subject)
    if reply.answer:
        names = {c.code: c.name for c in indicator.categories}
        return t(names.get(reply.answer, reply.answer))
    return "" if reply.value is None else quantity(reply.value, indicator, t.lang)
