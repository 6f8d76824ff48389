"""`cluster-planner why-infeasible`: which rules collide, and the cheapest way out as a scenario."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from cluster_planner.benefit.assemble import problem_of
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, print_findings, print_json, say
from cluster_planner.cli.interrupt import in_background, stop_on_interrupt
from cluster_planner.cli.scenarios import asked_scenario, with_time_limit
from cluster_planner.domain.plan import SolveStatus, as_dicts
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario, read_scenario
from cluster_planner.domain.scenario_edits import write_scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.explain.asked import why_infeasible as impasse_of
from cluster_planner.explain.infeasible import findings_of
from cluster_planner.explain.repairs import Impasse, repaired_scenario
from cluster_planner.present.reason_words import offer_sentence, price_sentence
from cluster_planner.sources.embedded import load_snapshot


def why_infeasible(options: argparse.Namespace) -> int:
    """Explain a scenario without a plan. Raises ScenarioError or DataError for bad input."""
    _check_free(options.repair)
    with ProgressLine(sys.stderr) as line, stop_on_interrupt() as asked:
        line.show("시나리오와 자료를 읽는 중…", now=True)
        scenario = with_time_limit(
            asked_scenario(options.scenario, options.data), options.time_limit
        )
        snapshot = load_snapshot(options.data)
        problem = problem_of(snapshot, scenario)
        line.show("충돌하는 조건과 고칠 방법을 찾는 중…", now=True)
        found = in_background(lambda: impasse_of(snapshot, scenario, asked.is_set))
        written = _write(snapshot, scenario, found, options.repair)
        stopped = asked.is_set()
    _report(snapshot, problem, scenario, found, written, as_json=options.json)
    if stopped:
        return ExitCode.CANCELLED
    return ExitCode.OK if found.status is SolveStatus.FOUND else ExitCode.NO_PLAN


def _check_free(path: Path | None) -> None:
    if path is not None and (path.exists() or not path.parent.is_dir()):
        problem = "이미 있는 파일입니다" if path.exists() else "폴더가 없습니다"
        remedy = "새 파일 이름을 쓰세요" if path.exists() else "있는 폴더를 쓰세요"
        raise ScenarioError((Finding(f"--repair {path}", problem, remedy),))


def _write(
    snapshot: Snapshot, scenario: Scenario, found: Impasse, path: Path | None
) -> Path | None:
    """Write the cheapest repair as a scenario, read it back and put it to the data again."""
    if path is None or not found.offers:
        return None
    write_scenario(repaired_scenario(scenario, found.offers[0].repair), path)
    if impasse_of(snapshot, read_scenario(path)).status is SolveStatus.FOUND:
        return path
    path.unlink()
    return None


def _report(
    snapshot: Snapshot,
    problem: Problem,
    scenario: Scenario,
    found: Impasse,
    written: Path | None,
    *,
    as_json: bool,
) -> None:
    infeasible = found.status is SolveStatus.INFEASIBLE
    findings = findings_of(snapshot, found.rows) if infeasible else ()
    lines = [offer_sentence(snapshot, offer) for offer in found.offers]
    if as_json:
        offers = [
            {"sentence": said, "price_mkrw": offer.repair.price_mkrw, **asdict(offer.repair)}
            for said, offer in zip(lines, found.offers, strict=True)
        ]
        print_json(
            {
                "scenario": scenario.name,
                "status": found.status.value,
                "conflict": list(found.rows),
                "findings": list(as_dicts(findings)),
                "repairs": offers,
                "files": [str(written)] if written else [],
            }
        )
        return
    say(f"{scenario.name}: {_standing(found.status)}")
    if infeasible:
        print_findings("함께 지킬 수 없는 조건(하나만 빼도 이 충돌은 풀립니다):", findings)
        for number, sentence in enumerate(lines, 1):
            say(f"고칠 방법 {number}. {sentence}")
        say(price_sentence(problem) if lines else "원으로 값을 매길 수 있는 고칠 방법이 없습니다.")
    if written:
        say(f"쓴 파일: {written}")


def _standing(status: SolveStatus) -> str:
    match status:
        case SolveStatus.FOUND:
            return "모든 조건을 지키는 계획이 있습니다."
        case SolveStatus.INFEASIBLE:
            return "모든 조건을 함께 지키는 계획이 없습니다(증명됨)."
        case SolveStatus.CANCELLED:
            return "알아내기 전에 중단했습니다."
        case _:
            return "제한 시간 안에 알아내지 못했습니다(계획이 없다는 뜻은 아닙니다)."
