"""Who is signed in, asked of the database at every rerun.

A page for some roles begins so::

    reader = account.require_page("review", t)
    if reader is not None:
        ...

and its entry in ``atlas.site`` names the action: ``Page("review", N_("Review"), ("review",))``.
It is then listed in the navigation for
those who may use it; everybody else who opens its address is told why it is empty. A command
(a button) calls a function of ``atlas.editorial`` with ``by=reader.name``; that function asks
again, within its transaction.
"""

from __future__ import annotations

import streamlit as st

from atlas.editorial.permissions import Account
from atlas.editorial.sessions import COOKIE, form_token, identify
from atlas.export.html import fragment
from atlas.i18n import Translator
from ui import frames, state


def cookie() -> str | None:
    """Return the session's cookie, as the browser sent it when this page connected."""
    return st.context.cookies.get(COOKIE)


def current() -> Account | None:
    """Return who is signed in; None after signing out in any tab of the browser."""
    return identify(frames.engine(), cookie())


def require_page(action: str, t: Translator) -> Account | None:
    """Return who is signed in when they may do the action; else say what is missing."""
    reader = current()
    if reader is not None and reader.has(action):
        return reader
    st.html(fragment("account/closed.html", t, account=reader, sign_in=sign_in_address()))
    return None


def bar(t: Translator) -> str:
    """Return what the frame's bar says: a link to sign in, or the name and a way out."""
    reader = current()
    return fragment(
        "account/bar.html",
        t,
        account=reader,
        form=form_token(cookie() or "") if reader else "",
        sign_in=sign_in_address(),
        address=state.address("/account"),
        sign_out=state.address("/sign-out"),
        next=here(),
    )


def sign_in_address() -> str:
    """Return the address of the sign-in that leads back to this page."""
    return state.address("/sign-in", next=here())


def here() -> str:
    """Return this page's own path with its parameters; the frame says which page it is."""
    return f"/{st.session_state.get('page', '')}{state.here().rstrip('?')}"
