"""Drafts: an upload on its way to a submission, kept from the first byte.

A draft holds the file (by hash), how its columns are read, the cells mended in the page and
what the editor says to warnings. It survives a reload, a lost connection and a restart.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, insert, select, update

from atlas.editorial import uploads
from atlas.editorial.accounts import require
from atlas.editorial.audit import record
from atlas.editorial.reading import Reading
from atlas.editorial.submissions import submit
from atlas.errors import AtlasError, InvalidParameter, UnknownChoice
from atlas.i18n import N_
from atlas.intake.draft import Batch
from atlas.store.desk import draft
from atlas.store.engine import writing
from atlas.store.schema import submission, upload
from atlas.text import line, tidy

LONGEST_TITLE, LONGEST_WORD, MOST_EDITS = 200, 2_000, 5_000
Edit = dict[str, Any]  # sheet, row, column, value


class UnknownDraft(UnknownChoice):
    """The account has no draft of that number."""

    code = "unknown-draft"
    template = "You have no draft {value}."
    hint = "You have no draft {value}. Your open drafts are {nearest}."


class DraftChanged(AtlasError):
    """Another tab has changed the draft since this one was drawn."""

    code = "draft-changed"
    http_status = 409
    template = (
        "This draft was changed in another window. It is shown as it is now; your last step was "
        "not applied."
    )


class DraftClosed(AtlasError):
    """The draft was submitted or discarded."""

    code = "draft-closed"
    http_status = 409
    template = "This draft is {status} and can no longer be changed."


class WordMissing(AtlasError):
    """A warning needs a word of the editor before the draft can be submitted."""

    code = "word-missing"
    http_status = 422
    template = "Explain these warnings first: {codes}."


class SourceMissing(AtlasError):
    """Nobody can check a figure whose source is not described."""

    code = "source-missing"
    http_status = 422
    template = "Describe the source of the figures first: publisher and title."


class NotReopened(AtlasError):
    """Only a returned submission that came from a file can be opened as a draft again."""

    code = "not-reopened"
    http_status = 409
    template = "Submission {number} is not yours, so you cannot open it as a draft."


@dataclass(frozen=True)
class Draft:
    """A draft as it stands; ``updated_at`` is its version.

    ``submission`` is the submission it became, or, while it is open, the returned one that
    it mends.
    """

    id: int
    account: str
    title: str
    sha256: str
    file: str
    size: int
    created_at: dt.datetime
    updated_at: dt.datetime
    status: str
    mapping: dict[str, Any]
    edits: tuple[Edit, ...]
    words: dict[str, str]
    submission: int | None
    reader_stopped: str = ""  # why the reader of the file was stopped (``atlas.editorial.stops``)

    @property
    def open(self) -> bool:
        """True while it can be changed."""
        return self.status == "open"


def start(engine: Engine, file: Path | BinaryIO, *, by: str, name: str = "") -> int:
    """Keep a file and open a draft of it; the same file again leads to the same open draft.

    Raises
    ------
    FileTooLarge, FileEmpty, FileNotKept, NotAllowed, UnknownAccount
    """
    file_name = uploads.tidy_name(name or getattr(file, "name", ""))
    digest = uploads.store_upload(engine, file, by=by, name=file_name)
    with writing(engine) as connection:
        require(connection, by, "draft")
        same = select(draft.c.id).where(
            draft.c.upload_sha256 == digest, draft.c.account == by, draft.c.status == "open"
        )
        draft_id = connection.execute(same).scalar()
        if draft_id is not None:
            return int(draft_id)
        number = _insert(connection, account=by, title=file_name, upload_sha256=digest)
        record(connection, by, "draft", f"draft {number}", f"{file_name} {digest}")
    return number


def _insert(connection: Connection, **values: object) -> int:
    now = dt.datetime.now(dt.UTC)
    fields = {"created_at": now, "updated_at": now, "status": "open", **values}
    key = connection.execute(insert(draft).values(fields)).inserted_primary_key
    assert key is not None
    return int(key[0])


def open_drafts(engine: Engine, by: str) -> list[Draft]:
    """Return an account's open drafts, the last changed first."""
    condition = (draft.c.account == by) & (draft.c.status == "open")
    with engine.connect() as connection:
        return sorted(_drafts(connection, condition), key=lambda d: d.updated_at, reverse=True)


