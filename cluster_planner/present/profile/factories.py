"""Registered factories of a park by industry, where an office has brought in a list of them."""

from typing import Final

import pandas as pd

from cluster_planner.domain.ksic import UNKNOWN_CODE
from cluster_planner.present import words
from cluster_planner.present.profile.book import Book, Row, joined, records
from cluster_planner.present.profile.fact import Fact, Facts

_MOST_INDUSTRIES: Final = 10
_FEWEST_FIRMS: Final = 3


def factories(book: Book, park: Row) -> Facts | None:
    """Factories and their workers by industry, most first; None where no list named the park."""
    complexes = book.complexes_of_park.get(park["park_id"], ())
    held = [book.factory_counts[i] for i in complexes if i in book.factory_counts]
    if not held:
        return None
    rows = pd.concat(held)
    counts = _by_industry(rows)
    all_workers = bool(rows["workers"].notna().any())
    lines = [_line(row, all_workers) for row in records(counts.head(_MOST_INDUSTRIES))]
    rest = counts.iloc[_MOST_INDUSTRIES:]
    if len(rest):
        number = words.count(int(rest["factories"].sum()), "곳")
        lines.append(Fact(f"그 밖의 업종 {len(rest)}개", number))
    total = words.count(int(rows["factories"].sum()), "곳")
    if UNKNOWN_CODE not in set(rows["ksic_code"]) or len(counts) > 1:
        lines.insert(0, Fact("모두", total))
    day = rows["as_of"].dropna()
    return Facts(
        "factories",
        "등록공장 업종별",
        tuple(lines),
        joined(rows["source"]),
        str(day.min()) if len(day) else "",
        " ".join(_notes(book, park, counts, all_workers)),
    )


def _by_industry(rows: pd.DataFrame) -> pd.DataFrame:
    """Add up the complexes of a park; workers that one holds back hold the sum back."""
    summed = rows.groupby(["ksic_code", "ksic_name_ko"], as_index=False).agg(
        factories=("factories", "sum"), workers=("workers", lambda cells: cells.sum(skipna=False))
    )
    return summed.sort_values(["factories", "ksic_code"], ascending=[False, True])


def _line(row: Row, all_workers: bool) -> Fact:
    number = words.count(int(row["factories"]), "곳")
    if not all_workers:
        return Fact(row["ksic_name_ko"], number)
    if not words.is_missing(row["workers"]):
        return Fact(
            row["ksic_name_ko"], number, note=f"종업원 {words.count(int(row['workers']), '명')}"
        )
    few = row["factories"] < _FEWEST_FIRMS
    return Fact(row["ksic_name_ko"], number, note=f"종업원 {'비공개' if few else words.MISSING}")


def _notes(book: Book, park: Row, counts: pd.DataFrame, all_workers: bool) -> list[str]:
    notes = ["공장등록 목록에서 센 수라 입주업체 수와 다릅니다."]
    if list(counts["ksic_code"]) == [UNKNOWN_CODE]:
        notes.append("목록에 업종이 없어 공장 수만 셌습니다.")
    if all_workers:
        notes.append("공장이 3곳보다 적은 업종의 종업원은 비공개입니다.")
    shared = book.parks_sharing(park["park_id"])
    if shared:
        notes.append(f"{len(shared) + 1}개 단지({', '.join(shared)} 포함)가 함께 쓰는 수입니다.")
    return notes
