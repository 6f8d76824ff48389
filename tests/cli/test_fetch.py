"""`cluster-planner fetch` against a replayed service."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.fetch import national_names
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.store.snapshots import SnapshotShelf
from tests.cli.conftest import Answer
from tests.sources.services.replay import Asked, Reply, Server, answer, as_json, running

KEY = "bGVha3kra2V5L3RoYXQ9"
KOSIS = ("kosis", "101", "DT_TEST01", "--start", "2023", "--end", "2023", "--objects", "ALL", "C")

type Ask = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(tmp_path))
    for service in ("VWORLD", "DATAGOKR", "KOSIS"):
        for what in ("KEY", "URL", "DOMAIN"):
            monkeypatch.delenv(f"CLUSTER_PLANNER_{service}_{what}", raising=False)
    return tmp_path


@pytest.fixture
def server(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with running() as found:
        for service in ("VWORLD", "DATAGOKR", "KOSIS"):
            monkeypatch.setenv(f"CLUSTER_PLANNER_{service}_KEY", KEY)
            monkeypatch.setenv(f"CLUSTER_PLANNER_{service}_URL", found.url)
        yield found


@pytest.mark.parametrize(
    ("arguments", "site"),
    [
        (("vworld",), "www.vworld.kr"),
        (("factories", "창원국가산업단지"), "www.data.go.kr"),
        (("indparkstats", "202403"), "www.data.go.kr"),
        (KOSIS, "kosis.kr/openapi"),
    ],
)
def test_without_a_key_one_sentence_says_where_to_get_it(
    arguments: tuple[str, ...], site: str, home: Path, ask: Ask
) -> None:
    said = ask("fetch", *arguments)
    assert ExitCode.BAD_INPUT == said.code
    assert site in said.err
    assert "인증키가 없습니다" in said.err
    assert [] == list(home.iterdir())


def test_figures_of_kosis_become_a_proposed_snapshot_that_can_be_accepted(
    server: Server, home: Path, ask: Ask
) -> None:
    server.says(answer("kosis_ok.json"))
    said = ask("fetch", *KOSIS, "--json", "--accept")
    assert ExitCode.OK == said.code, said.err
    report = said.json["report"]
    assert said.json["changed"]
    assert said.json["accepted"]
    series = load_snapshot(SnapshotShelf.of(home).current_folder())["series"]
    found = {(r.place_kind, r.place_id): r.value for r in series.itertuples()}
    assert (120.0, 0.0) == (found["sido", "26"], found["sigungu", "26110"])
    assert ("sido", "12") not in found, "광주광역시 is not the whole of 전남광주통합특별시"
    assert report["digest"] == SnapshotShelf.of(home).current()
    problems = [refusal["problem"] for refusal in report["files"][0]["refusals"]]
    assert any("합쳐지기 전" in problem for problem in problems)


def test_the_same_answer_again_changes_nothing(server: Server, home: Path, ask: Ask) -> None:
    server.says(answer("kosis_ok.json"))
    first = ask("fetch", *KOSIS, "--json", "--accept").json
    again = ask("fetch", *KOSIS, "--json").json
    assert not again["changed"]
    assert first["report"]["digest"] == again["report"]["digest"]
    assert 1 == len(server.asked), "the answer of the day is kept"
    ask("fetch", *KOSIS, "--json", "--no-cache")
    assert 2 == len(server.asked)


def test_statistics_of_the_units_are_taken_under_our_units(
    server: Server, home: Path, ask: Ask
) -> None:
    server.script = lambda asked: answer(
        "tenants.json" if "kicoxMvnCmpnyStats" in asked.path else "empty_items.json"
    )
    said = ask("fetch", "indparkstats", "202403", "--json", "--accept")
    assert ExitCode.OK == said.code, said.err
    series = load_snapshot(SnapshotShelf.of(home).current_folder())["series"]
    assert {"changwon", "gumi"} == set(series["place_id"])
    assert {"2024-03-31"} == set(series["as_of"])


def test_factories_are_counted_and_nothing_of_a_firm_is_kept_anywhere(
    server: Server, home: Path, ask: Ask
) -> None:
    def script(asked: Asked) -> Reply:
        text = answer("factory_page.json").body.decode()
        changes = (("구미국가산업단지", "창원국가산업단지"), ("경상북도 구미시", "경상남도 창원시"))
        for before, after in changes:
            text = text.replace(before, after)
        return Reply(text.encode())

    server.script = script
    said = ask("fetch", "factories", "창원국가산업단지", "--json", "--accept")
    assert ExitCode.OK == said.code, said.err
    counts = load_snapshot(SnapshotShelf.of(home).current_folder())["factory_counts"]
    assert {"28": 3, "10": 1} == dict(zip(counts["ksic_code"], counts["factories"], strict=True))
    written = said.out + said.err
    written += "".join(
        path.read_bytes().decode("utf-8", "replace") for path in home.rglob("*") if path.is_file()
    )
    names = ("가나정공", "다라전자", "마바소재", "사아식품", "김가나", "054-111-2222", KEY)
    assert [] == [name for name in names if name in written]


def test_boundaries_of_vworld_pass_through_the_limited_process(
    server: Server, home: Path, ask: Ask
) -> None:
    server.script = _layer(_octagons(40))
    said = ask("fetch", "vworld", "--json", "--accept")
    assert ExitCode.OK == said.code, said.err
    file = said.json["report"]["files"][0]
    assert ("shapes", 40) == (file["kind"], file["rows_kept"])
    assert "공공저작물" in file["source"]
    shapes = load_snapshot(SnapshotShelf.of(home).current_folder())["complex_shapes"]
    assert 40 == len(shapes)
    assert shapes["complex_id"].notna().all()


def test_a_wrong_key_is_a_sentence_and_the_key_is_nowhere(
    server: Server, home: Path, ask: Ask
) -> None:
    server.says(answer("vworld_incorrect_key.json"))
    said = ask("fetch", "vworld", "--json", "--debug")
    assert ExitCode.BAD_INPUT == said.code
    assert "CLUSTER_PLANNER_VWORLD_DOMAIN" in said.err
    assert "bad_input" == said.json["status"]
    assert KEY not in said.out + said.err
    assert not (home / "snapshots").exists() or SnapshotShelf.of(home).current() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal does not wake a join")
def test_a_service_that_keeps_us_waiting_does_not_keep_us_from_stopping(
    server: Server, home: Path
) -> None:
    server.says(Reply(b"[]", delay_s=25))
    started = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "cluster_planner", "fetch", *KOSIS],
        stderr=subprocess.PIPE,
        env=dict(os.environ),
    ) as command:
        while not server.asked and time.monotonic() - started < 60:
            time.sleep(0.05)
        assert server.asked, "the service was never asked"
        asked_at = time.monotonic()
        command.send_signal(signal.SIGINT)
        _, said = command.communicate(timeout=60)
    assert time.monotonic() - asked_at < 15
    assert ExitCode.CANCELLED == command.returncode
    assert "중단했습니다" in said.decode()
    assert not list(home.glob("snapshots/*"))


def test_a_file_of_keys_that_others_can_read_is_warned_of(
    server: Server, home: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLUSTER_PLANNER_KOSIS_KEY")
    keys = home / "keys.toml"
    keys.write_text(f'[kosis]\nkey = "{KEY}"\n', "utf-8")
    keys.chmod(0o644)
    server.says(answer("kosis_30.json"))
    said = ask("fetch", *KOSIS)
    assert KEY == server.asked[0].query["apiKey"]
    assert "자료가 없습니다" in said.err
    assert "다른 사용자도 읽을 수 있습니다" in said.err


def test_national_complexes_are_asked_by_names_the_registry_can_know() -> None:
    names = national_names(data_home())
    assert len(names) == len(set(names)) >= 40
    assert {"창원국가산업단지", "여수국가산업단지", "대불국가산업단지"} <= set(names)
    assert all(re.fullmatch(r"[^\[\]()]+산업단지", name) for name in names)
    assert not any("산업단지국가" in name or "국가국가산업" in name for name in names)


def _octagons(count: int) -> list[dict[str, Any]]:
    """Small squares around complexes of ours that have a number of VWorld's."""
    complexes = load_snapshot()["complexes"].dropna(subset=["lon", "lat"])
    known = complexes[complexes["dan_ids"].str.fullmatch(r"\d+")].drop_duplicates("dan_ids")
    features = []
    for number, row in enumerate(known.head(count).itertuples(), start=1):
        west, east = float(row.lon) - 0.002, float(row.lon) + 0.002
        south, north = float(row.lat) - 0.002, float(row.lat) + 0.002
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        features.append(
            {
                "type": "Feature",
                "id": f"LT_C_DAMDAN.{number}",
                "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
                "properties": {"dan_id": str(row.dan_ids), "dan_name": str(row.name_ko)},
            }
        )
    return features


def _layer(features: list[dict[str, Any]]) -> Callable[[Asked], Reply]:
    def script(asked: Asked) -> Reply:
        assert KEY == asked.query["key"]
        response = {
            "status": "OK",
            "record": {"total": str(len(features))},
            "page": {"total": "1", "current": "1"},
            "result": {"featureCollection": {"type": "FeatureCollection", "features": features}},
        }
        return as_json({"response": json.loads(json.dumps(response))})

    return script
