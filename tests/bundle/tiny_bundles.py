"""Bundles of a plan that can be checked in the head, without papers: quick to make and to break."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cluster_planner.bundle import names
from cluster_planner.bundle.archive import pack, unpack
from cluster_planner.bundle.manifest import Manifest, file_rows, sha256
from cluster_planner.bundle.seal import checkable, seal
from cluster_planner.domain.criteria import criteria_of
from cluster_planner.domain.plan import Outcome, Plan, Run
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.run_ids import run_id_of
from tests.audit.broken_plans import PROBLEM, good, outcome
from tests.cli.small_plans import small_scenario

NAMES = {"park": {"north_1": "북쪽"}, "partner": {"a": "가나 기관"}}
DATA = "ab" * 32
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)


def tiny_run(
    problem: Problem = PROBLEM, plan: Plan | None = None, told: Outcome | None = None
) -> Run:
    """A run of the good plan, as a solver would have left it."""
    scenario, plan = small_scenario(), plan or good()
    return Run(
        run_id=run_id_of(scenario.digest, DATA, "0.1.0"),
        scenario=scenario,
        snapshot_digest=DATA,
        program_version="0.1.0",
        outcome=told or outcome(),
        plan=plan,
        criteria=criteria_of(problem, plan),
    )


@cache
def tiny_files() -> dict[str, bytes]:
    """The files of a bundle by name, and a paper."""
    return checkable(tiny_run(), PROBLEM, NAMES) | {"plan.hwpx": b"\x00paper\xff" * 40}


@cache
def tiny_bundle(key: Ed25519PrivateKey | None = None) -> bytes:
    """A whole bundle."""
    return seal(tiny_run(), tiny_files(), {}, key=key)


def forged(changes: dict[str, bytes], **told: object) -> bytes:
    """An unsigned bundle with other files, whose sums were made anew by whoever changed them."""
    files = {k: v for k, v in unpack(tiny_bundle()).items() if k != names.MANIFEST} | changes
    manifest = Manifest.model_validate_json(unpack(tiny_bundle())[names.MANIFEST])
    content = dict(manifest) | {"files": file_rows(files, {})}
    if names.PROBLEM in changes:
        content["problem_sha256"] = sha256(changes[names.PROBLEM])
    return pack({names.MANIFEST: Manifest(**(content | told)).text()} | files)


def edited(name: str, edit: Callable[[Any], None]) -> bytes:
    """A JSON file of the tiny bundle after an edit."""
    content = json.loads(tiny_files()[name])
    edit(content)
    return json.dumps(content, ensure_ascii=False).encode()
