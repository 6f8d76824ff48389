"""Every broken data file gives findings, all at once, and never a traceback."""

import json
import random
from pathlib import Path

import pytest

from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError
from cluster_planner.sources.embedded import data_home, load_snapshot

FILES = [table.file_name for table in TABLES if not table.optional]


def problems(home: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load_snapshot(home)
    return [str(finding) for finding in caught.value.findings]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_the_embedded_data_is_valid(snapshot: Snapshot):
    assert {table.name for table in TABLES} == set(snapshot)
    assert data_home().is_dir()


def test_an_empty_folder_names_every_file(tmp_path: Path):
    assert {f"{name}: 파일이 없습니다" for name in (*FILES, "core_rule.yaml")} == {
        line.split(" →")[0] for line in problems(tmp_path)
    }


def test_every_file_cut_inside_a_line_is_named(home: Path):
    for name in FILES:
        content = (home / name).read_bytes()
        (home / name).write_bytes(content[: len(content) * 2 // 3].rstrip(b"\n"))

    assert set(FILES) == {line.split(" ")[0].rstrip(":") for line in problems(home)}


def test_every_empty_file_is_named(home: Path):
    for name in FILES:
        (home / name).write_bytes(b"")

    assert set(FILES) == {line.split(" ")[0].rstrip(":") for line in problems(home)}


@pytest.mark.parametrize("name", ["regions.csv", "divisions.csv", "national_stats.csv"])
def test_a_lost_last_row_is_noticed_where_the_world_fixes_the_rows(home: Path, name: str):
    lines = (home / name).read_text(encoding="utf-8").splitlines(keepends=True)
    (home / name).write_text("".join(lines[:-1]), encoding="utf-8", newline="")

    assert any(line.startswith(name) for line in problems(home))


@pytest.mark.parametrize("seed", range(6))
def test_random_damage_to_all_files_gives_findings_and_no_traceback(home: Path, seed: int):
    chance = random.Random(seed)
    for name in FILES:
        content = bytearray((home / name).read_bytes())
        for _ in range(chance.randrange(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        (home / name).write_bytes(bytes(content))
    with pytest.raises(DataError) as caught:
        load_snapshot(home)

    assert all(f.where and f.problem and f.remedy for f in caught.value.findings)


def test_findings_of_several_files_come_together(home: Path):
    change(home / "parks.csv", ",national,", ",imperial,")
    (home / "regions.csv").unlink()
    (home / "sido.geojson").write_text("{", encoding="utf-8")

    named = {line.split(" ")[0].rstrip(":") for line in problems(home)}
    assert {"parks.csv", "regions.csv", "sido.geojson"} <= named


def test_a_park_in_an_unknown_sigungu_is_refused(home: Path):
    change(home / "parks.csv", ",48120,", ",48999,")

    [line] = problems(home)
    assert (
        "parks.csv sigungu_code(시군구 코드): 시군구 경계(sigungu.geojson)에 없는 값입니다" in line
    )
    assert "'48999'" in line


def test_an_official_row_that_no_park_claims_is_refused(home: Path):
    change(home / "park_members.csv", "p_changwon,complexes,c_148060,whole,\n", "")

    [line] = problems(home)
    assert "어느 단지에도 들지 않은 공식 행이 있습니다 (c_148060)" in line


def test_an_official_row_counted_twice_is_refused(home: Path):
    change(
        home / "park_members.csv",
        "p_changwon,complexes,c_148060,whole,\n",
        "p_changwon,complexes,c_148060,whole,\np_onsan,complexes,c_148060,whole,\n",
    )

    assert any("두 단지가 겹쳐 세는 공식 행" in line for line in problems(home))


def test_a_self_crossing_outline_is_refused(home: Path):
    path = home / "sido.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    ring = [[126, 36], [127, 37], [127, 36], [126, 37], [126, 36]]
    document["features"][3]["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    [line] = problems(home)
    assert "sido.geojson geometry(도형): 도형이 올바르지 않습니다 (4번째 도형" in line


def test_windows_line_endings_a_bom_and_another_row_order_change_nothing(
    home: Path, snapshot: Snapshot
):
    for name in (name for name in FILES if name.endswith(".csv")):
        header, *lines = (home / name).read_text(encoding="utf-8").splitlines()
        text = "\r\n".join([header, *reversed(lines)]) + "\r\n"
        (home / name).write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))

    assert snapshot == load_snapshot(home)


def test_a_cp949_file_reads_the_same(home: Path, snapshot: Snapshot):
    path = home / "regions.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp949"))

    assert snapshot == load_snapshot(home)


def test_a_broken_core_rule_is_a_finding(home: Path):
    (home / "core_rule.yaml").write_text("ax_demo: [", encoding="utf-8")

    assert ["core_rule.yaml: YAML 형식이 아닙니다 → 들여쓰기와 쌍점(:)을 확인하세요"] == problems(
        home
    )
