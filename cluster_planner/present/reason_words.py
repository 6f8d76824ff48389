"""Korean sentences for `why` and `why-infeasible`; the figures come from `explain`."""

from collections.abc import Iterable, Iterator, Mapping

from cluster_planner.domain.objective import ObjectiveUnit
from cluster_planner.domain.plan import Award, SolveStatus
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.admission import Obstacle, obstacles
from cluster_planner.explain.binding import PREREQUISITE, ROOM, SEGMENT_LIMIT, Binding
from cluster_planner.explain.infeasible import row_title
from cluster_planner.explain.reasons import FACTOR_TOLERANCE, MOST_FACTOR, Loss, Reason
from cluster_planner.explain.repairs import Offer
from cluster_planner.explain.rule_words import lifting_of
from cluster_planner.optimize.conflict import rule_of
from cluster_planner.optimize.elastic import COUNTED, Change
from cluster_planner.present.criteria import objective_words
from cluster_planner.present.words import PACKAGE_LABELS, count, money

_NOTHING_MKRW = 0.5
"""A loss below this is rounding."""
_MOST_SAID = 3
_DIVISION = "division:"
"""Before a division id in `names_of`, because an envelope may have the same id."""
_OBSTACLES = {
    "excluded": "시나리오가 이 단지를 제외했습니다(parks.exclude).",
    "not_core": "거점단지 규칙에 들지 않고 parks.include에도 없습니다.",
    "not_published": "생산 통계가 공표된 단지가 아니고 parks.include에도 없습니다.",
    "no_statistics": "생산 통계도, 추정할 가동업체·산업시설구역 자료도 없습니다.",
    "too_few_firms": "가장 큰 분과의 기업이 {firms:.0f}개사로 최소 {least:.0f}개사(가정)보다 적습니다.",
    "only_estimated": "생산이 추정값뿐인데 시나리오가 추정을 허용하지 않습니다.",
}
_WITHOUT_RULE = {
    SEGMENT_LIMIT: "참여할 기업이나 과제 수의 한도까지 모두 찼습니다",
    PREREQUISITE: "먼저 있어야 할 패키지가 계획 기간 안에 제때 설 수 없습니다",
    ROOM: "막는 조건은 없지만 한 단위를 더 넣어도 계획의 가치가 간격 안에서 늘지 않습니다",
}


def why_sentences(
    reason: Reason, names: Mapping[str, str], found: Iterable[Obstacle]
) -> tuple[str, ...]:
    """The answer to `why PARK`, line by line; `names` are those of `names_of`."""
    lines = [_standing(reason, names[reason.park_id])]
    lines += [f"  {_award(award, names)}" for award in reason.awards]
    if not reason.candidate:
        return (*lines, *_not_a_candidate(found))
    if reason.loss is not None:
        lines.append(loss_sentence(reason.loss, reason.unit))
    lines += _bindings(reason.bindings, names)
    lines += _worth(reason, names)
    return (*lines, *_factor(reason))


def reason_sentences(reason: Reason, snapshot: Snapshot, scenario: Scenario) -> tuple[str, ...]:
    """The same with the names of a snapshot and, for a park that is no candidate, what is in the
    way in the scenario that was planned."""
    found = () if reason.candidate else obstacles(snapshot, scenario, reason.park_id)
    return why_sentences(reason, names_of(snapshot), found)


def names_of(snapshot: Snapshot) -> dict[str, str]:
    """Id → Korean name of divisions and of everything that the auditor's sentences begin with."""
    keys = (
        ("divisions", "division_id", _DIVISION),
        ("partners", "partner_id", ""),
        ("envelopes", "envelope_id", ""),
        ("regions", "region_id", ""),
        ("parks", "park_id", ""),
    )
    return {
        f"{prefix}{key}": str(name)
        for table, column, prefix in keys
        for key, name in zip(snapshot[table][column], snapshot[table]["name_ko"], strict=True)
    }


def loss_sentence(loss: Loss, unit: ObjectiveUnit = "mkrw") -> str:
    """What forcing the park out or in costs, in the objective's unit, with what is proven of it."""
    way = "이 단지를 빼면" if loss.forced == "out" else "이 단지를 꼭 넣으면"
    if loss.status is SolveStatus.INFEASIBLE:
        return f"{way} 조건을 모두 지키는 계획이 없습니다(증명됨)."
    if loss.high_mkrw is None:
        return f"{way} 얼마나 잃는지 제한 시간 안에 알아내지 못했습니다."
    if loss.high_mkrw < _NOTHING_MKRW:
        return f"{way} 목적값을 잃지 않습니다(증명됨)."
    if loss.low_mkrw > 0:
        low, high = objective_words(loss.low_mkrw, unit), objective_words(loss.high_mkrw, unit)
        ends = f"{low} 이상 {high} 이하" if low != high else low
        return f"{way} 목적값을 {ends} 잃습니다(증명된 범위)."
    return (
        f"{way} 목적값을 많아야 {objective_words(loss.high_mkrw, unit)} 잃습니다"
        "(두 풀이의 간격 안이라 손실이 없을 수도 있습니다)."
    )


