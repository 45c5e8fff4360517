"""Full-text search over records, the same on SQLite (FTS5) and PostgreSQL.

Texts and questions are folded alike: without accents, vowel signs, case, tatweel and the
Arabic article, so that "Ejército" and "ejercito", "الجيش" and "جيش" are one word. A
question is understood in four languages through the codebook: "ejercito", "armée de terre",
"جيش" and "army" name one kind of institution and find the same records. Its articles and
prepositions need not stand in a record. Nothing that a reader types is an operator.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, bindparam, insert, select, text

from atlas.codebook import codebook
from atlas.i18n import LANGUAGES, country_name, translator
from atlas.store.kinds import KINDS, RecordKind
from atlas.store.schema import search_text
from atlas.store.selection import release_of

WORD = re.compile(r"[^\W_]+")
ARABIC = re.compile(r"[\u0600-\u06ff]")
ARTICLE = re.compile(r"^(?:(?:و|ف)?(?:ال|بال|كال|لل))+(?=..)")
LETTERS = str.maketrans(
    {"ى": "ي", "ة": "ه", "ـ": None}
    | {sign: str(n % 10) for n, sign in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
)
SMALL_WORDS = """
the of and in an for to on by
le la les l de d du des et en un une au aux
el los las del al y a
و في من
"""
SMALL = frozenset(SMALL_WORDS.split())
SHORTEST_PREFIX = 3
LONGEST_CONCEPT = 6  # words
# Bounds of what a database is asked for: both refuse words and questions without end.
MOST_WORDS = 40
LONGEST_WORD = 60
LONGEST_QUESTION = 2_000  # signs
LONGEST_TEXT = 100_000  # signs; PostgreSQL's index takes a megabyte of a record
Phrase = tuple[str, ...]

FOUND = {
    "sqlite": (
        "SELECT s.kind, s.record_id, bm25(search_index) AS rank FROM search_index "
        "JOIN search_text s ON s.id = search_index.rowid "
        "JOIN membership m ON m.kind = s.kind AND m.record_id = s.record_id "
        "WHERE search_index MATCH :question AND s.kind IN :kinds "
        "AND m.from_seq <= :sequence AND (m.to_seq IS NULL OR m.to_seq > :sequence) "
        "ORDER BY rank, s.record_id"
    ),
    "postgresql": (
        "SELECT s.kind, s.record_id, -ts_rank_cd(to_tsvector('simple', s.words), q) AS rank "
        "FROM search_text s JOIN membership m ON m.kind = s.kind AND m.record_id = s.record_id, "
        "to_tsquery('simple', :question) q "
        "WHERE to_tsvector('simple', s.words) @@ q AND s.kind IN :kinds "
        "AND m.from_seq <= :sequence AND (m.to_seq IS NULL OR m.to_seq > :sequence) "
        "ORDER BY rank, s.record_id"
    ),
}


def fold_words(text: str) -> list[str]:
    """Return a text's words as search compares them.

    >>> fold_words("El Ejército"), fold_words("الجَيْش")
    (['el', 'ejercito'], ['جيش'])
    """
    bare = _bare(_bare(text).casefold()).translate(LETTERS)
    return [ARTICLE.sub("", word) if ARABIC.search(word) else word for word in WORD.findall(bare)]


def _bare(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@lru_cache(maxsize=1)
def concepts() -> dict[Phrase, frozenset[Phrase]]:
    """Return what means the same in the codebook's four languages: phrase -> all phrases."""
    book = codebook()
    words = book.vocabulary
    terms = [
        t for terms in (words.institutions, words.events, words.documents) for t in terms.values()
    ]
    name_groups = [
        [*(translator(lang)(term.name) for lang in LANGUAGES), *term.also] for term in terms
    ]
    name_groups += [
        [translator(lang)(o.name) for lang in LANGUAGES] + [o.code]
        for o in book.organisations.values()
    ]
    name_groups += [[country_name(iso3, lang) for lang in LANGUAGES] for iso3 in book.countries]
    synonyms: dict[Phrase, frozenset[Phrase]] = {}
    for names in name_groups:
        phrases = frozenset(phrase for name in names if (phrase := tuple(fold_words(name))))
        for phrase in phrases:
            synonyms[phrase] = synonyms.get(phrase, frozenset()) | phrases
    return synonyms


def words_of(kind: RecordKind, row: Mapping[str, Any]) -> str:
    """Return what search reads of a record: its texts, country and codes, folded."""
    texts = [str(row[name] or "") for name in kind.text]
    texts += [country_name(str(row["country"]), "en"), *_meaning(kind.name, row)]
    return " ".join(folded for part in texts if (folded := _folded(part)))[:LONGEST_TEXT]


@lru_cache(maxsize=4096)  # names and remarks come back record after record
def _folded(text: str) -> str:
    return " ".join(fold_words(text))


