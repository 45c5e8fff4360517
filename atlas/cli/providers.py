"""``atlas user oidc``: which person of an OpenID Connect provider opens an account."""

from __future__ import annotations

from typing import Annotated

import typer

from atlas.cli.accounts import Name
from atlas.cli.output import N_, AsJson, dump, say, t
from atlas.errors import InvalidParameter


def oidc(
    name: Name,
    issuer: Annotated[
        str | None, typer.Option(metavar="URL", help="The provider's issuer, as it writes it.")
    ] = None,
    subject: Annotated[
        str | None, typer.Option(help="The person's subject there; it never changes.")
    ] = None,
    unlink: Annotated[
        bool, typer.Option("--unlink", help="End all of the account's links and its sessions.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bind an account to a person of a provider, end that, or show what it is bound to."""
    from atlas.editorial import providers  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    is_link = issuer is not None or subject is not None
    if unlink and is_link:
        raise InvalidParameter(N_("Give either --unlink or --issuer with --subject."))
    if unlink:
        providers.unlink(engine(), name)
    elif is_link:
        providers.link_identity(engine(), name, issuer or "", subject or "")
    bindings = providers.bindings(engine(), name)
    if as_json:
        dump({"name": name, "bound": [{"issuer": i, "subject": s} for i, s in bindings]})
    elif not bindings:
        say(t("The account “{name}” is not linked to a provider.", name=name))
    for place, person in [] if as_json else bindings:
        say(f"{place} {person}")