def obstacle_sentence(obstacle: Obstacle) -> str:
    """One reason why a park is no candidate."""
    firms, least = obstacle.firms or 0.0, obstacle.least or 0.0
    return _OBSTACLES[obstacle.kind].format(firms=firms, least=least)


def offer_sentence(snapshot: Snapshot, offer: Offer) -> str:
    """A repair in one sentence: what gives way by how much, what it costs, what is proven."""
    *first, last = offer.repair.changes
    parts = [f"{_give_way(snapshot, change)}고" for change in first]
    parts.append(f"{_give_way(snapshot, last)}면 가능합니다")
    proof = "가장 적은 값" if offer.repair.proven else "더 적은 값이 있을 수 있음"
    return (
        f"{', '.join(parts)} (값 {exact_money(offer.repair.price_mkrw)}, {proof}, 계획으로 확인)."
    )


def price_sentence(problem: Problem) -> str:
    """How repairs are priced."""
    base = exact_money(problem.packages["base"].national_mkrw)
    return (
        f"값은 움직인 금액이고, 단지 하나(최소 단지 수·고정)는 그 패키지의 국비(기반 {base})로 셉니다. "
        "비수도권 비중과 참여기관 수용력은 원으로 값을 매길 수 없어 그대로 둡니다."
    )


def exact_money(mkrw: int) -> str:
    """Million won in 억 without rounding: an amount to act on must not come out too small."""
    text = f"{mkrw // 100:,}.{mkrw % 100:02d}".rstrip("0").rstrip(".")
    return f"{text}억 원"


def _give_way(snapshot: Snapshot, change: Change) -> str:
    title, rule = row_title(snapshot, change.row), rule_of(change.row)
    if (give_way := lifting_of(rule).give_way) is None:
        return f"{title}을 풀"
    particle, verb = give_way
    amount = count(change.amount, "곳") if rule in COUNTED else exact_money(change.amount)
    return f"{title}{particle} {amount} {verb}"


def _standing(reason: Reason, name: str) -> str:
    if reason.in_plan:
        return f"{name}: 계획에 들어 있습니다."
    if reason.candidate:
        return f"{name}: 후보이지만 계획에 들지 않았습니다."
    return f"{name}: 후보가 아닙니다."


def _award(award: Award, names: Mapping[str, str]) -> str:
    label = PACKAGE_LABELS[award.package_id]
    if award.division_id is not None:
        label += f"({names[_DIVISION + award.division_id]})"
    unit = f"{label} {award.start_year}년 {count(award.units, '단위')}"
    return f"{unit}, 국비 {money(award.national_mkrw)}, 가치 {money(award.gain_central_mkrw)}(추정)"


def _not_a_candidate(found: Iterable[Obstacle]) -> Iterator[str]:
    reasons = [obstacle_sentence(obstacle) for obstacle in found]
    yield from (f"  까닭: {reason}" for reason in reasons)
    if not reasons:
        yield "  까닭: 이 단지의 패키지는 모두 이미 정해져 더 고를 것이 없습니다."


def _bindings(bindings: Iterable[Binding], names: Mapping[str, str]) -> Iterator[str]:
    """Candidates stopped by the same things share a line."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for binding in bindings:
        said = tuple(
            _WITHOUT_RULE.get(rule) or _named(text, names) for rule, text in binding.broken
        )
        label = PACKAGE_LABELS[binding.package_id]
        labels = groups.setdefault(said, [])
        if label not in labels:
            labels.append(label)
    for said, labels in groups.items():
        more = f" 외 {len(said) - _MOST_SAID}건" if len(said) > _MOST_SAID else ""
        yield f"  {', '.join(labels)} 한 단위를 더: {'; '.join(said[:_MOST_SAID])}{more}."


def _named(sentence: str, names: Mapping[str, str]) -> str:
    """The auditor's sentence with the name in place of the id that it begins with."""
    first, _, rest = sentence.partition(" ")
    colon = ":" if first.endswith(":") else ""
    return f"{names.get(first.rstrip(':'), first.rstrip(':'))}{colon} {rest}"


def _worth(reason: Reason, names: Mapping[str, str]) -> Iterator[str]:
    if reason.score_per_eok is None:
        return
    where = "" if reason.in_plan else "(꼭 넣은 계획에서)"
    line = f"국비 1억 원에 목적값 {money(reason.score_per_eok)}{where}"
    if reason.marginal_park_id is not None:
        other = names[reason.marginal_park_id]
        line += f", 계획에서 가장 낮은 단지({other})는 {money(reason.marginal_score_per_eok)}"
    yield f"{line}입니다."


def _factor(reason: Reason) -> Iterator[str]:
    factor = reason.budget_factor
    if factor is None:
        return
    solves = f"풀이 {factor.solves}번, 오차 {FACTOR_TOLERANCE}"
    if factor.chosen is None:
        yield f"모든 예산과 상한을 {MOST_FACTOR:g}배로 늘려도 들지 않습니다({solves})."
    else:
        yield (
            f"모든 예산과 상한을 {factor.chosen:.2f}배로 하면 들고 {factor.without:.2f}배로 하면 "
            f"들지 않습니다({solves}; 바뀌는 곳이 여기만은 아닐 수 있습니다)."
        )