def _meaning(kind: str, row: Mapping[str, Any]) -> Iterable[str]:
    book = codebook()
    words = book.vocabulary
    if kind == "judgement":
        question = book.questions[row["question"]]
        answer = question.answer(row["answer"])
        return [question.text, answer.name if answer else ""]
    if kind == "treaty_action":
        treaty = book.instruments[row["instrument"]]
        return [treaty.name, treaty.short, treaty.code, words.actions[row["action"]].name]
    if kind == "participation":
        organisation = book.organisations[row["organisation"]]
        return [organisation.name, organisation.code, words.statuses[row["status"]].name]
    tables = {"event": words.events, "document": words.documents, "institution": words.institutions}
    return [tables[kind][row[kind]].name] if kind in tables else []


def index(connection: Connection, kind: RecordKind, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make new records findable."""
    if kind.text and rows:
        entries = [
            {"kind": kind.name, "record_id": row["id"], "words": words_of(kind, row)}
            for row in rows
        ]
        connection.execute(insert(search_text), entries)


def search_records(
    engine: Engine,
    question: str,
    *,
    kinds: Collection[str] | None = None,
    countries: Collection[str] | None = None,
    release: str | None = None,
) -> pd.DataFrame:
    """Return the records of a release that hold every word or concept asked for, best first.

    Returns
    -------
    DataFrame
        Columns kind, id, country. Empty when nothing is asked.

    Raises
    ------
    UnknownRelease
    """
    _, sequence = release_of(engine, release)
    groups = _phrase_groups(words_asked(question))
    kind_names = sorted(
        name for name, kind in KINDS.items() if kind.text and (not kinds or name in kinds)
    )
    if not groups or not kind_names:
        return pd.DataFrame(columns=["kind", "id", "country"])
    dialect = engine.dialect.name
    build_query = _fts5 if dialect == "sqlite" else _tsquery
    query = text(FOUND[dialect]).bindparams(bindparam("kinds", expanding=True))
    parameters = {"question": build_query(groups), "kinds": kind_names, "sequence": sequence}
    with engine.connect() as connection:
        rows = connection.execute(query, parameters).fetchall()
        frame = pd.DataFrame([(kind, key) for kind, key, _ in rows], columns=["kind", "id"])
        home = _countries(connection, frame)
    frame["country"] = [home[key] for key in frame["id"]]
    if countries is None:
        return frame
    return frame[frame["country"].isin(list(countries))].reset_index(drop=True)


def words_asked(question: str) -> list[str]:
    """Return the folded words of a question, as many and as long as a database takes."""
    return [word[:LONGEST_WORD] for word in fold_words(question[:LONGEST_QUESTION])[:MOST_WORDS]]


def phrases(question: str) -> list[Phrase]:
    """Return every phrase that a search looks for, in all languages: what to mark in a text."""
    return [phrase for group in _phrase_groups(words_asked(question)) for phrase in group]


def known_words(engine: Engine) -> frozenset[str]:
    """Return every folded word of the records and the codebook: what a search can find."""
    with engine.connect() as connection:
        texts = connection.execute(select(search_text.c.words)).scalars()
        vocabulary = {word for words in texts for word in words.split()}
    return frozenset(vocabulary.union(*concepts()))


def _countries(connection: Connection, matches: pd.DataFrame) -> dict[str, str]:
    home: dict[str, str] = {}
    for name, group in matches.groupby("kind"):
        table = KINDS[str(name)].table
        keys = list(group["id"])
        for start in range(0, len(keys), 5_000):
            query = select(table.c.id, table.c.country).where(
                table.c.id.in_(keys[start : start + 5_000])
            )
            home |= {row.id: row.country for row in connection.execute(query)}
    return home


def _phrase_groups(words: list[str]) -> list[list[Phrase]]:
    """Return, for each concept or word asked for, the phrases that stand for it."""
    synonyms, at = concepts(), 0
    groups: list[list[Phrase]] = []
    small: list[list[Phrase]] = []
    while at < len(words):
        for size in range(min(LONGEST_CONCEPT, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + size])
            if phrase in synonyms:
                groups.append(sorted(synonyms[phrase]))
                break
        else:
            size = 1
            (small if words[at] in SMALL else groups).append([(words[at],)])
        at += size
    return groups or small


def _fts5(groups: list[list[Phrase]]) -> str:
    def one(phrase: Phrase) -> str:
        term = '"' + " ".join(phrase) + '"'
        return term + ("*" if len(phrase[-1]) >= SHORTEST_PREFIX else "")

    return " AND ".join("(" + " OR ".join(map(one, group)) + ")" for group in groups)


def _tsquery(groups: list[list[Phrase]]) -> str:
    def one(phrase: Phrase) -> str:
        last = phrase[-1] + (":*" if len(phrase[-1]) >= SHORTEST_PREFIX else "")
        return "(" + " <-> ".join((*phrase[:-1], last)) + ")"

    return " & ".join("(" + " | ".join(map(one, group)) + ")" for group in groups)
