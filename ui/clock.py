"""What the server does by the clock: publish what is due, judge trends, delete old backups."""

from __future__ import annotations

import asyncio
import logging

from atlas.editorial.backups.copies import delete_expired_copies
from atlas.editorial.schedule import run_due
from atlas.views.trends.overview_data import overview
from ui import frames

EVERY = 60.0
HOURLY = 3_600.0
log = logging.getLogger("atlas.clock")


async def publish_due() -> None:
    """Look each minute; what goes wrong once, such as a lost database, is tried again."""
    while True:
        try:
            for label in await asyncio.to_thread(run_due, frames.engine()):
                log.warning("release %s is published, as scheduled", label)
        except Exception:
            log.exception("scheduled releases could not be looked at")
        await asyncio.sleep(EVERY)


async def judge_trends() -> None:
    """Judge all subjects of a new release before the first reader asks; then it is stored."""
    while True:
        try:
            if frames.labels():
                await asyncio.to_thread(overview, frames.engine())
        except Exception:
            log.exception("the overview of trends could not be prepared")
        await asyncio.sleep(EVERY)


async def expire_backups() -> None:
    """Look each hour; what goes wrong once is tried again."""
    while True:
        try:
            for copy in await asyncio.to_thread(delete_expired_copies, frames.engine()):
                log.warning("backup %s has expired and is deleted", copy.path)
        except Exception:
            log.exception("backups could not be looked at")
        await asyncio.sleep(HOURLY)
