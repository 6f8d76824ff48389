"""The official layout of 국가산업단지 산업동향: titles, merged headers and what stands below them."""

from __future__ import annotations

from dataclasses import dataclass

type Key = tuple[str, str, str]
INDUSTRIES = {
    "음식료": "food", "섬유의복": "textile", "목재종이": "wood_paper", "석유화학": "petrochem",
    "비금속": "nonmetal", "철강": "steel", "기계": "machinery", "전기전자": "electronics",
    "운송장비": "transport", "기타": "other", "비제조": "non_manufacturing",
}  # fmt: skip
MONEY, DOLLARS = "{money}", "{dollars}"


@dataclass(frozen=True)
class Column:
    """A column: its header from the top (empty below a merge), its key or what it follows from."""

    header: tuple[str, ...]
    key: Key | None = None
    follows: str = ""
    """`year`, `growth`, `difference`, `production` (in million won): not read back."""


@dataclass(frozen=True)
class Sheet:
    """One table."""

    name: str
    title: str
    unit: str
    columns: tuple[Column, ...]
    depth: int = 1
    label_row: int = 0
    """Header row in which 구분 stands; 산업단지 always stands in the first."""

    @property
    def number(self) -> int:
        return int(self.name.split(" ")[0].removeprefix("표"))


def _all(metric: str) -> Key:
    return metric, "total", "all"


def _industries(metric: str, *, services: bool, total: str) -> tuple[Column, ...]:
    named = {w: i for w, i in INDUSTRIES.items() if services or w != "비제조"}
    columns = [Column((word,), (metric, i, "all")) for word, i in named.items()]
    return (*columns, Column((total,), _all(metric)))


def _quarters(now: str, before: str) -> tuple[Column, ...]:
    return (
        Column(("당분기",), _all(now)),
        Column(("전분기",), _all(before)),
        Column(("{stale} 누계",), follows="year"),
        Column(("증감률\n(전분기대비)",), follows="growth"),
    )


_SIZES = ("50인 미만\n기업", "50인 이상~\n300인 미만\n기업", "300인 \n이상 기업")
_SIZE_IDS = ("under_50", "50_300", "over_300")


def _sizes(group: str, metric: str) -> tuple[Column, ...]:
    sized = [
        Column((group if i == 0 else "", word), (metric, "total", size))
        for i, (word, size) in enumerate(zip(_SIZES, _SIZE_IDS, strict=True))
    ]
    return (*sized, Column(("", "계"), _all(metric)))


SHEETS = (
    Sheet("표1 단지별 입주", "단지별 입주업체 현황", "(단위 : 개사)", (
        Column(("입주", "당분기"), _all("tenants")),
        Column(("", "전분기"), _all("tenants_prev_quarter")),
        Column(("가동", "당분기"), _all("operating")),
        Column(("", "전분기"), _all("operating_prev_quarter")),
        Column(("임차", ""), _all("renters")),
    ), depth=2),
    Sheet("표2 업종별 입주", "업종별 입주업체 현황", "(단위 : 개사)",
          _industries("tenants", services=True, total="총계")),
    Sheet("표3 업종별 가동", "업종별 가동업체 현황", "(단위 : 개사)",
          _industries("operating", services=True, total="총계")),
    Sheet("표4 단지별 생산", "단지별 생산실적 ", f" (단위 : {MONEY}, %)",
          _quarters("production_mkrw_quarter", "production_mkrw_prev_quarter")),
    Sheet("표5 업종별 생산", "업종별 생산실적 ", f"(단위 : {MONEY})",
          _industries("production_mkrw_quarter", services=False, total="계")),
    Sheet("표6 단지별 수출", "단지별 수출실적 ", f"(단위 : {DOLLARS}, %)",
          _quarters("exports_kusd", "exports_kusd_prev_quarter")),
    Sheet("표7 업종별 수출", "업종별 수출실적", f" (단위 : {DOLLARS})",
          _industries("exports_kusd", services=False, total="계")),
    Sheet("표8 단지별 고용", "단지별 고용현황 ", "(단위 : 명, %)", (
        Column(("당분기", "계"), _all("jobs")),
        Column(("", "남"), _all("jobs_male")),
        Column(("", "여"), _all("jobs_female")),
        Column(("전분기", ""), _all("jobs_prev_quarter")),
        Column(("전분기대비", ""), follows="growth"),
    ), depth=2, label_row=1),
    Sheet("표9 업종별 고용", "업종별 고용현황 ", "(단위 : 명)",
          _industries("jobs", services=True, total="계")),
    Sheet("표10 단지별 가동률", "단지별 가동률", "", (
        Column(("제조업\n가동업체수(개사)", ""), _all("mfg_operating")),
        Column(("생산(백만원)", "최대생산능력(a)"), _all("capacity_mkrw")),
        Column(("", "당분기생산액(b)"), follows="production"),
        Column(("가동률(%)", "당분기(b/a)*100"), _all("utilization_pct")),
        Column(("", "전분기"), _all("utilization_pct_prev_quarter")),
        Column(("", "전분기대비(%p)"), follows="difference"),
    ), depth=2, label_row=1),
    Sheet("표11 가동률 세부내역", "가동률 세부내역", "", (
        *_sizes("가동률(%)", "utilization_pct"),
        *_sizes("가동업체수(개사)", "mfg_operating"),
    ), depth=2, label_row=1),
    Sheet("표12 업종별 가동률", "업종별 가동률", "(단위 : %)",
          _industries("utilization_pct", services=False, total="계")),
)  # fmt: skip
