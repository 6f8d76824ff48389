"""Which parks may be converted: the scope, and who is in or out besides."""

from dataclasses import dataclass
from typing import Any

from dashboards.lookups.catalog import Catalog
from dashboards.parts import Field, Option
from dashboards.plan.levers.group import (
    Content,
    Scalar,
    at,
    changed_list,
    scalar_change,
    scalar_places,
    scalar_values,
)
from dashboards.state.draft import Draft

_SCOPE = (
    Scalar(
        Field("scope", "대상 단지의 범위", "select",
              options=(Option("core", "거점단지"), Option("with_statistics", "생산 통계가 있는 단지"),
                       Option("all", "모든 단지")),
              help="모든 단지를 고르면 풀이가 오래 걸립니다."),
        ("parks", "scope"), default="core",
    ),
    Scalar(
        Field("estimates", "생산이 추정뿐인 단지도 전환", "switch",
              help="끄면 공표된 생산 통계가 있는 단지만 고릅니다(고정한 단지는 남음)."),
        ("allow_estimates",), default=True,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """Which parks may be converted."""

    catalog: Catalog
    title: str = "대상 단지"

    def fields(self, content: Content) -> tuple[Field, ...]:
        """The controls."""
        return (
            *(s.field for s in _SCOPE),
            Field("include", "범위 밖에서 더 넣을 단지", "picker", listed="parks", unit="단지 이름"),
            Field("exclude", "뺄 단지", "picker", listed="parks", unit="단지 이름",
                  help="지도·표·단지 화면에서 ‘제외’한 단지도 여기에 보입니다."),
        )  # fmt: skip

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        lists = {key: list(at(content, "parks", key, default=[])) for key in ("include", "exclude")}
        return scalar_values(_SCOPE, content) | lists

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """What is put out is no longer fixed or put in, and the other way round."""
        if key == "exclude" and (park := value.get("add")) is not None:
            return _without(draft.with_exclusion(park, True), "include", park)
        if key in ("include", "exclude"):
            kept = changed_list(draft.at("parks", key, default=[]), value)
            draft = draft.put(kept, "parks", key)
            return _without(draft, "exclude", value.get("add")) if key == "include" else draft
        return scalar_change(_SCOPE, draft, key, value) or draft

    def summary(self, content: Content) -> str:
        """What it comes to."""
        options = {o.value: o.label for o in _SCOPE[0].field.options}
        out = len(at(content, "parks", "exclude", default=[]))
        scope = options.get(at(content, "parks", "scope", default="core"), "")
        return f"{scope} · 뺌 {out}" if out else scope

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        named = {"parks.include": "include", "parks.exclude": "exclude"}
        return {"parks": "scope"} | named | scalar_places(_SCOPE)


def _without(draft: Draft, key: str, park: str | None) -> Draft:
    kept = draft.at("parks", key, default=[])
    return draft.put([p for p in kept if p != park], "parks", key) if park in kept else draft
