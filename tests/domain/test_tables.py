"""A table refuses what its contract does not allow, and says all of it at once."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.domain.tables import Column, Table
from cluster_planner.errors import DataError

PARKS = Table(
    "parks",
    "단지",
    key="park_id",
    columns=(
        Column("park_id", "단지코드", pattern=r"[a-z0-9_]+"),
        Column("area_thousand_m2", "지정면적", "float64", unit="천㎡", minimum=0, maximum=200_000),
        Column("tenants", "입주업체", "Int64", unit="개사", minimum=0, nullable=True),
        Column("kind_id", "유형", choices=("national", "general")),
        Column("is_core", "거점", "bool"),
        Column("day", "지정일", "date", nullable=True),
        Column("aliases", "다른 이름", "list"),
        Column("note", "비고", "text"),
    ),
)
GOOD = {
    "park_id": "changwon",
    "area_thousand_m2": "35870.5",
    "tenants": "3320",
    "kind_id": "national",
    "is_core": "true",
    "day": "2019-02-19",
    "aliases": "창원국가산단;창원공단",
    "note": "",
}
HEADER = tuple(GOOD)


def rows(*changes: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [{**GOOD, "park_id": f"park_{number}", **change} for number, change in enumerate(changes)]
    )


def complaints(frame: pd.DataFrame) -> list[str]:
    with pytest.raises(DataError) as caught:
        PARKS.conform(frame)
    return [str(finding) for finding in caught.value.findings]


def test_good_cells_become_typed_values():
    frame = PARKS.conform(rows({}, {"tenants": "", "day": "", "aliases": ""}))

    assert ["str", "float64", "Int64", "str", "bool", "str", "str", "str"] == [
        str(dtype) for dtype in frame.dtypes
    ]
    assert 35870.5 == frame["area_thousand_m2"][0]
    assert frame["tenants"].isna().tolist() == [False, True]
    assert frame["day"].isna().tolist() == [False, True]
    assert "" == frame["aliases"][1]


def test_a_conforming_frame_conforms_again_unchanged():
    once = PARKS.conform(rows({}, {"tenants": ""}))

    pd.testing.assert_frame_equal(once, PARKS.conform(once))


def test_columns_come_back_in_declared_order_whatever_the_file_order():
    frame = rows({})[list(reversed(HEADER))]

    assert list(HEADER) == list(PARKS.conform(frame).columns)


def test_every_finding_of_every_column_is_told_at_once():
    frame = rows(
        {"area_thousand_m2": "1,200㎡", "kind_id": "imperial"},
        {"tenants": "-3", "is_core": "네"},
        {"day": "2026-02-30", "park_id": ""},
    )

    assert [
        "parks.csv park_id(단지코드): 빈 칸입니다 (4행) → 값을 채우세요",
        "parks.csv area_thousand_m2(지정면적): 숫자가 아닌 값입니다 (2행 '1,200㎡')"
        " → 쉼표·단위를 지우고 숫자만 쓰세요",
        "parks.csv tenants(입주업체): 범위를 벗어난 값입니다 (3행 '-3') → 0 ~  개사 안의 값을 쓰세요",
        "parks.csv kind_id(유형): 쓸 수 없는 값입니다 (2행 'imperial')"
        " → 다음 가운데 하나를 쓰세요: national, general",
        "parks.csv is_core(거점): 참·거짓이 아닌 값입니다 (3행 '네') → true 또는 false로 쓰세요",
        "parks.csv day(지정일): 날짜가 아닌 값입니다 (4행 '2026-02-30')"
        " → 2026-03-31처럼 연-월-일로 쓰세요",
    ] == complaints(frame)


def test_a_missing_and_an_unknown_column_are_both_named():
    frame = rows({}).rename(columns={"tenants": "tenant"})

    assert [
        "parks.csv tenants(입주업체): 열이 없습니다 → 머리글에 tenants 열을 넣으세요",
        "parks.csv 'tenant': 모르는 열입니다 → 열을 지우거나 이름을 바로잡으세요",
    ] == complaints(frame)


def test_a_repeated_column_name_is_refused():
    frame = rows({})
    doubled = pd.concat([frame, frame[["tenants"]]], axis=1)

    assert any("같은 이름의 열이 둘 이상입니다" in line for line in complaints(doubled))


def test_a_repeated_key_names_the_later_row():
    frame = rows({"park_id": "same"}, {}, {"park_id": "same"})

    assert [
        "parks.csv park_id: 열쇠 값이 되풀이됩니다 (4행 'same') → 한 행만 남기세요"
    ] == complaints(frame)


def test_a_long_list_of_rows_is_cut_after_five():
    frame = rows(*({"tenants": "많음"} for _ in range(17)))

    [line] = complaints(frame)
    assert "2행 '많음', 3행 '많음', 4행 '많음', 5행 '많음', 6행 '많음' 외 12건" in line


def test_an_empty_table_is_refused():
    assert ["parks.csv: 행이 하나도 없습니다 → 원본 파일로 되돌리세요"] == complaints(
        pd.DataFrame(columns=list(HEADER))
    )


@pytest.mark.parametrize("cell", ["nan", "inf", "1e400", "１２", " 12", "12 ", "0x10", "1_000"])
def test_what_python_would_take_for_a_number_is_not_one(cell: str):
    assert any("area_thousand_m2" in line for line in complaints(rows({"area_thousand_m2": cell})))


@pytest.mark.parametrize("cell", ["bad\x00id", "tab\there", "line\nbreak", "broken\ufffd"])
def test_control_characters_in_text_are_refused_and_not_echoed(cell: str):
    lines = complaints(rows({"note": cell}))

    assert any("제어 문자" in line for line in lines)
    assert not any(character in line for line in lines for character in "\x00\t\n")


def test_a_hole_in_a_list_is_refused():
    assert any("빈 항목" in line for line in complaints(rows({"aliases": "창원;;공단"})))


@given(
    st.integers(0, 2),
    st.sampled_from(HEADER),
    st.one_of(st.text(max_size=12), st.floats().map(str), st.integers().map(str)),
)
def test_a_corrupted_cell_is_refused_or_read_as_exactly_what_it_says(
    row: int, column: str, cell: str
):
    frame = rows({}, {}, {})
    frame.loc[row, column] = cell
    conformed, findings = PARKS.examine(frame, "parks.csv")
    if findings:
        assert {column} == {name for name in HEADER if any(name in f.where for f in findings)}
        return
    value = conformed.loc[row, column]

    if cell == "":
        assert column in ("tenants", "day", "aliases", "note")
    elif column in ("tenants", "area_thousand_m2"):
        assert float(cell) == float(value)
    elif column == "is_core":
        assert cell.lower() == str(value).lower()
    else:
        assert cell == value


@given(st.lists(st.sampled_from(HEADER), min_size=1, unique=True))
def test_dropping_columns_names_each_of_them(dropped: list[str]):
    lines = complaints(rows({}).drop(columns=dropped))

    assert all(any(f" {name}(" in line for line in lines) for name in dropped)


SHAPES = Table(
    "sido", "시도", key="code", columns=(Column("code", "코드"),), geometry=frozenset({"Polygon"})
)
SEOUL = shapely.box(126.8, 37.4, 127.2, 37.7)


def shape_complaints(shape: object, crs: str | None = "EPSG:4326") -> str:
    frame = gpd.GeoDataFrame({"code": ["11"]}, geometry=[shape], crs=crs)
    with pytest.raises(DataError) as caught:
        SHAPES.conform(frame)
    return str(caught.value)


def test_a_good_polygon_passes_with_its_crs():
    frame = SHAPES.conform(gpd.GeoDataFrame({"code": ["11"]}, geometry=[SEOUL], crs="EPSG:4326"))

    assert "EPSG:4326" == frame.crs.to_string()


@pytest.mark.parametrize(
    ("shape", "crs", "words"),
    [
        (None, "EPSG:4326", "도형이 비었습니다 (1번째 도형)"),
        (shapely.Point(127, 37), "EPSG:4326", "도형 종류가 다릅니다 (1번째 도형 'Point')"),
        (
            shapely.Polygon([(127, 37), (128, 38), (128, 37), (127, 38)]),
            "EPSG:4326",
            "도형이 올바르지 않습니다",
        ),
        (shapely.box(37.4, 126.8, 37.7, 127.2), "EPSG:4326", "우리나라 밖의 좌표입니다"),
        (SEOUL, None, "좌표계가 없습니다"),
        (SEOUL, "EPSG:5179", "좌표계가 EPSG:5179입니다"),
    ],
)
def test_a_wrong_shape_is_told_apart(shape: object, crs: str | None, words: str):
    assert words in shape_complaints(shape, crs)


def test_a_spatial_table_without_shapes_is_refused():
    with pytest.raises(DataError, match="도형이 없습니다"):
        SHAPES.conform(pd.DataFrame({"code": ["11"]}))


def test_a_repeated_key_with_an_empty_part_is_told_too():
    table = Table("t", "표", ("a", "b"), (Column("a", "가"), Column("b", "나", nullable=True)))
    frame = pd.DataFrame({"a": ["x", "x"], "b": ["", ""]})

    with pytest.raises(DataError) as caught:
        table.conform(frame)

    assert ["t.csv a+b: 열쇠 값이 되풀이됩니다 (3행 'x · ') → 한 행만 남기세요"] == [
        str(finding) for finding in caught.value.findings
    ]