def own_draft(engine: Engine, number: int, *, by: str) -> Draft:
    """Return an account's own draft; nobody else learns that it exists.

    Raises
    ------
    UnknownDraft
    """
    with engine.connect() as connection:
        return _own(connection, number, by)


def of_submission(engine: Engine, number: int) -> Draft | None:
    """Return the draft that became a submission: how its file was read, and the words."""
    condition = (draft.c.submission_id == number) & (draft.c.status == "submitted")
    with engine.connect() as connection:
        return next(iter(_drafts(connection, condition)), None)


def save(
    engine: Engine,
    number: int,
    *,
    by: str,
    seen_at: dt.datetime,
    title: str | None = None,
    mapping: Mapping[str, Any] | None = None,
    edits: Sequence[Edit] | None = None,
    words: Mapping[str, str] | None = None,
) -> Draft:
    """Store changes of a draft that nobody has changed since ``seen_at``.

    Raises
    ------
    DraftChanged, DraftClosed, InvalidParameter, UnknownDraft, NotAllowed
    """
    values: dict[str, Any] = {"updated_at": max(dt.datetime.now(dt.UTC), _later(seen_at))}
    if title is not None:
        values["title"] = line(_require_length(" ".join(title.split()), LONGEST_TITLE))
    if mapping is not None:
        values["mapping"] = json.dumps(mapping, ensure_ascii=False)
    if edits is not None:
        values["edits"] = json.dumps(_last_edits(edits), ensure_ascii=False)
    if words is not None:
        texts = {
            code: tidy(_require_length(text.strip(), LONGEST_WORD)) for code, text in words.items()
        }
        values["words"] = json.dumps({c: s for c, s in texts.items() if s}, ensure_ascii=False)
    with writing(engine) as connection:
        require(connection, by, "draft")
        _claim(connection, _own(connection, number, by), seen_at, values)
        return _own(connection, number, by)


