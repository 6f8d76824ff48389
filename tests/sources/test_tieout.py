"""The tables add up to what was published."""

import dataclasses

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.sources.published import read_published
from cluster_planner.sources.tieout import tie_out, tie_out_findings


def test_the_tables_tie_to_the_published_totals(snapshot: Snapshot):
    figures = tie_out(snapshot)

    assert (1_359, 1_363) == (figures.complexes, figures.complex_rows)
    assert (131_269, 120_957, 1_487_188) == (
        figures.tenants,
        figures.operating,
        figures.area_thousand_m2,
    )
    assert (40, 65_209, 984_829) == (
        figures.national_complexes,
        figures.national_tenants,
        figures.national_jobs,
    )
    assert () == tie_out_findings(figures, read_published())


def test_parks_neither_lose_nor_double_a_tenant(snapshot: Snapshot):
    assert 131_269 == tie_out(snapshot).park_tenants


def test_printed_production_exceeds_the_sum_only_by_what_is_suppressed(snapshot: Snapshot):
    figures = tie_out(snapshot)

    assert 176_798_624 == figures.production_mkrw_printed
    assert 176_430_213 == figures.production_mkrw_summed
    assert 6 == figures.production_suppressed


def test_every_point_outside_its_sigungu_is_listed(snapshot: Snapshot):
    figures = tie_out(snapshot)

    assert 0 == figures.points_unlisted
    assert figures.points_outside + figures.park_points_outside == len(snapshot["point_exceptions"])


def test_a_lost_tenant_is_told(snapshot: Snapshot):
    wrong = dataclasses.replace(tie_out(snapshot), tenants=131_268, points_unlisted=2)

    findings = tie_out_findings(wrong, read_published())
    assert ["대조 tenants", "대조 points_unlisted"] == [f.where for f in findings]


def test_what_was_not_published_is_compared_with_nothing(snapshot: Snapshot):
    wrong = dataclasses.replace(tie_out(snapshot), tenants=1, national_jobs=0)
    fewer = {n: t for n, t in read_published().items() if n not in ("tenants", "national_jobs")}

    assert () == tie_out_findings(wrong, fewer)
    assert () == tie_out_findings(wrong, {})
