"""What a planner asks: budgets, floors, locks and assumptions, as one frozen value with an identity."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from cluster_planner.domain.objective_rule import ObjectiveRule
from cluster_planner.domain.scenario_words import Incoherent, findings_of
from cluster_planner.domain.unique_yaml import RepeatedKey, load_unique
from cluster_planner.errors import Finding, ScenarioError

Mkrw = Annotated[int, Field(ge=0, le=10**9)]
Pct = Annotated[float, Field(ge=0, le=100)]


def _sorted_unique(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


IdSet = Annotated[tuple[str, ...], AfterValidator(_sorted_unique)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class ParkScope(_Frozen):
    """Which parks may be converted."""

    scope: Literal["core", "with_statistics", "all"] = "core"
    """core: 거점단지 규칙이 고른 단지, with_statistics: 생산 통계가 있는 단지, all: 모든 단지."""
    include: IdSet = ()
    """Park ids admitted besides the scope."""
    exclude: IdSet = ()
    """Park ids that may get nothing."""


class ProgrammeBudget(_Frozen):
    """National money of one programme envelope by year."""

    programme_id: str
    national_mkrw: dict[int, Mkrw]
    """Year → million won of national money for park conversion."""
    label: Literal["사실", "가정"]
    basis: str
    """Where the figure comes from, or what is assumed."""


class RegionRule(_Frozen):
    """What one region must or may get over the horizon."""

    floor_mkrw: Mkrw = 0
    """Least national money committed to its parks."""
    cap_mkrw: Mkrw | None = None
    """Most national money committed to its parks."""
    min_parks: int = Field(default=0, ge=0)
    """Least number of its parks with a 기반 package at the end, committed ones included."""
    local_cap_mkrw: Mkrw | None = None
    """Most local matching money that its governments can pay."""
    private_cap_mkrw: Mkrw | None = None
    """Most private money that its firms can pay themselves, beside 국민성장펀드."""


class Lock(_Frozen):
    """A park that must have a park-level package by a year."""

    park_id: str
    package_id: Literal["base", "data_talent"] = "base"
    by_year: int


class Committed(_Frozen):
    """A package that earlier years already decided; its later payments bind this budget."""

    park_id: str
    package_id: Literal["base", "data_talent"] = "base"
    start_year: int
    charged: bool = True
    """False when the payments are counted at another park of the same decision."""


class Fund(_Frozen):
    """How far 국민성장펀드 carries the firms' share; each package says how much of it (`fund_pct`)."""

    cap_mkrw: Mkrw | None = None
    """Most money of the fund over the horizon."""
    noncapital_min_pct: Pct = 40.0
    """Least share of its money outside the capital region; the fund's own rule is 40 %."""


class Weights(_Frozen):
    """How much an indicator (0–1) raises a unit's score above its money gain."""

    engine_fit: float = Field(default=0.0, ge=0, le=5)
    ageing: float = Field(default=0.0, ge=0, le=5)


class Horizon(_Frozen):
    """Which years of effect count, and what a later won is worth."""

    benefit_until: int = Field(default=2035, ge=2026, le=2060)
    discount_rate_pct: float = Field(default=4.5, ge=0, le=30)


class SolverSettings(_Frozen):
    """How long and how exactly to solve; one thread and a fixed seed make a run repeatable."""

    time_limit_s: float = Field(default=60.0, gt=0, le=24 * 3600)
    gap: float = Field(default=1e-3, ge=0, le=0.5)
    seed: int = Field(default=1, ge=0)
    engine: Literal["highs", "cbc"] = "highs"
    """highs: HiGHS, cbc: 다른 풀이 도구 CBC로 다시 물음(extra `cbc`)."""


