"""How commands speak: sentences in the reader's language, tables, JSON, exit statuses."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from atlas.errors import AtlasError

if TYPE_CHECKING:
    import pandas as pd

    from atlas.i18n import Translator

PROBLEMS = 1
FAILURE = 2
WIDEST = 60

Submit = Annotated[
    bool, typer.Option("--submit", help="Store it as a submission, awaiting review.")
]
SubmitsAs = Annotated[
    str | None, typer.Option("--as", metavar="USER", help="Account that submits.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
By = Annotated[str, typer.Option("--as", metavar="USER", help="Account that does this.")]


def t(message: str, /, **params: object) -> str:
    """Say an English template in the language of ATLAS_LANG or of the system."""
    lang = _lang()
    if lang[:2].lower() in ("", "c", "c.", "po", "en"):
        return message.format(**params) if params else message
    from atlas.i18n import translator  # noqa: PLC0415 - English needs no catalogue

    return translator(lang)(message, **params)


def cli_translator() -> Translator:
    """Return the translator of ATLAS_LANG or of the system, for what figures write."""
    from atlas.i18n import translator  # noqa: PLC0415

    return translator(_lang())


def n(one: str, many: str, count: int, /, **params: object) -> str:
    """Say an English template whose form follows a number; ``{n}`` is the number."""
    from atlas.i18n import translator  # noqa: PLC0415

    return translator(_lang()).n(one, many, count, **params)


def N_(message: str) -> str:
    """Mark a message for the catalogues, as ``atlas.i18n.N_``, which loads too much here."""
    return message


def _lang() -> str:
    names = ("ATLAS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return next((os.environ[name] for name in names if os.environ.get(name)), "")


def say(text: str) -> None:
    """Print a line for people."""
    typer.echo(text)


def dump(value: object) -> None:
    """Print one JSON value, indented where a person looks at it."""
    indent = 1 if sys.stdout.isatty() else None
    typer.echo(json.dumps(value, ensure_ascii=False, indent=indent, default=str, allow_nan=False))


def json_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame's rows ready for JSON: absent values are None, times ISO 8601 in UTC."""
    return [
        {str(name): _plain(value) for name, value in row.items()}
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
    return value.item() if hasattr(value, "item") else value


def print_table(records: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows as aligned text; long texts are cut, since ``--json`` has all of them."""
    lines = [list(columns)]
    lines += [[_cell(record.get(name)) for name in columns] for record in records]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    for line in lines:
        cells = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(f"{value}".split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def handle_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command end with a sentence and an exit status, never with a traceback.

    With ``ATLAS_DEBUG`` set, what the atlas did not foresee is raised as it is.
    """

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("ATLAS_DEBUG") and not isinstance(error, AtlasError):
                raise
            fail(*explain(error), as_json=bool(kwargs.get("as_json")))

    return run


def fail(code: str, message: str, *, as_json: bool) -> NoReturn:
    """Print an error, as JSON on stdout or as a sentence on stderr, and exit with 2."""
    if as_json:
        dump({"code": code, "message": message})
    else:
        typer.echo(message, err=True)
    raise typer.Exit(FAILURE)


def explain(error: Exception) -> tuple[str, str]:
    """Return the code and the sentence for an error."""
    if isinstance(error, AtlasError):
        return error.code, t(error.message, **error.params)
    file = getattr(error, "filename", None)
    if isinstance(error, FileNotFoundError) and file:
        return "no-such-file", t("There is no file {file}.", file=file)
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return "system-error", t("The system refused {file}: {reason}.", file=file, reason=reason)
    reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    if type(error).__module__.startswith("sqlalchemy"):
        return "database-error", t("The database refused this: {reason}", reason=reason)
    return "unexpected", t(
        "An unexpected error occurred: {reason}. ATLAS_DEBUG=1 shows where.",
        reason=f"{type(error).__name__}: {reason}",
    )
