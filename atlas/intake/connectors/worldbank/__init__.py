"""World Bank, World Development Indicators: downloaded files and the live interface.

``series`` is the table of what the atlas takes over, ``files`` reads what the World Bank lets
people download, ``live`` asks its interface and keeps the answers, ``batch`` turns those into
drafts. Values pass the same checks, submission and review as everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from atlas.intake.connectors.worldbank.files import knows, read_worldbank
from atlas.intake.draft import Batch
from atlas.intake.sandbox.opening import Page, UnreadableFile, open_file

__all__ = ["WorldBank", "read_worldbank"]


class WorldBank:
    """Downloads of the World Bank and exports of its DataBank."""

    name = "worldbank"
    publisher = "World Bank"
    title = "API_*.zip and CSV downloads, and DataBank exports as XLSX or CSV"
    own: Path | None = None

    def recognises(self, path: Path) -> bool:
        """Tell whether a file says that it is the World Bank's and has a series of the table."""
        try:
            return self.recognises_pages(path, open_file(path))
        except UnreadableFile:
            return False

    def read(self, path: Path) -> Batch:
        """Read a download; see ``read_worldbank``."""
        return read_worldbank(path)

    def recognises_pages(self, path: Path, pages: Sequence[Page]) -> bool:
        """Tell whether sheets are the World Bank's."""
        return knows(path, pages)

    def read_pages(self, path: Path, pages: Sequence[Page]) -> Batch:
        """Read a download from its sheets."""
        return read_worldbank(path, pages)
