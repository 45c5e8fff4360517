"""The words of a cell's comment, without who wrote it, when, and what the program adds.

Excel begins a note with its author's name in bold, repeats a thread of comments for older
versions under a notice in the user's language, and Google Sheets signs each comment with a
dash and a name. A name is known from the file's own lists of authors; where a comment has no
author there, a first line such as “Ana Perez:” is taken for one. Of a thread only the first
comment is about the figure: the replies are a conversation.
"""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST = 32_767  # signs of a cell in Excel; a comment beyond it is no comment
MOST_NAMES = 500
NOBODY = {"", "author", "none", "unknown", "unknown author", "user"}  # what programs write
COLON = r" ?[:：]"
BRACKETED = re.compile(r"\[[^\]\n]{3,60}\]")
# The address that Excel gives for more about threads, in every language.
NOTICE = re.compile(r"https?://go\.microsoft\.com/fwlink/\?linkid=\d+\S*", re.IGNORECASE)
FIRST = re.compile(r"(?=\n[^\s:：][^:：\n]{0,40}[:：]\n\t)")
HEADING = re.compile(rf"\s*[^\s:：][^:：\n]{{0,40}}{COLON} ?")
REPLY = re.compile(rf"\n[^\s:：][^:：\n]{{0,40}}{COLON}(?=\n\t|\Z)")
# Excel's heading before a reply, where no line end shows that it is one.
REPLIES = (
    "Reply|Réponse|Répondre|Respuesta|Responder|Resposta|Antwort|Risposta|Antwoord|Ответ|"
    "Відповідь|Odpowiedź|Yanıt|رد|الرد"
)
FLAT_REPLY = re.compile(rf" (?:{REPLIES}){COLON} ")
SIGNATURE = re.compile(r"(?:^|\n)\t[-–—]")
PERSON = re.compile(rf"((?:[^\W\d_][\w.'’()-]*,? ){{1,4}}[^\W\d_][\w.'’()-]*){COLON}\n")
MENTION = re.compile(r"@(?=[^\W\d_a-z]|[\w.-]+@)[\w.@'’-]+(?: [^\W\d_a-z][\w.'’-]*){0,2}")
DAY = r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
TIME = r"(?:[T, ]{1,2}\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?Z?)?"
DATE = re.compile(rf"^[\s(,;–—-]{{0,4}}{DAY}{TIME}[\s),;:–—-]{{0,4}}")


def own_words(comment: str, names: Collection[str], *, author: str = "", bold: str = "") -> str:
    """Return a comment's own words in one line; empty where only a name is left.

    Parameters
    ----------
    comment
        The comment with its line ends.
    names
        Everybody whom the file lists as author, person or maker.
    author
        Whom the file lists as this comment's author.
    bold
        What stands in bold before all else.
    """
    is_copy = author.strip().casefold().startswith("tc=")
    text = _first_of_thread(_tidy(comment), is_copy=is_copy)
    signature = SIGNATURE.search(text)
    text = text[: signature.start()] if signature else text
    text = _without_heading(text.strip(), _plain(author), _tidy(bold).strip())
    people = {_plain(name) for name in (author, *sorted(names)[:MOST_NAMES])} - {""}
    lower = text.casefold()
    for name in sorted(people, key=len, reverse=True):
        if name.split()[0].casefold() in lower:
            text = _without_name(text, name)
    return " ".join(MENTION.sub(" ", text).split()).strip(" ,;–—")


def without_notice(line: str) -> str:
    """Return a stored note, which has no line ends, without Excel's notice and the replies."""
    notice = NOTICE.search(line)
    start = line.rfind("[", 0, notice.start()) if notice else -1
    return line if start < 0 else f"{line[:start]}{_first_of_thread(line[start:])}".strip()


def _tidy(text: str) -> str:
    """Return lines that begin with a tab or nothing, without runs of blanks or dashes."""
    lines = re.split(r"\r\n|\r|\n|\u2028|\x0b", text[:LONGEST])
    tidy = (
        ("\t" if line[:1] == "\t" or line[:2] == "  " else "") + " ".join(line.split())
        for line in lines
        if line.strip()
    )
    return re.sub(r"([-–—(,;])[-–—(,;]+", r"\1", "\n".join(tidy))


def _first_of_thread(text: str, *, is_copy: bool = False) -> str:
    """Return the first comment of the copy of a thread that older programs show.

    The copy is a title in brackets, a notice with Excel's address, and a heading before each
    comment. It may have lost its line ends.
    """
    notice = NOTICE.search(text) or (FIRST.search(text) if is_copy else None)
    if notice is None or not BRACKETED.match(text.lstrip()):
        return text
    rest = text[notice.end() :]
    heading = HEADING.match(rest)
    rest = rest[heading.end() :] if heading else rest
    if "\n" in text.strip():
        reply = REPLY.search(rest)
        return rest[: reply.start()] if reply else rest
    return FLAT_REPLY.split(f"{rest} ", maxsplit=1)[0]


def _plain(name: str) -> str:
    """Return a listed name fit to be looked for; empty for placeholders such as ``tc={…}``."""
    bare = " ".join(name.split())
    return "" if bare.casefold().startswith("tc=") else bare


def _without_heading(text: str, author: str, bold: str) -> str:
    """Drop a first line that is a person's name: in bold or, without an author, by its form."""
    if re.search(rf"{COLON}\Z", bold) and text.startswith(f"{bold}\n"):
        return text[len(bold) :].strip()
    match = PERSON.match(text) if author.casefold() in NOBODY else None
    if match and not any(word[0].islower() for word in match[1].split()):
        return text[match.end() :].strip()
    return text


def _without_name(text: str, name: str) -> str:
    """Drop a listed name: before a colon or line end, as a signature; anywhere if it is full."""
    pattern = r"\s".join(map(re.escape, name.split()))
    sign = rf"(?<![\w@])@?{pattern}(?!\w)"
    if re.fullmatch(sign, text, re.IGNORECASE):
        return ""
    begins = re.match(sign, text, re.IGNORECASE) is not None
    heading = rf"(?:^|(?<=\n))\t?{sign}(?:{COLON}|\n| ?[–—-]\s)"
    text = re.sub(heading, "\n", text, flags=re.IGNORECASE)
    text = re.sub(rf"[–—\n(-]\s?{sign}[\s),.]*\Z", "", text, flags=re.IGNORECASE)
    text = re.sub(rf"[–—\n(-]\s?{sign}[\s,]+\(?{DAY}{TIME}\)?\Z", "", text, flags=re.IGNORECASE)
    if " " in name or "@" in name or re.search(r"\d", name):
        text = re.sub(rf"\(?{sign}\)?(?:{COLON})?", " ", text, flags=re.IGNORECASE)
    return DATE.sub("", text.lstrip()) if begins else text
