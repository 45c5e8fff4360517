"""What a search found, grouped by kind: titles and evidence with the words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.analysis.documents import DATES, Years, records_in_years
from atlas.codebook import codebook
from atlas.i18n import N_, Translator, country_name, date
from atlas.store.search import Phrase
from atlas.views.country.figures import SourceEvidence, evidence_of
from atlas.views.law.judgements import answer_name, reason_name
from atlas.views.search.highlight import Segments, highlight_segments, snippet
from atlas.views.treaties import action_name

# The kinds that are searched, in the order shown.
KINDS = {
    "document": N_("Documents"),
    "judgement": N_("Answers to legal questions"),
    "event": N_("Events"),
    "institution": N_("Institutions"),
    "participation": N_("Memberships"),
    "treaty_action": N_("Treaty actions"),
}


@dataclass(frozen=True)
class Hit:
    """One record: ``page`` and ``query`` say where the atlas shows it."""

    country: str
    country_name: Segments
    what: Segments
    title: Segments
    snippet: Segments
    date: str
    page: str
    query: dict[str, str]
    proof: SourceEvidence


@dataclass(frozen=True)
class HitGroup:
    """The records of one kind: how many were found, and the first of them."""

    kind: str
    name: str
    total: int
    hits: tuple[Hit, ...]


def filter_hits(
    hits: pd.DataFrame,
    frames: Mapping[str, pd.DataFrame],
    years: Years,
    documents: Sequence[str] = (),
) -> dict[str, pd.DataFrame]:
    """Return the found records of each kind, best first, that the filters leave.

    Parameters
    ----------
    hits
        What ``atlas.store.search.search_records`` returns.
    documents
        Kinds of documents to keep; where any is chosen, no other record is kept.
    """
    by_kind = {}
    for kind, group in hits.groupby("kind"):
        name = str(kind)
        rows = frames[name].set_index("id", drop=False)
        rows = records_in_years(rows.loc[[i for i in group["id"] if i in rows.index]], name, years)
        if documents:
            rows = rows[rows["document"].isin(documents)] if name == "document" else rows[:0]
        if len(rows):
            by_kind[name] = rows
    return {name: by_kind[name] for name in KINDS if name in by_kind}


def hit_groups(
    by_kind: Mapping[str, pd.DataFrame], phrases: Sequence[Phrase], most: int, t: Translator
) -> list[HitGroup]:
    """Return the found records for reading, ``most`` of each kind."""
    return [
        HitGroup(
            name,
            t(KINDS[name]),
            len(rows),
            tuple(_hit(name, row, phrases, t) for _, row in rows.head(most).iterrows()),
        )
        for name, rows in by_kind.items()
    ]


def _hit(kind: str, row: pd.Series, phrases: Sequence[Phrase], t: Translator) -> Hit:
    page, query = _place(kind, row)
    day = str(row[DATES[kind]] or "")
    return Hit(
        country=str(row["country"]),
        country_name=highlight_segments(country_name(row["country"], t.lang), phrases),
        what=highlight_segments(_what(kind, row, t), phrases),
        title=highlight_segments(_title(kind, row, t), phrases),
        snippet=snippet(str(row["evidence"] or row["original"] or ""), phrases),
        date=date(day, t.lang) if day else "",
        page=page,
        query=query,
        proof=evidence_of(row, t),
    )


def _what(kind: str, row: pd.Series, t: Translator) -> str:
    book = codebook()
    words = book.vocabulary
    if kind == "judgement":
        return t(book.theme(book.questions[row["question"]].theme).name)
    if kind == "treaty_action":
        return action_name(str(row["action"]), t)
    if kind == "participation":
        return t(words.statuses[row["status"]].name)
    terms = {"document": words.documents, "event": words.events, "institution": words.institutions}
    return t(terms[kind][row[kind]].name)


def _title(kind: str, row: pd.Series, t: Translator) -> str:
    book = codebook()
    if kind == "judgement":
        question = book.questions[row["question"]]
        code = str(row["answer"] or "")
        answer = answer_name(question, code, t) if code else reason_name(row["missing_reason"], t)
        return f"{t(question.text)} — {answer}"
    if kind == "treaty_action":
        return t(book.instruments[row["instrument"]].name)
    if kind == "participation":
        return t(book.organisations[row["organisation"]].name)
    if kind == "institution":
        own = f" ({row['own_name']})" if row["own_name"] else ""
        return f"{row['name']}{own}"
    return " ".join(filter(None, (str(row["title"]), str(row.get("number") or ""))))


def _place(kind: str, row: pd.Series) -> tuple[str, dict[str, str]]:
    country = str(row["country"])
    if kind == "judgement":
        question = str(row["question"])
        return "/law", {"question": question, "tile": f"{country}.{question}"}
    if kind == "treaty_action":
        return "/trends", {"instrument": str(row["instrument"])}
    if kind == "participation":
        return "/memberships", {"country": country, "organisation": str(row["organisation"])}
    pages = {"document": "/documents", "event": "/timeline", "institution": "/institutions"}
    return pages[kind], {"country": country}
