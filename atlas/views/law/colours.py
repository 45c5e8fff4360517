"""One colour for each answer: the same answer has the same colour in all columns of a matrix.

Colours are positions in ``palette.CATEGORIES``. Agreeing and refusing answers keep theirs in
every theme; the colour never says alone what the answer is, its words stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from atlas.codebook import Question

COLOURS = 8
BLUE, OCHRE, GREEN, RUST, VIOLET, TEAL, ROSE, EARTH = range(COLOURS)

# Answers that recur: from blue (yes) over teal (in part) to earth (no), and who decides.
RECURRING = {
    **dict.fromkeys(("yes", "own", "always", "recent", "amend", "civilian", "ongoing"), BLUE),
    **dict.fromkeys(("some", "partly", "sometimes", "conditional", "support", "older"), TEAL),
    **dict.fromkeys(("no", "none", "no-rule", "no-minister"), EARTH),
    "head-of-state": BLUE,
    "legislature": OCHRE,
    "head-of-government": GREEN,
    "popular-vote": RUST,
    "head-of-state-with-legislature": TEAL,
    "government": GREEN,
    "general": OCHRE,
    "interior": OCHRE,
    "defence": BLUE,
    "justice": GREEN,
    "shared": TEAL,
    "other": ROSE,
}


def slots(questions: Sequence[Question]) -> dict[str, dict[str, int]]:
    """Return question -> answer -> colour; within a question no two answers share one.

    A code that another question has as well keeps its colour where the scale leaves it free;
    a new code takes the colour that stands for the fewest others.
    """
    codes = {answer.code for question in questions for answer in question.answers}
    recurring = {code: slot for code, slot in RECURRING.items() if code in codes}
    return {question.id: _of(question, recurring) for question in questions}


def _of(question: Question, recurring: dict[str, int]) -> dict[str, int]:
    codes = [answer.code for answer in question.answers]
    slot_of: dict[str, int] = {}
    for code in codes:
        if code in recurring and recurring[code] not in slot_of.values():
            slot_of[code] = recurring[code]
    for code in codes:
        if code not in slot_of:
            in_use = list(recurring.values())
            free = [slot for slot in range(COLOURS) if slot not in slot_of.values()]
            slot_of[code] = min(free or range(COLOURS), key=lambda s: (in_use.count(s), s))
            recurring.setdefault(code, slot_of[code])
    return {code: slot_of[code] for code in codes}
