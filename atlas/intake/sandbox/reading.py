"""What the atlas reads from an untrusted file, each in a child process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.intake.draft import Batch, Problem
from atlas.intake.sandbox import jobs
from atlas.intake.sandbox.packing import unpack_batch, unpack_value
from atlas.intake.sandbox.parent import run_in_child

if TYPE_CHECKING:
    from atlas.intake.layout.sources import Given
    from atlas.intake.record_checks import Ends
    from atlas.intake.sandbox.opening.comments import Comment


@dataclass(frozen=True)
class FileContents:
    """What a file holds.

    ``rules`` are the problems that ``atlas.intake.check`` finds, where it was requested;
    ``tables`` say how each table was read where the reader is unsure
    (``atlas.intake.layout.Mapping.to_json``).
    """

    batch: Batch
    rules: tuple[Problem, ...] = ()
    tables: tuple[dict[str, Any], ...] = ()


def _here(path: Path) -> Path:
    """Return a file's path from the root, since the child works in a folder of its own.

    A link stays one: an upload's name is that of its link.
    """
    path.stat()
    return path.absolute()


def read_untrusted_file(
    path: Path,
    *,
    mapping: Mapping[str, Any] | None = None,
    edits: Iterable[Mapping[str, Any]] = (),
    answers: Given | None = None,
    institutions: Ends | None = None,
) -> FileContents:
    """Read a file as ``atlas.intake.files.read_file`` does, in a child.

    Parameters
    ----------
    institutions
        The stored institutions, to which relations may refer; then the rules that every batch
        must pass are checked in the child too.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    path = _here(path)
    arguments = (
        path,
        dict(mapping or {}),
        list(edits),
        answers,
        institutions,
        jobs.Registry.here(),
    )
    return run_in_child(jobs.read_job, path.name, *arguments, take=_read)


def _read(pieces: Iterator[bytes]) -> FileContents:
    rules, tables = unpack_value(next(pieces, b""))
    return FileContents(unpack_batch(pieces), rules, tables)


def read_with_connector(name: str, path: Path) -> Batch:
    """Read a file by the connector of a name (``atlas.intake.connectors.read``), in a child.

    Raises
    ------
    UnknownConnector, ConnectorFailed, UnreadableFile, FileNotFoundError
    """
    path = _here(path)
    return run_in_child(
        jobs.connector_job, path.name, name, path, jobs.Registry.here(), take=unpack_batch
    )


def file_comments(path: Path) -> tuple[list[Comment], frozenset[str]]:
    """Return a stored file's comments and the names of their authors.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    path = _here(path)
    return run_in_child(jobs.comments_job, path.name, path, take=_comments)


def _comments(pieces: Iterator[bytes]) -> tuple[list[Comment], frozenset[str]]:
    comment_list, authors = unpack_value(b"".join(pieces))
    return comment_list, authors


def archive_holds(path: Path, needles: Sequence[bytes]) -> bool:
    """Tell whether a member of a kept archive holds one of the needles.

    Raises
    ------
    ReaderStopped, FileNotFoundError
    """
    path = _here(path)
    return run_in_child(jobs.needles_job, path.name, path, list(needles), take=_flag)


def _flag(pieces: Iterator[bytes]) -> bool:
    return bool(unpack_value(b"".join(pieces)))


def marked_workbook(path: Path, problems: Sequence[Problem], lang: str) -> bytes:
    """Return a file as a workbook whose cells show their problems.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    path = _here(path)
    return run_in_child(jobs.mark_job, path.name, path, list(problems), lang, take=b"".join)


def stripped_table(path: Path) -> tuple[bytes, str]:
    """Return a table without metadata, and the ending of what it then is.

    Raises
    ------
    UnreadableFile, FileNotFoundError
    """
    path = _here(path)
    return run_in_child(jobs.strip_job, path.name, path, take=_file)


def redrawn_picture(path: Path, kind: str) -> tuple[bytes, str]:
    """Return a picture's pixels as a new file, and its ending; ``kind`` is PNG or JPEG.

    Raises
    ------
    NotAPicture, UnreadableFile, FileNotFoundError
    """
    path = _here(path)
    return run_in_child(jobs.redraw_job, path.name, path, kind, take=_file)


def _file(pieces: Iterator[bytes]) -> tuple[bytes, str]:
    ending = next(pieces, b"").decode()
    return b"".join(pieces), ending