def _last_edits(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits in order, the last one of each cell."""
    last = {(e["sheet"], e["row"], e["column"]): e for e in edits}
    if len(last) > MOST_EDITS:
        raise InvalidParameter(
            N_("More than {most} cells are corrected on the page. Correct the file and upload it."),
            most=MOST_EDITS,
        )
    return [{k: e[k] for k in ("sheet", "row", "column", "value")} for e in last.values()]


def _require_length(text: str, most: int) -> str:
    if len(text) > most or "\0" in text:
        raise InvalidParameter(N_("Write at most {most} characters."), most=most)
    return text


def _later(moment: dt.datetime) -> dt.datetime:
    return moment + dt.timedelta(microseconds=1)


def _claim(
    connection: Connection, current: Draft, seen_at: dt.datetime, values: dict[str, Any]
) -> None:
    """Change a draft if it is open and as it was seen: one statement, so one of two wins."""
    if not current.open:
        raise DraftClosed(DraftClosed.template, status=current.status)
    this = (draft.c.id == current.id) & (draft.c.status == "open") & (draft.c.updated_at == seen_at)
    if connection.execute(update(draft).where(this).values(values)).rowcount != 1:
        raise DraftChanged(DraftChanged.template)


def discard(engine: Engine, number: int, *, by: str) -> None:
    """Close a draft for good; a second click changes nothing.

    Raises
    ------
    DraftClosed, UnknownDraft, NotAllowed
    """
    with writing(engine) as connection:
        require(connection, by, "draft")
        current = _own(connection, number, by)
        if current.status == "discarded":
            return
        now = max(dt.datetime.now(dt.UTC), _later(current.updated_at))
        _claim(connection, current, current.updated_at, {"status": "discarded", "updated_at": now})
        record(connection, by, "discard", f"draft {number}")


def submit_draft(engine: Engine, number: int, reading: Reading, *, by: str) -> int:
    """Store what a draft's reading holds as a submission; a second click gives the same one.

    Raises
    ------
    InvalidBatch, SourceMissing, WordMissing, DraftClosed, DraftChanged, UnknownDraft, NotAllowed
    """
    current = own_draft(engine, number, by=by)
    if current.status == "submitted" and current.submission is not None:
        return current.submission
    if reading.undescribed:
        raise SourceMissing(SourceMissing.template)
    missing = [code for code in reading.warnings if not current.words.get(code)]
    if missing:
        raise WordMissing(WordMissing.template, codes=", ".join(missing))

    def close(connection: Connection, new_number: int) -> None:
        values = {"status": "submitted", "submission_id": new_number}
        _claim(connection, current, current.updated_at, values)
        again = f" again, after submission {current.submission}" if current.submission else ""
        record(
            connection, by, "draft-submitted", f"draft {number}", f"submission {new_number}{again}"
        )

    title = current.title or current.file
    try:
        return submit(
            engine, reading.batch, by=by, title=title, upload=current.sha256, within=close
        )
    except (DraftClosed, DraftChanged):
        now = own_draft(engine, number, by=by)  # the other click was quicker
        if now.status == "submitted" and now.submission is not None:
            return now.submission
        raise


def submit_file(
    engine: Engine,
    path: Path,
    batch: Batch,
    *,
    by: str,
    mapping: Mapping[str, Any] | None = None,
) -> int:
    """Store a file's batch as a submission that its editor can open again as a draft.

    What the command line does in one step: the draft is closed from the start.

    Raises
    ------
    InvalidBatch, FileTooLarge, FileEmpty, FileNotKept, NotAllowed, UnknownAccount
    """
    digest = uploads.store_upload(engine, path, by=by)

    def close(connection: Connection, new_number: int) -> None:
        read_as = json.dumps(mapping, ensure_ascii=False) if mapping else ""
        values = {"upload_sha256": digest, "status": "submitted", "submission_id": new_number}
        _insert(connection, account=by, title=path.name, mapping=read_as, **values)

    return submit(engine, batch, by=by, title=path.name, upload=digest, within=close)


def reopen(engine: Engine, number: int, *, by: str) -> int:
    """Open a returned submission as a draft again; a second click leads to the same draft.

    Raises
    ------
    NotReopened, NotAllowed
    """
    with writing(engine) as connection:
        require(connection, by, "draft")
        query = select(submission).where(submission.c.id == number)
        row = connection.execute(query).mappings().first()
        if row is None or row["submitted_by"] != by:
            raise NotReopened(NotReopened.template, number=number)
        if row["status"] != "returned":
            message = N_(
                "Submission {number} is {status}: only a returned submission can be corrected."
            )
            raise NotReopened(message, number=number, status=row["status"])
        if not row["upload_sha256"]:
            message = N_("Submission {number} has no file to correct.")
            raise NotReopened(message, number=number)
        earlier = list(_drafts(connection, draft.c.submission_id == number))
        for candidate in earlier:
            if candidate.open:
                return candidate.id
        last = earlier[-1] if earlier else None
        new_number = _insert(
            connection,
            account=by,
            title=row["title"],
            upload_sha256=row["upload_sha256"],
            mapping=json.dumps(last.mapping) if last and last.mapping else "",
            edits=json.dumps(last.edits) if last and last.edits else "",
            words=json.dumps(last.words) if last and last.words else "",
            submission_id=number,
        )
        record(connection, by, "draft", f"draft {new_number}", f"again, after submission {number}")
        return new_number


def _own(connection: Connection, number: int, by: str) -> Draft:
    condition = (draft.c.id == number) & (draft.c.account == by)
    current = next(iter(_drafts(connection, condition)), None)
    if current is None:
        mine = select(draft.c.id).where(draft.c.account == by, draft.c.status == "open")
        open_numbers = connection.execute(mine.order_by(draft.c.id.desc()).limit(5)).scalars()
        raise UnknownDraft(str(number), tuple(map(str, open_numbers)))
    return current


def _drafts(connection: Connection, condition: ColumnElement[bool]) -> list[Draft]:
    query = (
        select(draft, upload.c.name.label("file"), upload.c.size)
        .join(upload, upload.c.sha256 == draft.c.upload_sha256)
        .where(condition)
        .order_by(draft.c.id)
    )
    return [_draft(row) for row in connection.execute(query).mappings()]


def _draft(row: RowMapping) -> Draft:
    return Draft(
        id=row["id"],
        account=row["account"],
        title=row["title"],
        sha256=row["upload_sha256"],
        file=row["file"],
        size=row["size"],
        created_at=utc(row["created_at"]),
        updated_at=utc(row["updated_at"]),
        status=row["status"],
        mapping=json.loads(row["mapping"] or "{}"),
        edits=tuple(json.loads(row["edits"] or "[]")),
        words=json.loads(row["words"] or "{}"),
        submission=row["submission_id"],
        reader_stopped=row["reader_stopped"] or "",
    )


def utc(moment: dt.datetime) -> dt.datetime:
    """Return a time as the database gives it, which is UTC, with its zone: SQLite drops it."""
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
