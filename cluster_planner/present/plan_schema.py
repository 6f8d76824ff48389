"""docs/plan-json.md, written from the models themselves so that it cannot drift from the file.

Rebuild with `python -m cluster_planner.present.plan_schema > docs/plan-json.md`.
"""

import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

from cluster_planner.domain.plan import schema
from cluster_planner.present.assumptions import FIELDS
from cluster_planner.present.headers import HEADERS

INTRODUCTION: Final = """\
# plan.json

`cluster-planner run SCENARIO --out DIR`이 쓰는 계획 파일입니다. UTF-8 JSON이고, 돈은 정수
백만원(`_mkrw`)이며, 이름 대신 자료 표(`data/*.csv`)의 코드를 씁니다. 이름이 붙은 같은 내용은
plan.xlsx에 있습니다. 값이 없으면 `null`이고 0과 다릅니다.

- 기대 부가가치(`gain_*_mkrw`)는 계획 기간 첫해의 현재가치이며 **추정**입니다.
- `outcome.status`가 `proven`일 때만 최적이 증명된 계획입니다. `found`와 `cancelled`는
  `bound`와의 간격만큼 더 나은 계획이 있을 수 있습니다.
- `scenario`는 물음을 그대로 담습니다. 같은 시나리오, 같은 자료(`snapshot_digest`), 같은
  프로그램 판이면 같은 계획이 나와야 합니다.

이 문서는 프로그램의 모형 선언에서 만들어집니다(`python -m cluster_planner.present.plan_schema`).
"""

SECTIONS: Final = (
    "Run",
    "Outcome",
    "CriterionValue",
    "StageResult",
    "Plan",
    "Award",
    "Assignment",
    "SolveStatus",
    "Scenario",
    "ParkScope",
    "ProgrammeBudget",
    "RegionRule",
    "Fund",
    "Lock",
    "Committed",
    "Weights",
    "ObjectiveRule",
    "Priority",
    "Horizon",
    "SolverSettings",
)

NAMES: Final[Mapping[str, str]] = {
    "Run.run_id": "실행번호",
    "Run.scenario": "시나리오(물음 전체)",
    "Run.snapshot_digest": "자료 지문(SHA-256)",
    "Run.program_version": "프로그램 판",
    "Run.outcome": "풀이 결과",
    "Run.plan": "계획(없으면 null)",
    "Run.criteria": "기준별 값",
    "Run.stages": "단계별 풀이(단계가 여럿일 때)",
    "Run.findings": "알릴 것(where, problem, remedy)",
    "Run.total_seconds": "걸린 시간(초)",
    "Outcome.status": "상태",
    "Outcome.objective": "목적값",
    "Outcome.bound": "상한(백만원)",
    "Outcome.unit": "목적값의 단위",
    "CriterionValue.criterion_id": "기준",
    "CriterionValue.value": "값",
    "CriterionValue.reference": "기준값",
    "CriterionValue.normalised_pct": "기준값의 몇 %인지",
    "CriterionValue.weight": "가중치",
    "CriterionValue.contribution": "목적값에 더한 것",
    "CriterionValue.floor": "지킨 하한",
    "StageResult.criterion_id": "단계의 기준",
    "StageResult.value": "이른 값",
    "StageResult.outcome": "단계의 풀이 결과",
    "Scenario.objective": "목적",
    "Priority.criterion": "기준",
    "Priority.give_pct": "내줄 수 있는 비율(%)",
    "Outcome.build_seconds": "모형을 만든 시간(초)",
    "Outcome.solve_seconds": "푼 시간(초)",
    "Outcome.solver": "풀이 프로그램과 판",
    "Outcome.columns": "모형의 변수 수",
    "Outcome.rows": "모형의 제약 수",
    "Plan.awards": "배분",
    "Plan.assignments": "참여기관 배정",
    "Award.programme_id": "예산 묶음 코드(envelopes.csv)",
    "Award.national_by_year_mkrw": "연도별 국비 지급(백만원)",
    "Award.estimated": "단지 생산액이 추정인지",
    "Scenario.parks": "전환 대상 단지",
    "Scenario.regions": "권역별 조건(권역코드별)",
    "Scenario.weights": "가중치",
    "Scenario.horizon": "효과를 세는 기간",
    "Scenario.solver": "풀이 설정",
    "ProgrammeBudget.programme_id": "예산 묶음 코드(envelopes.csv)",
    "ProgrammeBudget.national_mkrw": "연도별 국비 예산(백만원)",
    "ProgrammeBudget.label": "사실 또는 가정",
    "ProgrammeBudget.basis": "근거",
    "Committed.charged": "국비를 이 단지에서 세는지",
    "Lock.by_year": "이 해까지 시작",
}

_PREFIX: Final = {
    "Scenario": "",
    "ParkScope": "parks.",
    "RegionRule": "regions.",
    "Fund": "fund.",
    "Weights": "weights.",
    "ObjectiveRule": "objective.",
    "Horizon": "horizon.",
    "SolverSettings": "solver.",
}


def markdown() -> str:
    """Return docs/plan-json.md: every field of every part with type, Korean name and meaning."""
    whole = schema()
    parts = {"Run": whole} | whole["$defs"]
    missing = sorted(set(parts) - set(SECTIONS))
    if missing:
        raise KeyError(f"plan.json has parts without a section: {missing}")
    lines = [INTRODUCTION]
    for name in SECTIONS:
        lines += [f"## {name}", "", parts[name].get("description", "").strip(), ""]
        lines += _rows(name, parts[name])
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _rows(section: str, part: Mapping[str, Any]) -> Iterator[str]:
    if "enum" in part:
        yield from (f"- `{value}`" for value in part["enum"])
        return
    yield "| 항목 | 형 | 이름 | 설명 |"
    yield "|---|---|---|---|"
    for field, about in part["properties"].items():
        meaning = " ".join(about.get("description", "").split()).replace("|", "\\|")
        yield f"| `{field}` | {_type(about)} | {korean_name(section, field)} | {meaning} |"


def korean_name(section: str, field: str) -> str:
    """Return the Korean name of a field. Raises KeyError for one that nobody named."""
    if named := NAMES.get(f"{section}.{field}"):
        return named
    if section in _PREFIX and (path := _PREFIX[section] + field) in FIELDS:
        word, unit = FIELDS[path]
        return f"{word}({unit})" if unit else word
    return HEADERS[field]


def _type(about: Mapping[str, Any]) -> str:
    if "$ref" in about:
        return _link(about["$ref"])
    if "anyOf" in about:
        return " 또는 ".join(_type(choice) for choice in about["anyOf"])
    if "enum" in about:
        return " 또는 ".join(f"`{value}`" for value in about["enum"])
    if about.get("type") == "array":
        return f"{_type(about.get('items', {}))} 목록"
    if about.get("type") == "object" and isinstance(
        inner := about.get("additionalProperties"), dict
    ):
        return f"코드·연도 → {_type(inner)}"
    words = {
        "string": "글",
        "integer": "정수",
        "number": "수",
        "boolean": "참·거짓",
        "null": "null",
    }
    return words.get(about.get("type", ""), "값")


def _link(reference: str) -> str:
    name = reference.rsplit("/", 1)[-1]
    return f"[{name}](#{name.lower()})"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(markdown())
