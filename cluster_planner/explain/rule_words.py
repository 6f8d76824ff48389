"""Each rule of a plan in Korean, once: what it says, its formula, who sets it, how it gives way.

The names are those of `cluster_planner.optimize.formulation.rules` and `cluster_planner.audit`; docs/rules.md is
written from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

type NamedIn = tuple[tuple[str, str], ...]
"""Table and key of each part of a row name: an id may stand for different things in two tables."""

_REGION: Final[NamedIn] = (("regions", "region_id"),)


@dataclass(frozen=True)
class Lifting:
    """How a rule gives way: its title in a finding, the remedy, and the end of a sentence."""

    title: str
    """With {0}, {1}, … for the parts of the row name."""
    remedy: str
    named_in: NamedIn = ()
    give_way: tuple[str, str] | None = None
    """Particle and verb stem, as in '상한을 10억 원 높이-'; None for what has no amount."""


@dataclass(frozen=True)
class RuleWords:
    """One rule for its reader."""

    sentence: str
    formula: str
    set_by: str
    """Fields of the scenario and columns of the tables that set it."""
    parts: str = ""
    """What follows the rule's name in its row names."""
    lifting: Lifting | None = None
    """None for what no planner can lift."""


RULE_WORDS: Final[Mapping[str, RuleWords]] = {
    "programme_budget": RuleWords(
        "한 예산 묶음은 한 해에 그해 예산과 지난해에서 넘어온 돈보다 많이 주지 않습니다.",
        "새 사업의 그해 국비 + 다음 해로 넘긴 돈 − 지난해에서 넘어온 돈 ≤ 그해 예산 − 이미 정해진 "
        "사업의 그해 국비. 넘긴 돈 ≤ 그해 예산 × 이월 한도",
        "`programmes`, `carry_over_pct`, `committed` · packages.csv `national_mkrw`, `payment_pct`",
        "예산 묶음, 연도",
        Lifting(
            "사업 예산 {0} {1}년",
            "이 해의 예산을 늘리거나 이월을 허용하세요",
            (("envelopes", "envelope_id"),),
            ("을", "늘리"),
        ),
    ),
    "national_cap": RuleWords(
        "모든 예산 묶음을 합해 한 해에 그해의 상한보다 많이 주지 않습니다.",
        "새 사업의 그해 국비 합 ≤ 그해 상한 − 이미 정해진 사업의 그해 국비",
        "`national_cap_mkrw`, `committed`",
        "연도",
        Lifting("연도 총예산 {0}년", "이 해의 총예산 상한을 높이세요", give_way=("을", "높이")),
    ),
    "liability_cap": RuleWords(
        "계획 기간 뒤에 줄 국비는 상한을 넘지 않습니다.",
        "새 사업의 마지막 해 뒤 국비 ≤ 상한 − 이미 정해진 사업의 마지막 해 뒤 국비",
        "`liability_cap_mkrw`, `committed` · packages.csv `payment_pct`",
        lifting=Lifting("계획 기간 뒤 국비 부담 상한", "상한을 높이세요", give_way=("을", "높이")),
    ),
    "region_floor": RuleWords(
        "권역마다 새 국비를 최소배분만큼은 줍니다.",
        "권역 단지의 새 국비 합 ≥ 최소배분",
        "`regions.*.floor_mkrw`",
        "권역",
        Lifting(
            "{0} 최소배분",
            "최소배분을 낮추거나 후보 단지를 더하세요",
            _REGION,
            ("을", "낮추"),
        ),
    ),
    "region_cap": RuleWords(
        "권역마다 새 국비를 상한보다 많이 주지 않습니다.",
        "권역 단지의 새 국비 합 ≤ 상한",
        "`regions.*.cap_mkrw`",
        "권역",
        Lifting("{0} 배분 상한", "상한을 높이세요", _REGION, ("을", "높이")),
    ),
    "region_local_cap": RuleWords(
        "권역의 지방정부는 가진 것보다 많이 내지 않습니다.",
        "권역 단지의 지방비 합 ≤ 지방비 여력. 지방비 = 수량 × 단가, 등급을 아는 시군구는 등급의 "
        "국비:지방비 비율까지 줄어든 단가",
        "`regions.*.local_cap_mkrw`, `local_matching` · packages.csv `local_mkrw`, "
        "subsidy_tiers.csv, assumptions.csv `tier_matching_relief`",
        "권역",
        Lifting("{0} 지방비 여력", "지방비 여력을 높이세요", _REGION, ("을", "높이")),
    ),
    "region_private_cap": RuleWords(
        "권역의 기업은 펀드 밖에서 스스로 낼 수 있는 것보다 많이 내지 않습니다.",
        "권역 단지의 (민간 − 국민성장펀드) 합 ≤ 기업 부담 여력",
        "`regions.*.private_cap_mkrw`, `fund` · packages.csv `private_mkrw`, `fund_pct`",
        "권역",
        Lifting("{0} 기업 부담 여력", "기업 부담 여력을 높이세요", _REGION, ("을", "높이")),
    ),
    "region_min_parks": RuleWords(
        "권역마다 마지막 해에 기반을 갖춘 단지가 최소 단지 수만큼은 있습니다.",
        "기반을 새로 시작한 단지 수 ≥ 최소 단지 수 − 이미 기반이 정해진 단지 수",
        "`regions.*.min_parks`, `committed`",
        "권역",
        Lifting(
            "{0} 최소 단지 수",
            "최소 단지 수를 낮추거나 후보 단지를 더하세요",
            _REGION,
            ("를", "낮추"),
        ),
    ),
    "noncapital_share": RuleWords(
        "새 국비 가운데 수도권 밖의 몫은 최소 비중보다 작지 않습니다.",
        "(1 − 비중) × 수도권 밖 새 국비 − 비중 × 수도권 새 국비 ≥ 0",
        "`noncapital_share_min_pct`",
        lifting=Lifting("비수도권 최소 비중", "비중을 낮추세요"),
    ),
    "fund_cap": RuleWords(
        "국민성장펀드가 대는 돈은 계획 기간의 상한을 넘지 않습니다.",
        "모든 배분의 펀드 합 ≤ 펀드 상한. 펀드 = 수량 × 민간 단가 × 펀드 비율",
        "`fund.cap_mkrw` · packages.csv `private_mkrw`, `fund_pct`",
        lifting=Lifting("국민성장펀드 상한", "펀드 상한을 높이세요", give_way=("을", "높이")),
    ),
    "fund_noncapital_share": RuleWords(
        "국민성장펀드 가운데 수도권 밖의 몫은 최소 비중보다 작지 않습니다.",
        "(1 − 비중) × 수도권 밖 펀드 − 비중 × 수도권 펀드 ≥ 0",
        "`fund.noncapital_min_pct` · packages.csv `fund_pct`",
        lifting=Lifting("국민성장펀드 비수도권 최소 비중", "펀드의 비중을 낮추세요"),
    ),
    "region_gain_least": RuleWords(
        "권역마다 업체당 기대효과가 하한만큼은 있고, 목적이 세는 가장 적은 값보다 적지 않습니다.",
        "권역의 기대효과 ≥ 하한 × 권역의 가동업체 수. 권역의 기대효과 ≥ (가동업체 수 ÷ 모든 가동업체 "
        "수) × `least`. 업체 수는 권역 모든 단지의 것이고, 효과를 낼 후보가 없는 권역은 세지 않음",
        "`objective` · parks.csv `operating`",
        "권역(`counted`가 붙은 줄은 목적이 세는 값)",
        Lifting("{0} 업체당 최소 기대효과", "목적의 균형 하한을 낮추세요", _REGION),
    ),
    "region_gain_even": RuleWords(
        "기대효과는 권역의 업체 몫까지만 고르게 놓인 것으로 세고, 그 합은 지킬 값보다 작지 않습니다.",
        "고른 것 ≤ 권역의 기대효과. 고른 것 ≤ (권역의 가동업체 수 ÷ 모든 가동업체 수) × 모든 기대효과. "
        "고른 것의 합 ≥ 앞 단계에서 이른 값 × (1 − 내줄 비율)",
        "`objective` · parks.csv `operating`",
        "권역과 `gain` 또는 `share`, `total`, `floor`",
        Lifting("업체 몫대로 놓인 기대효과", "기준의 차례에서 내줄 비율을 높이세요"),
    ),
    "kept_criterion": RuleWords(
        "앞 단계에서 이른 기준의 값은 내줄 비율을 뺀 만큼 지킵니다.",
        "기준의 값 ≥ 앞 단계에서 이른 값 × (1 − 내줄 비율)",
        "`objective.order`",
        "기준",
        Lifting("앞 기준 {0}", "기준의 차례에서 내줄 비율을 높이세요"),
    ),
    "stays_started": RuleWords(
        "시작한 사업은 되돌리지 않고, 단지에 하나뿐인 패키지는 한 번만 시작합니다.",
        "앞 해까지 시작한 수 ≤ 그해까지 시작한 수 ≤ 후보의 최대 수",
        "packages.csv `once_per_park`, `max_projects`",
        "후보, 구간, 연도",
    ),
    "needs_in_park": RuleWords(
        "패키지는 먼저 있어야 할 패키지가 단지에 선 지 정한 햇수가 지난 뒤에 시작합니다.",
        "그해까지 시작한 수 ≤ 구간의 크기 × (대기 햇수 전까지 선행 패키지를 시작했으면 1, 아니면 0)",
        "`committed` · packages.csv `needs_in_park`, `lag_years`",
        "후보, 선행 패키지, 구간, 연도",
    ),
    "follows": RuleWords(
        "이어지는 패키지는 같은 단지·분과의 앞선 사업이 허락하는 수보다 많이 시작하지 않습니다.",
        "그해까지 시작한 수 ≤ 선행 1개당 가능 수 × 대기 햇수 전까지 시작한 선행 사업 수",
        "packages.csv `follows`, `follows_ratio`, `lag_years`, `units_per_project`",
        "후보, 연도",
    ),
    "park_lock": RuleWords(
        "고정한 단지는 고정한 해까지 그 패키지를 시작합니다.",
        "고정한 해까지 시작한 수 ≥ 1",
        "`locks`",
        "단지, 패키지",
        Lifting(
            "{0} 단지 고정({1})",
            "고정을 풀거나 연도를 늦추세요",
            (("parks", "park_id"), ("packages", "package_id")),
        ),
    ),
    "partner_demand": RuleWords(
        "시작한 사업마다 필요한 역할을 모두, 맡을 수 있는 기관이 맡습니다.",
        "역할을 맡은 기관의 참여 수 합 = 마지막 해까지 시작한 사업 수. 맡을 수 있는 기관 = 유형과 "
        "분과가 맞고 도달 거리 안에 있는 기관",
        "`partner_reach_km` · roles.csv, partners.csv",
        "역할과 번호(같은 기관들이 맡을 수 있는 요구를 묶은 것)",
    ),
    "partner_capacity": RuleWords(
        "참여기관은 수용력보다 많은 사업에 참여하지 않습니다.",
        "기관의 참여 수 합 ≤ 유형별 수용력 × 참여기관 수행 능력",
        "`partner_capacity_pct` · assumptions.csv `capacity_*`",
        "기관",
        Lifting("{0} 수용력", "참여기관 수용력을 높이세요", (("partners", "partner_id"),)),
    ),
}
"""In the order of the rules."""


def lifting_of(rule: str) -> Lifting:
    """How a rule gives way. Raises KeyError for one that no planner can lift."""
    lifting = RULE_WORDS[rule].lifting
    if lifting is None:
        raise KeyError(rule)
    return lifting
