"""The two-way road: steps between civil society and institutions, in the words of both sides.

Steps are members' and officials' contacts, and governments' replies to figures of the atlas: a
reply that is shown is a step, and so is the release that took its value in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from atlas.codebook import codebook
from atlas.community.answering import QuestionAnswer
from atlas.community.members import Face, face
from atlas.community.version import EntryVersion
from atlas.i18n import Translator, country_name, date, direction, sorting
from atlas.store.replies import Reply, ReplyRelease
from atlas.views.addresses import address_title
from atlas.views.breakdowns import breakdown_name
from atlas.views.community.entries import STEPS, LocalisedText, localised_text
from atlas.views.replies.notes import counter, government_name
from atlas.views.timeline.events import moment

ORDER = tuple(STEPS)


@dataclass(frozen=True)
class DialogueTurn:
    """A question and the answer that was given to it, with the days of both."""

    society: LocalisedText
    asked: str
    state: LocalisedText
    answered: str


@dataclass(frozen=True)
class Step:
    """A step. ``links`` are (address, words); ``waits`` names the sides that have not written.

    ``value`` is the state's own figure, where it gave one.
    """

    entry: str
    step: str
    name: str
    country: str
    date: str
    when: str
    institution: LocalisedText
    who: Face | None
    society: LocalisedText
    state: LocalisedText
    waits: frozenset[str]
    links: tuple[tuple[str, str], ...]
    value: str = ""
    own: bool = False
    asked: str = ""
    answered: str = ""
    earlier: tuple[DialogueTurn, ...] = ()


@dataclass(frozen=True)
class Road:
    """The steps of one country, from first to last."""

    country: str
    name: str
    steps: tuple[Step, ...]


def contacts(
    entries: Iterable[EntryVersion],
    faces: Mapping[str, Face],
    t: Translator,
    *,
    own: str | None = None,
    home: str = "",
    answers: Mapping[str, Sequence[QuestionAnswer]] | None = None,
) -> list[Step]:
    """Return contacts as steps; ``own`` organisation and ``home`` country may write on theirs.

    ``reply_steps`` holds each contact's questions with their answers, the standing pair last.
    """
    pairs = answers or {}
    return [_contact(e, faces, t, own, home, pairs.get(e.entry, ())) for e in entries]


def _contact(
    entry: EntryVersion,
    faces: Mapping[str, Face],
    t: Translator,
    own: str | None,
    home: str,
    answers: Sequence[QuestionAnswer],
) -> Step:
    content = entry.content
    speaks = content.organisation or entry.organisation
    views = [(content.view, address_title(content.view, t))] if content.view else []
    documents = [(link.url, link.title) for link in content.documents]
    sides = {"society": content.society, "state": content.state}
    *earlier, last = (_exchange(pair, t) for pair in answers or (QuestionAnswer(),))
    return Step(
        entry=entry.entry,
        step=content.step,
        name=t(STEPS[content.step]),
        country=content.country,
        date=content.date,
        when=moment(content.date, t.lang) if content.date else "",
        institution=localised_text(content.institution, t.lang),
        who=face(dict(faces), speaks, t) if speaks else None,
        society=localised_text(content.society, t.lang),
        state=localised_text(content.state, t.lang),
        waits=frozenset(side for side, words in sides.items() if not words),
        links=(*views, *documents),
        own=(own is not None and own == speaks) or (bool(home) and home == content.country),
        asked=last.asked,
        answered=last.answered,
        earlier=tuple(earlier),
    )


def _exchange(pair: QuestionAnswer, t: Translator) -> DialogueTurn:
    question_date = date(pair.asked, t.lang) if pair.asked else ""
    answer_date = date(pair.answered, t.lang) if pair.answered else ""
    return DialogueTurn(
        localised_text(pair.society, t.lang),
        question_date,
        localised_text(pair.state, t.lang),
        answer_date,
    )


def reply_steps(
    replies: Iterable[Reply], releases: Mapping[int, ReplyRelease], t: Translator, suffix: str = ""
) -> list[Step]:
    """Return governments' replies to figures as steps, and the changes that followed."""
    steps: list[Step] = []
    for reply in replies:
        steps.append(_reply(reply, t, suffix))
        if reply.id in releases:
            steps.append(_change(reply, releases[reply.id], t, suffix))
    return steps


