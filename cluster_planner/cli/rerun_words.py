"""A repetition in Korean: first what it stands on, then whether it is equal, then what differs."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.run_repeat import Deviation, Doubt, Repetition
from cluster_planner.present.criteria import CRITERIA, objective_words
from cluster_planner.present.difference_words import DifferenceWords
from cluster_planner.present.summary import status_sentence
from cluster_planner.present.words import PACKAGE_LABELS, SOLVE_STATUS_LABELS

MOST_TOLD: Final = 40
"""So many lines of deviations; --json tells all."""
_DOUBTS: Final[dict[Doubt, str]] = {
    "stopped": "중단한 실행입니다. 어느 순간에 멈추는지에 따라 다른 계획이 남습니다.",
    "out_of_time": "제한 시간이 다 되어 끝난 실행입니다. 컴퓨터의 빠르기에 따라 다른 계획이 나올 수 있습니다.",
    "no_plan_in_time": "제한 시간 안에 계획을 찾지 못한 실행입니다. 더 빠른 컴퓨터에서는 찾을 수 있습니다.",
}
_FIELDS: Final = {
    "units": "물량",
    "national_mkrw": "국비(백만원)",
    "local_mkrw": "지방비(백만원)",
    "private_mkrw": "민간(백만원)",
    "fund_mkrw": "국민성장펀드(백만원)",
    "national_by_year_mkrw": "연도별 국비(백만원)",
    "gain_low_mkrw": "기대 부가가치 하한(백만원)",
    "gain_central_mkrw": "기대 부가가치(백만원)",
    "gain_high_mkrw": "기대 부가가치 상한(백만원)",
    "estimated": "생산이 추정인지",
    "programme_id": "사업",
    "distance_km": "거리(km)",
    "value": "값",
    "reference": "기준값",
    "normalised_pct": "기준값의 몫(%)",
    "weight": "가중치",
    "contribution": "목적값에 더한 몫",
    "floor": "지킨 하한",
}


class Kept(StrEnum):
    """What was kept of a repetition."""

    NOT_ASKED = "not_asked"
    OLD_STAYS = "old_stays"
    NEW = "new"
    REPLACED = "replaced"
    FAILED = "failed"


_KEPT: Final = {
    Kept.OLD_STAYS: "보관된 실행을 그대로 둡니다.",
    Kept.NEW: "되풀이한 결과를 실행번호 {}(으)로 보관했습니다.",
    Kept.REPLACED: "보관된 것보다 더 증명되었거나 나은 계획이라 되풀이한 결과로 바꾸었습니다(실행번호 {}).",
}


def lines(found: Repetition, kept: Kept, snapshot: Snapshot) -> Iterator[str]:
    """Yield everything that a planner needs to know."""
    before, after = found.before, found.after
    yield f"{before.scenario.name} (실행번호 {before.run_id}, 자료 {before.snapshot_digest[:12]})"
    if not found.same_program:
        yield f"프로그램 판이 다릅니다: {before.program_version} → {after.program_version}."
    if not found.same_solver:
        yield f"풀이 도구가 다릅니다: {before.outcome.solver} → {after.outcome.solver}."
    yield f"앞의 실행: {status_sentence(before)}"
    yield f"되풀이: {status_sentence(after)}"
    if found.equal:
        yield (
            "같습니다: 상태와 목적값, 배분과 참여기관이 하나도 다르지 않습니다."
            if (before.plan is not None)
            else "같습니다: 두 실행 모두 계획이 없고 까닭의 종류가 같습니다."
        )
    else:
        yield f"다릅니다: {len(found.deviations):,}가지가 다릅니다."
        yield from (_DOUBTS[doubt] for doubt in found.doubts)
        yield from _told(found, snapshot)
    if kept in _KEPT:
        yield _KEPT[kept].format(after.run_id)


def content(found: Repetition, kept: Kept) -> dict[str, Any]:
    """The same for JSON."""
    return {
        "equal": found.equal,
        "run_id": found.before.run_id,
        "repeated_run_id": found.after.run_id,
        "before": _side(found.before),
        "after": _side(found.after),
        "same_program": found.same_program,
        "same_solver": found.same_solver,
        "doubts": list(found.doubts),
        "deviations": [
            {
                "what": one.what,
                "subject": list(one.subject),
                "field": one.field or None,
                "before": one.before,
                "after": one.after,
            }
            for one in found.deviations
        ],
        "kept": kept.value,
    }


def _side(run: Run) -> dict[str, Any]:
    outcome = run.outcome
    return {
        "status": outcome.status.value,
        "objective": outcome.objective,
        "bound": outcome.bound,
        "solver": outcome.solver,
        "program_version": run.program_version,
        "seconds": run.total_seconds,
    }


def _told(found: Repetition, snapshot: Snapshot) -> Iterator[str]:
    words = DifferenceWords(snapshot)
    for one in found.deviations[:MOST_TOLD]:
        yield f"  {_sentence(one, found, words)}"
    if (left := len(found.deviations) - MOST_TOLD) > 0:
        yield f"  그 밖에 {left:,}가지(모두 보려면 --json)"


def _sentence(one: Deviation, found: Repetition, words: DifferenceWords) -> str:
    units = found.before.outcome.unit, found.after.outcome.unit
    match one.what:
        case "status":
            return f"상태: {SOLVE_STATUS_LABELS[one.before]} → {SOLVE_STATUS_LABELS[one.after]}"
        case "objective" | "bound":
            sides = (
                "없음" if value is None else f"{objective_words(value, unit)}({value!r})"
                for value, unit in zip((one.before, one.after), units, strict=True)
            )
            return f"{'목적값' if one.what == 'objective' else '상한'}: {' → '.join(sides)}"
        case "run":
            return f"실행번호가 물음과 자료에 맞지 않음: {one.before} → {one.after}"
        case "stage" if not one.subject:
            return f"단계: {one.before}개 → {one.after}개"
        case "stage":
            name = CRITERIA[one.subject[0]][0]  # type: ignore[index]
            return f"{name} 단계의 값: {one.before!r} → {one.after!r}"
        case "criterion":
            return _row(f"지표 {CRITERIA[one.subject[0]][0]}", one)  # type: ignore[index]
        case "plan":
            return "계획이 앞의 실행에만 있음" if one.before else "계획이 되풀이에만 있음"
        case "park":
            where = "앞의 실행" if one.before else "되풀이"
            return f"단지 {words.name(one.subject[0])}: {where}에만 있음"
        case "award":
            park, division, package, year = one.subject
            named = f"{words.name(park)} {PACKAGE_LABELS.get(package, package)}"
            named += f"({words.division(division)})" if division else ""
            return _row(f"배분 {named} {year}년", one)
        case "assignment":
            partner, park, division, package, _ = one.subject
            named = f"{words.name(partner)} – {words.name(park)}"
            named += f" {PACKAGE_LABELS.get(package, package)}"
            named += f"({words.division(division)})" if division else ""
            return _row(f"참여기관 {named}", one)


def _row(named: str, one: Deviation) -> str:
    if not one.field:
        return f"{named}: {one.before}건 → {one.after}건"
    return f"{named} {_FIELDS.get(one.field, one.field)}: {one.before} → {one.after}"
