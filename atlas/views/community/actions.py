"""Actions of members on priority issues: a board by state, and a list by issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from atlas.community.entries import EntryVersion
from atlas.community.members import Face, face
from atlas.i18n import Translator
from atlas.views.community.entries import STATES, LocalisedText, localised_text
from atlas.views.timeline.dates import date_range_text

BOARD = ("planned", "under-way", "done", "dropped")


@dataclass(frozen=True)
class Card:
    """An action for reading. ``late`` tells that its end has passed and it is not over."""

    entry: str
    title: LocalisedText
    issue: str
    statement: LocalisedText
    owner: Face
    partners: tuple[Face, ...]
    when: str
    state: str
    said: str
    late: bool
    result: LocalisedText
    evidence: tuple[tuple[str, str], ...]
    own: bool


@dataclass(frozen=True)
class CardGroup:
    """Cards under one heading: a state of the board, or an issue of the list."""

    code: str
    name: LocalisedText
    cards: tuple[Card, ...]


def action_cards(
    actions: Iterable[EntryVersion],
    issues: Mapping[str, EntryVersion],
    faces: Mapping[str, Face],
    t: Translator,
    *,
    today: str,
    own: str | None = None,
) -> list[Card]:
    """Return actions for reading, the earliest start first."""
    result = [_card(e, issues, faces, t, today, own) for e in actions]
    starts = {e.entry: e.content.start for e in actions}
    return sorted(result, key=lambda card: starts[card.entry])


def _card(
    entry: EntryVersion,
    issues: Mapping[str, EntryVersion],
    faces: Mapping[str, Face],
    t: Translator,
    today: str,
    own: str | None,
) -> Card:
    content = entry.content
    issue = issues.get(content.issue)
    over = content.end and content.end < today[: len(content.end)]
    return Card(
        entry=entry.entry,
        title=localised_text(content.title, t.lang),
        issue=content.issue,
        statement=localised_text(issue.content.statement if issue else {}, t.lang),
        owner=face(dict(faces), content.owner, t),
        partners=tuple(face(dict(faces), each, t) for each in content.partners),
        when=date_range_text(content.start, content.end, t.lang),
        state=content.state,
        said=t(STATES[content.state]),
        late=bool(over) and content.state in ("planned", "under-way"),
        result=localised_text(content.result, t.lang),
        evidence=tuple((link.title, link.url) for link in content.evidence),
        own=own is not None and own in (content.owner, *content.partners),
    )


def action_board(cards: Sequence[Card], t: Translator) -> list[CardGroup]:
    """Return every state of the board with its cards, empty ones as well."""
    return [
        CardGroup(
            code, localised_text({t.lang: t(STATES[code])}, t.lang), _of(cards, "state", code)
        )
        for code in BOARD
    ]


def by_issue(cards: Sequence[Card]) -> list[CardGroup]:
    """Return the issues on which there are actions, in the order of their first action."""
    statements = {card.issue: card.statement for card in cards}
    return [
        CardGroup(issue, name, _of(cards, "issue", issue)) for issue, name in statements.items()
    ]


def _of(cards: Sequence[Card], name: str, code: str) -> tuple[Card, ...]:
    return tuple(card for card in cards if getattr(card, name) == code)


def filter_actions(
    actions: Iterable[EntryVersion],
    issue: str = "",
    region: str = "",
    organisation: str = "",
    regions: Mapping[str, str] | None = None,
) -> list[EntryVersion]:
    """Return the actions on an issue, of a region's members, with an organisation.

    An empty argument matches any.

    ``regions`` maps organisations to their region: an action belongs to those of its owner and
    of its partners.
    """
    matches = []
    for entry in actions:
        who = (entry.content.owner, *entry.content.partners)
        at = {(regions or {}).get(each, "") for each in who}
        if (
            issue in ("", entry.content.issue)
            and region in ("", *at)
            and organisation in ("", *who)
        ):
            matches.append(entry)
    return matches
