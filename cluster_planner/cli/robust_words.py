"""Robustness in Korean: sentences first, then a table of parks."""

from collections.abc import Iterator

from cluster_planner.cli.sweep_words import Report, amount, listed, names
from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.summary import gap_words
from cluster_planner.present.words import PACKAGE_LABELS, count, percent
from cluster_planner.sweeps.robust import FUTURE_GAP
from cluster_planner.sweeps.robustness import Robustness, Sturdy

_ASSUMED = (
    "공정 효과와 적용 범위는 패키지마다, 전이율은 같은 증거마다, 부가가치율은 업종(추정 단지는 단지)마다, "
    "추정 생산은 단지마다 미래에 한 번씩 뽑습니다. 하한·중앙·상한 사이의 로그 삼각분포는 가정입니다."
)


def of_robustness(found: Robustness, snapshot: Snapshot) -> Report:
    """How often parks are chosen, what the base plan loses, and which plans stand better."""
    name = names(snapshot)
    rows = tuple(
        (
            name[chosen.park_id],
            percent(100 * chosen.share, 0),
            "예" if chosen.in_base else "-",
            ", ".join(
                f"{PACKAGE_LABELS[package]} {percent(100 * share, 0)}"
                for package, share in chosen.packages.items()
            ),
        )
        for chosen in found.parks
        if chosen.share or chosen.in_base
    )
    return Report(
        sentences=tuple(_sentences(found, name)),
        header=("단지", "드는 미래", "기준 계획", "패키지마다 드는 미래"),
        rows=rows if found.futures else (),
        content=found.to_json(),
        has_plan=bool(found.base_park_ids) or found.base is not None,
        stopped=found.stopped,
    )


def _sentences(found: Robustness, name: dict[str, str]) -> Iterator[str]:
    answered = len(found.futures)
    yield (
        f"{found.scenario.name}: 증거의 범위에서 뽑은 미래 {found.asked}개 가운데 {answered}개를 "
        f"풀었습니다(씨앗 {found.seed}, 미래마다 간격 {gap_words(FUTURE_GAP)} 안에서)."
    )
    yield _ASSUMED
    if found.base is None:
        return
    regret = [_range(found.regret_pct(chance)) for chance in (0.5, 0.9, 1.0)]
    yield (
        "기준 계획의 후회(그 미래를 알았을 때의 계획보다 덜 얻는 값, 추정): "
        f"중앙값 {regret[0]}, 열에 아홉은 {regret[1]} 이하, 가장 큰 값 {regret[2]}."
    )
    low, middle, high = (
        amount(found.base_score(chance), found.unit) for chance in (0.05, 0.5, 0.95)
    )
    yield f"기준 계획의 점수는 미래에 따라 {low}에서 {high}까지(90%), 중앙값 {middle}입니다(추정)."
    kept = percent(None if found.kept_share is None else 100 * found.kept_share)
    yield f"기준 계획의 단지는 미래마다 평균 {kept}가 그대로 듭니다."
    always = [c.park_id for c in found.parks if c.share == 1]
    never = [c.park_id for c in found.parks if c.share == 0]
    yield f"모든 미래에 드는 단지 {count(len(always), '곳')}: {listed(always, name)}."
    yield f"어느 미래에도 들지 않는 단지 {count(len(never), '곳')}: {listed(never, name)}."
    for label, plan in (
        ("평균 점수가 가장 큰 계획", found.best_mean),
        ("가장 큰 후회가 가장 작은 계획", found.least_regret),
    ):
        if plan is not None:
            yield f"찾은 계획 가운데 {label}: {_sturdy(plan, found.base, name, found.unit)}."


def _sturdy(plan: Sturdy, base: Sturdy, name: dict[str, str], unit: ObjectiveUnit) -> str:
    figures = (
        f"평균 {amount(plan.mean_score, unit)}(기준 {amount(base.mean_score, unit)}), "
        f"가장 큰 후회 {amount(plan.worst_regret_mkrw, unit)}(기준 {amount(base.worst_regret_mkrw, unit)})"
    )
    if plan.future is None:
        return f"기준 계획, {figures}"
    joined, left = listed(plan.joined_park_ids, name), listed(plan.left_park_ids, name)
    return f"미래 {plan.future}의 계획, {figures}, 더 드는 단지 {joined}, 빠지는 단지 {left}"


def _range(ends: tuple[float, float] | None) -> str:
    if ends is None:
        return "알 수 없음"
    low, high = (percent(end, 2) for end in ends)
    return low if low == high else f"{low}~{high}"
