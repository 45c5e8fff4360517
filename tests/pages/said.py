"""What a page of an AppTest says."""

from streamlit.testing.v1 import AppTest


def html(app: AppTest) -> str:
    """Return all fragments of a page."""
    return " ".join(element.proto.body for element in app.get("html"))


def complaints(app: AppTest) -> str:
    """Return what was wrong with the address: said by the frame, or still waiting for it."""
    kept = app.session_state
    waiting = kept["complaints"] if "complaints" in kept else []  # noqa: SIM401
    return " ".join([*(w.value for w in app.warning), *map(str, waiting)])
