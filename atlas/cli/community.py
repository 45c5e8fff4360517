"""``atlas community`` and ``atlas member``: entries, decisions, who speaks for whom, leaving."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from atlas.cli.output import AsJson, By, dump, print_table, say, t
from atlas.cli.takedowns import tell

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the proposed version.")]


def entries(
    kind: Annotated[str, typer.Argument(help="issue, organisation, action, practice, round …")],
    as_json: AsJson = False,
) -> None:
    """List the published entries of a kind, as anybody may have them."""
    from atlas.codebook.load import nearest  # noqa: PLC0415
    from atlas.community.kinds import KINDS  # noqa: PLC0415
    from atlas.errors import UnknownKind  # noqa: PLC0415
    from atlas.export import community as public  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415
    from atlas.views.community.entries import localised_text  # noqa: PLC0415

    if kind not in KINDS:
        raise UnknownKind(kind, nearest(kind, list(KINDS)))
    records = (
        public.public_priorities(engine())
        if kind == "round"
        else public.public_entries(engine(), kind)
    )
    if as_json:
        dump(records)
        return
    heads = ("statement", "title", "name", "words", "institution")
    for row in records:
        words = next(row[head] for head in heads if head in row)
        row["says"] = localised_text(words, "en").text if isinstance(words, dict) else words
    print_table(records, ["id", "version", "published", "says"])


def propose(
    kind: Annotated[str, typer.Argument(help="Kind of the entry.")],
    file: Annotated[Path, typer.Argument(help="Its content as JSON; see docs/community.md.")],
    by: By,
    entry: Annotated[str | None, typer.Option(help="An entry to change; new without it.")] = None,
    base: Annotated[
        int | None, typer.Option(help="Version that the change was written on; the newest.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Propose an entry, or a new version of one; another person must let it through."""
    from atlas.community.errors import BadEntry  # noqa: PLC0415
    from atlas.community.proposing import beside, propose_entry  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadEntry("The file {file} is not JSON: {reason}.", file=file, reason=error) from error
    version = propose_entry(engine(), kind, content, by=by, entry=entry, base=base)
    others = beside(engine(), version)
    words = {"number": version.number, "entry": version.entry, "version": version.version}
    if as_json:
        dump({**words, "also_waiting": others})
        return
    say(t("Proposal {number} is version {version} of {entry}, awaiting review.", **words))
    if others:
        say(
            t(
                "Other proposals on the same entry are awaiting review: {numbers}.",
                numbers=_list(others),
            )
        )


def _list(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))


def waiting(by: By, as_json: AsJson = False) -> None:
    """List the proposals that wait."""
    from atlas.community.proposing import pending_proposals  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    rows = [
        {"number": e.number, "kind": e.kind, "entry": e.entry, "version": e.version}
        for e in pending_proposals(engine(), by=by)
    ]
    if as_json:
        dump(rows)
    else:
        print_table(rows, ["number", "kind", "entry", "version"])


def decide(
    number: Number,
    by: By,
    approve: Annotated[
        bool | None, typer.Option("--approve/--reject", help="The verdict.", show_default=False)
    ] = None,
    note: Annotated[str, typer.Option(help="Why; needed to return a proposal.")] = "",
    as_json: AsJson = False,
) -> None:
    """Let a proposal through or return it; nobody decides on their own."""
    from atlas.community.proposing import decide_proposal  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    if approve is None:
        raise typer.BadParameter(t("Use --approve or --reject."))
    version = decide_proposal(engine(), number, let=approve, by=by, note=note)
    status = "published" if approve else "returned"
    is_combined = version.number != number
    if as_json:
        dump(
            {"number": number, "status": status, "version": version.version, "joined": is_combined}
        )
        return
    say(t("Proposal {number} is {status}.", number=number, status=status))
    if is_combined:
        words = {"version": version.version, "base": version.based_on}
        say(
            t(
                "It is version {version}, combined with version {base}, published in the meantime.",
                **words,
            )
        )


def blank(
    entry: Annotated[str, typer.Argument(help="The entry.")],
    version: Annotated[int, typer.Argument(help="Which of its versions.")],
    by: By,
    reason: Annotated[
        str, typer.Option(help="Why; kept in the log for good, so name nobody in it.")
    ],
    as_json: AsJson = False,
) -> None:
    """Withdraw a version of an entry: its words are blanked; this cannot be undone."""
    from atlas.community.blanking import blank_version  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    report = blank_version(engine(), entry, version, reason=reason, by=by)
    sentence = t("Version {version} of {entry} is withdrawn.", version=version, entry=entry)
    tell(report, {"entry": entry, "version": version, "status": "blanked"}, sentence, as_json)


def consents(by: By, as_json: AsJson = False) -> None:
    """List the organisations that an entry names and that have not agreed to it."""
    from atlas.community.consent import requests  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    rows = [
        {"entry": r.version.entry, "kind": r.version.kind, "organisation": r.organisation}
        for r in requests(engine(), by=by)
    ]
    if as_json:
        dump(rows)
    else:
        print_table(rows, ["entry", "kind", "organisation"])


def consent(
    entry: Annotated[str, typer.Argument(help="The entry that names the organisation.")],
    organisation: Annotated[str, typer.Argument(help="The organisation’s own entry.")],
    by: By,
    agree: Annotated[
        bool | None, typer.Option("--agree/--refuse", help="The answer.", show_default=False)
    ] = None,
    note: Annotated[
        str, typer.Option(help="Where an editor has the organisation’s consent on record.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Agree to be named by an entry, or refuse; until then no reader sees the name."""
    from atlas.community.consent import answer_consent  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    if agree is None:
        raise typer.BadParameter(t("Use --agree or --refuse."))
    answer_consent(engine(), entry, organisation, agrees=agree, by=by, note=note)
    if as_json:
        dump({"entry": entry, "organisation": organisation, "agreed": agree})
    elif agree:
        say(t("The entry {entry} may name {organisation}.", **_of(entry, organisation)))
    else:
        say(t("The entry {entry} does not name {organisation}.", **_of(entry, organisation)))


def _of(entry: str, organisation: str) -> dict[str, str]:
    return {"entry": entry, "organisation": organisation}


def join(
    account: Annotated[str, typer.Argument(help="Account of a member.")],
    organisation: Annotated[str, typer.Argument(help="Entry of its organisation.")],
    as_json: AsJson = False,
) -> None:
    """Let an account speak for an organisation; who speaks for whom is shown nowhere."""
    from atlas.community.members import join_organisation  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    join_organisation(engine(), account, organisation)
    if as_json:
        dump({"account": account, "organisation": organisation})
    else:
        say(t("{account} speaks for {organisation}.", account=account, organisation=organisation))


def leave(
    organisation: Annotated[str, typer.Argument(help="Entry of the organisation.")],
    as_json: AsJson = False,
) -> None:
    """Erase an organisation for good; what it endorsed and ranked stays without a name."""
    from atlas.community.leaving import erase_organisation  # noqa: PLC0415
    from atlas.store import engine  # noqa: PLC0415

    report = erase_organisation(engine(), organisation)
    sentence = t("The organisation {organisation} is erased.", organisation=organisation)
    tell(report, {"organisation": organisation, "status": "erased"}, sentence, as_json)
