"""Groups whose levers are single values: name, fund, weights of indicators, solver."""

from dataclasses import dataclass, replace
from typing import Any

from cluster_planner.domain.scenario import Scenario
from dashboards.parts import Field, Option
from dashboards.plan.levers.group import (
    MOST_EOK,
    NO_LIMIT,
    Content,
    Scalar,
    at,
    scalar_change,
    scalar_places,
    scalar_values,
    sum_text,
)
from dashboards.state.draft import Draft


@dataclass(frozen=True)
class Fund:
    """국민성장펀드: on or off, and how far it goes."""

    base: Scenario
    title: str = "국민성장펀드"

    _scalars = (
        Scalar(
            Field("fund.cap", "펀드 상한(계획 기간)", "number", unit="억", low=0, high=MOST_EOK, empty=NO_LIMIT,
                  help="펀드가 기업 몫을 맡을 수 있는 돈의 합. 패키지마다 맡는 비율은 packages.csv의 fund_pct(가정)."),
            ("fund", "cap_mkrw"), measure="money",
        ),
        Scalar(
            Field("fund.share", "펀드의 비수도권 최소 비중", "number", unit="%", low=0, high=100,
                  help="펀드 돈 가운데 수도권 밖에 갈 최소 몫. 40 %는 펀드의 조건(사실)."),
            ("fund", "noncapital_min_pct"), default=40.0,
        ),
    )  # fmt: skip

    def fields(self, content: Content) -> tuple[Field, ...]:
        """The switch; its figures only while it is on."""
        switch = Field(
            "fund", "국민성장펀드가 기업 부담의 일부를 맡음", "switch",
            help="끄면 기업이 민간 부담을 모두 스스로 냅니다.",
        )  # fmt: skip
        figures = tuple(s.field for s in self._scalars) if self._on(content) else ()
        return (switch, *figures)

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        on = self._on(content)
        return {"fund": on} | (scalar_values(self._scalars, content) if on else {})

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """Switched on again, the fund starts as the base scenario has it."""
        if key == "fund":
            begun = self.base.fund.model_dump(mode="json") if self.base.fund else {}
            return draft.put(begun if value else None, "fund")
        return scalar_change(self._scalars, draft, key, value) or draft

    def summary(self, content: Content) -> str:
        """What it comes to."""
        cap = at(content, "fund", "cap_mkrw")
        if not self._on(content):
            return "쓰지 않음"
        return "상한 없음" if cap is None else f"{sum_text([cap])}까지"

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        return {"fund": "fund"} | (scalar_places(self._scalars) if self._on(content) else {})

    def _on(self, content: Content) -> bool:
        return at(content, "fund") is not None


@dataclass(frozen=True)
class Solver:
    """How long and how exactly to solve."""

    with_cbc: bool
    title: str = "풀이"

    @property
    def _scalars(self) -> tuple[Scalar, ...]:
        engines = (Option("highs", "HiGHS"), Option("cbc", "CBC"))
        missing = " CBC는 이 서버에 설치되지 않아 고를 수 없습니다(설치: cluster-planner[cbc])."
        engine = Field(
            "engine", "풀이 도구", "select", options=engines if self.with_cbc else engines[:1],
            help="CBC는 다른 풀이 도구로 다시 물을 때 씁니다." + ("" if self.with_cbc else missing),
        )  # fmt: skip
        return (*_SETTINGS, Scalar(engine, ("solver", "engine"), default="highs"))

    def fields(self, content: Content) -> tuple[Field, ...]:
        """The controls; an engine that the draft names is always a choice."""
        *first, engine = (s.field for s in self._scalars)
        if at(content, "solver", "engine") == "cbc" and not self.with_cbc:
            engine = replace(engine, options=(*engine.options, Option("cbc", "CBC(설치 안 됨)")))
        return (*first, engine)

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        return scalar_values(self._scalars, content)

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """The draft after an edit."""
        return scalar_change(self._scalars, draft, key, value) or draft

    def summary(self, content: Content) -> str:
        """What it comes to."""
        seconds = at(content, "solver", "time_limit_s", default=60)
        return f"{seconds:g}초까지" if isinstance(seconds, int | float) else ""

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        return scalar_places(self._scalars)


_SETTINGS = (
    Scalar(
        Field("time_limit", "풀이 제한 시간", "number", unit="초", low=1, high=86400,
              help="이 시간이 되면 그때까지의 가장 나은 계획과 간격을 보여 줍니다."),
        ("solver", "time_limit_s"), default=60.0,
    ),
    Scalar(
        Field("gap", "멈추는 간격", "number", unit="%", low=0, high=50,
              help="상한과의 간격이 이만큼이면 멈춥니다. 0.1 % 이하여야 ‘증명된 최적’이라고 부릅니다."),
        ("solver", "gap"), default=0.001, measure="share",
    ),
    Scalar(
        Field("seed", "난수 씨앗", "number", low=0, help="같은 씨앗이면 같은 계획이 다시 나옵니다."),
        ("solver", "seed"), default=1,
    ),
)  # fmt: skip
