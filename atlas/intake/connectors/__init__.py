"""One module or folder a publisher, found by name here. A connector reads, it never stores."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from atlas.errors import UnknownChoice
from atlas.intake.draft import Batch

READERS = {
    "factbook": "atlas.intake.connectors.factbook:read_factbook",
    "worldbank": "atlas.intake.connectors.worldbank:read_worldbank",
}


class UnknownConnector(UnknownChoice):
    """No connector of that name."""

    code = "unknown-connector"
    template = "No connector is called “{value}”."
    hint = "No connector is called “{value}”. Nearest: {nearest}."


def connector(name: str) -> Callable[..., Batch]:
    """Return a connector's read function, or raise UnknownConnector with those that exist."""
    if name not in READERS:
        raise UnknownConnector(name, tuple(READERS))
    module, function = READERS[name].split(":")
    reader: Callable[..., Batch] = getattr(import_module(module), function)
    return reader
