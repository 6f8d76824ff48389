"""What a run decided about a park or an area."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.admission import obstacles
from cluster_planner.present import rows, words
from cluster_planner.present.profile.fact import Fact, Facts
from cluster_planner.present.reason_words import obstacle_sentence
from cluster_planner.present.summary import status_sentence


@dataclass(frozen=True, eq=False)
class PlanBook:
    """One run as profiles look it up; made once per run. The run must be of this snapshot."""

    run: Run
    snapshot: Snapshot

    @cached_property
    def awards(self) -> dict[str, pd.DataFrame]:
        """Park id → its awards with names."""
        table = rows.award_rows(self.run, self.snapshot)
        return {str(park_id): here for park_id, here in table.groupby("park_id")}

    @cached_property
    def assignments(self) -> dict[str, pd.DataFrame]:
        """Park id → its partners with names."""
        table = rows.assignment_rows(self.run, self.snapshot)
        return {str(park_id): here for park_id, here in table.groupby("park_id")}

    @cached_property
    def national_mkrw(self) -> dict[str, int]:
        """Park id → national money; only parks of the plan."""
        return {park_id: int(here["national_mkrw"].sum()) for park_id, here in self.awards.items()}

    @property
    def origin(self) -> str:
        """Which run the figures are from."""
        return f"계획 {self.run.scenario.name}, 실행번호 {self.run.run_id}"


def park_outcome(plan: PlanBook, park_id: str) -> Facts:
    """Packages, years, money and partners of a park; or why it has none, without any solve."""
    if plan.run.plan is None:
        line = Fact("계획", "이 실행에는 계획이 없습니다", note=status_sentence(plan.run))
        return Facts("plan", "계획 결과", (line,), plan.origin)
    awards = plan.awards.get(park_id)
    if awards is None:
        return Facts("plan", "계획 결과", _why_not(plan, park_id), plan.origin)
    partners = plan.assignments.get(park_id)
    lines = [*_money(awards), *_packages(awards), *_partners(partners)]
    return Facts("plan", "계획 결과", tuple(lines), plan.origin, note=status_sentence(plan.run))


def area_outcome(plan: PlanBook, park_ids: Sequence[str]) -> Facts:
    """Money and parks of the plan inside an area."""
    chosen = [park_id for park_id in park_ids if park_id in plan.awards]
    if plan.run.plan is None or not chosen:
        return Facts("plan", "계획 결과", (Fact("선정 단지", "0곳"),), plan.origin)
    awards = pd.concat([plan.awards[park_id] for park_id in chosen])
    country = sum(plan.national_mkrw.values())
    share = 100 * int(awards["national_mkrw"].sum()) / country if country else 0.0
    lines = [
        Fact("선정 단지", words.count(len(chosen), "곳"), note=f"사업 {len(awards):,}건"),
        *_money(awards),
        Fact("전국 국비 가운데", words.percent(share)),
    ]
    dearest = sorted(chosen, key=lambda i: -plan.national_mkrw[i])[:10]
    lines += [
        Fact(
            "국비 " + words.money(plan.national_mkrw[i]),
            str(plan.awards[i]["park_ko"].iloc[0]),
            note=", ".join(dict.fromkeys(plan.awards[i]["package_ko"])),
            link=f"park:{i}",
        )
        for i in dearest
    ]
    return Facts("plan", "계획 결과", tuple(lines), plan.origin, note=status_sentence(plan.run))


def _money(awards: pd.DataFrame) -> list[Fact]:
    gain = awards[list(rows.GAIN)].sum()
    others = f"지방비 {words.money(int(awards['local_mkrw'].sum()))}, 민간 {words.money(int(awards['private_mkrw'].sum()))}"
    return [
        Fact("국비 합계", words.money(int(awards["national_mkrw"].sum())), note=others),
        Fact(
            "기대 부가가치", words.money_range(*(float(gain[c]) for c in rows.GAIN)), words.ESTIMATE,
            "현재가치",
        ),
    ]  # fmt: skip


def _packages(awards: pd.DataFrame) -> list[Fact]:
    """One line a year: its money, and the packages that start."""
    found = []
    for year, here in awards.sort_values(["package_id", "division_id"]).groupby("start_year"):
        started = [
            f"{row['package_ko']}({row['division_ko']}) {row['unit_ko']} × {row['units']:,}"
            for row in here.to_dict("records")
        ]
        money = words.money(int(here["national_mkrw"].sum()))
        found.append(Fact(f"{year}년 착수", f"국비 {money}", note=", ".join(started)))
    return found


def _partners(assignments: pd.DataFrame | None) -> list[Fact]:
    """One line a role: who joins, and from how far."""
    if assignments is None:
        return []
    found = []
    for role, here in assignments.groupby("role_ko", sort=False):
        nearest = here.sort_values("distance_km").drop_duplicates("partner_id")
        named = [
            f"{row['partner_ko']}({_distance(row['distance_km'])})"
            for row in nearest.to_dict("records")
        ]
        found.append(Fact(f"참여: {role}", ", ".join(named)))
    return found


def _distance(km: float) -> str:
    return "거리 자료 없음" if pd.isna(km) else f"약 {words.distance(float(km))}"


def _why_not(plan: PlanBook, park_id: str) -> tuple[Fact, ...]:
    found = obstacles(plan.snapshot, plan.run.scenario, park_id)
    if not found:
        note = "후보였지만 다른 선택보다 앞서지 못했습니다. '왜 안 되나요?'가 계산으로 까닭을 찾습니다."
        return (Fact("이 계획", "선정되지 않았습니다", note=note),)
    first = Fact("이 계획", "후보가 아닙니다")
    return (first, *(Fact("까닭", obstacle_sentence(obstacle)) for obstacle in found))
