"""The plan certificate: every rule and claim with its left and its right side, by the auditor.

It is a function of the problem, the run and the names alone, so whoever has these can write it
again and compare.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any, Final

from cluster_planner.audit import CHECKS
from cluster_planner.audit.lines import Line, Value
from cluster_planner.bundle.facts import run_lines
from cluster_planner.bundle.sentences import KINDS, Names, sentence
from cluster_planner.domain.plan import Run
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.problem_file import problem_text

FORM: Final = "cluster-planner-certificate"
VERSION: Final = 1
_RULES: Final = {check.__name__: 0 for check in CHECKS}
"""Told with 0 where the scenario asks nothing of a rule: else it would look forgotten."""


def certificate_text(problem: Problem, run: Run, names: Names) -> bytes:
    """Return the file; equal input gives equal bytes. Raises ValueError for a run without a plan.

    Of `names` only those that a line speaks of are kept.
    """
    lines = tuple(run_lines(problem, run))
    used = _used(lines, names)
    outcome = run.outcome
    content: dict[str, Any] = {
        "form": FORM,
        "version": VERSION,
        "run_id": run.run_id,
        "scenario_digest": run.scenario.digest,
        "snapshot_digest": run.snapshot_digest,
        "problem_sha256": hashlib.sha256(problem_text(problem).encode()).hexdigest(),
        "program_version": run.program_version,
        "status": outcome.status.value,
        "objective": _plain(outcome.objective),
        "bound": _plain(outcome.bound),
        "gap_pct": None if outcome.gap is None else _plain(100 * outcome.gap),
        "unit": outcome.unit,
        "holds": all(line.holds for _, line in lines),
        "counts": _RULES | Counter(rule for rule, _ in lines),
        "names": used,
        "lines": [_row(rule, line, used) for rule, line in lines],
    }
    head = json.dumps({k: v for k, v in content.items() if k != "lines"}, ensure_ascii=False)
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in content["lines"])
    return f'{head[:-1]}, "lines": [\n{rows}\n]}}\n'.encode("utf-8", "replace")


def names_in(content: bytes) -> Names:
    """Return the names that a certificate was written with; empty for a file that is none.

    They are what people read beside the ids; whether they are the right ones, the data tell.
    """
    try:
        names = json.loads(content)["names"]
        return {
            str(kind): {str(i): str(name) for i, name in held.items()}
            for kind, held in names.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def bare_lines(content: bytes) -> frozenset[str]:
    """Return rule, subject and both sides of each line of a certificate, without the words."""
    try:
        return frozenset(
            json.dumps([line[part] for part in ("rule", "subject", "left", "relation", "right")])
            for line in json.loads(content)["lines"]
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return frozenset()


def broken_lines(problem: Problem, run: Run, names: Names) -> Iterator[tuple[str, str, str]]:
    """Yield rule, both sides and complaint of every line that does not hold."""
    for rule, line in run_lines(problem, run):
        if not line.holds:
            yield rule, sentence(rule, line, names), line.complaint


def _row(rule: str, line: Line, names: Names) -> dict[str, Any]:
    return {
        "rule": rule,
        "subject": line.subject,
        "sentence": sentence(rule, line, names),
        "left": _plain(line.left),
        "relation": line.relation,
        "right": _plain(line.right),
        "slack": _plain(line.slack),
        "tolerance": line.tolerance,
        "unit": line.unit,
        "holds": line.holds,
    }


def _used(lines: tuple[tuple[str, Line], ...], names: Names) -> dict[str, dict[str, str]]:
    used: dict[str, dict[str, str]] = {}
    for rule, line in lines:
        for kind, part in zip(KINDS.get(rule, ()), line.subject, strict=False):
            known: Mapping[str, str] = names.get(kind, {})
            if part is not None and part in known:
                used.setdefault(kind, {})[part] = known[part]
    return {kind: dict(sorted(held.items())) for kind, held in sorted(used.items())}


def _plain(value: Value) -> Value:
    return None if isinstance(value, float) and not isfinite(value) else value
