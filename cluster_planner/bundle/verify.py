"""Whether a bundle is what was given out: sums, signature, and every rule, without a solver.

Each check stands on those before it, so the first that fails ends the work.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import ValidationError

from cluster_planner.bundle import names
from cluster_planner.bundle.archive import unpack
from cluster_planner.bundle.checks import checked_data, checked_rules, checked_signature
from cluster_planner.bundle.manifest import Manifest, manifest_from, sha256, sum_findings
from cluster_planner.bundle.refusal import Refused, refused
from cluster_planner.domain.plan import Plan, Run
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.problem_file import ProblemError, problem_from, problem_text
from cluster_planner.domain.scenario import Scenario, scenario_from
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.unique_yaml import load_unique
from cluster_planner.errors import Finding, ScenarioError

_ZIP: Final = b"PK"
_MOST: Final = 10**15
"""Of any whole number of a plan."""


@dataclass(frozen=True)
class Verdict:
    """A bundle that is what was given out, as far as could be checked."""

    manifest: Manifest
    run: Run
    passed: tuple[str, ...]
    """What was checked, in Korean."""
    open: tuple[str, ...]
    """What could not be checked, and why: the reader must know."""
    signed: bool
    trusted: bool
    """Whether the signature is of the key that the reader trusts."""


def verify(
    content: bytes,
    trusted: Ed25519PublicKey | None = None,
    find_snapshot: Callable[[str], Snapshot | None] | None = None,
) -> Verdict:
    """Check a bundle.

    `trusted` is the key that must have signed it. `find_snapshot` gives the data of a digest, None
    where they are not at hand. Raises ScenarioError for a file that is no bundle, and Refused with
    every reason for a bundle that must not be relied on.
    """
    files = _files(content)
    manifest = manifest_from(files)
    _refuse(sum_findings(manifest, files))
    sums = f"SHA-256: 파일 {len(manifest.files):,}개의 내용이 목록과 같습니다"
    signature = checked_signature(manifest, files, trusted)
    run, problem = _run(files), _problem(files, manifest)
    _refuse(_identity(manifest, run, _scenario(files)))
    fits = "시나리오·실행번호·자료 지문이 서로 맞습니다"
    rules = checked_rules(problem, run, files[names.CERTIFICATE])
    snapshot = find_snapshot(run.snapshot_digest) if find_snapshot else None
    data = checked_data(files, run, snapshot)
    signed = manifest.signed_by is not None
    return Verdict(
        manifest,
        run,
        (sums, *signature.passed, fits, *rules.passed, *data.passed),
        (*signature.open, *rules.open, *data.open),
        signed,
        signed and trusted is not None,
    )


def _files(content: bytes) -> dict[str, bytes]:
    remedy = "cluster-planner export --as bundle로 만든 파일을 적으세요"
    if not content.startswith(_ZIP):
        raise ScenarioError(Finding("묶음", "결정 묶음(zip)이 아닙니다", remedy))
    files = unpack(content)
    if names.MANIFEST not in files:
        raise ScenarioError(Finding("묶음", "결정 묶음이 아닙니다(manifest.json이 없음)", remedy))
    return files


def _run(files: dict[str, bytes]) -> Run:
    try:
        run = Run.from_json(files[names.PLAN])
    except ValidationError as error:
        raise refused(names.PLAN, "계획 파일이 아닙니다") from error
    json.loads(files[names.PLAN], object_pairs_hook=_told_once)
    if run.plan is None:
        raise refused(names.PLAN, "계획이 없는 실행입니다")
    if not _sane(run.plan):
        raise refused(names.PLAN, "있을 수 없는 크기의 수가 있습니다")
    return run


def _told_once(pairs: list[tuple[str, object]]) -> None:
    """Refuse a value that is told twice: we would read the last one, and others the first."""
    seen = [key for key, _ in pairs]
    if len(set(seen)) < len(seen):
        raise refused(names.PLAN, "같은 이름의 값이 두 번 적혀 있습니다")


def _sane(plan: Plan) -> bool:
    return all(
        abs(number) <= _MOST
        for one in (*plan.awards, *plan.assignments)
        for value in dict(one).values()
        for number in (value.values() if isinstance(value, dict) else (value,))
        if isinstance(number, int)
    )


def _problem(files: dict[str, bytes], manifest: Manifest) -> Problem:
    content = files[names.PROBLEM]
    if sha256(content) != manifest.problem_sha256:
        raise refused(names.PROBLEM, "목록에 적힌 문제의 지문과 다릅니다")
    try:
        problem = problem_from(content)
    except ProblemError as error:
        raise refused(names.PROBLEM, f"문제 파일이 맞지 않습니다: {error}") from error
    if problem_text(problem).encode() != content:
        raise refused(names.PROBLEM, "이 프로그램이 쓴 꼴이 아닙니다")
    return problem


def _scenario(files: dict[str, bytes]) -> Scenario:
    try:
        return scenario_from(load_unique(files[names.SCENARIO].decode()), names.SCENARIO)
    except ScenarioError as error:
        raise Refused(error.findings) from error
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise refused(names.SCENARIO, "시나리오 파일이 아닙니다") from error


def _identity(manifest: Manifest, run: Run, scenario: Scenario) -> Iterator[Finding]:
    remedy = "만든 곳에서 원본을 다시 받으세요"
    if scenario != run.scenario:
        problem = "plan.json을 만든 시나리오와 다릅니다"
        yield Finding(names.SCENARIO, problem, remedy)
    for what, told, there in (
        ("시나리오 지문", manifest.scenario_digest, run.scenario.digest),
        ("시나리오 이름", manifest.scenario_name, run.scenario.name),
        ("자료 지문", manifest.snapshot_digest, run.snapshot_digest),
        ("실행번호", manifest.run_id, run.run_id),
        ("프로그램 판", manifest.program_version, run.program_version),
    ):
        if told != there:
            yield Finding(names.MANIFEST, f"{what}이(가) plan.json과 다릅니다", remedy)


def _refuse(findings: Iterator[Finding]) -> None:
    if told := tuple(findings):
        raise Refused(told)
