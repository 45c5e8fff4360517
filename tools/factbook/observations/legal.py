"""Legal system, courts, type of government, voting age, from the Government section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.intake.bounds import Bound
from tools.factbook.fields.entities import Entity
from tools.factbook.fields.passages import Found, coded, gap, number
from tools.factbook.fields.quantities import Quantity
from tools.factbook.fields.text import clauses

SECTION = "Government"
COURTS = "International law organization participation"
STATE = r"(?:unitary |federal )?"
RULES: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "icc": (
        COURTS,
        (
            ("accepts", r"accepts ICCt? jurisdiction"),
            ("withdrew", r"withdrew (?:acceptance of|from)(?: the)? ICCt[\w ]*"),
            ("not-accepted", r"non-party state to the ICCt?"),
        ),
    ),
    "icj": (
        COURTS,
        (
            ("accepts-with-reservations", r"accepts compulsory ICJ jurisdiction with reservations"),
            ("accepts", r"accepts compulsory ICJ jurisdiction"),
            ("withdrew", r"withdrew acceptance of compulsory ICJ jurisdiction[\w ]*"),
            ("not-accepted", r"has not submitted an ICJ jurisdiction declaration(?: \([^()]*\))?"),
        ),
    ),
    "government_type": (
        "Government type",
        (
            ("semi-presidential", r"semi-presidential (?:republic|federation)"),
            (
                "presidential",
                rf"(?:Republic of Cyprus - )?{STATE}presidential republic"
                r"(?: in free association with the US| in name,.*)?",
            ),
            (
                "constitutional-monarchy",
                rf"{STATE}parliamentary democracy(?: \([^()]*\))? under a constitutional monarchy"
                rf"|{STATE}(?:parliamentary )?constitutional monarchy(?: \(emirate\))?",
            ),
            (
                "parliamentary",
                rf"{STATE}parliamentary (?:republic|democracy|democratic republic)"
                r"(?: \([^()]*\))?",
            ),
            ("absolute-monarchy", r"absolute monarchy(?: or sultanate)?"),
            (
                "one-party",
                r"communist (?:party-led )?state|dictatorship, single-party communist state",
            ),
            ("theocracy", r"theocratic(?: republic)?"),
            ("transitional", r"in transition|transitional presidential republic|military regime"),
            (
                "other",
                r"(?:constitutional )?federal republic(?: \(formally a confederation\)"
                r"| in free association with the US)?|federation of monarchies"
                r"|mixed presidential-parliamentary system(?: in free association with the US)?",
            ),
        ),
    ),
    "legal_system": (
        "Legal system",
        (
            ("mixed", r"mixed (?:legal )?system\b.*"),
            ("islamic", r"Islamic \(sharia\) (?:legal )?system\b.*"),
            ("customary", r"customary (?:law )?system(?: based on Norman customary law)?"),
            (
                "civil",
                r"(?:based on )?(?:French |Dutch )?civil (?:law|legal)\b.*"
                r"|civil system (?:influenced|based)\b.*|new civil code enacted\b.*",
            ),
            ("common", r"(?:English |US )?common[ -]law\b.*"),
        ),
    ),
}
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
    for indicator, (field, rules) in RULES.items():
        yield from _category(entity, indicator, field, rules)
    yield from _voting_age(entity)


def _category(
    entity: Entity, indicator: str, field: str, rules: tuple[tuple[str, str], ...]
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
    exempt, named = EXCEPT.search(head), IN_NAME.search(head)
    if named is not None:
        return SAYS.format(words=named[0])
    return EXEMPT.format(words=exempt[0].strip(" ,")) if exempt else ""


VOTING = (
    # The first that fits; ages for local elections only, or beside work or marriage, are left out.
    r"^\d{2}-\d{2} years of age; [^;]*; (?P<age>\d{2})-\d{2} years of age: optional for national",
    r"^\d{2}-\d{2} years of age; [^;]*; voluntary for (?P<age>\d{2})-",
    r"^voluntary between (?P<age>\d{2}) to \d{2} years of age",
    r"^(?P<age>\d{2}) years of age(?! for| in direct elections)(?!; universal for municipal)",
)


def _voting_age(entity: Entity) -> Iterator[Found]:
    passage = entity.passage(SECTION, "Suffrage")
    if passage is None:
        return
    found = next((m for m in (re.search(p, passage.text) for p in VOTING) if m), None)
    if found is None:
        yield gap(passage, "voting_age", "No one age for national elections.")
        return
    age = float(found["age"])
    quantity = Quantity(age, age, age, Bound.EXACT, found[0], 0, 0)
    yield number(passage, "voting_age", quantity)
