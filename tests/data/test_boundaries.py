"""The boundaries are Korea as of 2026-07-01: whole, untorn, and with the new districts."""

import pytest
import shapely

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.sources.embedded import data_home


def test_there_are_16_sido_and_230_sigungu_with_the_new_ones(snapshot: Snapshot):
    sigungu = snapshot.sigungu.set_index("sigungu_code")["full_name_ko"]

    assert (16, 230) == (len(snapshot.sido), len(sigungu))
    assert {
        "28125": "인천광역시 제물포구",
        "28155": "인천광역시 영종구",
        "28275": "인천광역시 서해구",
        "28290": "인천광역시 검단구",
        "27720": "대구광역시 군위군",
        "12130": "전남광주통합특별시 여수시",
        "51110": "강원특별자치도 춘천시",
        "52130": "전북특별자치도 군산시",
        "41270": "경기도 안산시",
    }.items() <= dict(sigungu).items()


def test_no_code_of_an_old_sido_is_left(snapshot: Snapshot):
    assert set() == set(snapshot.sigungu["sido_code"]) & {"29", "42", "45", "46"}
    assert 27 == (snapshot.sigungu["sido_code"] == "12").sum()


def test_every_sigungu_lies_in_its_sido_and_region(snapshot: Snapshot):
    regions = dict(zip(snapshot.sido["sido_code"], snapshot.sido["region_id"], strict=True))

    assert [code[:2] for code in snapshot.sigungu["sigungu_code"]] == list(
        snapshot.sigungu["sido_code"]
    )
    assert list(snapshot.sigungu["region_id"]) == [
        regions[code] for code in snapshot.sigungu["sido_code"]
    ]


@pytest.mark.parametrize("table", ["sido", "sigungu"])
def test_neighbours_share_their_border_exactly(snapshot: Snapshot, table: str):
    shapes = snapshot[table].geometry.to_numpy()

    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


@pytest.mark.parametrize("table", ["sido", "sigungu"])
def test_the_mainland_has_no_hole_but_dammed_bays(snapshot: Snapshot, table: str):
    country = shapely.coverage_union_all(snapshot[table].geometry.to_numpy())
    mainland = max(shapely.get_parts(country), key=shapely.area)
    holes = sorted((shapely.Polygon(ring) for ring in mainland.interiors), key=shapely.area)
    largest, others = holes[-1], holes[:-1]

    assert largest.contains(shapely.Point(126.75, 37.12))  # 화성호
    assert max(hole.area for hole in others) < 0.0015  # degrees², about 15 ㎢


def test_areas_are_those_of_the_country(snapshot: Snapshot):
    area_km2 = (
        snapshot.sigungu.to_crs("EPSG:5179").area.set_axis(snapshot.sigungu["sigungu_code"]) / 1e6
    )

    assert 98_500 < area_km2.sum() < 101_000  # 100,4xx ㎢ are registered, with reclaimed land
    assert 1_820 * 0.98 < area_km2["51720"] < 1_820 * 1.02  # 홍천군 1,820 ㎢
    assert 605 * 0.98 < area_km2["11110":"11740"].sum() < 605 * 1.02  # 서울 605 ㎢


def test_the_files_stay_small_enough_to_draw():
    sizes = {name: (data_home() / f"{name}.geojson").stat().st_size for name in ("sigungu", "sido")}

    assert sizes["sigungu"] < 480_000
    assert sizes["sido"] < 190_000
