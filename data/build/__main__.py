"""Build every table of `data/`: `python -m data.build --reference DIR`.

With `--status` or `--trend` the tables then follow those official files, read as an import reads
them; without `--reference` it is the tables that stand which follow.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cluster_planner.domain import contracts
from cluster_planner.errors import DataError
from cluster_planner.present.imports import place_words
from cluster_planner.sources.published import write_published
from data.build import (
    alliance,
    boundaries,
    complexes,
    core,
    designations,
    exceptions,
    official,
    parks,
    partners,
    places,
    provenance,
    statistics,
)
from data.build.published_facts import PUBLISHED
from data.build.writing import write_geojson, write_table

HOME = Path(__file__).resolve().parent.parent


def build(reference: Path, folder: Path, rule_file: Path) -> None:
    """Write all tables made from the reference facts into the folder."""
    codes = places.sigungu_codes(reference)
    precise = boundaries.precise_sigungu(codes)
    sigungu, sido = boundaries.shipped_sigungu(precise), boundaries.shipped_sido(precise)
    write_geojson(contracts.SIGUNGU, sigungu, folder)
    write_geojson(contracts.SIDO, sido, folder)
    changes = places.code_rows(reference, codes)

    rows = complexes.complex_rows(reference)
    made = parks.park_tables(reference, rows, statistics.headcounts(reference))
    named = designations.designation_rows(reference, made.parks)
    marked = core.with_core(designations.mark_parks(made.parks, named), rule_file)
    cells, totals = statistics.statistic_rows(reference)

    for table, content in (
        (contracts.REGIONS, places.region_rows(reference)),
        (contracts.ADMIN_CODES, changes),
        (contracts.ADMIN_NAMES, places.name_rows(codes, changes)),
        (contracts.COMPLEXES, rows),
        (contracts.PARKS, marked),
        (contracts.PARK_MEMBERS, made.members),
        (contracts.DESIGNATIONS, named),
        (
            contracts.POINT_EXCEPTIONS,
            exceptions.exception_rows(rows, made.parks, sigungu, precise),
        ),
        (contracts.NATIONAL_COMPLEXES, made.national),
        (contracts.NATIONAL_STATS, cells),
        (contracts.NATIONAL_TOTALS, totals),
        (contracts.DIVISIONS, alliance.division_rows(reference)),
        (contracts.PARTNERS, partners.partner_rows(reference, sigungu, sido)),
        (contracts.PROGRAMMES, alliance.programme_rows(reference)),
        (contracts.GROWTH_ENGINES, alliance.engine_rows(reference)),
        (contracts.SUBSIDY_TIERS, alliance.tier_rows(reference)),
        (contracts.EVIDENCE, alliance.evidence_rows(reference)),
    ):
        write_table(table, content, folder)
    write_published(folder, PUBLISHED)


def main() -> int:
    """Build, follow official files, or only re-evaluate the core rule or rewrite SOURCES.md."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--reference", type=Path, help="folder of the reference fact files")
    what.add_argument("--only-core", action="store_true", help="re-evaluate core_rule.yaml only")
    what.add_argument("--only-sources", action="store_true", help="rewrite SOURCES.md only")
    parser.add_argument("--status", type=Path, help="전국산업단지현황통계 workbook or CSV")
    parser.add_argument("--trend", type=Path, help="국가산업단지 산업동향 workbook")
    parser.add_argument("--out", type=Path, default=HOME, help="folder to write to")
    options = parser.parse_args()
    files = [path for path in (options.status, options.trend) if path is not None]
    if not (options.reference or options.only_core or options.only_sources or files):
        parser.error("nothing to build: --reference, --status, --trend or --only-…")
    if options.reference:
        build(options.reference, options.out, HOME / core.CORE_RULE_FILE)
    if files:
        try:
            told = official.take_in(files, options.out, HOME)
        except DataError as error:
            print(error, file=sys.stderr)
            return 1
        for report in told:
            print(f"{report.file}: {report.as_of}, {report.rows_kept:,} / {report.rows_read:,}행")
            for one in report.refusals:
                print(f"  {place_words(one.place)} {one.value}: {one.problem}", file=sys.stderr)
    if options.only_core:
        core.rewrite(options.out)
    provenance.write_sources(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
