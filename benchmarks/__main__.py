"""Run all benchmarks and print one table of ratios."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import api, first_picture, growth, import_sheet, index, trends, year_change
from benchmarks.browser import chromium
from benchmarks.rows import Row, table
from benchmarks.servers import ROOT, atlas, floor, home_with_starter


def main() -> None:
    """Measure side by side, print the table, keep it in benchmarks/results.md."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        home = home_with_starter(Path(folder))
        with atlas(home) as ours, floor() as stock, chromium() as browser:
            rows += year_change.measure(browser, ours, stock)
            rows += first_picture.measure(browser, ours, stock)
            rows += api.measure(ours, home)
    with tempfile.TemporaryDirectory() as folder:
        rows += growth.measure(Path(folder))
    rows += import_sheet.measure()
    rows += index.measure()
    rows += trends.measure()
    text = table(rows)
    print(text)
    (ROOT / "benchmarks" / "results.md").write_text(
        "# Ratios, measured side by side in one run of `make bench`\n\n" + text, encoding="utf-8"
    )


if __name__ == "__main__":
    main()
