"""`cluster-planner verify`: whether a decision bundle is what was given out."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import Any

from cluster_planner.bundle.archive import MOST_BYTES
from cluster_planner.bundle.refusal import Refused, refused
from cluster_planner.bundle.signature import public_key, read_key_file
from cluster_planner.bundle.verify import Verdict
from cluster_planner.bundle.verify import verify as verdict_of
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_findings, print_json, say
from cluster_planner.cli.data_choice import data_folder
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding, ScenarioError
from cluster_planner.store.home import home_folder


def verify(options: argparse.Namespace) -> int:
    """Check the bundle. Raises ScenarioError for what is no bundle or no key."""
    try:
        trusted = None
        if options.key is not None:
            trusted = public_key(read_key_file(options.key), str(options.key))
        content = _read(options.bundle)
        verdict = verdict_of(content, trusted, lambda digest: _snapshot(options, digest))
    except Refused as error:
        if options.json:
            print_json({"status": "refused", "findings": _plain(error.findings)})
        print_findings(
            f"이 묶음을 쓰지 마세요. 어긋난 것 {len(error.findings)}건을 찾았습니다.",
            error.findings,
        )
        return ExitCode.DIFFERENT
    if options.json:
        print_json(_as_json(verdict))
    else:
        _say(verdict, options.bundle, len(content))
    return ExitCode.OK


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refused(str(path), f"{MOST_BYTES // 1024**2:,}MB보다 큽니다")
        return path.read_bytes()
    except OSError as error:
        remedy = "경로와 읽을 권한을 확인하세요"
        raise ScenarioError(Finding(str(path), "읽을 수 없는 파일입니다", remedy)) from error


def _snapshot(options: argparse.Namespace, digest: str) -> Snapshot | None:
    """The data of the bundle, where they are at hand."""
    if options.no_data:
        return None
    from cluster_planner.sources.embedded import load_snapshot  # pandas takes a second

    home = home_folder()
    if options.data_choice is not None:
        snapshot = load_snapshot(data_folder(options.data_choice, home))
        if snapshot.digest != digest:
            problem = f"자료 {snapshot.digest[:16]}입니다. 묶음은 자료 {digest[:16]}의 것입니다"
            raise ScenarioError(Finding("--data", problem, f"--data {digest[:16]}을 쓰세요"))
        return snapshot
    with suppress(DataError):  # not kept, or changed since: then it is not at hand
        return load_snapshot(data_folder(digest, home))
    return None


def _say(verdict: Verdict, path: Path, size: int) -> None:
    manifest = verdict.manifest
    say(f"{path} ({size:,}바이트)")
    say(
        f"시나리오 {manifest.scenario_name} · 실행번호 {manifest.run_id} · {manifest.made_at}에 만듦"
    )
    for sentence in verdict.passed:
        say(f"  맞음       {sentence}")
    for sentence in verdict.open:
        say(f"  확인 못 함 {sentence}")
    for row in manifest.absent:
        say(f"  빠진 문서  {row.name}: {row.problem}")
    by = (
        "믿는 열쇠로 서명된 그대로입니다" if verdict.trusted else "목록·규칙과 어긋난 것이 없습니다"
    )
    say(f"결론: {by}." + (" 위의 '확인 못 함'을 함께 보세요." if verdict.open else ""))


def _as_json(verdict: Verdict) -> dict[str, Any]:
    manifest = verdict.manifest
    return {
        "status": "ok",
        "run_id": manifest.run_id,
        "scenario": manifest.scenario_name,
        "snapshot_digest": manifest.snapshot_digest,
        "program_version": manifest.program_version,
        "made_at": manifest.made_at,
        "signed_by": manifest.signed_by,
        "trusted": verdict.trusted,
        "passed": list(verdict.passed),
        "open": list(verdict.open),
        "absent": [row.model_dump() for row in manifest.absent],
        "findings": [],
    }


def _plain(findings: tuple[Finding, ...]) -> list[dict[str, str]]:
    return [{"where": f.where, "problem": f.problem, "remedy": f.remedy} for f in findings]
