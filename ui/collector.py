"""The garbage collector's rounds stay short, however much the caches keep.

Streamlit collects all generations after every script run, which takes as long as there are
objects: at 500,000 observations 85 % of a rerun of a page with large kept results. What is kept
is set aside (frozen), so that a round looks at the newest objects only.
"""

from __future__ import annotations

import asyncio
import gc

MANY = 30_000  # objects that a round looks at: more than a few open sessions have
EVERY = 5.0


def set_aside() -> bool:
    """Set aside what lives, where there is much of it; tell whether there was.

    What was set aside before is looked at again, so that nothing that died stays for good.
    """
    if len(gc.get_objects(generation=2)) < MANY:
        return False
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return True


async def keep_rounds_short() -> None:
    """Look every few seconds."""
    while True:
        await asyncio.to_thread(set_aside)
        await asyncio.sleep(EVERY)
