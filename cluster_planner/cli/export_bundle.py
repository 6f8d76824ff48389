"""The decision bundle in the shell: what is being made is told, and what could not be."""

from pathlib import Path

from cluster_planner.bundle.make import BundleOrder, make_bundle
from cluster_planner.bundle.signature import private_key, read_key_file
from cluster_planner.cli.console import ProgressLine, print_findings
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.papers.formats import Order


def key_of(path: Path | None) -> bytes | None:
    """Return the key that signs, None for none. Raises ScenarioError for a file that is no key."""
    if path is None:
        return None
    content = read_key_file(path)
    private_key(content, str(path))  # before minutes are spent on papers
    return content


def bundle_bytes(
    run: Run, snapshot: Snapshot, order: Order, key: bytes | None, line: ProgressLine
) -> bytes:
    """Return the zip; papers that this machine cannot make are told on stderr."""

    def show(words: str, done: int, of: int) -> None:
        line.show(f"묶음에 넣을 것을 만드는 중… {done + 1}/{of} {words}", now=True)

    asked = BundleOrder(order.sources_text, tuple(order.others), key, order.why)
    made = make_bundle(run, snapshot, asked, show)
    if made.absent:
        print_findings("이 컴퓨터에서 만들지 못해 묶음에서 빠진 문서가 있습니다.", made.absent)
    return made.content
