"""The checks of a bundle that take more than a comparison: signature, rules, data.

Each returns what it found in order and what it could not look at, and raises Refused otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from cluster_planner import __version__
from cluster_planner.bundle import names
from cluster_planner.bundle.certificate import bare_lines, broken_lines, certificate_text, names_in
from cluster_planner.bundle.manifest import Manifest
from cluster_planner.bundle.refusal import Refused, refused
from cluster_planner.bundle.signature import fingerprint, is_signed, public_key
from cluster_planner.domain.plan import Run
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.problem_file import problem_text
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError

_MOST_TOLD: Final = 20
_DO_NOT_USE: Final = "이 계획을 쓰지 마세요"


@dataclass(frozen=True)
class Checked:
    """Sentences on what was found in order, and on what stays open."""

    passed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def checked_signature(
    manifest: Manifest, files: Mapping[str, bytes], trusted: Ed25519PublicKey | None
) -> Checked:
    """Check who signed the manifest; without a trusted key only that somebody did."""
    there = [name for name in (names.SIGNATURE, names.PUBLIC_KEY) if name in files]
    if manifest.signed_by is None:
        if there:
            raise refused(there[0], "목록에는 서명이 없다고 되어 있는데 서명이 들어 있습니다")
        if trusted is not None:
            raise refused("서명", "--key를 주었으나 서명이 없는 묶음입니다")
        unsigned = (
            "서명이 없습니다: 누가 만들었는지, 문서(hwpx·pdf 등)를 바꾸고 목록을 다시 썼는지, "
            "통째로 바꿔치기했는지는 알 수 없습니다"
        )
        return Checked(open=(unsigned,))
    if len(there) < 2:
        raise refused("서명", "서명된 묶음인데 서명이나 공개 열쇠가 없습니다")
    _check_own_key(manifest, files)
    short = f"열쇠 지문 {manifest.signed_by[:16]}…"
    if trusted is None:
        return Checked(
            open=(
                f"서명은 맞으나 누구의 열쇠인지 확인하지 않았습니다({short}): "
                "--key에 믿는 공개 열쇠를 주세요",
            )
        )
    if fingerprint(trusted) != manifest.signed_by:
        problem = f"다른 열쇠로 서명되었습니다({short}, --key {fingerprint(trusted)[:16]}…)"
        raise refused("서명", problem, "--key가 만든 곳의 공개 열쇠인지 확인하세요")
    return Checked((f"서명: 믿는 열쇠로 서명되었습니다({short})",))


def _check_own_key(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    try:
        key = public_key(files[names.PUBLIC_KEY], names.PUBLIC_KEY)
    except ScenarioError as error:
        raise Refused(error.findings) from error
    if fingerprint(key) != manifest.signed_by:
        raise refused(names.PUBLIC_KEY, "목록에 적힌 열쇠가 아닙니다")
    if not is_signed(key, files[names.SIGNATURE], files[names.MANIFEST]):
        raise refused(names.SIGNATURE, "서명이 목록(manifest.json)과 맞지 않습니다")


def checked_rules(problem: Problem, run: Run, certificate: bytes) -> Checked:
    """Compute every line again, from the problem and the plan alone."""
    known = names_in(certificate)
    broken = list(broken_lines(problem, run, known))
    told = [
        Finding(f"규칙 {rule}", f"{complaint} ({both})", _DO_NOT_USE)
        for rule, both, complaint in broken[:_MOST_TOLD]
    ]
    if len(broken) > len(told):
        rest = f"어긋난 줄이 {len(broken) - len(told):,}개 더 있습니다"
        told.append(Finding("규칙", rest, _DO_NOT_USE))
    if told:
        raise Refused(told)
    ours = certificate_text(problem, run, known)
    lines = bare_lines(ours)
    if ours != certificate:
        # Another program may say the same in other words, or know rules that this one does not.
        theirs = bare_lines(certificate)
        if run.program_version == __version__ or not theirs or not theirs <= lines:
            raise refused(names.CERTIFICATE, "계획과 문제에서 다시 센 증명서와 다릅니다")
    same = f"규칙: {len(lines):,}줄의 왼쪽과 오른쪽을 다시 세었고 증명서와 같습니다"
    return Checked((same,), _of_the_solver(run))


def _of_the_solver(run: Run) -> tuple[str, ...]:
    """What only the solver can know: a bound is no sum that can be made again."""
    if run.outcome.bound is None:
        return ()
    return ("상한(bound)은 풀이 도구가 알린 값입니다: 풀이 도구 없이는 다시 증명하지 못합니다",)


def checked_data(files: Mapping[str, bytes], run: Run, snapshot: Snapshot | None) -> Checked:
    """Build the problem again from scenario and data, where the data are at hand."""
    short = run.snapshot_digest[:16]
    if snapshot is None:
        compared = "문제(problem.json)를 시나리오와 자료에서 다시 만들어 보지 않았습니다"
        return Checked(open=(f"{compared}: 자료 {short}을(를) 열지 않았거나 이 컴퓨터에 없습니다",))
    from cluster_planner.bundle.rebuilt import names_of, problem_of_run  # pandas takes a second

    try:
        rebuilt = problem_text(problem_of_run(run, snapshot)).encode()
    except ScenarioError as error:
        raise Refused(error.findings) from error
    if run.program_version != __version__ and rebuilt != files[names.PROBLEM]:
        versions = f"묶음은 {run.program_version}판이 만들었고 이 프로그램은 {__version__}판이라"
        return Checked(open=(f"{versions} 문제를 자료와 비교하지 못했습니다",))
    if rebuilt != files[names.PROBLEM]:
        raise refused(names.PROBLEM, f"시나리오와 자료 {short}에서 다시 만든 문제와 다릅니다")
    known = names_of(snapshot)
    for kind, held in names_in(files[names.CERTIFICATE]).items():
        for thing, name in held.items():
            if known.get(kind, {}).get(thing, name) != name:
                raise refused(names.CERTIFICATE, f"{thing}의 이름이 자료와 다릅니다")
    return Checked((f"자료: 시나리오와 자료 {short}에서 다시 만든 문제와 같습니다",))
