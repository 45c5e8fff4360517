"""Files read beside the page: a result outlives a lost connection and is shared by tabs.

A reading depends on the file, its mapping, its edits and the release in force only, so it is
kept by these; a restart of the server reads again, since the draft holds all of them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import streamlit as st

from atlas.editorial import changes, reading
from atlas.editorial.changes import Changes
from atlas.editorial.drafts import Draft
from atlas.editorial.reading import Key, Reading
from atlas.errors import AtlasError
from atlas.i18n import Translator, plain
from ui import frames

MOST_KEPT = 6  # a large sheet's drafts take some 60 MB
SOON = 0.6  # seconds after which the page says that it waits


@dataclass(frozen=True)
class Prepared:
    """A reading and what it would change; no changes while errors keep it from being stored."""

    reading: Reading
    changes: Changes | None
    against: int | None


_pool = ThreadPoolExecutor(2, thread_name_prefix="reading")
_kept: OrderedDict[tuple[str, Key, int | None], Future[Prepared]] = OrderedDict()
_lock = threading.Lock()


def prepared(held: Draft, t: Translator, against: int | None = None) -> Prepared:
    """Return a draft's reading; while it is not there yet, say so.

    Raises
    ------
    UnreadableFile, FileGone
    """
    key = reading.key(held.sha256, held.mapping, held.edits)
    base = changes.newest_number(frames.engine()) if against is None else against
    future = _future(key, base, held.file)
    done, _ = wait([future], timeout=SOON)
    if not done:
        _watch(future, held, t)
    return future.result()


def _watch(future: Future[Prepared], held: Draft, t: Translator) -> None:
    size = plain(held.size / 1e6, t.lang, 1)
    name = t("Reading {file} ({size} MB)", file=held.file, size=size)
    place = st.empty()
    with place, st.status(name, expanded=True):
        st.caption(t("You may close this page: the draft is kept, and the reading goes on."))
        bar = st.progress(0.0)
        spent = 0
        while not wait([future], timeout=1)[0]:
            spent += 1
            # Nobody knows how long a file takes; the bar nears its end and never reaches it.
            bar.progress(spent / (spent + 10), t.n("{n} second", "{n} seconds", spent))
    place.empty()


def _future(key: Key, against: int | None, name: str) -> Future[Prepared]:
    kept = str(frames.engine().url), key, against
    with _lock:
        known = _kept.get(kept)
        if known is None or _broke(known):
            known = _kept[kept] = _pool.submit(_prepare, key, against, name)
        _kept.move_to_end(kept)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return known


def _broke(future: Future[Prepared]) -> bool:
    """Tell whether a reading failed for a reason that may pass, such as a full memory."""
    error = future.exception() if future.done() else None
    return error is not None and not isinstance(error, AtlasError)


def _prepare(key: Key, against: int | None, name: str) -> Prepared:
    engine = frames.engine()
    found = reading.read(engine, key, name)
    if found.blocked:
        return Prepared(found, None, against)
    return Prepared(found, changes.of_rows(engine, found.rows(), against), against)
