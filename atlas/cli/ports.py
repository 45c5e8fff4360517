"""Is a port free? Asked before a start, by the command line and by the server itself."""

from __future__ import annotations

import errno
import socket

from atlas.cli.output import N_
from atlas.errors import AtlasError, InvalidParameter

HOST = "127.0.0.1"
TRIED = 50


class PortTaken(AtlasError):
    """Another program listens on the port."""

    code = "port-taken"
    template = "Port {port} is in use by another program. Choose another with PORT={free}."

    def __init__(self, port: int, free: int) -> None:
        super().__init__(self.template, port=port, free=free)


class PortRefused(AtlasError):
    """The system does not let this account use the port."""

    code = "port-refused"
    template = "The system does not let you use port {port}. Choose one above 1023 with PORT=…"

    def __init__(self, port: int) -> None:
        super().__init__(self.template, port=port)


def require_port(port: int) -> None:
    """Raise unless the server may listen on the port.

    Raises
    ------
    InvalidParameter, PortRefused, PortTaken
    """
    if not 1 <= port <= 65535:
        raise InvalidParameter(N_("{port} is not a port: use 1 to 65535."), port=port)
    reason = _refusal(port)
    if reason in (errno.EACCES, errno.EPERM):
        raise PortRefused(port)
    if reason:
        raise PortTaken(port, _free_port(port))


def _refusal(port: int) -> int:
    """Return why the system refuses the port, as an errno; 0 when it is free."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return error.errno or errno.EADDRINUSE
    return 0


def _free_port(busy_port: int) -> int:
    """Return a free port near a taken one."""
    nearby = range(busy_port + 1, min(busy_port + TRIED, 65536))
    return next((port for port in nearby if not _refusal(port)), 8501)
