"""``atlas user``: accounts, invitations, passwords, and who stands behind a pseudonym.

Whoever runs the command line on the server owns the database anyway, so it needs no account;
the log names it ``cli``. Private identities are the exception: they need an administrator.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from atlas.cli.output import AsJson, dump, n, print_table, say, t
from atlas.cli.takedowns import tell
from atlas.errors import AtlasError, UnknownChoice

Name = Annotated[str, typer.Argument(help="Name of the account.")]
Days = Annotated[int, typer.Option(help="How many days an invitation lasts.")]


class UnknownRole(UnknownChoice):
    """No role of that name."""

    code = "unknown-role"
    hint = "No role is called “{value}”. The roles are {nearest}."


class OneThing(AtlasError):
    """Exactly one of the options must be given."""

    code = "one-option"
    template = "Give exactly one of --set, --show and --erase."


def add_user(
    name: Name,
    role: Annotated[
        str,
        typer.Option(help="viewer, official, member, editor, reviewer, publisher or admin."),
    ],
    country: Annotated[
        str | None, typer.Option(help="ISO3 code or name of the country an official speaks for.")
    ] = None,
    countries: Annotated[
        str, typer.Option(help="Countries that an editor is limited to, with commas between.")
    ] = "",
    themes: Annotated[
        str, typer.Option(help="Themes that an editor is limited to, with commas between.")
    ] = "",
    invite: Annotated[
        bool, typer.Option("--invite", help="Print a one-time link to choose a password.")
    ] = False,
    days: Days = 7,
    as_json: AsJson = False,
) -> None:
    """Add an account, or change the role and limits of an existing one."""
    from atlas.editorial import Role, add_account  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    if role not in tuple(Role):
        raise UnknownRole(role, tuple(Role))
    limits = {"countries": _list(countries), "themes": _list(themes)}
    add_account(
        engine(),
        name,
        Role(role),
        country,
        countries=limits["countries"],
        themes=limits["themes"],
    )
    path = _invite(name, days) if invite else None
    if as_json:
        dump({"name": name, "role": role, "country": country, **limits, "invite": path})
        return
    say(t("The account “{name}” has the role {role}.", name=name, role=role))
    if path:
        _say_invite(path, days)


def invite_user(name: Name, days: Days = 7, as_json: AsJson = False) -> None:
    """Print a link by which an account's holder chooses a password, once."""
    path = _invite(name, days)
    if as_json:
        dump({"name": name, "invite": path, "days": days})
    else:
        _say_invite(path, days)


def _invite(name: str, days: int) -> str:
    from atlas.editorial.invites import make_invite  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    return f"/invite/{make_invite(engine(), name, days=days)}"


def _say_invite(path: str, days: int) -> None:
    say(path)
    say(
        n(
            "Put the atlas's address in front of it and send it to one person. It works once, "
            "for {n} day.",
            "Put the atlas's address in front of it and send it to one person. It works once, "
            "for {n} days.",
            days,
        )
    )


def disable_user(name: Name, as_json: AsJson = False) -> None:
    """Disable an account and end its sessions; ``user add`` enables it again."""
    from atlas.editorial.accounts import disable_account  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    disable_account(engine(), name)
    if as_json:
        dump({"name": name, "disabled": True})
    else:
        say(t("The account “{name}” is disabled.", name=name))


def list_users(as_json: AsJson = False) -> None:
    """List the accounts with their roles and limits."""
    from atlas.editorial.directory import account_listings  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    accounts = [
        {
            "name": each.account.name,
            "role": each.account.role.value,
            "country": each.account.country,
            "countries": sorted(each.account.countries),
            "themes": sorted(each.account.themes),
            "disabled": each.account.disabled,
            "password": each.has_password,
            "locked_until": _moment(each.locked_until),
            "sessions": each.sessions,
            "created_at": _moment(each.created_at),
        }
        for each in account_listings(engine())
    ]
    if as_json:
        dump(accounts)
    elif not accounts:
        say(t("There is no account yet."))
    else:
        columns = ["name", "role", "country", "countries", "themes", "password", "disabled"]
        for row in accounts:
            row |= {k: ", ".join(row[k]) for k in ("countries", "themes")}  # type: ignore[arg-type]
        print_table(accounts, columns)


def _moment(moment: object) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None  # type: ignore[attr-defined]


def set_password(name: Name, as_json: AsJson = False) -> None:
    """Set an account's password, asked for or read from standard input; end its sessions."""
    from atlas.editorial import credentials  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    credentials.replace_password(engine(), name, _ask(t("New password"), secret=True))
    if as_json:
        dump({"name": name, "password": True})
    else:
        say(t("The password of “{name}” is set, and its sessions have ended.", name=name))


def identity(
    name: Name,
    admin: Annotated[str, typer.Option("--as", metavar="ADMIN", help="Administrator.")],
    put: Annotated[
        bool, typer.Option("--set", help="Ask for the real name and the contact, and keep them.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Show them; the log says so.")] = False,
    erase: Annotated[bool, typer.Option("--erase", help="Erase them for good.")] = False,
    as_json: AsJson = False,
) -> None:
    """Keep, show or erase who stands behind an account. Administrators only."""
    from atlas.editorial import identities  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    if put + show + erase != 1:
        raise OneThing(OneThing.template)
    if put:
        # Asked for, not given as options: those stay in the shell's history.
        person = identities.Identity(_ask(t("Real name")), _ask(t("Contact")))
        identities.set_identity(engine(), name, person, by=admin)
        _report(as_json, name, t("Kept the identity behind “{name}”.", name=name))
    elif erase:
        report = identities.erase_identity(engine(), name, by=admin)
        sentence = t("Erased the identity behind “{name}”.", name=name)
        tell(report, {"name": name, "done": True}, sentence, as_json)
    else:
        _show_identity(name, identities.read_identity(engine(), name, by=admin), as_json)


def erase_user(name: Name, as_json: AsJson = False) -> None:
    """Erase a person: end the account, take its name from all but the proof of four eyes."""
    from atlas.community.people import erase_person  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    report = erase_person(engine(), name)
    sentence = t("The person behind “{name}” is erased, and the account has ended.", name=name)
    tell(report, {"name": name, "status": "erased"}, sentence, as_json)


def _show_identity(name: str, identity: object, as_json: bool) -> None:
    values = {k: getattr(identity, k, None) for k in ("real_name", "contact")}
    erased_at = getattr(identity, "erased_at", None)
    if as_json:
        dump({"name": name, **values, "erased_at": _moment(erased_at)})
    elif identity is None:
        say(t("The person behind “{name}” is not on record.", name=name))
    elif erased_at:
        say(t("It was erased on {date}.", date=f"{erased_at:%Y-%m-%d}"))
    else:
        say("\n".join(str(line) for line in values.values() if line))


def _report(as_json: bool, name: str, sentence: str) -> None:
    if as_json:
        dump({"name": name, "done": True})
    else:
        say(sentence)


def _ask(question: str, *, secret: bool = False) -> str:
    """Ask a person, twice where it cannot be seen; a script gives one line of input."""
    if sys.stdin.isatty():
        return str(typer.prompt(question, hide_input=secret, confirmation_prompt=secret))
    return sys.stdin.readline().rstrip("\n")


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
