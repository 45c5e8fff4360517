"""What a search found, marked in the text as it is written: folded alike, shown unfolded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from atlas.store.search import SHORTEST_PREFIX, Phrase, fold_words

Segments = tuple[tuple[str, bool], ...]
Word = tuple[str, int, int]  # folded, first and last place in the text

# A word with the signs that lie over or under its letters, which folding takes away.
SIGNS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
WRITTEN = re.compile(rf"[^\W_](?:[^\W_]|[{SIGNS}])*")
AROUND = 240  # signs of a snippet
ELLIPSIS = "…"


def highlight_segments(text: str, phrases: Sequence[Phrase]) -> Segments:
    """Cut a text into what was and what was not asked for.

    Examples
    --------
    >>> highlight_segments("El Ejército Nacional", [("ejercito",)])
    (('El ', False), ('Ejército', True), (' Nacional', False))
    """
    segments: list[tuple[str, bool]] = []
    at = 0
    for first, last in _without_overlaps(_spans(text, phrases)):
        segments += [(text[at:first], False), (text[first:last], True)]
        at = last
    segments.append((text[at:], False))
    return tuple(segment for segment in segments if segment[0])


def snippet(text: str, phrases: Sequence[Phrase], around: int = AROUND) -> Segments:
    """Return the part of a text about the first mark; a cut is shown by an ellipsis."""
    if len(text) <= around:
        return highlight_segments(text, phrases)
    spans = _without_overlaps(_spans(text, phrases))
    middle = spans[0][0] if spans else 0
    first = _boundary(text, max(0, min(middle - around // 3, len(text) - around)))
    last = min(len(text), first + around)
    if last < len(text):
        last = max(text.rfind(" ", first + around // 2, last), first + around // 2)
    before = ELLIPSIS if first else ""
    after = ELLIPSIS if last < len(text) else ""
    return highlight_segments(f"{before}{text[first:last]}{after}", phrases)


def _boundary(text: str, at: int) -> int:
    space = text.find(" ", at)
    return 0 if at == 0 else (space + 1 if 0 <= space < at + 40 else at)


def _words(text: str) -> Iterator[Word]:
    for match in WRITTEN.finditer(text):
        for word in fold_words(match.group()):
            yield word, match.start(), match.end()


def _spans(text: str, phrases: Sequence[Phrase]) -> list[tuple[int, int]]:
    words = list(_words(text))
    by_first: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0][:1], []).append(phrase)
    return [
        (words[i][1], words[i + len(phrase) - 1][2])
        for i, (word, _, _) in enumerate(words)
        for phrase in by_first.get(word[:1], ())
        if _stands(words, i, phrase)
    ]


def _stands(words: list[Word], at: int, phrase: Phrase) -> bool:
    here = [word for word, _, _ in words[at : at + len(phrase)]]
    if len(here) < len(phrase) or here[:-1] != list(phrase[:-1]):
        return False
    # The database finds longer words by their beginning, too.
    long = len(phrase[-1]) >= SHORTEST_PREFIX
    return here[-1].startswith(phrase[-1]) if long else here[-1] == phrase[-1]


def _without_overlaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return result
