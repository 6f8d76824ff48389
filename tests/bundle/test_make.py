"""The bundle of a real plan holds every paper, and is verified where no solver is."""

import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from cluster_planner.audit import CHECKS
from cluster_planner.bundle import contents, names
from cluster_planner.bundle.archive import unpack
from cluster_planner.bundle.contents import MODEL, PAPERS, PROVENANCE, README
from cluster_planner.bundle.make import BundleOrder, MadeBundle, make_bundle
from cluster_planner.bundle.manifest import Manifest
from cluster_planner.bundle.rebuilt import names_of, problem_of_run
from cluster_planner.bundle.refusal import Refused
from cluster_planner.bundle.seal import checkable, seal
from cluster_planner.bundle.verify import verify
from cluster_planner.domain.plan import Run
from cluster_planner.domain.scenario import read_scenario
from cluster_planner.domain.scenario_edits import scenario_text
from cluster_planner.errors import DataError, Finding, ScenarioError
from cluster_planner.pipeline import plan_scenario
from tests.bundle.test_signature import pem
from tests.bundle.tiny_bundles import KEY
from tests.present.plan_cases import hand_made
from tests.real_data import asked, real_snapshot, tables_of

STEPS: list[tuple[str, int, int]] = []


@cache
def run() -> Run:
    return plan_scenario(real_snapshot(), asked())


@cache
def other() -> Run:
    return plan_scenario(real_snapshot(), asked(carry_over_pct=5))


@cache
def made() -> MadeBundle:
    order = BundleOrder("", (other(),), pem(KEY))
    return make_bundle(run(), real_snapshot(), order, lambda *step: STEPS.append(step))


@cache
def files() -> dict[str, bytes]:
    return unpack(made().content)


def test_every_paper_is_in_the_bundle_and_each_is_what_its_name_says() -> None:
    starts = {
        "plan.hwpx": b"PK", "plan.pdf": b"%PDF", "plan.xlsx": b"PK", "plan-tables.zip": b"PK",
        "plan.gpkg": b"SQLite format 3", "plan.geojson": b"{", "map.html": b"<!DOCTYPE html>",
        "map.png": b"\x89PNG", "regions.pdf": b"%PDF", "parks.pdf": b"%PDF",
    }  # fmt: skip
    missing = {finding.where for finding in made().absent}

    assert starts.keys() == {name for name, _ in PAPERS}
    for name in starts.keys() - missing:
        assert files()[name].startswith(starts[name]), name
    assert missing <= {"plan.pdf", "regions.pdf", "parks.pdf"}  # where nothing sets type
    assert Run.from_json(files()[names.PLAN]) == run()
    assert Run.from_json(files()["compared-1.json"]) == other()
    assert files()[MODEL].startswith(b"*") or b"ROWS" in files()[MODEL]
    assert run().run_id in files()[README].decode("utf-8-sig")
    with zipfile.ZipFile(BytesIO(made().content)) as archive:
        assert archive.testzip() is None


def test_each_step_is_told_before_it_is_done() -> None:
    made()
    of = len(PAPERS) + 3  # the other plan, the sources, the model

    assert [(done, of) for _, done, of in STEPS] == [(done, of) for done in range(of)]


def test_the_bundle_is_verified_with_the_data_from_which_it_was_made() -> None:
    verdict = verify(made().content, KEY.public_key(), lambda digest: real_snapshot())

    assert verdict.trusted
    assert [sentence.split(":")[0] for sentence in verdict.open] == [
        "상한(bound)은 풀이 도구가 알린 값입니다"
    ]
    assert any("다시 만든 문제와 같습니다" in sentence for sentence in verdict.passed)


def test_the_certificate_names_parks_as_people_do() -> None:
    lines = json.loads(files()[names.CERTIFICATE])["lines"]
    parks = dict(
        zip(real_snapshot()["parks"]["park_id"], real_snapshot()["parks"]["name_ko"], strict=True)
    )
    chosen = run().plan.park_ids[0]  # type: ignore[union-attr]

    assert all(line["holds"] for line in lines)
    assert any(line["sentence"].startswith(f"{parks[chosen]} ·") for line in lines)
    assert len({(line["rule"], *map(str, line["subject"])) for line in lines}) == len(lines)


def test_the_certificate_is_a_table_too() -> None:
    lines = json.loads(files()[names.CERTIFICATE])["lines"]
    table = pd.read_csv(BytesIO(files()["certificate.csv"]), encoding="utf-8-sig")

    held = table[table["지킴"] == "예"]
    assert list(held["내용"]) == [line["sentence"] for line in lines]
    assert set(table["지킴"]) == {"예", "해당 없음"}
    assert table["뜻"].notna().all()
    assert {check.__name__ for check in CHECKS} <= set(table["규칙"])


def test_a_rule_that_nothing_was_asked_of_is_told_as_that() -> None:
    content = json.loads(files()[names.CERTIFICATE])

    assert {check.__name__ for check in CHECKS} <= content["counts"].keys()
    assert content["counts"]["region_cap"] == 0  # the scenario sets none
    assert sum(content["counts"].values()) == len(content["lines"])


