"""The library as rows: each document in the reader's language, with what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from babel import Locale

from atlas.codebook import codebook
from atlas.i18n import Translator, country_name, date
from atlas.links import web_address
from atlas.views.country.figures import SourceEvidence, evidence_of


@dataclass(frozen=True)
class Document:
    """One document; ``hash`` is the SHA-256 of the archived copy."""

    country: str
    country_name: str
    kind: str
    title: str
    number: str
    date: str
    url: str
    language: str
    hash: str
    evidence: str
    proof: SourceEvidence


def documents(rows: pd.DataFrame, t: Translator) -> list[Document]:
    """Return rows of documents for reading, in their order."""
    return [_document(row, t) for _, row in rows.iterrows()]


def _document(row: pd.Series, t: Translator) -> Document:
    proof = evidence_of(row, t)
    evidence = str(row["evidence"] or "")
    return Document(
        country=str(row["country"]),
        country_name=country_name(row["country"], t.lang),
        kind=t(codebook().vocabulary.documents[row["document"]].name),
        title=str(row["title"]),
        number=str(row["number"] or ""),
        date=date(row["date"], t.lang) if row["date"] else "",
        url=web_address(row["url"]),
        language=language_of(str(row["language"] or ""), t.lang),
        hash=str(row["archived_sha256"] or ""),
        evidence=evidence if evidence != proof.original else "",
        proof=proof,
    )


def language_of(code: str, lang: str) -> str:
    """Return a language's name in the reader's language; an unknown code stays as it is."""
    return str(Locale.parse(lang).languages.get(code, code))
