"""Rules that read a dated event out of one clause, and where its date may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tools.factbook.events.judged import with_judgement
from tools.factbook.fields.dates import DATE, SEASON, Moment, between, moment

LIST = rf"{DATE}(?:(?:, and|,| and) {DATE})*"
# Beyond these words a date belongs to another happening.
BREAK = (
    r"(?:\b(?:who|which|when|while|until|before|after|following|since then|although"
    r"|whose|where|that|but|since)\b"
    r"|, and\b| and (?:then|subsequently|later)\b|;|:)"
)
AFTER = re.compile(
    rf"^(?:(?!{BREAK}|\d{{3}}).){{0,70}}?\b(?:in|on|during|by|of|at) {SEASON}(?P<when>{LIST})"
)
SINCE = re.compile(rf"^(?:(?!{BREAK}|\d{{3}}).){{0,140}}?\bsince {SEASON}(?P<when>{DATE})")
SINCE_LEAD = re.compile(rf"\b[Ss]ince {SEASON}(?P<when>{DATE}),? (?P<gap>(?:(?!{DATE}).)*)$")
NEXT = re.compile(rf"^ ?(?P<when>{DATE})")
SPAN = re.compile(
    rf"^(?:(?!{BREAK}|\d{{3}}).){{0,100}}?"
    rf"\b(?:from|between) (?P<first>{DATE}) (?:to|and|until) (?P<last>{DATE})"
)
BRACKET = re.compile(rf"^[^\d;:.()]{{0,12}}\((?P<when>{DATE})\)")
BEFORE = re.compile(
    rf"(?:\b(?:[Aa]n?|[Tt]he|[Ii]ts|his|their|failed|second|of)|['’]s)"
    rf" (?P<when>{DATE}) (?:[\w-]+ ){{0,3}}$"
)
LEAD = re.compile(
    rf"\b(?:[Ii]n|[Oo]n|[Dd]uring|[Uu]ntil) {SEASON}(?P<when>{DATE}),? (?P<gap>(?:(?!{DATE}).)*)$"
)
LEAD_BREAK = re.compile(
    r"\b(?:after which|later|the following|the next|subsequent\w*|eventually|until|before|after"
    r"|following|then|since|prior|previously|led to|culminat\w+|but|focused on|during"
    r"|history of)\b|;|:"
)
LEAD_LENGTH = 110
# "the following year" dates an event by another one: no date of its own.
RELATIVE = re.compile(
    r"^[^,;.]{0,60}?\b(?:the (?:following|next) (?:year|month)|\w+ (?:days|weeks"
    r"|months|years) (?:later|earlier))"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of event, its title and the words that state it.

    ``title`` may name groups of the pattern in braces; ``{0}`` is all of it. ``places`` says
    where the date may stand: (b)efore it as in "a 1973 coup", (a)fter it, in a (l)eading
    phrase, (s)ince or leading (S)ince, in brackets (p), at once (x) or as a span (f) "from ..
    to ..". ``many`` reads every date of a list; a clause in which ``unless`` is found says
    something else.
    """

    kind: str
    title: str
    pattern: str
    places: str = "bal"
    many: bool = False
    unless: str = ""

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return _pattern(self.pattern)


@dataclass(frozen=True, slots=True)
class Hit:
    """An event that a rule has read."""

    kind: str
    title: str
    moment: Moment
    before: str


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def hits(rules: tuple[Rule, ...], clause: str) -> Iterator[Hit]:
    """Yield what the rules find in a clause; of two rules on the same words the first stands."""
    spans: list[tuple[str, int, int]] = []
    for rule in rules:
        if rule.unless and re.search(rule.unless, clause):
            continue
        for match in rule.regex.finditer(clause):
            start, end = match.span()
            if any(k == rule.kind and start < e and s < end for k, s, e in spans):
                continue
            moments = tuple(_moments(rule, clause, start, end))
            if moments:
                spans.append((rule.kind, start, end))
            words = clause[start:end]
            title = with_judgement(_title(rule, match), clause[:start], words, clause[end:])
            yield from (Hit(rule.kind, title, when, clause[:start]) for when in moments)


def _moments(rule: Rule, clause: str, start: int, end: int) -> Iterator[Moment]:
    head, tail = clause[:start], clause[end:]
    if RELATIVE.search(tail):
        return
    for place in rule.places:
        moments = tuple(_at(place, head, tail))
        if moments:
            yield from moments if rule.many else moments[:1]
            return


def _at(place: str, head: str, tail: str) -> Iterator[Moment]:
    if place == "f":
        span = SPAN.search(tail)
        if span:
            words = span[0][span.start("first") - span.start() :]
            period = between(span["first"], span["last"], words)
            if period:
                yield period
        return
    match: re.Match[str] | None
    if place in "lS":
        match = (LEAD if place == "l" else SINCE_LEAD).search(head)
        if match and (LEAD_BREAK.search(match["gap"]) or len(match["gap"]) > LEAD_LENGTH):
            match = None
    elif place == "b":
        match = BEFORE.search(head + " " if not head.endswith(" ") else head)
    else:
        match = {"a": AFTER, "s": SINCE, "p": BRACKET, "x": NEXT}[place].search(tail)
    if match:
        dates = re.findall(DATE, match["when"])
        yield from (when for when in map(moment, dates) if when)


def _title(rule: Rule, match: re.Match[str]) -> str:
    groups = {name: words or "" for name, words in match.groupdict().items()}
    text = rule.title.format(match[0], **groups)
    text = re.sub(r"^[Tt]he |[“”\"]", "", re.sub(r"\s+", " ", text)).strip(" ,")
    text = text.replace(" by The ", " by the ")
    return text[:1].upper() + text[1:]
