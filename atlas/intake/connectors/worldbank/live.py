"""Ask the World Bank's interface for whole series, patiently, and keep what it answers.

The only request of the atlas that leaves the machine; it is made by a command or by a button of
an editor, never to show a page. ``ATLAS_WORLDBANK_API`` names another address of the interface.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from atlas.errors import AtlasError
from atlas.i18n import N_
from atlas.intake.connectors.worldbank import cache
from atlas.intake.connectors.worldbank.cache import Row, SeriesAnswer
from atlas.intake.connectors.worldbank.series import Series
from atlas.settings import world_bank

T = TypeVar("T")
PAUSES = (1.0, 3.0)  # seconds before the second and the third try
WAIT = 30.0  # seconds for an answer
PER_PAGE = 20_000  # a series of 266 economies and 66 years is one page
DATABASE = 2  # World Development Indicators
REFUSED = (400, 401, 403, 404)  # asking again would change nothing
_one_at_a_time = threading.Lock()  # wbgapi's settings are those of the whole process


class NoConnection(AtlasError):
    """The World Bank cannot be reached, or does not answer as it should."""

    code = "no-connection"
    http_status = 503
    template = (
        "The World Bank did not answer ({reason}): download {codes} as CSV in a browser, from"
        " data.worldbank.org/indicator, then run: atlas import FILE --connector worldbank"
    )


class _NotWhole(Exception):
    """An answer that ends too early or is none."""


def fetch_series(
    selection: Iterable[Series],
    *,
    fresh: bool = False,
    pauses: tuple[float, ...] = PAUSES,
    wait: float = WAIT,
) -> list[SeriesAnswer]:
    """Return every value of the series, asking only for those that are not kept.

    ``fresh`` asks again for kept series too: another date of update is another vintage, kept
    beside the first.

    Raises
    ------
    NoConnection
        What was answered before is kept, so that the next run asks only for the rest.
    """
    series = list(selection)
    answers = {} if fresh else {s.code: a for s in series if (a := cache.load_answer(s.code))}
    missing = [s for s in series if s.code not in answers]
    if missing:
        with _interface(wait) as bank:
            for position, one in enumerate(missing):
                try:
                    answers[one.code] = _patiently(partial(_ask, bank, one), pauses)
                except _NotWhole as error:
                    codes = ", ".join(s.code for s in missing[position:])
                    raise NoConnection(
                        NoConnection.template, reason=str(error), codes=codes
                    ) from error
                cache.store_answer(answers[one.code])
    return [answers[s.code] for s in series]


@contextmanager
def _interface(wait: float) -> Iterator[Any]:
    """Lend wbgapi with the address and the patience of this call."""
    import wbgapi  # noqa: PLC0415 - slow to load, and needed by this command only

    with _one_at_a_time:
        before = wbgapi.endpoint, wbgapi.get_options
        wbgapi.endpoint = world_bank() or wbgapi.endpoint
        wbgapi.get_options = {"timeout": wait}
        try:
            yield wbgapi
        finally:
            wbgapi.endpoint, wbgapi.get_options = before


def _patiently(ask: Callable[[], T], pauses: tuple[float, ...]) -> T:
    """Ask until there is an answer, or no pause is left."""
    for pause in (*pauses, None):
        try:
            return ask()
        except Exception as error:
            reason, again = _reason(error)
            if pause is None or not again:
                raise _NotWhole(reason) from error
            time.sleep(pause)
    raise AssertionError  # the last round returned or raised


def _reason(error: Exception) -> tuple[str, bool]:
    """Return in few words why there is no answer, and whether to ask again.

    Raises whatever is no matter of the connection.
    """
    import requests  # noqa: PLC0415
    import wbgapi  # noqa: PLC0415

    if isinstance(error, _NotWhole):
        return str(error), True
    if isinstance(error, requests.Timeout):
        return N_("no answer in time"), True
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return N_("the answer was cut off"), True
    if isinstance(error, requests.RequestException):
        return N_("no connection"), True
    if isinstance(error, wbgapi.APIResponseError):
        return N_("the answer is not whole"), True
    if isinstance(error, wbgapi.APIError):
        if error.code is None:
            return N_("it does not know the series"), False
        return f"status {error.code}", error.code not in REFUSED
    if isinstance(error, KeyError | TypeError | ValueError | IndexError | AttributeError):
        return N_("the answer has another form than expected"), True
    raise error


def _ask(bank: Any, series: Series) -> SeriesAnswer:
    """Return a whole series: without years in the request, the answer serves any choice of them."""
    vintage = str((bank.source.get(DATABASE) or {}).get("lastupdated", ""))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", vintage):
        raise _NotWhole(N_("no date of update"))
    where = f"country/all/indicator/{series.code}"
    parameters = {"source": DATABASE, "per_page": PER_PAGE}
    rows = tuple(_row(row) for row in bank.fetch(where, parameters))
    _whole(rows)
    return SeriesAnswer(series.code, vintage, dt.datetime.now(dt.UTC).date().isoformat(), rows)


def _row(row: dict[str, Any]) -> Row:
    value = row["value"]
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise _NotWhole(N_("a value that is not a number"))
    country = row["country"]
    code = str(row.get("countryiso3code") or country["id"])
    return code, str(country["value"]), int(row["date"]), value


def _whole(rows: tuple[Row, ...]) -> None:
    """Refuse an answer in which an economy lacks years that others have: it was cut."""
    years = Counter(name for _, name, _, _ in rows)
    if not rows or len(set(years.values())) != 1:
        raise _NotWhole(N_("the answer is not whole"))
