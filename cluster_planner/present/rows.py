"""Flat frames of a run, names beside ids, that screen, workbook and map share.

Money is integer million won, gains are present values in million won. A run without a plan gives
the same columns and no rows. Every function raises DataError when the run names something that the
snapshot does not know, because then the two do not belong together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from cluster_planner.benefit.packages import packages_of
from cluster_planner.domain.contracts.common import REGION_LABELS
from cluster_planner.domain.plan import Assignment, Award, Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import DataError, Finding
from cluster_planner.present.words import PACKAGE_LABELS, PARTNER_TYPE_LABELS

WHOLE_PARK: Final = "단지 공통"
"""Division of a package that serves the whole park."""

MONEY: Final = ("national_mkrw", "local_mkrw", "private_mkrw", "fund_mkrw", "total_mkrw")
GAIN: Final = ("gain_low_mkrw", "gain_central_mkrw", "gain_high_mkrw")
PLACE: Final = (
    "park_id",
    "park_ko",
    "region_id",
    "region_ko",
    "sido_code",
    "sido_ko",
    "sigungu_code",
    "sigungu_ko",
)
UNIT: Final = ("division_id", "division_ko", "package_id", "package_ko")


def payment_years(run: Run) -> tuple[int, ...]:
    """Years of the scenario and the later years in which the plan still pays, in order."""
    paid = {year for award in _awards(run) for year in award.national_by_year_mkrw}
    return tuple(sorted({*run.scenario.years, *paid}))


def payment_column(year: int) -> str:
    """Name of the column with the national money paid in a year."""
    return f"national_{year}_mkrw"


def award_rows(run: Run, snapshot: Snapshot) -> pd.DataFrame:
    """Awards with names, all money, payments by year and gain; in the order of the plan."""
    years = payment_years(run)
    columns = (
        *PLACE,
        *UNIT,
        "programme_id",
        "programme_ko",
        "start_year",
        "units",
        "unit_ko",
        *MONEY,
        *(payment_column(year) for year in years),
        *GAIN,
        "estimated",
    )
    rows = [_award_values(award, years) for award in _awards(run)]
    frame = pd.DataFrame(rows, columns=list(columns))
    _name_parks(frame, snapshot)
    _name_units(frame, snapshot)
    frame["programme_ko"] = _named(frame["programme_id"], snapshot, "envelopes", "envelope_id")
    return frame


def assignment_rows(run: Run, snapshot: Snapshot) -> pd.DataFrame:
    """Partners with park, division, role, units joined and distance (missing = place unknown)."""
    columns = (
        "partner_id",
        "partner_ko",
        "type_id",
        "type_ko",
        *PLACE[:4],
        *UNIT,
        "role_id",
        "role_ko",
        "units",
        "unit_ko",
        "distance_km",
    )
    rows = [a.model_dump() for a in _assignments(run)]
    frame = pd.DataFrame(rows, columns=list(columns))
    _name_parks(frame, snapshot)
    _name_units(frame, snapshot)
    frame["partner_ko"] = _named(frame["partner_id"], snapshot, "partners", "partner_id")
    frame["type_id"] = _named(frame["partner_id"], snapshot, "partners", "partner_id", "type_id")
    frame["type_ko"] = frame["type_id"].map(PARTNER_TYPE_LABELS)
    roles = snapshot["roles"].set_index(["package_id", "role_id"])["name_ko"]
    named = [roles[pair] for pair in zip(frame["package_id"], frame["role_id"], strict=True)]
    frame["role_ko"] = pd.Series(named, index=frame.index, dtype="str")
    frame["distance_km"] = pd.to_numeric(frame["distance_km"])
    return frame


def park_rows(run: Run, snapshot: Snapshot) -> pd.DataFrame:
    """One row per funded park with its packages, first year, money and gain; by park id.

    `package_ids` is ';'-joined with the dearest package first, as the map wants it.
    """
    columns = [
        *PLACE,
        "lon",
        "lat",
        "packages_ko",
        "package_ids",
        "first_year",
        "awards",
        *MONEY,
        *GAIN,
        "estimated",
    ]
    awards = award_rows(run, snapshot)
    order = list(PACKAGE_LABELS.values())
    rows = []
    for park_id, here in awards.groupby("park_id", sort=True):
        packages = sorted(set(here["package_ko"]), key=order.index)
        sums = here[[*MONEY, *GAIN]].sum().to_dict()
        rows.append(
            here.iloc[0][list(PLACE)].to_dict()
            | sums
            | {
                "park_id": park_id,
                "packages_ko": ", ".join(packages),
                "package_ids": _dearest_first(here),
                "first_year": here["start_year"].min(),
                "awards": len(here),
                "estimated": bool(here["estimated"].any()),
            }
        )
    frame = pd.DataFrame(rows, columns=columns)
    for axis in ("lon", "lat"):
        frame[axis] = _named(frame["park_id"], snapshot, "parks", "park_id", axis)
    return _whole(frame, ("first_year", "awards", *MONEY))


def region_rows(run: Run, snapshot: Snapshot) -> pd.DataFrame:
    """Every region in official order, also those with nothing, with its share of national money."""
    awards = award_rows(run, snapshot)
    groups = awards.groupby("region_id")
    regions = _regions(snapshot)
    frame = pd.DataFrame({"region_id": list(regions), "region_ko": list(regions.values())})
    index = frame["region_id"]
    frame["parks"] = groups["park_id"].nunique().reindex(index, fill_value=0).to_numpy()
    frame["awards"] = groups.size().reindex(index, fill_value=0).to_numpy()
    for column in (*MONEY, *GAIN):
        frame[column] = groups[column].sum().reindex(index, fill_value=0).to_numpy(dtype="float64")
    spent = frame["national_mkrw"].sum()
    frame["share_pct"] = 100 * frame["national_mkrw"] / spent if spent else 0.0
    rules = run.scenario.regions
    frame["floor_mkrw"] = [rules[r].floor_mkrw if r in rules else 0 for r in index]
    caps = [rules[r].cap_mkrw if r in rules else None for r in index]
    frame["cap_mkrw"] = pd.array(caps, dtype="Int64")
    return _whole(frame.reset_index(drop=True), ("parks", "awards", *MONEY))


def region_year_rows(run: Run, snapshot: Snapshot) -> pd.DataFrame:
    """National money by region and payment year, long, zeros included."""
    awards = award_rows(run, snapshot)
    rows = [
        {
            "region_id": region_id,
            "region_ko": region_ko,
            "year": year,
            "after_horizon": year > run.scenario.years[-1],
            "national_mkrw": int(
                awards.loc[awards["region_id"] == region_id, payment_column(year)].sum()
            ),
        }
        for region_id, region_ko in _regions(snapshot).items()
        for year in payment_years(run)
    ]
    return pd.DataFrame(rows)


def programme_year_rows(run: Run, snapshot: Snapshot) -> pd.DataFrame:
    """Budget, earlier commitments and new payments by programme and year, long."""
    awards = award_rows(run, snapshot)
    ids = [budget.programme_id for budget in run.scenario.programmes]
    ids += sorted(set(awards["programme_id"]) - set(ids))
    names = _named(pd.Series(ids, dtype="str"), snapshot, "envelopes", "envelope_id")
    committed = _committed_mkrw(run, snapshot)
    rows = [
        {
            "programme_id": programme_id,
            "programme_ko": programme_ko,
            "year": year,
            "after_horizon": year > run.scenario.years[-1],
            "budget_mkrw": run.scenario.budget_mkrw(programme_id, year),
            "committed_mkrw": committed[programme_id, year],
            "national_mkrw": int(
                awards.loc[awards["programme_id"] == programme_id, payment_column(year)].sum()
            ),
        }
        for programme_id, programme_ko in zip(ids, names, strict=True)
        for year in payment_years(run)
    ]
    return pd.DataFrame(rows)


def _committed_mkrw(run: Run, snapshot: Snapshot) -> Counter[tuple[str, int]]:
    """(programme, year) → national money that earlier decisions take from the budget."""
    packages = packages_of(snapshot)
    bound: Counter[tuple[str, int]] = Counter()
    for decided in run.scenario.committed:
        package = packages[decided.package_id]
        if decided.charged:
            for year, amount in package.payments_mkrw(decided.start_year).items():
                bound[package.programme_id, year] += amount
    return bound


def _regions(snapshot: Snapshot) -> dict[str, str]:
    """Region → name, 5극 and then 3특 as the policy lists them; the table is sorted by id."""
    names = _names(snapshot, "regions", "region_id")
    return {region_id: names[region_id] for region_id in REGION_LABELS if region_id in names}


def _names(snapshot: Snapshot, table: str, key: str) -> dict[str, str]:
    return dict(zip(snapshot[table][key], snapshot[table]["name_ko"], strict=True))


def _awards(run: Run) -> tuple[Award, ...]:
    return run.plan.awards if run.plan else ()


def _assignments(run: Run) -> tuple[Assignment, ...]:
    return run.plan.assignments if run.plan else ()


def _award_values(award: Award, years: Sequence[int]) -> dict[str, object]:
    values = award.model_dump(exclude={"national_by_year_mkrw"})
    total = award.national_mkrw + award.local_mkrw + award.private_mkrw
    payments = {payment_column(y): award.national_by_year_mkrw.get(y, 0) for y in years}
    return values | payments | {"total_mkrw": total}


def _dearest_first(awards: pd.DataFrame) -> str:
    spent = awards.groupby("package_id")["national_mkrw"].sum()
    return ";".join(sorted(spent.index, key=lambda package_id: (-spent[package_id], package_id)))


def _name_parks(frame: pd.DataFrame, snapshot: Snapshot) -> None:
    parks = frame["park_id"]
    sources = {"park_ko": "name_ko", "region_id": "region_id"}
    sources |= {"sido_code": "sido_code", "sigungu_code": "sigungu_code"}
    for column, source in sources.items():
        if column in frame:
            frame[column] = _named(parks, snapshot, "parks", "park_id", source)
    for column, table, key in (
        ("region_ko", "regions", "region_id"),
        ("sido_ko", "sido", "sido_code"),
        ("sigungu_ko", "sigungu", "sigungu_code"),
    ):
        if column in frame:
            frame[column] = _named(frame[key], snapshot, table, key)


def _name_units(frame: pd.DataFrame, snapshot: Snapshot) -> None:
    divisions = frame["division_id"]
    named = _named(divisions.dropna(), snapshot, "divisions", "division_id")
    frame["division_ko"] = named.reindex(frame.index).fillna(WHOLE_PARK).astype("str")
    frame["package_ko"] = frame["package_id"].map(PACKAGE_LABELS).astype("str")
    frame["unit_ko"] = _named(frame["package_id"], snapshot, "packages", "package_id", "unit_ko")


def _named(
    ids: pd.Series, snapshot: Snapshot, table: str, key: str, column: str = "name_ko"
) -> pd.Series:
    """Look a column up by id. Raises DataError with every id that the table does not have."""
    known = snapshot[table].set_index(key)[column]
    strangers = sorted({str(i) for i in ids} - {str(i) for i in known.index})
    if strangers:
        raise DataError(_unknown(strangers, table, key))
    return pd.Series([known[i] for i in ids], index=ids.index, dtype=known.dtype)


def _unknown(ids: Iterable[str], table: str, key: str) -> tuple[Finding, ...]:
    remedy = "계획을 만든 자료와 같은 자료로 여세요"
    return tuple(Finding(f"{table} {key}", f"계획에 나온 {i}이(가) 없습니다", remedy) for i in ids)


def _whole(frame: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    return frame.astype(dict.fromkeys(columns, "int64"))
