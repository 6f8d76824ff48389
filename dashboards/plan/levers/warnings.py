"""What arithmetic alone says of a valid scenario before it is solved: warnings, never refusals.

The scenario's own checks (benefit.checks) refuse what contradicts itself; here is what can be seen to
leave no plan, or to have no effect, without building the model.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from cluster_planner.domain.scenario import Scenario
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding
from cluster_planner.present.reason_words import exact_money


def warnings(snapshot: Snapshot, scenario: Scenario) -> tuple[Finding, ...]:
    """Everything that arithmetic says against the scenario, as findings with scenario places."""
    rules = (_base_money, _decided_money, _regions, _locks, _fund, _weights)
    return tuple(finding for rule in rules for finding in rule(snapshot, scenario))


def _offered(scenario: Scenario, programme: str) -> int:
    """All money that an envelope could ever pay: its years, and what may fall due later."""
    years = sum(scenario.budget_mkrw(programme, year) for year in scenario.years)
    return years + scenario.liability_cap_mkrw


def _base_money(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    """The least numbers of parks and the locks ask for so many new 기반 packages."""
    package = snapshot["packages"].set_index("package_id").loc["base"]
    parks = _new_base_parks(snapshot, scenario)
    cost, envelope = int(str(package["national_mkrw"])), str(package["envelope_id"])
    offered = _offered(scenario, envelope)
    if parks * cost > offered:
        problem = (
            f"최소 단지 수와 고정을 지키려면 새 기반이 {parks}곳, 국비 {exact_money(parks * cost)}이 드는데 "
            f"그 사업의 예산과 기간 뒤 부담 상한은 모두 {exact_money(offered)}입니다"
        )
        yield Finding("programmes", problem, "최소 단지 수나 고정을 줄이거나 그 예산을 늘리세요")


def _new_base_parks(snapshot: Snapshot, scenario: Scenario) -> int:
    region = dict(zip(snapshot.parks["park_id"], snapshot.parks["region_id"], strict=True))
    decided = {c.park_id for c in scenario.committed if c.package_id == "base"}
    in_region = Counter(str(region[park]) for park in decided)
    locked = Counter(str(region[p]) for p in {lock.park_id for lock in scenario.locks} - decided)
    asked = {name: rule.min_parks - in_region[name] for name, rule in scenario.regions.items()}
    needed = (max(asked.get(name, 0), locked[name], 0) for name in {*asked, *locked})
    return sum(needed)


def _decided_money(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    """What earlier years decided is paid first."""
    packages = snapshot["packages"].set_index("package_id")
    due: dict[tuple[str, int], float] = defaultdict(float)
    for row in scenario.committed:
        package = packages.loc[row.package_id]
        if row.charged:
            for i, share in enumerate(str(package["payment_pct"]).split(";")):
                key = (str(package["envelope_id"]), row.start_year + i)
                due[key] += int(str(package["national_mkrw"])) * float(share) / 100
    names = dict(
        zip(snapshot["envelopes"]["envelope_id"], snapshot["envelopes"]["name_ko"], strict=True)
    )
    index = {budget.programme_id: i for i, budget in enumerate(scenario.programmes)}
    for (programme, year), money in sorted(due.items()):
        offered = scenario.budget_mkrw(programme, year)
        if year in scenario.years and money > offered:
            where = f"programmes.{index.get(programme, 0)}.national_mkrw.{year}"
            problem = (
                f"{names[programme]} {year}년 예산 {exact_money(offered)}이 이미 정해진 사업에 낼 "
                f"{exact_money(round(money))}보다 적습니다"
            )
            yield Finding(where, problem, "그해 예산을 늘리거나 이월을 허용하세요")


def _regions(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    capital = scenario.regions.get("capital")
    total = scenario.total_budget_mkrw + scenario.liability_cap_mkrw
    room = total * (1 - scenario.noncapital_share_min_pct / 100)
    if capital is not None and capital.floor_mkrw > room:
        problem = (
            f"비수도권에 {scenario.noncapital_share_min_pct:g}% 이상을 쓰면 수도권 몫은 많아야 "
            f"{exact_money(int(room))}인데 수도권 최소배분이 {exact_money(capital.floor_mkrw)}입니다"
        )
        yield Finding("regions.capital.floor_mkrw", problem, "둘 가운데 하나를 낮추세요")


def _locks(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    decided = {(c.park_id, c.package_id) for c in scenario.committed}
    names = dict(zip(snapshot.parks["park_id"], snapshot.parks["name_ko"], strict=True))
    for i, lock in enumerate(scenario.locks):
        if (lock.park_id, lock.package_id) in decided:
            problem = (
                f"{names[lock.park_id]}의 이 패키지는 이미 정해져 있어 고정이 하는 일이 없습니다"
            )
            remedy = "더 넣으려면 데이터·인력으로 바꾸세요"
            yield Finding(f"locks.{i}.package_id", problem, remedy)


def _fund(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    if scenario.fund is not None and scenario.fund.cap_mkrw == 0:
        problem = "펀드를 켜고 상한을 0으로 두면 펀드를 쓰는 사업은 하나도 시작하지 못합니다"
        yield Finding("fund.cap_mkrw", problem, "상한을 높이거나 펀드를 끄세요")


def _weights(snapshot: Snapshot, scenario: Scenario) -> Iterator[Finding]:
    rule = scenario.objective
    measured = {"weighted": rule.weights, "lexicographic": rule.order}.get(rule.kind)
    if measured is not None and (scenario.weights.engine_fit or scenario.weights.ageing):
        problem = "이 목적은 가중치를 뺀 기준을 재므로 성장엔진·노후도 가중치가 쓰이지 않습니다"
        yield Finding(
            "weights.engine_fit", problem, "가중치를 쓰려면 목적을 기대효과의 합으로 두세요"
        )
