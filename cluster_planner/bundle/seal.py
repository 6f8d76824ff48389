"""Put the files of a bundle together: manifest, signature, zip."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cluster_planner.bundle import names
from cluster_planner.bundle.archive import pack, unpack
from cluster_planner.bundle.certificate import broken_lines, certificate_text
from cluster_planner.bundle.manifest import AbsentRow, Manifest, file_rows, sha256
from cluster_planner.bundle.sentences import Names
from cluster_planner.bundle.signature import fingerprint, public_pem
from cluster_planner.domain.plan import Run
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.problem_file import problem_from, problem_text
from cluster_planner.domain.scenario_edits import scenario_text
from cluster_planner.errors import Finding, ScenarioError

_MOST_TOLD: Final = 20


def checkable(run: Run, problem: Problem, known: Names) -> dict[str, bytes]:
    """Return the files from which a plan can be checked, and its certificate.

    `known` are names of ids. Raises ScenarioError for a plan that breaks a rule or is not what it
    says: it is not given out.
    """
    text = problem_text(problem)
    problem = problem_from(text)  # as a reader has it, so that both certificates are the same
    if broken := list(broken_lines(problem, run, known))[:_MOST_TOLD]:
        remedy = "이 계획을 쓰지 말고 같은 시나리오를 다시 계산하세요"
        raise ScenarioError(Finding(f"규칙 {rule}", what, remedy) for rule, _, what in broken)
    return {
        names.PLAN: (run.to_json() + "\n").encode(),
        names.SCENARIO: scenario_text(run.scenario).encode(),
        names.PROBLEM: text.encode(),
        names.CERTIFICATE: certificate_text(problem, run, known),
    }


def seal(
    run: Run,
    files: Mapping[str, bytes],
    words: Mapping[str, str],
    absent: Sequence[Finding] = (),
    key: Ed25519PrivateKey | None = None,
) -> bytes:
    """Return the zip of these files with their sums, signed where a key is given."""
    manifest = Manifest(
        run_id=run.run_id,
        scenario_name=run.scenario.name,
        scenario_digest=run.scenario.digest,
        snapshot_digest=run.snapshot_digest,
        problem_sha256=sha256(files[names.PROBLEM]),
        program_version=run.program_version,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        signed_by=None if key is None else fingerprint(key.public_key()),
        absent=tuple(AbsentRow(name=f.where, problem=f.problem, remedy=f.remedy) for f in absent),
        files=file_rows(files, words),
    )
    head = {names.MANIFEST: manifest.text()}
    if key is not None:
        head[names.SIGNATURE] = key.sign(manifest.text())
        head[names.PUBLIC_KEY] = public_pem(key.public_key())
    content = pack(head | dict(files))
    unpack(content)  # what is given out can be read again, or nothing is given out
    return content
