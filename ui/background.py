"""Files read beside the page: a result outlives a lost connection and is shared by tabs.

A reading depends on the file, its mapping, its edits and the release in force only, so it is
kept by these; a restart of the server reads again, since the draft holds all of them. The file
itself is opened in a child process (``atlas.intake.sandbox``).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.editorial import changes, reading, stops
from atlas.editorial.changes import Changes
from atlas.editorial.drafts import Draft
from atlas.editorial.reading import Key, Reading
from atlas.errors import AtlasError
from atlas.i18n import Translator, plain
from atlas.intake.sandbox.errors import ReaderStopped
from ui import desk, frames

Name = tuple[str, Key, int | None]  # database, file and how it is read, release
MOST_KEPT = 6  # a large sheet's drafts take some 60 MB
SOON = 0.6  # seconds after which the page says that it waits


@dataclass(frozen=True)
class Prepared:
    """A reading and what it would change; no changes while errors keep it from being stored."""

    reading: Reading
    changes: Changes | None
    against: int | None


_pool = ThreadPoolExecutor(2, thread_name_prefix="reading")
_futures: OrderedDict[Name, Future[Prepared]] = OrderedDict()
_lock = threading.Lock()


def prepared(draft: Draft, t: Translator, against: int | None = None) -> Prepared:
    """Return a draft's reading; show the progress while the file is being read.

    A file that stopped its reader is not read again before its editor asks (``again``).

    Raises
    ------
    ReaderStopped, UnreadableFile, FileGone
    """
    if (stop := stops.of_draft(draft)) is not None:
        raise stop
    future = _future(draft, _base(against))
    # The place stands in every run: were it only there while a file is read, all that follows
    # would move by one, and the old numbers would be on the page beside the new ones.
    place = st.empty()
    ready, _ = wait([future], timeout=SOON)
    if not ready:
        _watch(future, draft, t, place)
    try:
        return future.result()
    except ReaderStopped as error:
        # Another draft of the same file may have started the reader.
        stops.record_stop(frames.engine(), draft.id, error)
        raise


def again(draft: Draft, against: int | None = None) -> None:
    """Read a draft's file once more, which stopped its reader the last time."""
    if desk.did(stops.clear_stop, frames.engine(), draft.id):
        with _lock:
            _futures.pop(_name(draft, _base(against)), None)


def _base(against: int | None) -> int | None:
    return changes.newest_number(frames.engine()) if against is None else against


def _watch(future: Future[Prepared], draft: Draft, t: Translator, place: DeltaGenerator) -> None:
    size = plain(draft.size / 1e6, t.lang, 1)
    name = t("Reading {file} ({size} MB)", file=draft.file, size=size)
    with place, st.status(name, expanded=True):
        st.caption(t("You may close this page: the draft is kept, and reading continues."))
        bar = st.progress(0.0)
        seconds = 0
        while not wait([future], timeout=1)[0]:
            seconds += 1
            # Nobody knows how long a file takes; the bar nears its end and never reaches it.
            bar.progress(seconds / (seconds + 10), t.n("{n} second", "{n} seconds", seconds))
    place.empty()


def _name(draft: Draft, against: int | None) -> Name:
    key = reading.reading_key(draft.sha256, draft.mapping, draft.edits)
    return str(frames.engine().url), key, against


def _future(draft: Draft, against: int | None) -> Future[Prepared]:
    name = _name(draft, against)
    with _lock:
        future = _futures.get(name)
        if future is None or _broke(future):
            future = _futures[name] = _pool.submit(_prepare, draft, name[1], against)
        _futures.move_to_end(name)
        while len(_futures) > MOST_KEPT:
            _futures.popitem(last=False)
        return future


def _broke(future: Future[Prepared]) -> bool:
    """Tell whether a reading failed for a reason that may pass, such as a full memory."""
    error = future.exception() if future.done() else None
    return error is not None and not isinstance(error, AtlasError)


def _prepare(draft: Draft, key: Key, against: int | None) -> Prepared:
    engine = frames.engine()
    try:
        file_reading = reading.read_upload(engine, key, draft.file)
    except ReaderStopped as error:
        stops.record_stop(engine, draft.id, error)  # also when nobody waits on the page any more
        raise
    if file_reading.blocked:
        return Prepared(file_reading, None, against)
    return Prepared(file_reading, changes.of_rows(engine, file_reading.rows(), against), against)
