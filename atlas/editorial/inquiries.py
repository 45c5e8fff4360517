"""Questions of readers about a figure: asked without an account, answered by editors.

Nothing is kept of who asks: how often one address asked is counted under a keyed hash that
is forgotten after two days (``atlas.editorial.limits``).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.editorial.limits import allow
from atlas.editorial.replies import theme_of
from atlas.errors import AtlasError, UnknownChoice
from atlas.i18n import N_
from atlas.salt import salted_hash
from atlas.store import replies
from atlas.store.desk import inquiry
from atlas.store.engine import writing
from atlas.store.replies import Inquiry, RecordPlace
from atlas.text import tidy

LONGEST, LONGEST_ANSWER = 1_000, 4_000
PER_ADDRESS, IN_ALL = 5, 200
HOUR = dt.timedelta(hours=1)
LANGUAGE = re.compile(r"[a-z]{2,3}")


class UnknownInquiry(UnknownChoice):
    """No question of that number."""

    code = "unknown-inquiry"
    template = "There is no question {value}."
    hint = "There is no question {value}. The newest are {nearest}."


class BadInquiry(AtlasError):
    """A question, or an answer to one, that cannot be stored."""

    code = "bad-inquiry"
    http_status = 422


class InquiryClosed(AtlasError):
    """The question waits for no answer."""

    code = "inquiry-closed"
    http_status = 409
    template = "Question {number} is already {status}."


def ask(
    engine: Engine,
    place: RecordPlace,
    text: str,
    *,
    language: str,
    address: str,
    trap: str = "",
    now: dt.datetime | None = None,
) -> int | None:
    """Store a reader's question and return its number; None when a machine filled the trap.

    Parameters
    ----------
    address
        Where the request came from; counted, never stored.
    trap
        A field that people do not see: whoever fills it is no person, and is told nothing.

    Raises
    ------
    TooManyAttempts, BadInquiry, UnknownFigure
    """
    now = now or dt.datetime.now(dt.UTC)
    with writing(engine) as connection:
        allow(connection, "inquiry", salted_hash(address), most=PER_ADDRESS, span=HOUR, now=now)
        allow(connection, "inquiry", "all", most=IN_ALL, span=HOUR, now=now)
    if trap:
        return None
    question = tidy(text)
    if not question:
        raise BadInquiry(N_("Write your question."))
    if len(question) > LONGEST:
        raise BadInquiry(N_("A text has more than {most} characters; shorten it."), most=LONGEST)
    if not LANGUAGE.fullmatch(language):
        raise BadInquiry(N_("“{value}” is not a language code."), value=language)
    stands = replies.standing_record(engine, place)
    with writing(engine) as connection:
        return _store(connection, place, question, language, str(stands["id"]), now)


def _store(
    connection: Connection,
    place: RecordPlace,
    question: str,
    language: str,
    key: str,
    now: dt.datetime,
) -> int:
    """Store a question; the same words about the same figure, not yet answered, are one."""
    at = {name: getattr(place, name) for name in ("kind", "country", "subject", "period")}
    same = [
        *(inquiry.c[name] == value for name, value in at.items()),
        inquiry.c.question == question,
    ]
    query = select(inquiry.c.id).where(*same, inquiry.c.status == "open")
    number = connection.execute(query.limit(1)).scalar()
    if number is not None:
        return int(number)
    values = {**at, "record_id": key, "question": question, "language": language, "asked_at": now}
    result = connection.execute(insert(inquiry).values(**values, status="open", public=False))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def answer_inquiry(engine: Engine, number: int, text: str, *, public: bool, by: str) -> None:
    """Answer a question; a public answer stands beside the figure, with the question.

    Raises
    ------
    UnknownInquiry, InquiryClosed, BadInquiry, NotAllowed, OutOfScope, UnknownAccount
    """
    answer = tidy(text)
    if not answer:
        raise BadInquiry(N_("Write an answer."))
    if len(answer) > LONGEST_ANSWER:
        raise BadInquiry(
            N_("A text has more than {most} characters; shorten it."), most=LONGEST_ANSWER
        )
    with writing(engine) as connection:
        _open(connection, number, by)
        values = {"answer": answer, "answered_by": by, "answered_at": dt.datetime.now(dt.UTC)}
        _set(connection, number, status="answered", public=public, **values)
        detail = "public" if public else "not public"
        record(connection, by, "answer-inquiry", f"inquiry {number}", detail)


def close_inquiry(engine: Engine, number: int, *, by: str) -> None:
    """Put a question aside without an answer; it is shown nowhere.

    Raises
    ------
    UnknownInquiry, InquiryClosed, NotAllowed, OutOfScope, UnknownAccount
    """
    with writing(engine) as connection:
        if _inquiry(connection, number).status == "closed":
            return
        _open(connection, number, by)
        _set(connection, number, status="closed", public=False)
        record(connection, by, "close-inquiry", f"inquiry {number}")


def make_public(engine: Engine, number: int, *, public: bool, by: str) -> None:
    """Show an answered question beside its figure, or no longer.

    Raises
    ------
    UnknownInquiry, InquiryClosed, NotAllowed, OutOfScope, UnknownAccount
    """
    with writing(engine) as connection:
        current = _inquiry(connection, number)
        _allow(connection, by, current.place)
        if current.status != "answered":
            raise InquiryClosed(InquiryClosed.template, number=number, status=current.status)
        if current.public == public:
            return
        _set(connection, number, public=public)
        action = "publish-inquiry" if public else "unpublish-inquiry"
        record(connection, by, action, f"inquiry {number}")


def inbox(engine: Engine, *, by: str) -> list[Inquiry]:
    """Return the questions that an editor may answer, the newest first.

    Raises
    ------
    NotAllowed, UnknownAccount
    """
    with engine.connect() as connection:
        reader = require(connection, by, "answer-inquiry")
    return [
        each
        for each in replies.inquiries(engine, public=False)
        if reader.may("answer-inquiry", [each.place.country], [theme_of(each.place)])
    ]


def _open(connection: Connection, number: int, by: str) -> Inquiry:
    current = _inquiry(connection, number)
    _allow(connection, by, current.place)
    if current.status != "open":
        raise InquiryClosed(InquiryClosed.template, number=number, status=current.status)
    return current


def _allow(connection: Connection, by: str, place: RecordPlace) -> None:
    scope = {"countries": [place.country], "themes": [theme_of(place)]}
    require(connection, by, "answer-inquiry", **scope)


def _inquiry(connection: Connection, number: int) -> Inquiry:
    row = connection.execute(select(inquiry).where(inquiry.c.id == number)).mappings().first()
    if row is None:
        newest = select(inquiry.c.id).order_by(inquiry.c.id.desc()).limit(3)
        raise UnknownInquiry(str(number), tuple(map(str, connection.execute(newest).scalars())))
    return replies.inquiry_of(row)


def _set(connection: Connection, number: int, **values: Any) -> None:
    connection.execute(update(inquiry).where(inquiry.c.id == number).values(values))
