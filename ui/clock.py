"""What the server does by the clock: publish the scheduled releases whose hour has come."""

from __future__ import annotations

import asyncio
import logging

from atlas.editorial.schedule import run_due
from ui import frames

EVERY = 60.0
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