class Scenario(_Frozen):
    """One planning question. Two scenarios with the same digest ask the same thing."""

    name: str = Field(min_length=1, max_length=80)
    description: str = ""
    years: tuple[int, ...] = (2026, 2027, 2028, 2029, 2030)
    parks: ParkScope = ParkScope()
    programmes: tuple[ProgrammeBudget, ...] = Field(min_length=1)
    national_cap_mkrw: dict[int, Mkrw] = Field(default_factory=dict)
    """Year → most national money over all programmes; a year left out has no such limit."""
    carry_over_pct: Pct = 0.0
    """Share of a programme's yearly budget that may move to the next year."""
    liability_cap_mkrw: Mkrw = 0
    """Most national money that may fall due after the last year."""
    regions: dict[str, RegionRule] = Field(default_factory=dict)
    noncapital_share_min_pct: Pct = 0.0
    """Least share of new national money outside the capital region."""
    local_matching: Literal["tiered", "flat"] = "tiered"
    """tiered: 보조금 등급을 아는 시군구는 그 비율로 지방비를 줄임, flat: 어디서나 패키지의 비율."""
    fund: Fund | None = None
    """Left out, the firms pay all private money themselves."""
    locks: tuple[Lock, ...] = ()
    committed: tuple[Committed, ...] = ()
    partner_capacity_pct: Annotated[float, Field(ge=0, le=1000)] = 100.0
    """Scales the number of projects that each partner can join."""
    partner_reach_km: dict[str, Annotated[float, Field(gt=0, le=1000)]] = Field(
        default_factory=dict
    )
    """Role → how far its partners may be from the park, instead of roles.csv; a partner whose
    place is unknown then cannot take part."""
    allow_estimates: bool = True
    """Whether parks whose production is only estimated may be converted beyond locks."""
    weights: Weights = Weights()
    objective: ObjectiveRule = ObjectiveRule()
    horizon: Horizon = Horizon()
    solver: SolverSettings = SolverSettings()

    @model_validator(mode="after")
    def _coherent(self) -> "Scenario":
        findings = (*self._year_findings(), *self._programme_findings())
        if findings:
            raise Incoherent(findings)
        return self

    def _year_findings(self) -> Iterator[Finding]:
        span = tuple(range(self.years[0], self.years[0] + len(self.years))) if self.years else ()
        if not self.years or self.years != span:
            problem = "연도는 빠짐없이 이어지는 오름차순이어야 합니다"
            yield Finding("years", problem, "[2026, 2027, 2028]처럼 고치세요")
        used = {year for budget in self.programmes for year in budget.national_mkrw}
        used |= set(self.national_cap_mkrw)
        if strange := sorted(used - set(self.years)):
            problem = f"계획 기간 밖의 연도에 예산이 있습니다 {strange}"
            yield Finding("years", problem, "그 해의 예산을 지우거나 기간을 늘리세요")
        if self.years and self.horizon.benefit_until < self.years[-1]:
            problem = "계획 마지막 해보다 이릅니다"
            yield Finding("horizon.benefit_until", problem, f"{self.years[-1]} 이상으로 고치세요")

    def _programme_findings(self) -> Iterator[Finding]:
        ids = [budget.programme_id for budget in self.programmes]
        for doubled in sorted({i for i in ids if ids.count(i) > 1}):
            yield Finding("programmes", f"사업 {doubled}이(가) 두 번 나옵니다", "하나만 남기세요")
        if not any(any(b.national_mkrw.values()) for b in self.programmes):
            problem = "예산이 모두 0원입니다"
            yield Finding("programmes", problem, "한 사업에라도 0보다 큰 예산을 넣으세요")
        elif self.national_cap_mkrw and not any(
            self.national_cap_mkrw.get(y, 1) for y in self.years
        ):
            problem = "연도별 총예산 상한이 모두 0원입니다"
            yield Finding("national_cap_mkrw", problem, "한 해라도 0보다 크게 고치거나 지우세요")

    @property
    def digest(self) -> str:
        """SHA-256 of everything but the display name, description and the order of lists."""
        content = self.model_dump(mode="json", exclude={"name", "description"})
        for unordered in ("programmes", "locks", "committed"):
            content[unordered].sort(key=json.dumps)
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def budget_mkrw(self, programme_id: str, year: int) -> int:
        """National money of a programme in a year; 0 when the scenario names none."""
        for budget in self.programmes:
            if budget.programme_id == programme_id:
                return budget.national_mkrw.get(year, 0)
        return 0

    @property
    def total_budget_mkrw(self) -> int:
        """All national money that the scenario offers, after the yearly caps."""
        total = 0
        for year in self.years:
            offered = sum(b.national_mkrw.get(year, 0) for b in self.programmes)
            total += min(offered, self.national_cap_mkrw.get(year, offered))
        return total


def scenario_from(content: Any, where: str = "시나리오") -> Scenario:
    """Check loose content (a dict from YAML, JSON or a screen). Raises ScenarioError with every finding."""
    if not isinstance(content, dict):
        finding = Finding(where, "항목: 값 꼴의 시나리오가 아닙니다", "기준안 파일을 본떠 고치세요")
        raise ScenarioError((finding,))
    try:
        return Scenario.model_validate(content)
    except ValidationError as error:
        findings = [f for e in error.errors() for f in findings_of(e, where)]
        raise ScenarioError(findings) from error


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file (YAML). Raises ScenarioError when it is missing, unreadable or wrong."""
    try:
        content = load_unique(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        finding = Finding(str(path), "파일이 없습니다", "경로와 파일 이름을 확인하세요")
        raise ScenarioError((finding,)) from error
    except (OSError, UnicodeDecodeError) as error:
        finding = Finding(str(path), "읽을 수 없는 파일입니다", "UTF-8 텍스트 파일인지 확인하세요")
        raise ScenarioError((finding,)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name} {mark.line + 1}행 {mark.column + 1}열" if mark else path.name
        raise ScenarioError((_yaml_finding(where, error),)) from error
    except (ValueError, RecursionError) as error:  # 2026-13-45 looks like a date; [[[[… is endless
        finding = Finding(path.name, "읽을 수 없는 값이 있습니다", "날짜 꼴과 괄호를 확인하세요")
        raise ScenarioError((finding,)) from error
    return scenario_from(content, path.name)


def _yaml_finding(where: str, error: yaml.YAMLError) -> Finding:
    if isinstance(error, RepeatedKey):
        return Finding(where, str(error.problem), "한 줄만 남기세요")
    return Finding(where, "YAML 문법이 맞지 않습니다", "들여쓰기를 확인하세요")
