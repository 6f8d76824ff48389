"""Findings read as sentences and travel together."""

from cluster_planner.errors import DataError, Finding, PlannerError

FIRST = Finding("parks.csv 2행", "빈 칸입니다", "값을 채우세요")
SECOND = Finding("sido.geojson", "파일이 없습니다", "되돌리세요")


def test_an_error_prints_one_line_per_finding():
    assert (
        "parks.csv 2행: 빈 칸입니다 → 값을 채우세요\nsido.geojson: 파일이 없습니다 → 되돌리세요"
        == str(DataError([FIRST, SECOND]))
    )


def test_a_single_finding_is_enough():
    assert (FIRST,) == DataError(FIRST).findings
    assert isinstance(DataError(FIRST), PlannerError)
