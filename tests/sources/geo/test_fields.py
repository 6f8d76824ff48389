"""Number, name and kind are found by the field's words, else by what stands in it."""

from pathlib import Path

import geopandas as gpd
import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.geo import Hints, read_shapes
from cluster_planner.sources.geo.fields import find_roles, kinds_of
from tests.official.layers import write_geojson
from tests.sources.geo.measures import decision, shapes_of


@pytest.mark.parametrize(
    ("number", "name", "kind"),
    [("DAN_ID", "DAN_NAME", "DANJI_TYPE"), ("dan_id", "dan_name", "kind"), ("단지코드", "산업단지명", "유형"),
     ("Dan Id", "NAME", "구분"), ("DANJI_CD", "DANJI_SNM", "단지구분"), ("danId", "명칭", "TYPE_X")],
)  # fmt: skip
def test_fields_of_every_publisher_are_known(
    number: str, name: str, kind: str, tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    few = truth.head(6).rename(columns={"DAN_ID": number, "DAN_NAME": name, "DANJI_TYPE": kind})
    frame = shapes_of(read_shapes(write_geojson(tmp_path / "a.geojson", few), "a.geojson"))
    assert frame["dan_id"].to_list() == truth["DAN_ID"].head(6).to_list()
    assert frame["name_ko"].to_list() == truth["DAN_NAME"].head(6).to_list()


def test_fields_without_telling_names_are_found_by_their_values(
    tmp_path: Path, truth: gpd.GeoDataFrame, hints: Hints
) -> None:
    few = truth.head(30).rename(columns={"DAN_ID": "A0", "DAN_NAME": "A1", "DANJI_TYPE": "A2"})
    reading = read_shapes(write_geojson(tmp_path / "a.geojson", few), "a", hints=hints)
    frame = shapes_of(reading)
    assert frame["dan_id"].to_list() == truth["DAN_ID"].head(30).to_list()
    assert frame["name_ko"].to_list() == truth["DAN_NAME"].head(30).to_list()
    assert decision(reading.report, "경계 번호 필드").startswith("A0")
    assert any("A2" in text for text in reading.report.ignored)


def test_a_layer_that_names_nothing_is_refused_with_its_fields(
    tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    few = gpd.GeoDataFrame({"area": [1.5] * 5}, geometry=truth.geometry.head(5).to_list(), crs=4326)
    with pytest.raises(DataError, match=r"필드: area.*단지명"):
        read_shapes(write_geojson(tmp_path / "a.geojson", few), "a")


def test_numbers_written_as_figures_are_text_without_a_point(
    tmp_path: Path, truth: gpd.GeoDataFrame
) -> None:
    few = truth[truth["DAN_ID"].str.isdigit()].head(4)
    few = few.assign(DAN_ID=few["DAN_ID"].astype(float))
    frame = shapes_of(read_shapes(write_geojson(tmp_path / "a.geojson", few), "a"))
    assert all(number.isdigit() and len(number) == 6 for number in frame["dan_id"])


def test_an_empty_field_of_the_right_name_gives_way_to_a_filled_one() -> None:
    roles = find_roles({"DAN_NAME": ["", ""], "NAME": ["구미", "창원"]}, ())
    assert roles.name == "NAME"


def test_kinds_are_told_in_our_words_where_they_can_be() -> None:
    assert kinds_of(["국가산업단지", "지방산업단지", "농공단지", "특구", ""], [""] * 5) == [
        "국가", "일반", "농공", "특구", "",
    ]  # fmt: skip
    assert kinds_of(["1", "4"], ["111011", "447010"]) == ["국가", "농공"]
    assert kinds_of(["1", "2"], ["111011", "447010"]) == ["1", "2"]
