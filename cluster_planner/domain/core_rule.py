"""The declared rule for core parks (거점단지): one value, one pure function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import compress

import pandas as pd

from cluster_planner.errors import DataError, Finding

CORE_RULE_FILE = "core_rule.yaml"


@dataclass(frozen=True)
class CoreRule:
    """When a park counts as core. A park is core if any of the criteria holds."""

    ax_demo: bool
    """AX 실증산단 are core."""
    smart_green: bool
    """스마트그린산단 are core."""
    national_min_operating: int
    """National parks with at least this many operating firms are core."""
    top_per_sido: int
    """The largest parks of each 시도 by operating firms are core, this many; 0 for none."""
    top_per_region: int
    """The largest parks of each region by operating firms are core, this many; 0 for none."""
    top_min_operating: int
    """A park needs at least this many operating firms to count among the largest."""

    @classmethod
    def from_mapping(cls, values: object, file: str = CORE_RULE_FILE) -> CoreRule:
        """Return the rule; raise DataError with every unknown, missing or wrong key."""
        findings = list(_findings(values, file))
        if findings or not isinstance(values, Mapping):
            raise DataError(findings)
        return cls(**values)


def core_reasons(parks: pd.DataFrame, rule: CoreRule) -> pd.Series:
    """Return, on the parks' index, the `;`-joined Korean reasons why a park is core, "" if not.

    Needs park_id, kind_id, region_id, sido_code, operating, ax_demo_year and smart_green_date.
    Equal sizes are ordered by park_id, so the result does not depend on row order.
    """
    operating = parks["operating"].astype("int64")
    in_sido = _rank(parks.assign(operating=operating), "sido_code")
    in_region = _rank(parks.assign(operating=operating), "region_id")
    big_enough = operating >= rule.top_min_operating
    criteria = (
        ("AX 실증산단", parks["ax_demo_year"].notna() & rule.ax_demo),
        ("스마트그린산단", parks["smart_green_date"].notna() & rule.smart_green),
        (
            f"국가산단 가동업체 {rule.national_min_operating:,}개사 이상",
            (parks["kind_id"] == "national") & (operating >= rule.national_min_operating),
        ),
        (
            f"시도 가동업체 상위 {rule.top_per_sido}위",
            (in_sido <= rule.top_per_sido) & big_enough,
        ),
        (
            f"권역 가동업체 상위 {rule.top_per_region}위",
            (in_region <= rule.top_per_region) & big_enough,
        ),
    )
    labels = [label for label, _ in criteria]
    held = zip(*(holds.tolist() for _, holds in criteria), strict=True)
    reasons = [";".join(compress(labels, row)) for row in held]
    return pd.Series(reasons, index=parks.index, dtype="str", name="core_reasons")


def _rank(parks: pd.DataFrame, group: str) -> pd.Series:
    ordered = parks.sort_values(["operating", "park_id"], ascending=[False, True])
    return ordered.groupby(group).cumcount().reindex(parks.index) + 1


def _findings(values: object, file: str) -> Iterator[Finding]:
    if not isinstance(values, Mapping):
        yield Finding(file, "항목: 값의 모음이 아닙니다", "원본 파일로 되돌리세요")
        return
    known = {field.name: field.type for field in fields(CoreRule)}
    for key in sorted(set(map(str, values)) - set(known)):
        yield Finding(f"{file} {key}", "모르는 항목입니다", f"{', '.join(known)}만 쓸 수 있습니다")
    for key, kind in known.items():
        value = values.get(key)
        if kind == "bool" and not isinstance(value, bool):
            yield Finding(f"{file} {key}", "참·거짓이 아닙니다", "true 또는 false로 쓰세요")
        if kind == "int" and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            yield Finding(f"{file} {key}", "0 이상의 정수가 아닙니다", "0, 1, 2 …로 쓰세요")
