"""The command line: each command is one function, listed here.

A command imports what it needs when it runs, so that ``--help`` answers at once. It prints
for people, or JSON for machines with ``--json``, and exits with 0, 1 (problems found) or 2
(usage or failure).
"""

from collections.abc import Callable
from typing import Any

import typer

from atlas.cli import (
    accounts,
    auditing,
    backups,
    changes,
    community,
    database,
    editing,
    fetching,
    importing,
    law,
    providers,
    publishing,
    reading,
    records,
    takedowns,
    templates,
    trends,
)
from atlas.cli.output import handle_errors

COMMANDS: dict[str, Callable[..., Any]] = {
    "init": database.init,
    "preflight": database.preflight,
    "template": templates.template,
    "import": importing.import_file,
    "fetch": fetching.fetch,
    "submissions": editing.submissions,
    "review": editing.review,
    "withdraw": editing.withdraw,
    "publish": publishing.publish,
    "scheduled": publishing.scheduled,
    "rollback": publishing.rollback,
    "takedown": takedowns.takedown,
    "releases": reading.releases,
    "diff": reading.diff,
    "query": reading.query,
    "records": records.records,
    "search": records.search,
    "trends": trends.trends,
    "waves": trends.waves,
    "agreement": law.agreement,
    "changes": changes.changes,
    "backup": backups.backup,
    "restore": backups.restore,
}

USER_COMMANDS: dict[str, Callable[..., Any]] = {
    "add": accounts.add_user,
    "invite": accounts.invite_user,
    "password": accounts.set_password,
    "disable": accounts.disable_user,
    "list": accounts.list_users,
    "identity": accounts.identity,
    "oidc": providers.oidc,
    "erase": accounts.erase_user,
}

BACKUP_COMMANDS: dict[str, Callable[..., Any]] = {
    "list": backups.listed,
    "expire": backups.expire,
    "check": backups.check,
}
COMMUNITY_COMMANDS: dict[str, Callable[..., Any]] = {
    "list": community.entries,
    "propose": community.propose,
    "waiting": community.waiting,
    "decide": community.decide,
    "blank": community.blank,
    "consents": community.consents,
    "consent": community.consent,
}
MEMBER_COMMANDS: dict[str, Callable[..., Any]] = {
    "join": community.join,
    "leave": community.leave,
}

app = typer.Typer(
    help="The Security Sector Atlas: import, review, publish, query and keep its records.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for name, command in COMMANDS.items():
    app.command(name)(handle_errors(command))

user = typer.Typer(help="Accounts and their roles.", no_args_is_help=True, rich_markup_mode=None)
for name, command in USER_COMMANDS.items():
    user.command(name)(handle_errors(command))
copies = typer.Typer(help="Backups and their end.", no_args_is_help=True, rich_markup_mode=None)
for name, command in BACKUP_COMMANDS.items():
    copies.command(name)(handle_errors(command))
together = typer.Typer(help="The community's entries.", no_args_is_help=True, rich_markup_mode=None)
for name, command in COMMUNITY_COMMANDS.items():
    together.command(name)(handle_errors(command))
member = typer.Typer(help="Member organisations.", no_args_is_help=True, rich_markup_mode=None)
for name, command in MEMBER_COMMANDS.items():
    member.command(name)(handle_errors(command))
audit = typer.Typer(help="The audit chain.", no_args_is_help=True, rich_markup_mode=None)
audit.command("verify")(handle_errors(auditing.verify))
audit.command("anchor")(handle_errors(auditing.anchor))
app.add_typer(user, name="user")
app.add_typer(copies, name="backups")
app.add_typer(together, name="community")
app.add_typer(member, name="member")
app.add_typer(audit, name="audit")


@app.callback()
def _root() -> None:
    """Say nothing; commands speak for themselves."""


__all__ = ["app"]
