"""Commands about the readings of legal texts."""

from __future__ import annotations

from typing import Annotated

import typer

from atlas.cli.output import AsJson, dump, print_table


def agreement(
    as_json: AsJson = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the table of docs/law.md.")
    ] = False,
) -> None:
    """Print how far two blind readings of the constitutions agree, question by question."""
    from dataclasses import asdict  # noqa: PLC0415

    from atlas.views.law.agreement import markdown_table, measured_agreement  # noqa: PLC0415

    if markdown:
        typer.echo(markdown_table(), nl=False)
        return
    rows = [asdict(row) for row in measured_agreement()]
    if as_json:
        dump(rows)
        return
    rounded = [
        {name: round(v, 3) if isinstance(v, float) else v for name, v in row.items()}
        for row in rows
    ]
    print_table(rounded, ["question", "texts", "same", "ac1", "low", "high", "alpha"])
