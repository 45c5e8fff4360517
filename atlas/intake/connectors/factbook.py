"""The World Factbook as the atlas carries it: the files of ``data/starter``.

``tools/factbook`` reads the Factbook's texts and writes these files; a running atlas only
reads them, so that an existing installation can take corrections over as a submission.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from atlas.errors import InvalidParameter
from atlas.i18n import N_
from atlas.intake.draft import Batch, Problem, Severity
from atlas.intake.starter import FOLDER, read_gaps, read_starter

MESSAGE = "{country}, {indicator}: a text stays unread. {reason}"
REMEDY = "Read the text and, if it holds a value, submit it with its sentence."


class Factbook:
    """The files that come with the atlas; no other file is read."""

    name = "factbook"
    publisher = "Central Intelligence Agency"
    title = "The World Factbook, as it comes with the atlas"
    own: Path | None = FOLDER

    def recognises(self, path: Path) -> bool:
        """Tell whether a path is the atlas's own folder."""
        return path == self.own

    def read(self, path: Path) -> Batch:
        """Read the folder, with a problem (information) for each unread text.

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
        return replace(read_starter(path), problems=tuple(map(_problem, read_gaps(path))))


def _problem(gap: dict[str, str]) -> Problem:
    params: dict[str, object] = {name: gap[name] for name in ("country", "indicator", "reason")}
    return Problem(
        Severity.INFO,
        "unread-text",
        MESSAGE.format(**params),
        REMEDY,
        file="World Factbook",
        column=gap["indicator"],
        value=gap["text"],
        params={**params, "template": MESSAGE},
    )
