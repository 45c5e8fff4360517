"""Questions, kinds and organisations: what the records beside observations may say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from atlas.codebook.model import Category, CodebookEntry

VOCABULARIES = ("event", "document", "institution", "relation", "status", "action")


class Term(CodebookEntry):
    """One kind of event, document, institution or relation, or one status.

    ``also`` are other names in any language, by which search finds its records.
    """

    code: str
    name: str
    definition: str = ""
    also: tuple[str, ...] = ()


class Question(CodebookEntry):
    """A legal or oversight question with its scale of answers, in the order shown."""

    id: str
    theme: str
    text: str
    short: str
    definition: str
    answers: tuple[Category, ...]

    def answer(self, code: str) -> Category | None:
        """Return the answer of that code, None when the scale has none."""
        return next((a for a in self.answers if a.code == code), None)


class Instrument(CodebookEntry):
    """A treaty or agreement whose parties are recorded by dated actions.

    ``scope`` names who may join: ``world``, or codes of organisations or countries, separated
    by spaces. ``opened`` is the day of opening for signature. ``as_of`` is how far the list of
    its parties was read; ``complete`` tells whether the status of all states is known then.
    """

    code: str
    name: str
    short: str
    scope: str
    theme: str
    adopted: str = ""
    opened: str
    in_force: str = ""
    depositary: str = ""
    url: str = ""
    as_of: str
    complete: bool = False
    list_source: str = ""
    list_note: str = ""


class Organisation(CodebookEntry):
    """An organisation or agreement that a country may belong to."""

    code: str
    name: str
    kind: Literal["organisation", "agreement"]
    field: Literal[
        "security",
        "regional",
        "united-nations",
        "arms-control",
        "justice",
        "economic",
        "environment",
        "other",
    ]


@dataclass(frozen=True)
class Vocabulary:
    """All terms by code, in the order in which they are shown."""

    events: dict[str, Term]
    documents: dict[str, Term]
    institutions: dict[str, Term]
    relations: dict[str, Term]
    statuses: dict[str, Term]
    actions: dict[str, Term]


def question_mistakes(questions: Iterable[Question], themes: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (file, problem with its remedy) for each question that contradicts the codebook."""
    checks: tuple[tuple[Callable[[Question], bool], str], ...] = (
        (lambda q: q.theme in themes, "its theme is not in themes.toml."),
        (lambda q: len(q.answers) > 1, "a question needs two answers or more."),
        (lambda q: len({a.code for a in q.answers}) == len(q.answers), "an answer appears twice."),
    )
    for question in questions:
        for holds, problem in checks:
            if not holds(question):
                yield "questions.toml", f"{question.id}: {problem}"
