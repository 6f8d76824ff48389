"""`cluster-planner doctor`: is the installation whole, and do the data tie out?"""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cluster_planner import __version__
from cluster_planner.cli.checks import Check, installation
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_findings, print_json, say
from cluster_planner.cli.shelf_check import shelf_check
from cluster_planner.cli.store_check import store_check
from cluster_planner.domain.plan import as_dicts
from cluster_planner.domain.scenario import read_scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding, ScenarioError
from cluster_planner.present.words import count
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.sources.published import read_published
from cluster_planner.sources.tieout import TieOut, tie_out, tie_out_findings
from cluster_planner.store.home import home_folder

FIGURES = (
    ("complexes", "산업단지", "개"),
    ("tenants", "입주업체", "개사"),
    ("operating", "가동업체", "개사"),
    ("area_thousand_m2", "지정면적", "천㎡"),
    ("national_tenants", "국가산단 입주업체", "개사"),
    ("national_jobs", "국가산단 고용", "명"),
    ("points_outside", "시군구 밖에 찍힌 점", "개"),
)


def doctor(options: argparse.Namespace) -> int:
    """Check everything, print what was found, and return BAD_INPUT when anything failed."""
    checks = list(installation())
    snapshot: Snapshot | None = None
    findings: tuple[Finding, ...] = ()
    try:
        snapshot = load_snapshot(options.data)
    except DataError as error:
        findings = error.findings
    findings += _scenario_findings(options)
    ties = tie_out(snapshot) if snapshot is not None else None
    findings += _tie_findings(ties, options.data) if ties is not None else ()
    checks.append(_data_check(snapshot, findings))
    checks.append(shelf_check(snapshot, options.data, home_folder()))
    checks.append(store_check(home_folder()))
    healthy = all(check.healthy for check in checks)
    if options.json:
        print_json(_as_json(checks, snapshot, ties, findings, healthy=healthy))
    else:
        _print(checks, snapshot, ties)
    if findings:
        print_findings(f"자료에서 고칠 것 {len(findings)}건을 찾았습니다.", findings)
    return ExitCode.OK if healthy else ExitCode.BAD_INPUT


def _tie_findings(ties: TieOut, folder: Path | None) -> tuple[Finding, ...]:
    try:
        return tie_out_findings(ties, read_published(folder))
    except DataError as error:
        return error.findings


def _scenario_findings(options: argparse.Namespace) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for path in sorted(((options.data or data_home()) / "scenarios").glob("*.yaml")):
        try:
            read_scenario(path)
        except ScenarioError as error:
            found += error.findings
    return tuple(found)


def _data_check(snapshot: Snapshot | None, findings: tuple[Finding, ...]) -> Check:
    if snapshot is None or findings:
        return Check("data", "자료", False, f"고칠 것 {len(findings)}건")
    return Check(
        "data", "자료", True, f"표 {len(snapshot.tables)}개가 올바르고 공표 합계와 맞습니다"
    )


def _as_json(
    checks: list[Check],
    snapshot: Snapshot | None,
    ties: TieOut | None,
    findings: tuple[Finding, ...],
    *,
    healthy: bool,
) -> dict[str, Any]:
    figures = ties.as_dict() if ties else dict.fromkeys((name for name, _, _ in FIGURES))
    tables = snapshot.tables if snapshot else {}
    return {
        "healthy": healthy,
        "program_version": __version__,
        **figures,
        "rows": {name: len(frame) for name, frame in sorted(tables.items())},
        "snapshot_digest": snapshot.digest if snapshot else None,
        "versions": {c.name: c.detail for c in checks if c.is_version},
        "checks": [asdict(check) for check in checks],
        "findings": list(as_dicts(findings)),
    }


def _print(checks: list[Check], snapshot: Snapshot | None, ties: TieOut | None) -> None:
    for check in checks:
        say(f"{'정상' if check.healthy else '이상'}  {check.label_ko}: {check.detail}")
    if ties is not None:
        for name, label, unit in FIGURES:
            say(f"합계  {label}: {count(getattr(ties, name), unit)}")
    if snapshot is not None:
        for name, frame in sorted(snapshot.tables.items()):
            say(f"표    {name}: {count(len(frame), '행')}")
        say(f"자료 지문: {snapshot.digest}")
