"""Collect every message into the catalogues: ``python -m atlas.i18n.extract``.

Messages are the arguments of ``t("…")`` and ``t.n("…", "…", n)`` in the code, the
templates of errors, and the codebook's names and definitions.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from atlas.codebook import codebook
from atlas.i18n.catalogue import LANGUAGES, catalogue_file
from atlas.settings import ASSETS, ROOT

KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "N_": None, "n": (1, 2)}
FOLDERS = ("atlas", "ui", "pages")


def messages() -> Catalog:
    """Return a template catalogue with every message of code and codebook."""
    template = Catalog(project="Security Sector Atlas", charset="utf-8")
    for folder in FOLDERS:
        occurrences = extract_from_dir(
            ROOT / folder,
            method_map=[("**.py", "python")],
            keywords=KEYWORDS,
            strip_comment_tags=True,
        )
        for file, _line, message, _comments, _context in occurrences:
            template.add(message, locations=[(f"{folder}/{file}", 0)])
    for message in template_messages():
        template.add(message, locations=[("assets/templates", 0)])
    for text, place in (*codebook_texts(), *error_templates()):
        template.add(text, locations=[(place, 0)])
    return template


PLURAL = re.compile(r'\bt\.n\(\s*"([^"]+)",\s*"([^"]+)"')
SINGULAR = re.compile(r'\bt\(\s*(?:"([^"]+)"|\'([^\']+)\')')


def template_messages() -> Iterator[str | tuple[str, str]]:
    """Yield the messages of the HTML templates."""
    for path in sorted((ASSETS / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        yield from ((one, many) for one, many in PLURAL.findall(text))
        yield from (first or second for first, second in SINGULAR.findall(text))


def codebook_texts() -> Iterator[tuple[str, str]]:
    """Yield (text, place) of each readable text of the codebook."""
    book = codebook()
    for theme in book.themes:
        yield from ((text, "data/codebook") for text in (theme.name, theme.summary))
    for region in book.regions.values():
        yield region.name, "data/codebook"
    for question in book.questions.values():
        texts = [question.text, question.short, question.definition]
        texts += [text for a in question.answers for text in (a.name, a.definition)]
        yield from ((text, f"data/codebook:{question.id}") for text in texts if text)
    words = book.vocabulary
    for terms in (words.events, words.documents, words.institutions, words.relations):
        for term in (*terms.values(), *words.statuses.values(), *words.actions.values()):
            yield from ((x, "data/codebook") for x in (term.name, term.definition) if x)
    yield from ((o.name, "data/codebook") for o in book.organisations.values())
    for treaty in book.instruments.values():
        yield from ((text, "data/codebook") for text in (treaty.name, treaty.short))
    for indicator in book.indicators.values():
        place = f"data/codebook:{indicator.id}"
        texts = [indicator.name, indicator.short, indicator.unit]
        texts += [indicator.definition, indicator.comparability]
        for category in indicator.categories:
            texts += [category.name, category.definition]
        yield from ((text, place) for text in texts if text)


def error_templates() -> Iterator[tuple[str, str]]:
    """Yield the ``template``, ``hint`` and raised messages of AtlasError subclasses."""
    for path in sorted((ROOT / "atlas").rglob("*.py")):
        place = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield from ((text, place) for text in _class_texts(node))


def _class_texts(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant):
            names = {target.id for target in statement.targets if isinstance(target, ast.Name)}
            if names & {"template", "hint", "message"} and isinstance(statement.value.value, str):
                yield statement.value.value


def update(lang: str, template: Catalog) -> Path:
    """Merge the template into a language's PO file, keeping what is translated."""
    path = catalogue_file(lang)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=lang)
    else:
        catalog = Catalog(locale=lang, project="Security Sector Atlas", charset="utf-8")
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, omit_header=False, no_location=True)
    return path


if __name__ == "__main__":
    everything = messages()
    for code in LANGUAGES[1:]:
        print(update(code, everything))