def test_every_source_and_its_day_is_in_the_bundle() -> None:
    told = json.loads(files()[PROVENANCE])

    assert told["snapshot_digest"] == real_snapshot().digest
    assert told["as_of"] == dict(real_snapshot().as_of)
    assert {"table", "file", "source", "as_of", "licence"} <= told["tables"][0].keys()


def test_the_scenario_in_the_bundle_is_the_one_that_was_solved(tmp_path: Path) -> None:
    path = tmp_path / "scenario.yaml"
    path.write_bytes(files()[names.SCENARIO])

    assert read_scenario(path) == run().scenario


@pytest.mark.parametrize(
    "text",
    ["=1+1", "<script>", "{{ 7*7 }}", "\x00", "\x85", "\u202eabc", "\u2028", "a\r\nb", "#", ": -",
     "null", "2026-13-45", "é", "e\u0301", "'\"\\"],
)  # fmt: skip
def test_a_hostile_name_comes_back_from_the_scenario_file(text: str, tmp_path: Path) -> None:
    scenario = asked(name=f"이름{text}", description=text)
    path = tmp_path / "scenario.yaml"
    path.write_bytes(scenario_text(scenario).encode())

    assert read_scenario(path) == scenario


def test_another_problem_than_that_of_scenario_and_data_is_refused() -> None:
    # Whoever changes the problem and writes the certificate anew is found out by the data alone.
    problem = problem_of_run(run(), real_snapshot())
    eased = replace(problem, partner_capacity=dict.fromkeys(problem.partner_capacity, 99))
    forged = seal(run(), checkable(run(), eased, names_of(real_snapshot())), {})

    assert verify(forged).open
    with pytest.raises(Refused, match="다시 만든 문제와 다릅니다"):
        verify(forged, None, lambda digest: real_snapshot())


def test_names_that_the_data_do_not_know_are_refused() -> None:
    park = run().plan.park_ids[0]  # type: ignore[union-attr]
    known = {**names_of(real_snapshot()), "park": {park: "다른 단지"}}
    forged = seal(run(), checkable(run(), problem_of_run(run(), real_snapshot()), known), {})

    with pytest.raises(Refused, match="이름이 자료와 다릅니다"):
        verify(forged, None, lambda digest: real_snapshot())


ORDER = [{"criterion": "balance", "give_pct": 10}, {"criterion": "gain"}]
OBJECTIVES: tuple[dict[str, object], ...] = (
    {"kind": "max_min"},
    {"kind": "lexicographic", "order": ORDER},
    {"kind": "weighted", "weights": {"gain": 1, "jobs": 2}},
)


@pytest.mark.parametrize("objective", OBJECTIVES, ids=lambda objective: objective["kind"])
def test_a_plan_of_another_objective_is_verified_with_what_its_stages_reached(
    objective: dict[str, object],
) -> None:
    found = plan_scenario(real_snapshot(), asked(objective=objective))
    made = checkable(found, problem_of_run(found, real_snapshot()), names_of(real_snapshot()))

    assert verify(seal(found, made, {}), None, lambda digest: real_snapshot()).run == found


def test_a_paper_that_cannot_be_made_here_is_left_out_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unable(run: Run, snapshot: object, order: contents.Order) -> bytes:
        if order.format == "geojson":
            return b"{}"
        raise DataError(Finding("PDF", "한글 글꼴이 없습니다", "글꼴을 설치하세요"))

    monkeypatch.setattr(contents, "paper_bytes", unable)
    made = make_bundle(run(), real_snapshot(), BundleOrder())
    manifest = Manifest.model_validate_json(unpack(made.content)[names.MANIFEST])

    assert {finding.where for finding in made.absent} == {n for n, _ in PAPERS} - {"plan.geojson"}
    assert [row.name for row in manifest.absent] == [finding.where for finding in made.absent]
    assert verify(made.content).run == run()
    assert "빠진 문서 plan.pdf: 한글 글꼴이 없습니다" in unpack(made.content)[README].decode()


def test_a_plan_that_breaks_a_rule_is_not_given_out() -> None:
    with pytest.raises(ScenarioError, match="이 계획을 쓰지 말고"):
        make_bundle(hand_made(), real_snapshot(), BundleOrder())


def test_a_run_without_a_plan_or_of_other_data_is_not_given_out() -> None:
    nothing = run().model_copy(update={"plan": None})

    with pytest.raises(ScenarioError, match="계획이 없는 실행입니다"):
        make_bundle(nothing, real_snapshot(), BundleOrder())
    with pytest.raises(ScenarioError, match="자료"):
        make_bundle(run(), tables_of(), BundleOrder())


def test_a_key_that_is_none_is_told_before_any_paper_is_made() -> None:
    told: list[str] = []
    with pytest.raises(ScenarioError, match="서명할 열쇠"):
        make_bundle(
            run(), real_snapshot(), BundleOrder(key=b"x"), lambda words, *_: told.append(words)
        )
    assert told == []


BLOCKED = """
import sys
class Guard:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("pulp", "highspy") or name.startswith("cluster_planner.optimize"):
            raise ImportError("no solver here: " + name)
sys.meta_path.insert(0, Guard())
from cluster_planner.cli import main
sys.exit(main(["verify", sys.argv[1]]))
"""


def test_a_bundle_is_verified_where_no_solver_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "묶음.zip"
    path.write_bytes(made().content)

    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, str(path)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "다시 만든 문제와 같습니다" in done.stdout
