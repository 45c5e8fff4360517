"""The pages: sign in, sign out, accept an invitation, look after one's account."""

from __future__ import annotations

from starlette.responses import Response

from atlas.codebook import codebook
from atlas.editorial import credentials, invites, sessions
from atlas.editorial.credentials import LONGEST, SHORTEST
from atlas.editorial.permissions import ROLE_NAMES, Account
from atlas.errors import AtlasError
from atlas.i18n import Translator, country_name, date
from atlas.store import engine
from atlas.web.accounts.visits import Screen, Visit


class TwoPasswords(AtlasError):
    """The password was not repeated as it is."""

    code = "two-passwords"
    http_status = 422
    template = "The two passwords are not the same."

    def __init__(self) -> None:
        super().__init__(self.template)


class NoAccountThere(AtlasError):
    """Another provider knows the person, but no account here has the name that it says."""

    code = "no-account-there"
    http_status = 403
    template = "You are known there, but have no account here. An administrator can add one."

    def __init__(self) -> None:
        super().__init__(self.template)


def show_sign_in(visit: Visit, error: AtlasError | None = None) -> Response:
    """Ask for a name and a password."""
    if error is None and "refused" in visit.request.query_params:
        error = NoAccountThere()
    return visit.page("sign_in.html", error, name=visit.fields.get("name", "")[:80])


def submit_sign_in(visit: Visit) -> Response:
    """Open a session; the one that the browser had before ends."""
    name, password = visit.fields.get("name", ""), visit.fields.get("password", "")
    cookie = credentials.sign_in(engine(), name, password[:LONGEST], address=visit.address)
    sessions.close_session(engine(), visit.cookie)
    return visit.go(visit.next, cookie)


def show_sign_out(visit: Visit, error: AtlasError | None = None) -> Response:
    """Ask whether to sign out; whoever is not signed in is sent on."""
    return visit.page("sign_out.html", error) if visit.account else visit.forget(visit.next)


def sign_out(visit: Visit) -> Response:
    """End the session."""
    sessions.close_session(engine(), visit.cookie)
    return visit.forget(visit.next)


def show_invite(visit: Visit, error: AtlasError | None = None) -> Response:
    """Say whom the invitation is for, and ask for a password."""
    try:
        name = invites.invitee_name(engine(), _token(visit))
    except invites.InviteUnusable as unusable:
        return visit.page("invite.html", unusable, name="", least=SHORTEST)
    return visit.page("invite.html", error, name=name, least=SHORTEST)


def accept_invite(visit: Visit) -> Response:
    """Set the password and sign in."""
    cookie = invites.use_invite(engine(), _token(visit), _new_password(visit))
    sessions.close_session(engine(), visit.cookie)
    return visit.go(visit.link("/account"), cookie)


def show_account(visit: Visit, error: AtlasError | None = None) -> Response:
    """Show one's role, limits and sessions."""
    if visit.account is None:
        return visit.go(visit.link("/sign-in", next=visit.link("/account")))
    open_sessions = sessions.sessions_of(engine(), visit.account.name)
    here = sessions.session_key(visit.cookie)
    values = {
        "said": describe(visit.account, visit.t),
        "least": SHORTEST,
        "sessions": [
            (f"{date(str(o.since), visit.t.lang)}, {o.since:%H:%M} UTC", o.key == here)
            for o in open_sessions
        ],
        "changed": "changed" in visit.request.query_params,
    }
    return visit.page("account.html", error, **values)


def change_account(visit: Visit) -> Response:
    """Change the password, or end all sessions."""
    if visit.account is None:
        return visit.go(visit.link("/sign-in", next="/account"))
    name = visit.account.name
    if visit.fields.get("do") == "everywhere":
        sessions.sign_out_everywhere(engine(), name)
        return visit.forget(visit.link("/sign-in"))
    old = visit.fields.get("password", "")[:LONGEST]
    new = _new_password(visit)
    cookie = credentials.change_password(engine(), name, old, new, address=visit.address)
    return visit.go(visit.link("/account", changed="1"), cookie)


def describe(account: Account, t: Translator) -> list[tuple[str, str]]:
    """Return what an account may do, as (label, text)."""
    themes = {theme.id: t(theme.name) for theme in codebook().themes}
    lines = [(t("Role"), t(ROLE_NAMES[account.role]))]
    if account.country:
        lines.append((t("Country"), country_name(account.country, t.lang)))
    if account.countries:
        names = sorted(country_name(c, t.lang) for c in account.countries)
        lines.append((t("Countries"), ", ".join(names)))
    if account.themes:
        lines.append((t("Themes"), ", ".join(sorted(themes.get(x, x) for x in account.themes))))
    return lines


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _new_password(visit: Visit) -> str:
    new = visit.fields.get("new", "")
    if new != visit.fields.get("again", ""):
        raise TwoPasswords
    return new


SCREENS = {
    "/sign-in": Screen(show_sign_in, submit_sign_in),
    "/sign-out": Screen(show_sign_out, sign_out),
    "/invite/{token}": Screen(show_invite, accept_invite),
    "/account": Screen(show_account, change_account),
}
