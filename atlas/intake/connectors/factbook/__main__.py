"""Write ``data/starter``: observations, sources, gaps and the parse report."""

from atlas.intake.connectors.factbook.reading import read_factbook
from atlas.intake.connectors.factbook.report import parse_report
from atlas.intake.starter import FOLDER, write_starter

batch = read_factbook()
write_starter(batch, FOLDER)
report = parse_report(batch)
(FOLDER / "parse-report.md").write_text(report, encoding="utf-8")
print(report)