def _reply(reply: Reply, t: Translator, suffix: str) -> Step:
    about = reply_subject(reply, t)
    value = counter(reply, t)
    moment = reply.shown_at or reply.at
    return _figure_step(
        reply,
        t,
        step="reply",
        date=moment.date().isoformat(),
        society=_own(t("About a figure of the atlas: {figure}", figure=about), t),
        value=value,
        state=LocalisedText(
            reply.statement, reply.language, direction(reply.language), reply.language == t.lang
        ),
        links=((_figure_address(reply, suffix), t("The figure with its reply")),),
    )


def _change(reply: Reply, release: ReplyRelease, t: Translator, suffix: str) -> Step:
    query = {"from": release.before, "to": release.label, "country": reply.place.country}
    address = f"/changes?{urlencode({k: v for k, v in query.items() if v})}{suffix}"
    text = t("The value of the reply is in release {release}.", release=release.label)
    return _figure_step(
        reply,
        t,
        step="change",
        date=release.day,
        society=_own(f"{text} {reply_subject(reply, t)}", t),
        state=LocalisedText("", t.lang, direction(t.lang), own=True),
        links=((address, t("What changed in the release")),),
    )


def _figure_step(reply: Reply, t: Translator, **parts: object) -> Step:
    said_of: dict[str, object] = {
        "entry": "",
        "name": t(STEPS[str(parts["step"])]),
        "country": reply.place.country,
        "when": moment(str(parts["date"]), t.lang),
        "institution": _own(government_name(reply.place.country, t), t),
        "who": None,
        "waits": frozenset(),
        **parts,
    }
    return Step(**said_of)  # type: ignore[arg-type]


def _own(text: str, t: Translator) -> LocalisedText:
    return LocalisedText(text, t.lang, direction(t.lang), own=True)


def reply_subject(reply: Reply, t: Translator) -> str:
    """Return which figure a reply is about."""
    place = reply.place
    book = codebook()
    if place.kind == "observation":
        name = t(book.indicator(place.subject).short)
        if place.breakdown:
            name = f"{name} · {breakdown_name(place.breakdown, t)}"
    else:
        name = t(book.question(place.subject).short)
    return f"{name} · {place.period}"


def _figure_address(reply: Reply, suffix: str) -> str:
    place = reply.place
    if place.kind == "judgement":
        return f"/country?country={place.country}{suffix}"
    query = {"country": place.country, "indicator": place.subject, "view": "table"}
    return f"/compare?{urlencode(query)}{suffix}"


def roads(steps: Iterable[Step], t: Translator) -> list[Road]:
    """Return steps by country, countries by name, steps from first to last."""
    by_country: dict[str, list[Step]] = {}
    for step in steps:
        by_country.setdefault(step.country, []).append(step)
    result = [
        Road(iso3, country_name(iso3, t.lang), tuple(sorted(each, key=_order)))
        for iso3, each in by_country.items()
    ]
    return sorted(result, key=lambda road: sorting(road.name))


def _order(step: Step) -> tuple[str, int]:
    return step.date, ORDER.index(step.step)


def step_counts(steps: Sequence[Step], t: Translator) -> list[tuple[str, str, int]]:
    """Return how many steps there are of each kind, as (code, name, number)."""
    return [(code, t(name), sum(s.step == code for s in steps)) for code, name in STEPS.items()]


def two_way_summary(steps: Sequence[Step], t: Translator) -> list[str]:
    """Say in words how much the road is used in both directions."""
    if not steps:
        return []
    both = sum(bool(s.society and (s.state or s.value)) for s in steps)
    sentences = [
        t.n("{n} step is recorded.", "{n} steps are recorded.", len(steps)),
        t.n(
            "In {n} step both sides have given their view.",
            "In {n} steps both sides have given their view.",
            both,
        ),
    ]
    state = sum("state" in s.waits for s in steps)
    society = sum("society" in s.waits for s in steps)
    if state:
        sentences.append(
            t.n(
                "{n} is awaiting the words of the state.",
                "{n} are awaiting the words of the state.",
                state,
            )
        )
    if society:
        sentences.append(
            t.n(
                "{n} is awaiting the words of civil society.",
                "{n} are awaiting the words of civil society.",
                society,
            )
        )
    return sentences
