"""Rows of the result tables: plain values of the run's frames, money in 억원, nothing rounded."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from cluster_planner.present.words import ESTIMATE, PACKAGE_LABELS, money_short
from dashboards.parts import Column
from dashboards.plan.results.frames import RunFrames

_PER_EOK: Final = 100
Rows = list[dict[str, Any]]
_BLANK: Final = {"value": None, "text": ""}


def region_columns(years: Sequence[int], last_year: int) -> list[Column]:
    """Region × payment year; years after the horizon are starred."""
    by_year = [
        Column(
            f"y{year}",
            f"{year}" + ("*" if year > last_year else ""),
            "number",
            decimals=0,
            help=f"{year}년에 주는 국비(억원)" + (", 계획 기간 뒤" if year > last_year else ""),
        )
        for year in years
    ]
    return [
        Column("name", "권역"),
        Column("parks", "단지", "number", help="사업이 하나라도 있는 단지 수(곳)"),
        Column("national", "합계", "number", help="새 국비 모두(억원)"),
        Column("share", "비중%", "number", "", 1, help="새 국비에서의 몫(%)"),
        *by_year,
        Column("floor", "하한", "number", help="시나리오의 최소배분(억원, 조건)"),
        Column("kept", "하한 지킴", help="최소배분과 최소 단지 수를 지켰는지"),
    ]


def region_year_rows(frames: RunFrames) -> Rows:
    """One row per region with its money by payment year."""
    run, regions = frames.run, frames.regions
    years = frames.timeline.years
    columns = [f"national_{year}_mkrw" for year in years]
    paid = frames.awards.groupby("region_id")[columns].sum().to_dict("index")
    rules = run.scenario.regions
    rows: Rows = []
    for row in regions.to_dict("records"):
        region = row["region_id"]
        mine = paid.get(region, dict.fromkeys(columns, 0))
        money = {f"y{y}": mine[c] / _PER_EOK for y, c in zip(years, columns, strict=True)}
        floor = rules[region].floor_mkrw if region in rules else 0
        least = rules[region].min_parks if region in rules else 0
        rows.append(
            {
                "key": f"region:{region}", "name": row["region_ko"], "parks": row["parks"], **money,
                "national": row["national_mkrw"] / _PER_EOK, "share": row["share_pct"],
                "floor": {"value": floor / _PER_EOK} if floor else {"value": None, "text": "없음"},
                "kept": _kept(row["national_mkrw"] >= floor, floor or least),
            }
        )  # fmt: skip
    return rows


def region_totals(frames: RunFrames) -> dict[str, Any]:
    """The last line: sums over all regions."""
    rows = region_year_rows(frames)
    summed = {
        key: sum(row[key] for row in rows)
        for key in rows[0]
        if key in ("parks", "national", "share") or key.startswith("y")
    }
    return {"name": "합계", **summed, "floor": _BLANK, "kept": _BLANK}  # fmt: skip


def _kept(yes: bool, asked: int) -> dict[str, Any]:
    if not asked:
        return {"value": None, "text": "조건 없음"}
    return {
        "value": int(yes),
        "text": "지킴" if yes else "못 지킴",
        "tone": "good" if yes else "bad",
    }


_MONEY: Final = (
    Column("national", "국비", "number", decimals=1, help="새 국비(억원)"),
    Column("local", "지방비", "number", decimals=1, help="지방비(억원)"),
    Column("private", "민간", "number", decimals=1, help="민간, 국민성장펀드 포함(억원)"),
    Column("gain", "부가가치(추정)", "number", help="현재가치(원). 중간값(하한~상한), 추정"),
)
_SHORT: Final = {
    "base": "기반", "ai_factory": "AI", "robot": "로봇", "dark_factory": "다크", "diffusion": "확산",
    "data_talent": "데이터",
}  # fmt: skip
PARK_COLUMNS: Final = (
    Column("name", "단지"),
    Column("region", "권역"),
    *_MONEY,
    Column("first", "첫해", help="첫 사업이 착수하는 해"),
    Column("packages", "패키지", help=", ".join(PACKAGE_LABELS.values())),
)


def park_rows(frames: RunFrames) -> Rows:
    """Chosen parks, the dearest first."""
    frame = frames.parks.sort_values(["national_mkrw", "park_id"], ascending=[False, True])
    return [
        {
            "key": row["park_id"],
            "name": {"value": row["park_ko"], "mark": ESTIMATE} if row["estimated"] else row["park_ko"],
            "region": row["region_ko"],
            **_money(row),
            "gain": _gain(row),
            "first": str(row["first_year"]),
            "packages": _packages(row["package_ids"]),
        }
        for row in frame.to_dict("records")
    ]  # fmt: skip


AWARD_COLUMNS: Final = (
    Column("name", "단지"),
    Column("package", "패키지"),
    Column("division", "분과"),
    Column("start", "착수"),
    Column("units", "수량", "number", help="패키지의 단위로 센 규모"),
    Column("unit", "단위"),
    *_MONEY,
)


def award_rows(frames: RunFrames, park_id: str = "") -> Rows:
    """Awards of a park, or of all, by park and start year."""
    frame = frames.awards
    if park_id:
        frame = frame[frame["park_id"] == park_id]
    frame = frame.sort_values(["park_id", "start_year", "package_id", "division_id"])
    return [
        {
            "key": f"{row['park_id']}|{place}",
            "name": row["park_ko"],
            "package": row["package_ko"],
            "division": row["division_ko"],
            "start": str(row["start_year"]),
            "units": row["units"],
            "unit": row["unit_ko"],
            **_money(row),
            "gain": _gain(row),
        }
        for place, row in enumerate(frame.to_dict("records"))
    ]


PARTNER_COLUMNS: Final = (
    Column("name", "참여기관"),
    Column("type", "유형"),
    Column("park", "단지"),
    Column("role", "역할"),
    Column("package", "패키지"),
    Column("division", "분과"),
    Column("units", "수량", "number"),
    Column("unit", "단위"),
    Column("distance", "거리", "number", "km", 1, help="직선거리. 위치 자료가 없으면 자료 없음"),
)


def partner_rows(frames: RunFrames, park_id: str = "") -> Rows:
    """Assignments of a park, or of all, by partner."""
    frame = frames.assignments
    if park_id:
        frame = frame[frame["park_id"] == park_id]
    frame = frame.sort_values(["partner_ko", "park_id", "package_id", "role_id"])
    return [
        {
            "key": f"{row['park_id']}|{place}",
            "name": row["partner_ko"],
            "type": row["type_ko"],
            "park": row["park_ko"],
            "role": row["role_ko"],
            "package": row["package_ko"],
            "division": row["division_ko"],
            "units": row["units"],
            "unit": row["unit_ko"],
            "distance": None if pd.isna(row["distance_km"]) else float(row["distance_km"]),
        }
        for place, row in enumerate(frame.to_dict("records"))
    ]


def park_of(key: str) -> str:
    """The park that a row of awards or partners is of."""
    return key.partition("|")[0]


def _money(row: Mapping[Any, Any]) -> dict[str, float]:
    return {kind: row[f"{kind}_mkrw"] / _PER_EOK for kind in ("national", "local", "private")}


def _packages(package_ids: str) -> str:
    """Short names in the usual order."""
    here = package_ids.split(";")
    return "·".join(short for package, short in _SHORT.items() if package in here)


def _gain(row: Mapping[Any, Any]) -> dict[str, Any]:
    low, central, high = (row[f"gain_{end}_mkrw"] for end in ("low", "central", "high"))
    text = f"{money_short(central)} ({money_short(low)}~{money_short(high)})"
    return {"value": central / _PER_EOK, "text": text}
