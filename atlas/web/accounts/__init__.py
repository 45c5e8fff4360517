"""Sign-in, sign-out, invitations and one's own account: pages of plain HTML.

They stand outside of Streamlit because only an HTTP answer can set a cookie that scripts
cannot read. They work without scripts, are never cached and never framed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.routing import Route

from atlas.web.accounts.screens import SCREENS
from atlas.web.accounts.visits import Providers, screen_endpoint


def routes(providers: Callable[[], Mapping[str, str]] = dict) -> list[Route]:
    """Return the routes; ``providers`` gives the name and address of each other way in."""
    offer = Providers(providers)
    return [
        Route(path, screen_endpoint(screen, offer), methods=["GET", "POST"])
        for path, screen in SCREENS.items()
    ]


__all__ = ["routes"]
