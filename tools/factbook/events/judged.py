"""Words by which the source judges what happened, which a short title must not drop.

A title that says "Annexation of four oblasts" where the source says "unilaterally declared its
annexation" claims more than the source. Such words beside the event are quoted behind the title.
"""

from __future__ import annotations

import re

WORDS = (
    r"unilateral(?:ly)?(?: \w+ed\b)?|disputed|self-proclaimed|self-declared|self-styled|claimed"
    r"|alleged(?:ly)?|de facto|illegal(?:ly)?|unrecogni[sz]ed|so-called|purported(?:ly)?|contested"
    r"|fraudulent(?:ly)?|rigged|controversial(?:ly)?|nominal(?:ly)?|abortive|short-lived"
    r"|unconstitutional(?:ly)?|bloodless|bloody|(?:non-)?violent(?:ly)?"
    r"|forcibl[ey]|brief(?:ly)?"
    r"|ostensibl[ey](?: [\w-]+){0,2}|failed|attempted|forced|sham|flawed|limited|provisional(?:ly)?"
    r"|temporar(?:y|ily)"
)
LONGEST = 90  # of a title
NEAR = re.compile(rf"\b(?:{WORDS})(?=\W)", re.IGNORECASE)
BEFORE = re.compile(rf"\b(?P<word>{WORDS})(?: [\w-]+){{0,1}} ?$", re.IGNORECASE)
# How it was done, or what others hold of it, right behind the event.
BEHIND = re.compile(
    r"^[^,;.]{0,60}?,? ?(?P<words>by (?:invading|occupying|annexing|seizing|forcing|force\b)"
    r"(?:(?! in what)[^,;.])*"
    r"|\w+ invading [^,;.]*"
    r"|(?:an action )?(?:never|not|widely) recogni[sz]ed[^,;.]*"
    r"|widely (?:regarded|viewed|seen|considered) as [^,;.]*)"
)
NEVER = re.compile(r"(?:an action )?(?:never|not) (?:been )?recogni[sz]ed[^,;.]*")
# Words that say the same: "Attempted coup" keeps "failed".
ALIKE = (("fail", "attem", "abort"), ("invad", "invas"), ("annex",), ("occup",))


def with_judgement(title: str, before: str, words: str, behind: str) -> str:
    """Return the title with the source's judging words that it lacks, quoted in brackets.

    >>> with_judgement("Independence declared from the UK", "", "unilaterally declared its", "")
    'Independence declared from the UK (“unilaterally declared”)'
    """
    near = [match["word"] for match in [BEFORE.search(before)] if match]
    near += [match[0] for match in NEAR.finditer(f"{words} ")]
    for pattern in (BEHIND, NEVER):
        match = pattern.search(behind)
        if match:
            near.append(match["words"] if "words" in match.groupdict() else match[0])
            break
    lacking = [word for word in near if not _says(title, word)]
    if not lacking:
        return title
    room = LONGEST - len(title) - len(" ()")
    quotes = ", ".join(f"“{_cut(word.strip(), room - 2)}”" for word in dict.fromkeys(lacking))
    return f"{title} ({quotes})" if len(quotes) <= room else title


def _cut(words: str, room: int) -> str:
    """Return as many whole words as there is room for."""
    while len(words) > room and " " in words:
        words = words.removesuffix("…").rsplit(" ", maxsplit=1)[0] + "…"
    return words


def _says(title: str, word: str) -> bool:
    low, stem = title.lower(), word.lower()[:5]
    alike = next((group for group in ALIKE if stem.startswith(group)), (stem,))
    return any(each in low for each in alike)
