"""What a reply may say: its value within the codebook's range, its words, its document."""

from __future__ import annotations

import hashlib
import re
from dataclasses import astuple, dataclass, replace
from typing import Any

from atlas.codebook import codebook
from atlas.codebook.origins import GOVERNMENT
from atlas.errors import AtlasError
from atlas.i18n import N_
from atlas.intake.checks import check_batch
from atlas.intake.draft import Batch, DraftJudgement, DraftObservation, DraftRecord, Source
from atlas.links import is_web_address
from atlas.store.replies import RecordPlace, Reply
from atlas.text import line, tidy

LONGEST_STATEMENT, LONGEST_TITLE, LONGEST_URL = 4_000, 300, 2_000
LANGUAGE = re.compile(r"[a-z]{2,3}")
LICENCE = "Statement of a government to the atlas, given for publication"
# Official statistics come before general references (``atlas.store.preference``).
PREFERENCE = 100


class BadReply(AtlasError):
    """Something of the reply cannot stand as it is."""

    code = "bad-reply"
    http_status = 422


@dataclass(frozen=True)
class ReplyAnswer:
    """What an official replies: value or coded answer, words, a document; not all are needed."""

    value: float | None = None
    code: str | None = None
    statement: str = ""
    language: str = ""
    title: str = ""
    url: str = ""
    sha256: str | None = None

    def columns(self) -> dict[str, Any]:
        """Return the answer by the columns of the table ``reply``."""
        return {
            "counter_value": self.value,
            "counter_answer": self.code,
            "statement": self.statement,
            "language": self.language,
            "document_title": self.title,
            "document_url": self.url,
            "document_sha256": self.sha256,
        }


def validate_answer(place: RecordPlace, answer: ReplyAnswer) -> ReplyAnswer:
    """Return the answer with tidy texts, or raise.

    Raises
    ------
    BadReply
    """
    tidy_answer = replace(
        answer,
        code=answer.code or None,
        statement=tidy(answer.statement),
        title=line(answer.title),
        url=answer.url.strip(),
        language=answer.language.strip() if answer.statement.strip() else "",
        sha256=answer.sha256 or None,
    )
    _complete(tidy_answer)
    _short(tidy_answer.statement, LONGEST_STATEMENT)
    _short(tidy_answer.title, LONGEST_TITLE)
    _short(tidy_answer.url, LONGEST_URL)
    if tidy_answer.url and not is_web_address(tidy_answer.url):
        raise BadReply(N_("“{value}” is not a web address."), value=tidy_answer.url)
    if tidy_answer.statement and not LANGUAGE.fullmatch(tidy_answer.language):
        raise BadReply(N_("State the language of the statement."))
    if tidy_answer.value is not None or tidy_answer.code is not None:
        _within_codebook(place, tidy_answer)
    return tidy_answer


def _complete(answer: ReplyAnswer) -> None:
    if answer.value is None and answer.code is None and not answer.statement:
        raise BadReply(N_("Give a value, an answer or a statement."))
    if (answer.url or answer.sha256) and not answer.title:
        raise BadReply(N_("Give the document a title."))
    if answer.title and not (answer.url or answer.sha256):
        raise BadReply(N_("Add the document’s address or its file."))


def _short(text: str, most: int) -> None:
    if len(text) > most:
        raise BadReply(N_("A text has more than {most} characters; shorten it."), most=most)


def _within_codebook(place: RecordPlace, answer: ReplyAnswer) -> None:
    """Hold the value to the rules of every record."""
    if place.kind == "judgement" and answer.value is not None:
        raise BadReply(N_("A question is answered by its scale, not by a number."))
    problems = check_batch(Batch((_source(place, 0, "2000"),), *_drafts(place, 0, answer)))
    if problems:
        first = problems[0]
        template = str(first.params.get("template", first.message))
        raise BadReply(template, **{k: v for k, v in first.params.items() if k != "template"})


def reply_digest(reply: Reply) -> str:
    """Return a digest of a reply's whole content, for the audit log."""
    parts = (
        *(astuple(reply.place)),
        *(reply.record_id, reply.value, reply.answer, reply.statement, reply.language),
        *(reply.title, reply.url, reply.sha256, reply.by, reply.at.isoformat()),
    )
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:24]


def reply_batch(reply: Reply) -> Batch:
    """Return a reply's value as a batch of one record, its source the government's reply."""
    answer = ReplyAnswer(reply.value, reply.answer, reply.statement)
    day = reply.at.date().isoformat()
    source = _source(reply.place, reply.id, day, reply.url)
    return Batch((source,), *_drafts(reply.place, reply.id, answer))


def _source(place: RecordPlace, number: int, day: str, url: str = "") -> Source:
    country = codebook().countries[place.country].name
    return Source(
        id=f"reply-{place.country.lower()}-{number}",
        publisher=f"{GOVERNMENT}{country}",
        title=f"Reply {number} to the atlas: {_subject(place)}, {place.period}",
        url=url,
        vintage=day,
        published=day,
        accessed=day,
        licence=LICENCE,
        preference=PREFERENCE,
    )


def _subject(place: RecordPlace) -> str:
    book = codebook()
    if place.kind == "judgement":
        return book.question(place.subject).short
    return book.indicator(place.subject).name


def _drafts(
    place: RecordPlace, number: int, answer: ReplyAnswer
) -> tuple[tuple[DraftObservation, ...], tuple[()], tuple[DraftRecord, ...]]:
    source = f"reply-{place.country.lower()}-{number}"
    words = answer.statement or str(answer.code if answer.value is None else answer.value)
    where = f"Reply {number}"
    if place.kind == "judgement":
        judgement = DraftJudgement(
            country=place.country,
            source=source,
            question=place.subject,
            period=place.period,
            answer=answer.code or "",
            evidence=words,
            original=words,
            locator=where,
        )
        return (), (), (judgement,)
    observation = DraftObservation(
        country=place.country,
        indicator=place.subject,
        period=place.period,
        breakdown=place.breakdown,
        source=source,
        unit=codebook().indicator(place.subject).unit,
        value=answer.value,
        category=answer.code,
        original=words,
        locator=where,
    )
    return (observation,), (), ()
