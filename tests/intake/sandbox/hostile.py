"""A hundred files that mean harm, by name; each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from tests.intake.sandbox import archives, far, texts

FILES: dict[str, Callable[[], bytes]] = {**far.FILES, **archives.FILES, **texts.FILES}
