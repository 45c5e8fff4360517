"""What the guard of uploads must know of Streamlit's sessions.

The parts of Streamlit used here are not documented; ``tests/browser/test_web.py`` uploads a file
through them and says when one of them changes.
"""

from __future__ import annotations

from collections.abc import Mapping

from streamlit.runtime import Runtime

from atlas.web.guard import Sessions


def known() -> Sessions:
    """Return the sessions of the running server; none before it runs."""
    return Sessions(_cookies, _uploaded_bytes)


def _cookies(session: str) -> Mapping[str, str] | None:
    """Return the cookies with which a live session was opened."""
    if not Runtime.exists():
        return None
    info = Runtime.instance()._session_mgr.get_active_session_info(session)
    context = info.client.client_context if info else None
    return dict(context.cookies) if context else None


def _uploaded_bytes() -> Mapping[str, int]:
    """Return the bytes of uploaded files by session."""
    if not Runtime.exists():
        return {}
    storage = Runtime.instance().uploaded_file_mgr.file_storage
    return {
        session: sum(len(file.data) for file in list(files.values()))
        for session, files in list(storage.items())
    }
