"""Readings come back from the cage as they went in; an answer that is none is refused."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from cluster_planner.domain.imports import FileKind, FileReport, Place, Refusal
from cluster_planner.errors import Finding
from cluster_planner.sources.cage.job import RESULT_FILE
from cluster_planner.sources.cage.wire import BrokenAnswer, hand_over, take_over
from cluster_planner.sources.reading import Reading

MOST = 10**7
REPORT = FileReport(
    file="단지.xlsx",
    sha256="0" * 64,
    size_bytes=7,
    kind=FileKind.STATUS,
    rows_read=2,
    rows_kept=1,
    refusals=(Refusal(place=Place(sheet="가", row=3), problem="나쁨", remedy="고침"),),
    findings=(Finding("가", "나", "다"),),
)


def _reading() -> Reading:
    table = pd.DataFrame({"name_ko": ["창원\n1", ""], "sheet": ["가", "가"], "row": [5, 6]})
    shapes = gpd.GeoDataFrame(
        {"dan_id": ["1", "2", "3"], "row": [1, 2, 3]},
        geometry=[shapely.Point(127, 36).buffer(0.1), None, shapely.Point(127.123456789, 36)],
        crs="EPSG:4326",
    )
    return Reading(REPORT, {"complexes": table, "shapes": shapes, "none": table.iloc[:0]})


def test_words_cells_and_shapes_survive(tmp_path: Path) -> None:
    given = _reading()

    hand_over(tmp_path, [given])
    _, (taken,) = take_over(tmp_path, MOST)

    assert given.report == taken.report
    assert list(given.tables) == list(taken.tables)
    pd.testing.assert_frame_equal(given.tables["complexes"], taken.tables["complexes"])
    assert given.tables["shapes"].equals(taken.tables["shapes"])
    assert "EPSG:4326" == str(taken.tables["shapes"].crs)
    assert ["name_ko", "sheet", "row"] == list(taken.tables["none"].columns)


def test_findings_and_an_unexpected_error_survive(tmp_path: Path) -> None:
    hand_over(tmp_path, findings=[Finding("가", "나", "다")], unexpected="KeyError a.py:1")

    answer, readings = take_over(tmp_path, MOST)

    assert [Finding("가", "나", "다")] == answer.findings
    assert "KeyError a.py:1" == answer.unexpected
    assert () == readings


def _broken(folder: Path, change: str) -> None:
    hand_over(folder, [_reading()])
    path, shapes = folder / RESULT_FILE, next(folder.glob("*.wkb"))
    content = json.loads(path.read_text("utf-8"))
    tables = content["readings"][0]["tables"]
    match change:
        case "missing":
            path.unlink()
        case "cut off":
            path.write_text(path.read_text("utf-8")[:-9], "utf-8")
        case "uneven":
            tables["complexes"]["columns"]["name_ko"].pop()
            path.write_text(json.dumps(content), "utf-8")
        case "elsewhere":
            tables["shapes"]["shapes"] = "../secret.wkb"
            path.write_text(json.dumps(content), "utf-8")
        case "extra":
            content["surprise"] = 1
            path.write_text(json.dumps(content), "utf-8")
        case "shapes cut off":
            shapes.write_bytes(shapes.read_bytes()[:-3])
        case "fewer shapes":
            shapes.write_bytes(b"")
        case "no shapes":
            shapes.write_bytes(b"\x04\0\0\0abcd" * 3)
        case _:
            shapes.write_bytes(bytes(MOST))


@pytest.mark.parametrize(
    "change",
    [
        "missing",
        "cut off",
        "uneven",
        "elsewhere",
        "extra",
        "shapes cut off",
        "fewer shapes",
        "no shapes",
        "too large",
    ],
)
def test_a_broken_answer_is_refused(tmp_path: Path, change: str) -> None:
    _broken(tmp_path, change)

    with pytest.raises(BrokenAnswer):
        take_over(tmp_path, MOST)
