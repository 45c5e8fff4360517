"""Right of reply: a government answers a figure, and its answer stands beside the figure.

submitted → reviewed for form, not for content → shown (or returned with a note). The official
may withdraw it; an editor may take its value into the next release, by way of a submission
that somebody else reviews as any other.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Literal

from sqlalchemy import Connection, Engine, insert, select, update

from atlas.codebook import codebook
from atlas.editorial.accounts import find_account, require
from atlas.editorial.attachments import clean_attachment
from atlas.editorial.audit import record
from atlas.editorial.authors import is_author
from atlas.editorial.reply_form import ReplyAnswer, reply_batch, reply_digest, validate_answer
from atlas.editorial.submissions import submit
from atlas.editorial.uploads import store_upload, tidy_name, write_stream
from atlas.errors import AtlasError, InvalidParameter, UnknownChoice
from atlas.i18n import N_
from atlas.store import replies
from atlas.store.desk import reply
from atlas.store.engine import writing
from atlas.store.replies import RecordPlace, Reply
from atlas.store.schema import submission, upload
from atlas.text import tidy

Verdict = Literal["show", "return"]
OPEN = ("submitted", "shown", "accepted")
WITHDRAWABLE = ("submitted", "returned", "shown")
LONGEST_NOTE = 2_000
EVERY = ("submitted", "shown", "returned", "accepted", "withdrawn")


class UnknownReply(UnknownChoice):
    """No reply of that number."""

    code = "unknown-reply"
    template = "There is no reply {value}."
    hint = "There is no reply {value}. The newest are {nearest}."


class ReplyDecided(AtlasError):
    """The reply is in a state in which this cannot be done."""

    code = "reply-decided"
    http_status = 409
    template = "Reply {number} is {status}: this is no longer possible."


class OwnReply(AtlasError):
    """Nobody reviews what they wrote."""

    code = "own-reply"
    http_status = 403
    template = "“{name}” wrote this reply and cannot review it. A second person must."


class NoteMissing(AtlasError):
    """Who gets a reply back must learn why."""

    code = "note-missing"
    http_status = 422
    template = "Explain what is wrong with the format of the reply."


class NothingToTake(AtlasError):
    """A reply without a value of its own."""

    code = "nothing-to-take"
    http_status = 422
    template = "This reply gives no value of its own that a release could hold."


def reply_to(engine: Engine, place: RecordPlace, answer: ReplyAnswer, *, by: str) -> int:
    """Store a reply to what stands at a place and return its number.

    The same words to the same figure, sent twice, are one reply.

    Raises
    ------
    UnknownFigure, BadReply, NotAllowed, OutOfScope, UnknownAccount
    """
    with engine.connect() as connection:
        _allow(connection, "reply", by, place)
    stands = replies.standing_record(engine, place)
    answer = validate_answer(place, answer)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    values = {**_at(place), **answer.columns(), "record_id": stands["id"], "replied_by": by}
    with writing(engine) as connection:
        _allow(connection, "reply", by, place)
        same = [reply.c[name] == value for name, value in values.items() if name != "record_id"]
        query = select(reply.c.id).where(*same, reply.c.status.in_(OPEN))
        number = connection.execute(query.limit(1)).scalar()
        if number is not None:
            return int(number)
        values |= {"replied_at": now, "status": "submitted"}
        key = connection.execute(insert(reply).values(values)).inserted_primary_key
        assert key is not None
        current = _reply(connection, int(key[0]))
        record(connection, by, "reply", f"reply {current.id}", f"{place} {reply_digest(current)}")
    return current.id


def keep_document(engine: Engine, place: RecordPlace, file: BinaryIO, name: str, *, by: str) -> str:
    """Keep a file that a reply brings along, freed from traces of its authors; return its hash.

    What the official sent is not kept: only the clean copy is.

    Raises
    ------
    NotAttachable, UnreadableFile, FileTooLarge, FileEmpty, FileNotKept, NotAllowed, OutOfScope
    """
    with engine.connect() as connection:
        _allow(connection, "reply", by, place)
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        path = Path(folder) / tidy_name(name)
        write_stream(file, path)
        content, ending = clean_attachment(path)
    home = [place.country]
    name = f"document{ending}"
    return store_upload(engine, BytesIO(content), by=by, name=name, action="reply", countries=home)


def review_reply(engine: Engine, number: int, *, verdict: Verdict, by: str, note: str = "") -> None:
    """Show a reply or return it with a note: its form is looked at, never its content.

    Raises
    ------
    UnknownReply, ReplyDecided, OwnReply, NoteMissing, NotAllowed, UnknownAccount
    """
    if verdict not in ("show", "return"):
        raise InvalidParameter(N_("“{value}” is not a verdict."), value=verdict)
    note = tidy(note)[:LONGEST_NOTE]
    with writing(engine) as connection:
        current = _reply(connection, number)
        _allow(connection, "review-reply", by, current.place)
        if is_author(by, _authors(connection, current)):
            raise OwnReply(OwnReply.template, name=by)
        _expect(current, ("submitted",))
        if verdict == "return" and not note:
            raise NoteMissing(NoteMissing.template)
        status = "shown" if verdict == "show" else "returned"
        _set(
            connection,
            number,
            status=status,
            reviewed_by=by,
            form_note=note,
            reviewed_at=_now(),
        )
        record(connection, by, f"{verdict}-reply", f"reply {number}", note)


def withdraw_reply(engine: Engine, number: int, *, by: str) -> None:
    """Take a reply back; any official of the country may, for the country speaks.

    Raises
    ------
    UnknownReply, ReplyDecided, NotAllowed, OutOfScope, UnknownAccount
    """
    with writing(engine) as connection:
        current = _reply(connection, number)
        _allow(connection, "reply", by, current.place)
        if current.status == "withdrawn":
            return
        _expect(current, WITHDRAWABLE)
        _set(connection, number, status="withdrawn")
        record(connection, by, "withdraw-reply", f"reply {number}")


def accept_reply(engine: Engine, number: int, *, by: str) -> int:
    """Submit a shown reply's value for the next release; return the submission's number.

    A reply whose submission waits or is published is not submitted again.

    Raises
    ------
    UnknownReply, ReplyDecided, NothingToTake, InvalidBatch, NotAllowed, UnknownAccount
    """
    with engine.connect() as connection:
        current = _reply(connection, number)
        _allow(connection, "accept-reply", by, current.place)
        if under_way := _under_way(connection, current):
            return under_way
    if current.value is None and current.answer is None:
        raise NothingToTake(NothingToTake.template)
    _expect(current, replies.SHOWN)

    def within(connection: Connection, new_number: int) -> None:
        again = _reply(connection, number)
        if again != current:
            raise ReplyDecided(ReplyDecided.template, number=number, status=again.status)
        _set(connection, number, status="accepted", submission_id=new_number)
        record(connection, by, "accept-reply", f"reply {number}", f"submission {new_number}")

    try:
        title = f"Reply {number}: {current.place}"
        return submit(engine, reply_batch(current), by=by, title=title, within=within)
    except ReplyDecided:
        with engine.connect() as connection:  # somebody accepted it at the same moment
            if under_way := _under_way(connection, _reply(connection, number)):
                return under_way
        raise


def replies_for(engine: Engine, *, by: str) -> list[Reply]:
    """Return the replies that an account works with: an official's country's, else all.

    Raises
    ------
    NotAllowed, UnknownAccount
    """
    with engine.connect() as connection:
        reader = find_account(connection, by)
        if reader.has("reply"):
            _allow_country(connection, by, reader.country or "")
            return replies.replies(engine, countries=[reader.country or ""], statuses=EVERY)
        require(connection, by, "review-reply" if reader.has("review-reply") else "accept-reply")
    return replies.replies(engine, statuses=EVERY)


def reply_seen(engine: Engine, number: int, *, by: str) -> Reply:
    """Return one reply that an account works with.

    Raises
    ------
    UnknownReply, NotAllowed, UnknownAccount
    """
    mine = {each.id: each for each in replies_for(engine, by=by)}
    if number not in mine:
        raise UnknownReply(str(number), tuple(map(str, list(mine)[:3])))
    return mine[number]


def theme_of(place: RecordPlace) -> str:
    """Return the theme that a place belongs to."""
    book = codebook()
    if place.kind == "observation":
        return book.indicator(place.subject).theme
    return book.question(place.subject).theme


def _allow(connection: Connection, action: str, by: str, place: RecordPlace) -> None:
    require(connection, by, action, countries=[place.country], themes=[theme_of(place)])


def _allow_country(connection: Connection, by: str, country: str) -> None:
    require(connection, by, "reply", countries=[country])


def _under_way(connection: Connection, current: Reply) -> int | None:
    if current.status != "accepted" or current.submission is None:
        return None
    query = select(submission.c.status).where(submission.c.id == current.submission)
    status = connection.execute(query).scalar()
    return None if status in ("rejected", "withdrawn") else current.submission


def _reply(connection: Connection, number: int) -> Reply:
    current = replies.find_reply(connection, number)
    if current is None:
        newest: Iterable[Any] = connection.execute(
            select(reply.c.id).order_by(reply.c.id.desc()).limit(3)
        ).scalars()
        raise UnknownReply(str(number), tuple(map(str, newest)))
    return current


def _authors(connection: Connection, current: Reply) -> set[str]:
    """Return who wrote a reply: whoever sent the same to the same figure, or uploaded its file."""
    columns = {"counter_value": current.value, "counter_answer": current.answer}
    columns |= {
        "statement": current.statement,
        "document_sha256": current.sha256,
        **_at(current.place),
    }
    alike = select(reply.c.replied_by).where(*(reply.c[n] == value for n, value in columns.items()))
    uploader = select(upload.c.uploaded_by).where(upload.c.sha256 == current.sha256)
    return {current.by, *(n for q in (alike, uploader) for n in connection.execute(q).scalars())}


def _expect(current: Reply, statuses: tuple[str, ...]) -> None:
    if current.status not in statuses:
        raise ReplyDecided(ReplyDecided.template, number=current.id, status=current.status)


def _set(connection: Connection, number: int, **values: Any) -> None:
    connection.execute(update(reply).where(reply.c.id == number).values(values))


def _at(place: RecordPlace) -> dict[str, str]:
    names = ("kind", "country", "subject", "period", "breakdown")
    return {name: getattr(place, name) for name in names}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
