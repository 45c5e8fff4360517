"""Legal system, courts, type of government, voting age, from the Government section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.bounds import Bound
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Found, coded, gap, number
from tools.factbook.fields.quantities import Quantity
from tools.factbook.fields.text import clauses
from tools.factbook.words import words

SECTION = "Government"
COURTS = "International law organization participation"
# A second tradition that applies beside the first makes a plain answer uncertain; one that only
# lends influence, or that holds in one exempt part of the country, leaves the first as it is.
SECOND = re.compile(
    r"customary|islamic|traditional|religious|hindu|roman-dutch|buddhist", re.IGNORECASE
)
INFLUENCE = re.compile(r"\binfluenced by [^()]*$|,? with (?:some |minor )?[^,;]*\binfluences?\b.*$")
MODEL = re.compile(r"based on the [A-Z][\w-]+ model")  # what the first tradition goes back to
EXCEPT = re.compile(r",? except .*$")
EXEMPT = "The text names an exception: “{words}”."
STATUS = re.compile(r"^overseas territory of ", re.IGNORECASE)
IN_NAME = re.compile(r"in name, .*")
SAYS = "The form is the one in name; the text: “{words}”."
OWN = ("mixed", "islamic", "customary")
NO_ANSWER = "No answer of the codebook fits plainly."


def read(entity: Entity) -> Iterator[Found]:
    """Yield the coded answers and the voting age."""
    for indicator, node in words("legal").items():
        yield from _category(entity, indicator, node["field"], node["answers"])
    yield from _voting_age(entity)


def _category(
    entity: Entity, indicator: str, field: str, rules: list[list[str]]
) -> Iterator[Found]:
    passage = entity.passage(SECTION, field)
    if passage is None:
        return
    parts = clauses(passage.text)
    whole = field == COURTS or STATUS.search(passage.text)
    heads = parts if whole else parts[:1]
    for head in heads:
        for category, pattern in rules:
            if re.fullmatch(pattern, head, re.IGNORECASE):
                plain = indicator != "legal_system" or category in OWN
                if not plain and any(map(_second, parts)):
                    yield gap(passage, indicator, "A second tradition is named beside the first.")
                else:
                    note = _remark(head) if field != COURTS else ""
                    yield coded(passage, indicator, category, original=head, note=note)
                return
    yield gap(passage, indicator, NO_ANSWER)


def _second(clause: str) -> bool:
    """Tell whether a clause names a second tradition that applies.

    >>> _second("civil law and customary law"), _second("civil law influenced by customary law")
    (True, False)
    """
    return SECOND.search(EXCEPT.sub("", INFLUENCE.sub("", MODEL.sub("", clause)))) is not None


def _remark(head: str) -> str:
    exempt, in_name = EXCEPT.search(head), IN_NAME.search(head)
    if in_name is not None:
        return SAYS.format(words=in_name[0])
    return EXEMPT.format(words=exempt[0].strip(" ,")) if exempt else ""


# Ages for local elections only, or beside work or marriage, are left out.
VOTING = re.compile(
    r"^(?P<age>\d{2}) years of age(?! for| in direct elections)(?!; universal for municipal)"
)


def _voting_age(entity: Entity) -> Iterator[Found]:
    passage = entity.passage(SECTION, "Suffrage")
    if passage is None:
        return
    match = VOTING.search(passage.text)
    if match is None:
        yield gap(passage, "voting_age", "No one age for national elections.")
        return
    age = float(match["age"])
    quantity = Quantity(age, age, age, Bound.EXACT, match[0], 0, 0)
    yield number(passage, "voting_age", quantity)
