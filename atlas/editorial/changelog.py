"""What is new in a release, as sentences made from its changes; and its next label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from atlas.codebook import codebook
from atlas.editorial.changes import CHANGES, Changes, RecordPair
from atlas.i18n import N_, Translator, country_name, plain

YEARLY = re.compile(r"(\d{4})\.(\d+)(?:-r\d+)?")
MOST_SUBJECTS, MOST_COUNTRIES = 6, 5

KIND_NAMES = {
    "observation": N_("Figures"),
    "judgement": N_("Coded answers"),
    "event": N_("Events"),
    "document": N_("Documents"),
    "institution": N_("Institutions"),
    "relation": N_("Relations between institutions"),
    "participation": N_("Memberships"),
    "treaty_action": N_("Treaty actions"),
}


def changelog_sentences(changes: Changes, t: Translator) -> list[str]:
    """Return what changed: by kind, by subject and by country, the most first."""
    if not changes.pairs:
        return [t("Nothing differs.")]
    kinds = [
        t("{what}: {counts}.", what=t(KIND_NAMES[kind]), counts=_counts(pairs, t))
        for kind, pairs in _groups(changes.pairs, "kind")
    ]
    return [*kinds, *_subjects(changes.pairs, t), _countries(changes.pairs, t)]


def _subjects(pairs: Iterable[RecordPair], t: Translator) -> list[str]:
    figures = [pair for pair in pairs if pair.kind in ("observation", "judgement")]
    groups = _groups(figures, "subject")
    sentences = [
        t("{what}: {counts}.", what=subject_name(own[0].kind, subject, t), counts=_counts(own, t))
        for subject, own in groups[:MOST_SUBJECTS]
    ]
    n_more = len(groups) - MOST_SUBJECTS
    if n_more > 0:
        more = t.n("And {n} more indicator.", "And {n} more indicators or questions.", n_more)
        sentences.append(more)
    return sentences


def _countries(pairs: Iterable[RecordPair], t: Translator) -> str:
    counts = Counter(pair.country for pair in pairs).most_common()
    if len(counts) == 1:
        return t("Only {country} is affected.", country=country_name(counts[0][0], t.lang))
    names = " · ".join(
        f"{country_name(iso3, t.lang)} ({plain(n, t.lang)})" for iso3, n in counts[:MOST_COUNTRIES]
    )
    return t.n(
        "{n} country is affected: {countries}.",
        "{n} countries are affected, most of all {countries}.",
        len(counts),
        countries=names,
    )


def _groups(pairs: Iterable[RecordPair], name: str) -> list[tuple[str, list[RecordPair]]]:
    groups: dict[str, list[RecordPair]] = {}
    for pair in pairs:
        groups.setdefault(getattr(pair, name), []).append(pair)
    return sorted(groups.items(), key=lambda item: -len(item[1]))


def _counts(pairs: Iterable[RecordPair], t: Translator) -> str:
    counts = Counter(str(pair.change) for pair in pairs)
    return ", ".join(
        change_count_text(change, counts[change], t) for change in CHANGES if counts[change]
    )


def change_count_text(change: str, count: int, t: Translator) -> str:
    """Return how many were added, changed, removed or stayed unchanged."""
    n = plain(count, t.lang)
    if change == "added":
        return t.n("{n} added", "{n} added", count, n=n)
    if change == "changed":
        return t.n("{n} changed", "{n} changed", count, n=n)
    if change == "removed":
        return t.n("{n} removed", "{n} removed", count, n=n)
    return t.n("{n} unchanged", "{n} unchanged", count, n=n)


def subject_name(kind: str, subject: str, t: Translator) -> str:
    """Return the name of an indicator, question, organisation or kind; a code stays as it is."""
    book = codebook()
    words = book.vocabulary
    names = {
        "observation": {i.id: i.name for i in book.indicators.values()},
        "judgement": {q.id: q.short for q in book.questions.values()},
        "participation": {o.code: o.name for o in book.organisations.values()},
        "treaty_action": {i.code: i.name for i in book.instruments.values()},
        "event": {code: term.name for code, term in words.events.items()},
        "document": {code: term.name for code, term in words.documents.items()},
    }
    name = names.get(kind, {}).get(subject)
    return t(name) if name else subject


def next_label(labels: Sequence[str], year: int) -> str:
    """Return the label that follows: the year and a running number.

    Examples
    --------
    >>> next_label(["2026.1", "2026.2-r3"], 2026), next_label(["2026.9"], 2027)
    ('2026.3', '2027.1')
    """
    matches = [YEARLY.fullmatch(label) for label in labels]
    numbers = [int(match[2]) for match in matches if match and int(match[1]) == year]
    return f"{year}.{max(numbers, default=0) + 1}"
