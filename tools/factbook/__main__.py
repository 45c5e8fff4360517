"""``python -m tools.factbook --write`` makes ``data/starter`` anew."""

from __future__ import annotations

import argparse
from pathlib import Path

from atlas.intake.starter import FOLDER
from tools.factbook.build import read_factbook
from tools.factbook.edition import EARLIER, LATEST, Edition
from tools.factbook.fields.passages import Gap
from tools.factbook.parse_report import parse_report
from tools.factbook.starter_files import write_rows, write_starter

FOLDERS = {EARLIER: "2015", LATEST: ""}


def write(folder: Path = FOLDER) -> int:
    """Write observations, sources, gaps and parse report; return the number of observations."""
    return sum(_write_edition(edition, folder / name) for edition, name in FOLDERS.items())


def _write_edition(edition: Edition, folder: Path) -> int:
    batch, gaps = read_factbook(edition)
    write_starter(batch, folder)
    write_rows(folder / "gaps.csv", Gap, gaps)
    report = parse_report(batch, gaps, edition)
    (folder / "parse-report.md").write_text(report, encoding="utf-8")
    return len(batch.observations)


def main() -> None:
    """Read the Factbook and print the parse report; store it with ``--write``."""
    parser = argparse.ArgumentParser(description="Read the World Factbook into data/starter.")
    parser.add_argument("--write", action="store_true", help="write data/starter")
    if parser.parse_args().write:
        write()
    print(parse_report(*read_factbook()))


if __name__ == "__main__":
    main()
