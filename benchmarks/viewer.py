"""A reader without a browser: asks for pages over Streamlit's own socket, and keeps the time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

LIMIT = 120


@contextmanager
def viewer(server: str) -> Iterator[Viewer]:
    """Open a session of a server for as long as the block lasts."""
    url = server.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(url, origin=server, max_size=None, subprotocols=["streamlit"]) as socket:
        yield Viewer(socket)


class Viewer:
    """One session."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page = ""

    def rerun(self, page: str, query: dict[str, str]) -> float:
        """Run a page with an address; return the seconds from asking until it is whole."""
        request = BackMsg()
        request.rerun_script.query_string = urlencode(query)
        request.rerun_script.page_name = page
        start = time.perf_counter()
        self._socket.send(request.SerializeToString())
        while (message := self._next()).WhichOneof("type") != "script_finished":
            self._refuse(message)
        return time.perf_counter() - start

    def _next(self) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(self._socket.recv(timeout=LIMIT))
        return message

    def _refuse(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
