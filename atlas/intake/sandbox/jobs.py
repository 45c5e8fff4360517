"""What children do; each job yields its answer in pieces. Only ``run`` calls these."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.intake.draft import Problem
from atlas.intake.sandbox.packing import batch_pieces, pack_value

if TYPE_CHECKING:
    from atlas.intake.layout.sources import Given
    from atlas.intake.record_checks import Ends

READERS = (
    *("files", "checks", "layout", "sandbox.opening", "sheets", "sheets.long", "stripping"),
    "counting",
)


@dataclass(frozen=True)
class Registry:
    """The connectors of the process that asks, and where it imports them from.

    The warm process started before a connector may have been added.
    """

    connectors: Mapping[str, str]
    folders: tuple[str, ...]

    @classmethod
    def here(cls) -> Registry:
        """Return this process's connectors."""
        from atlas.intake.connectors import CONNECTORS  # noqa: PLC0415

        return cls(dict(CONNECTORS), tuple(sys.path))

    def install(self) -> None:
        """Let this process know the same connectors."""
        from atlas.intake.connectors import CONNECTORS  # noqa: PLC0415

        sys.path.extend(folder for folder in self.folders if folder not in sys.path)
        CONNECTORS.clear()
        CONNECTORS.update(self.connectors)


def preload_readers() -> None:
    """Import the readers, so that no child has to."""
    for name in (*READERS, "connectors.worldbank"):
        import_module(f"atlas.intake.{name}")


QUESTIONS = ("unclear-", "no-year")  # codes of problems that an editor can answer


def read_job(
    path: Path,
    mapping: Mapping[str, Any],
    edits: Iterable[Mapping[str, Any]],
    answers: Given | None,
    institutions: Ends | None,
    registry: Registry,
) -> Iterator[bytes]:
    """Read a file, check the rules, and add how tables were read where the reader is unsure."""
    from atlas.intake.checks import check_batch  # noqa: PLC0415
    from atlas.intake.counting import limit_problems  # noqa: PLC0415
    from atlas.intake.files import read_file  # noqa: PLC0415

    registry.install()
    batch = read_file(path, mapping=mapping or None, edits=edits, metadata=answers)
    rules = limit_problems(check_batch(batch, institutions)) if institutions is not None else ()
    problems = limit_problems(batch.problems)
    unsure = any(p.code.startswith(QUESTIONS) for p in (*problems, *rules))
    has_answers = answers is not None and bool(answers.indicator or answers.columns)
    needs_tables = unsure or has_answers
    tables = mapping.get("tables") or (_tables(path, mapping, answers) if needs_tables else ())
    yield pack_value((rules, tuple(tables)))
    yield from batch_pieces(replace(batch, problems=problems))


def _tables(path: Path, mapping: Mapping[str, Any], answers: Given | None) -> list[dict[str, Any]]:
    """Return how the tables of a file of any layout are read."""
    from atlas.intake import layout  # noqa: PLC0415
    from atlas.intake.sandbox import opening  # noqa: PLC0415

    answers = answers or layout.Given(**mapping.get("source", {}))
    pages = opening.open_file(path, answers.encoding)
    return [table.to_json() for _, table in layout.detected(path, pages, answers)]


def mark_job(path: Path, problems: Sequence[Problem], lang: str) -> Iterator[bytes]:
    """Write a file back with its problems."""
    import tempfile  # noqa: PLC0415

    from atlas.intake.annotation import write_marked  # noqa: PLC0415

    out = Path(tempfile.gettempdir()) / "marked.xlsx"
    write_marked(path, problems, out, lang)
    yield out.read_bytes()


def strip_job(path: Path) -> Iterator[bytes]:
    """Rewrite a table without metadata."""
    from atlas.intake.stripping import copy_without_metadata  # noqa: PLC0415

    content, ending = copy_without_metadata(path)
    yield ending.encode()
    yield content


def redraw_job(path: Path, kind: str) -> Iterator[bytes]:
    """Rewrite a picture from its pixels."""
    from atlas.intake.pictures import redraw_picture  # noqa: PLC0415

    content, ending = redraw_picture(path, kind)
    yield ending.encode()
    yield content


def comments_job(path: Path) -> Iterator[bytes]:
    """Yield a file's comments and the names of their authors."""
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415

    from atlas.intake.sandbox.opening.archive import DAMAGED  # noqa: PLC0415
    from atlas.intake.sandbox.opening.comments import comment_authors, comments_in  # noqa: PLC0415
    from atlas.intake.sheets.long.opening import NotASheet  # noqa: PLC0415

    try:
        yield pack_value((comments_in(path), comment_authors(path)))
    except ParseError as error:
        raise NotASheet(path.name, DAMAGED) from error


def needles_job(path: Path, needles: Sequence[bytes]) -> Iterator[bytes]:
    """Look for bytes in the members of an archive."""
    from atlas.intake.sandbox.opening.needles import packed_holds  # noqa: PLC0415

    yield pack_value(packed_holds(path, needles))


def connector_job(name: str, path: Path, registry: Registry) -> Iterator[bytes]:
    """Read a file by a publisher's connector."""
    from atlas.intake import connectors  # noqa: PLC0415
    from atlas.intake.counting import limit_problems  # noqa: PLC0415

    registry.install()
    batch = connectors.read(name, path)
    yield from batch_pieces(replace(batch, problems=limit_problems(batch.problems)))
