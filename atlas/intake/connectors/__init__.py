"""One module or folder a publisher, each with a connector (``protocol``) listed here.

A connector reads, it never stores: what it reads passes the same checks, submission and review
as every upload.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from atlas.errors import AtlasError, UnknownChoice
from atlas.i18n import N_
from atlas.intake.connectors.protocol import Connector, TableConnector
from atlas.intake.connectors.wellformed import drop_malformed
from atlas.intake.draft import Batch, Problem, Severity
from atlas.intake.sandbox.opening import Page

__all__ = [
    "CONNECTORS",
    "Connector",
    "TableConnector",
    "connector",
    "read",
    "recognising",
    "takes_pages",
]

# Name -> module and class. A connector's module is imported on first use.
CONNECTORS: dict[str, str] = {
    "factbook": "atlas.intake.connectors.factbook:Factbook",
    "worldbank": "atlas.intake.connectors.worldbank:WorldBank",
}
log = logging.getLogger("atlas.connectors")


class UnknownConnector(UnknownChoice):
    """No connector of that name."""

    code = "unknown-connector"
    template = "No connector is called “{value}”."
    hint = "No connector is called “{value}”. There are: {nearest}."


class IncompleteConnector(AtlasError):
    """A class of the list does not follow the protocol."""

    code = "incomplete-connector"
    template = "The connector {name} lacks {missing}: see docs/connectors.md."


class ConnectorFailed(AtlasError):
    """A connector broke off in the middle of a file."""

    code = "connector-failed"
    http_status = 422
    template = (
        "The connector {name} could not read {file} ({reason}). Check that the file comes from "
        "{publisher}; if it does, the connector needs a correction."
    )


def connector(name: str) -> Connector:
    """Return the connector of a name.

    Raises
    ------
    UnknownConnector
        With the names of those that there are.
    IncompleteConnector
    """
    if name not in CONNECTORS:
        raise UnknownConnector(name, tuple(CONNECTORS))
    module, _, attribute = CONNECTORS[name].partition(":")
    one = getattr(import_module(module), attribute)()
    if not isinstance(one, Connector):
        parts = ("name", "publisher", "title", "own", "recognises", "read")
        missing = ", ".join(part for part in parts if not hasattr(one, part))
        raise IncompleteConnector(IncompleteConnector.template, name=name, missing=missing)
    return one


def takes_pages(name: str) -> bool:
    """Tell whether a connector reads the sheets that the atlas opens, cells mended in the page.

    Raises
    ------
    UnknownConnector, IncompleteConnector
    """
    return isinstance(connector(name), TableConnector)


def recognising(path: Path, pages: Sequence[Page] | None = None) -> str | None:
    """Return the name of the connector that recognises a file, None when none does.

    ``pages`` are the file's sheets, None where it is no spreadsheet.
    """
    return next((name for name in CONNECTORS if _knows(name, path, pages)), None)


def _knows(name: str, path: Path, pages: Sequence[Page] | None) -> bool:
    one = connector(name)
    try:
        if isinstance(one, TableConnector):
            return pages is not None and one.recognises_pages(path, pages)
        return one.recognises(path)
    except Exception:  # a file of another publisher may be anything
        log.exception("connector %s could not look at %s", name, path.name)
        return False


def read(
    name: str, path: Path, pages: Sequence[Page] | None = None, *, has_edits: bool = False
) -> Batch:
    """Read a file by a connector, from its sheets where it takes them.

    ``has_edits`` says that cells were mended in the page; where the connector reads the file
    itself, they do not reach it, and a problem says so.

    Raises
    ------
    UnknownConnector, ConnectorFailed, and what the connector itself raises
    """
    one = connector(name)
    try:
        if isinstance(one, TableConnector) and pages is not None:
            return drop_malformed(one.read_pages(path, pages))
        batch = drop_malformed(one.read(path))
    except (AtlasError, OSError):
        raise
    except Exception as error:
        log.exception("connector %s could not read %s", name, path.name)
        reason = f"{type(error).__name__}: {error}"[:200]
        values = {"name": name, "file": path.name, "publisher": one.publisher, "reason": reason}
        raise ConnectorFailed(ConnectorFailed.template, **values) from error
    if not has_edits:
        return batch
    return replace(batch, problems=(*batch.problems, _edits_ignored_problem(name)))


def _edits_ignored_problem(name: str) -> Problem:
    template = N_(
        "The connector {name} reads the file itself: cells corrected here do not reach it."
    )
    return Problem(
        Severity.ERROR,
        "mended-in-vain",
        template.format(name=name),
        N_("Correct the file and upload it again."),
        params={"name": name, "template": template},
    )
