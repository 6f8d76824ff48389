"""Korean words for what differs between two runs; the values come from `explain.differences`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cluster_planner.domain.scenario import Fund
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.differences import Cause, InputChange, PackageChange, Verdict
from cluster_planner.present.assumptions import FIELDS, MATCHING, NO_LIMIT, NONE, SCOPES
from cluster_planner.present.criteria import CRITERIA, OBJECTIVE_KINDS, objective_words
from cluster_planner.present.imports.changes import change_words
from cluster_planner.present.reason_words import exact_money, names_of
from cluster_planner.present.words import PACKAGE_LABELS, count, money

UNEXPLAINED: Final = "조건에서 곧바로 설명되지 않음"
WITHIN_GAP: Final = "두 실행의 간격 안이라 우열을 말할 수 없음"
STANDINGS: Final = {
    "entered": "새로 들어옴",
    "left": "빠짐",
    "more": "늘어남",
    "less": "줄어듦",
    "reshaped": "같은 금액, 다른 구성",
}
PARTNER_STANDINGS: Final = {
    "entered": "새로 참여",
    "left": "빠짐",
    "wider": "단지 늘림",
    "narrower": "단지 줄임",
    "moved": "다른 단지로 옮김",
    "more": "물량 늘어남",
    "less": "물량 줄어듦",
    "reshaped": "같은 물량, 다른 일",
}
_MORE_FIELDS: Final = {
    "programmes.label": ("사업 예산이 사실인지 가정인지", ""),
    "programmes.basis": ("사업 예산의 근거", ""),
    "committed.charged": ("이미 정해진 배분의 국비를 이 단지에서 셈", ""),
}
_OBSTACLES: Final = {
    "no_plan": "계획이 없는 실행이 있음",
    "data": "자료가 다름",
    "program": "프로그램 판이 다름",
    "unit": "목적값의 단위가 다름",
    "measure": "목적·가중치·효과 기간이 달라 점수의 뜻이 다름",
    "references": "기준값이 달라 점수의 뜻이 다름",
    "stages": "여러 단계로 푼 목적이라 점수 하나로 말할 수 없음",
}
GROUPS: Final = {
    "years": "계획 기간",
    "parks": "대상 단지",
    "programmes": "사업 예산",
    "national_cap_mkrw": "연도별 국비 상한",
    "carry_over_pct": "예산 이월",
    "liability_cap_mkrw": "기간 뒤 국비 상한",
    "regions": "권역 조건",
    "noncapital_share_min_pct": "수도권 밖 최소 비중",
    "local_matching": "지방비 매칭",
    "fund": "국민성장펀드",
    "locks": "꼭 넣을 단지",
    "committed": "이미 정해진 배분",
    "partner_capacity_pct": "참여기관 수행 능력",
    "partner_reach_km": "참여기관 도달 거리",
    "allow_estimates": "추정 단지 허용",
    "weights": "점수의 가중치",
    "objective": "목적",
    "horizon": "효과 기간과 할인율",
    "solver": "풀이 설정",
    "data": "자료",
    "program": "프로그램 판",
}
"""Field of a scenario, or what else a run is made of → what its inputs are called together."""
_SIDES: Final = {"before": "기준 실행", "after": "견준 실행", "both": "두 실행"}


@dataclass(frozen=True)
class InputWords:
    """One changed input as a reader sees it."""

    item: str
    subject: str
    """For whom or when; empty for the whole country and period."""
    before: str
    after: str


class DifferenceWords:
    """Sentences with the names of one snapshot; an id that it does not know is shown as it is."""

    def __init__(self, snapshot: Snapshot, *others: Snapshot) -> None:
        """Look the names up once; `others` name what the first does not know."""
        self._names = {
            key: name for one in (*others, snapshot) for key, name in names_of(one).items()
        }
        roles = snapshot["roles"]
        self._roles = {
            str(role): "·".join(dict.fromkeys(rows["name_ko"].astype("str")))
            for role, rows in roles.groupby("role_id")
        }

    def name(self, identifier: str) -> str:
        """Name of a park, region, programme or partner."""
        return self._names.get(identifier, identifier)

    def division(self, division_id: str) -> str:
        """Name of a division."""
        return self._names.get(f"division:{division_id}", division_id)

    def input(self, change: InputChange) -> InputWords:
        """A changed input: what, for whom, before, after."""
        item, unit = FIELDS.get(change.path) or _MORE_FIELDS[change.path]
        shown = (_value(change.path, side, unit) for side in (change.before, change.after))
        return InputWords(item, self._subject(change), *shown)

    def input_sentence(self, change: InputChange) -> str:
        """The same in one line."""
        told = self.input(change)
        subject = f" {told.subject}" if told.subject else ""
        return f"{told.item}{subject}: {told.before} → {told.after}"

    def sentences(self, changes: Iterable[InputChange]) -> tuple[str, ...]:
        """Changed inputs in lines; the years of one programme in one of them."""
        lines: list[str] = []
        budgets: dict[str, list[InputChange]] = {}
        for change in changes:
            if change.path == "programmes":
                budgets.setdefault(change.subject[0], []).append(change)
            else:
                lines.append(self.input_sentence(change))
        return (*(self._budget(name, years) for name, years in budgets.items()), *lines)

    def _budget(self, programme_id: str, changes: Sequence[InputChange]) -> str:
        if len(changes) == 1:
            return self.input_sentence(changes[0])
        years = [change.subject[1] for change in changes]
        before, after = (
            money(sum(side for c in changes if isinstance(side := getattr(c, name), int)))
            for name in ("before", "after")
        )
        span = f"{years[0]}–{years[-1]}년 가운데 {len(years)}해"
        return f"{self.name(programme_id)} 예산 {span}: {before} → {after}"

    def cause(self, cause: Cause) -> str:
        """Why a park differs; one that only may be the cause says so."""
        if cause.certain:
            return self._certain(cause)
        match cause.kind:
            case "data":
                told = [change_words(row) for row in cause.rows]
                if not told:
                    return "두 실행의 자료가 달라 조건만으로 말할 수 없음"
                head, left = "; ".join(told[:2]), len(told) - 2
                return f"자료가 바뀜({head}{f' 외 {left}건' if left > 0 else ''})"
            case "locked" if cause.side == "before":
                head = "꼭 넣는 조건이 풀림"
            case "locked" | "committed":
                head = "이 단지의 정해진 배분이 바뀜"
            case "region_rule":
                head = "이 단지의 권역 조건이 바뀜"
            case _:
                head = "이 단지의 패키지를 대는 사업 예산이 바뀜"
        return f"{head}({self._listed(cause.changes)})"

    def package(self, change: PackageChange) -> str:
        """One package with its units and start years, before and after."""
        name = PACKAGE_LABELS.get(change.package_id, change.package_id)
        if change.division_id:
            name += f"({self.division(change.division_id)})"
        before = _units(change.before_units, change.before_years)
        return f"{name} {before} → {_units(change.after_units, change.after_years)}"

    def _certain(self, cause: Cause) -> str:
        side = _SIDES[cause.side]
        match cause.kind:
            case "excluded":
                return f"{side}에서 이 단지를 뺌"
            case "locked":
                return f"{side}에서 이 단지를 꼭 넣음"
            case "only_estimated":
                return f"{side}에서 생산액이 추정인 단지를 허용하지 않음"
            case "not_core":
                return f"{side}의 대상(거점단지) 밖"
            case _:
                return f"{side}의 대상(생산 통계가 있는 단지) 밖"

    def _listed(self, changes: tuple[InputChange, ...], most: int = 2) -> str:
        told = self.sentences(changes)
        left = len(told) - most
        return "; ".join(told[:most]) + (f" 외 {left}건" if left > 0 else "")

    def _subject(self, change: InputChange) -> str:
        match change.path.partition(".")[0], change.subject:
            case "partner_reach_km", (role,):
                return self._roles.get(role, role)
            case (("locks" | "committed"), (park_id, package_id)):
                return f"{self.name(park_id)} {PACKAGE_LABELS.get(package_id, package_id)}"
            case "objective", (criterion,) if criterion in CRITERIA:
                return CRITERIA[criterion][0]  # type: ignore[index]
            case _, (year,) if year.isdigit():
                return f"{year}년"
            case _, (first, year) if year.isdigit():
                return f"{self.name(first)} {year}년"
            case _, subject:
                return " ".join(map(self.name, subject))


def verdict_sentence(found: Verdict, unit: str) -> str:
    """What the two scores allow to say."""
    if found.kind == "not_comparable" or found.change is None:
        reasons = ", ".join(_OBSTACLES[obstacle] for obstacle in found.obstacles)
        return f"목적값을 견줄 수 없음: {reasons}"
    change = objective_words(abs(found.change), unit)
    match found.kind:
        case "better":
            return f"목적값이 {change} 큼(두 실행의 간격 밖이라 확실함)"
        case "worse":
            return f"목적값이 {change} 작음(두 실행의 간격 밖이라 확실함)"
        case "equal":
            return "목적값이 같음"
        case _:
            way = "큼" if found.change > 0 else "작음"
            return f"목적값이 {change} {way} — {WITHIN_GAP}"


def _units(units: int, years: tuple[int, ...]) -> str:
    if not units:
        return NONE
    return f"{count(units, '단위')}({', '.join(map(str, years))})"


def _value(path: str, value: Any, unit: str) -> str:
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, Fund):
        return ", ".join(_fund(value))
    if isinstance(value, str):
        return _named(path, value)
    if isinstance(value, tuple):
        return _listing(path, value)
    if value is None:
        return _absent(path)
    if unit == "백만원":
        # Exact: two amounts that differ must not read the same.
        return exact_money(int(value)) if value else "0원"
    number = f"{value:,g}" if unit not in ("연도", "연도까지", "착수연도") else str(value)
    return f"{number}{_UNIT_SUFFIX.get(unit, unit)}"


_UNIT_SUFFIX: Final = {"연도": "년", "연도까지": "년까지", "착수연도": "년 착수"}


def _absent(path: str) -> str:
    match path:
        case "fund":
            return "쓰지 않음"
        case "partner_reach_km":
            return "역할표의 거리"
        case "locks" | "committed" | "programmes.label" | "programmes.basis":
            return NONE
        case _ if path.startswith("objective."):
            return NONE
        case _:
            return NO_LIMIT


def _fund(fund: Fund) -> Iterator[str]:
    yield NO_LIMIT if fund.cap_mkrw is None else f"상한 {money(fund.cap_mkrw)}"
    yield f"수도권 밖 {fund.noncapital_min_pct:g}% 이상"


def _named(path: str, value: str) -> str:
    labels: Mapping[str, Mapping[str, str]] = {
        "parks.scope": SCOPES,
        "local_matching": MATCHING,
        "objective.kind": OBJECTIVE_KINDS,
    }
    return labels.get(path, {}).get(value, value) or NONE


def _listing(path: str, value: tuple[Any, ...]) -> str:
    if path == "years":
        return f"{value[0]}–{value[-1]}년"
    return " › ".join(f"{CRITERIA[name][0]}({give:g}% 내줌)" for name, give in value) or NONE
