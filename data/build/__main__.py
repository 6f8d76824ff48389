"""Build every table of `data/`: `python -m data.build --reference DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

from cluster_planner.domain import contracts
from data.build import (
    alliance,
    boundaries,
    complexes,
    core,
    designations,
    exceptions,
    parks,
    partners,
    places,
    provenance,
    statistics,
)
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


def main() -> None:
    """Build, or only re-evaluate the core rule or rewrite SOURCES.md over the present tables."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--reference", type=Path, help="folder of the reference fact files")
    what.add_argument("--only-core", action="store_true", help="re-evaluate core_rule.yaml only")
    what.add_argument("--only-sources", action="store_true", help="rewrite SOURCES.md only")
    parser.add_argument("--out", type=Path, default=HOME, help="folder to write to")
    options = parser.parse_args()
    if options.reference:
        build(options.reference, options.out, HOME / core.CORE_RULE_FILE)
    if options.only_core:
        core.rewrite(options.out)
    provenance.write_sources(options.out)


if __name__ == "__main__":
    main()
