"""Korean sentences for what pydantic finds wrong in a scenario."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cluster_planner.errors import Finding


class Incoherent(ValueError):
    """Parts of a scenario that contradict each other, with all findings."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep the findings; their places are paths within the scenario."""
        super().__init__("; ".join(str(f) for f in findings))
        self.findings = findings


def findings_of(error: Any, where: str) -> Iterator[Finding]:
    """Turn one pydantic error into findings in Korean."""
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, Incoherent):
        for finding in cause.findings:
            yield replace(finding, where=f"{where} {finding.where}")
        return
    yield _finding_of(error, where)


def _finding_of(error: Any, where: str) -> Finding:
    """Turn one pydantic error into where, problem and remedy in Korean."""
    path = ".".join(str(part) for part in error["loc"])
    place = f"{where} {path}".strip()
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return Finding(place, "모르는 항목입니다", "철자를 확인하거나 지우세요")
        case "missing":
            return Finding(place, "꼭 있어야 하는 항목이 없습니다", "항목을 넣으세요")
        case "greater_than" | "greater_than_equal":
            least = f"{context['gt']}보다 크게" if "gt" in context else f"{context['ge']} 이상으로"
            return Finding(place, f"값이 너무 작습니다: {error['input']}", f"{least} 고치세요")
        case "less_than" | "less_than_equal":
            most = f"{context['lt']}보다 작게" if "lt" in context else f"{context['le']} 이하로"
            return Finding(place, f"값이 너무 큽니다: {error['input']}", f"{most} 고치세요")
        case "literal_error":
            allowed = str(context.get("expected", "")).replace(" or ", ", ")
            return Finding(
                place, f"쓸 수 없는 값입니다: {error['input']}", f"{allowed} 가운데 고르세요"
            )
        case "too_short" | "string_too_short":
            return Finding(place, "비어 있습니다", "하나 이상 넣으세요")
        case "string_too_long":
            return Finding(place, "너무 깁니다", f"{context['max_length']}자 이하로 줄이세요")
        case kind if kind.endswith(("_type", "_parsing")) or kind == "int_from_float":
            return Finding(
                place, f"값의 꼴이 맞지 않습니다: {error['input']!r}", "형식을 확인하세요"
            )
        case _:
            return Finding(place, f"쓸 수 없는 값입니다: {error['input']!r}", "형식을 확인하세요")
