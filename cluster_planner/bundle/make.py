"""Make a decision bundle: every paper of a plan, and what is needed to check the plan anywhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from cluster_planner.bundle import names
from cluster_planner.bundle.certificate_table import CERTIFICATE_CSV, certificate_csv
from cluster_planner.bundle.contents import README, WORDS, parts
from cluster_planner.bundle.readme import readme
from cluster_planner.bundle.rebuilt import names_of, problem_of_run
from cluster_planner.bundle.seal import checkable, seal
from cluster_planner.bundle.signature import fingerprint, private_key
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding
from cluster_planner.explain.reasons import Loss
from cluster_planner.present.papers.report import check_run

_WORDS: Final = {
    names.PLAN: "계획(화면과 모든 문서의 수가 나온 곳)",
    names.SCENARIO: "시나리오(run이 읽음)",
    names.PROBLEM: "규칙을 다시 세는 데 쓰는 모든 수",
    names.CERTIFICATE: "모든 규칙의 왼쪽과 오른쪽(검산이 셈)",
    CERTIFICATE_CSV: "같은 것을 표로",
} | WORDS

type OnStep = Callable[[str, int, int], None]
"""Hears what is made next, how many parts are done, and of how many."""


@dataclass(frozen=True)
class BundleOrder:
    """What is asked for beside the run."""

    sources_text: str = ""
    """Text of data/SOURCES.md."""
    others: tuple[Run, ...] = ()
    """Runs to compare with in the document."""
    key: bytes | None = None
    """PEM of the Ed25519 key that signs; None for an unsigned bundle."""
    why: Mapping[str, Loss] | None = None
    """What forcing in each park that got nothing loses; for the document."""


@dataclass(frozen=True)
class MadeBundle:
    """The zip, and the papers that this machine could not make."""

    content: bytes
    absent: tuple[Finding, ...]


def make_bundle(
    run: Run, snapshot: Snapshot, order: BundleOrder, on_step: OnStep | None = None
) -> MadeBundle:
    """Return the bundle of a run.

    Raises ScenarioError for a run without a plan, of other data, or with a plan that breaks a rule,
    and for a key that is none.
    """
    check_run(run, snapshot)
    key = None if order.key is None else private_key(order.key, "--sign")
    files = checkable(run, problem_of_run(run, snapshot), names_of(snapshot))
    made, words, absent = _papers(run, snapshot, order, on_step or _silent)
    signer = None if key is None else fingerprint(key.public_key())
    files[CERTIFICATE_CSV] = certificate_csv(files[names.CERTIFICATE])
    files |= made | {README: readme(run, signer, absent)}
    return MadeBundle(seal(run, files, _WORDS | words, absent, key), absent)


def _silent(words: str, done: int, of: int) -> None:
    """Nobody listens."""


def _papers(
    run: Run, snapshot: Snapshot, order: BundleOrder, on_step: OnStep
) -> tuple[dict[str, bytes], dict[str, str], tuple[Finding, ...]]:
    """Files, what each is, and what this machine cannot make."""
    files, words, absent = {}, {}, []
    wanted = tuple(parts(run, snapshot, order.sources_text, order.others, order.why))
    for done, part in enumerate(wanted):
        on_step(part.what, done, len(wanted))
        try:
            files[part.name] = part.make()
            words[part.name] = part.what
        except DataError as error:  # no typesetter or no Korean font: the rest is still of use
            first = error.findings[0]
            absent.append(Finding(part.name, first.problem, first.remedy))
    return files, words, tuple(absent)
