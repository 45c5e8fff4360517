"""What a connector is: it knows the files of one publisher and reads them into a batch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from atlas.intake.draft import Batch
from atlas.intake.sandbox.opening import Page


@runtime_checkable
class Connector(Protocol):
    """One publisher's data; it reads and never stores.

    ``name`` is what ``--connector`` and a stored draft call it: lower-case letters, digits and
    hyphens. ``title`` says in one line what it reads. ``own`` is the file or folder that it
    brings along, None where a file is named each time.
    """

    name: str
    publisher: str
    title: str
    own: Path | None

    def recognises(self, path: Path) -> bool:
        """Tell whether a file is recognisably this publisher's; False when in doubt."""

    def read(self, path: Path) -> Batch:
        """Read a file; what cannot be read is a problem of the batch.

        Raises
        ------
        AtlasError
            When nothing of the file can be read.
        """


@runtime_checkable
class TableConnector(Connector, Protocol):
    """A connector of spreadsheets that the atlas opens for it.

    ``pages`` are the file's sheets as an editor has mended them in the page.
    """

    def recognises_pages(self, path: Path, pages: Sequence[Page]) -> bool:
        """Tell whether a file is this publisher's by its sheets."""

    def read_pages(self, path: Path, pages: Sequence[Page]) -> Batch:
        """Read a file from its sheets, as ``read`` does from its path."""
