"""What differs between two snapshots, in sentences and a table."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from cluster_planner.domain.contracts import TABLES, common
from cluster_planner.domain.contracts.alliance import LOCATION_BASIS_LABELS
from cluster_planner.domain.contracts.parks import DESIGNATION_LABELS
from cluster_planner.domain.contracts.statistics import STATE_LABELS
from cluster_planner.domain.data_changes import ChangeKind, DataChange, DataChanges
from cluster_planner.present.imports.listing import Listing, ListingColumn
from cluster_planner.present.words import PACKAGE_LABELS, count, day

CHANGE_LABELS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.NEW: "새로 생김",
    ChangeKind.CLOSED: "없어짐",
    ChangeKind.RENAMED: "이름이 바뀜",
    ChangeKind.MOVED: "옮겨짐",
    ChangeKind.JUMPED: "크게 바뀜",
    ChangeKind.CHANGED: "바뀜",
}
_TABLES: Final = {table.name: table for table in TABLES}
_NUMBERS: Final = ("Int64", "float64")
_PLAIN: Final = re.compile(r"[1-9]\d{3,15}(?:\.\d+)?")
_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "kind_id": common.KIND_LABELS,
    "status_id": common.STATUS_LABELS,
    "region_id": common.REGION_LABELS,
    "coord_source": common.COORD_SOURCE_LABELS,
    "confidence": common.CONFIDENCE_LABELS,
    "type_id": common.PARTNER_TYPE_LABELS,
    "speciality_ids": common.SPECIALITY_LABELS,
    "designation_id": DESIGNATION_LABELS,
    "location_basis": LOCATION_BASIS_LABELS,
    "state": STATE_LABELS,
    **dict.fromkeys(("division_id", "division_ids"), common.DIVISION_LABELS),
    **dict.fromkeys(("industry_id", "industry_ids"), common.INDUSTRY_LABELS),
}
"""Column → Korean name of each id in it."""
_EMPTY: Final = "빈칸"
_UNCHANGED: Final = "두 자료는 같습니다. 바뀐 것이 없습니다."


def change_counts(changes: DataChanges) -> dict[tuple[str, ChangeKind], int]:
    """Return how many changes there are by table and kind, tables in their usual order."""
    found = Counter((change.table, change.kind) for change in changes.changes)
    order = list(_TABLES)
    kinds = list(ChangeKind)
    return dict(
        sorted(found.items(), key=lambda one: (_at(order, one[0][0]), kinds.index(one[0][1])))
    )


def change_sentences(changes: DataChanges) -> tuple[str, ...]:
    """Tell the difference table by table: rows, days, and how many changes of which kind."""
    if changes.older == changes.newer:
        return (_UNCHANGED,)
    counts = change_counts(changes)
    lines = []
    for table in dict.fromkeys(table for table, _ in counts):
        told = ", ".join(
            f"{CHANGE_LABELS[kind]} {count(number, '건')}"
            for (name, kind), number in counts.items()
            if name == table
        )
        lines.append(f"{table_ko(table)}: {told}{_days(changes, table)}")
    touched = {table for table, _ in counts}
    for table, newest in changes.as_of_after.items():
        if table not in touched and changes.as_of_before.get(table, "") != newest:
            lines.append(f"{table_ko(table)}: 값은 그대로{_days(changes, table)}")
    return tuple(lines) or ("표의 행은 같고 그 밖의 것(규칙, 출처)만 바뀌었습니다.",)


def change_listing(
    changes: DataChanges, kinds: Collection[ChangeKind] = frozenset(ChangeKind), table: str = ""
) -> Listing:
    """Return the changes of these kinds as one table, the grave ones first; `table` keeps one."""
    columns = (
        ListingColumn("kind", "무엇", width=12),
        ListingColumn("table", "표", width=18),
        ListingColumn("name", "이름", width=28),
        ListingColumn("row_id", "열쇠", width=20),
        ListingColumn("column", "칸", width=22),
        ListingColumn("before", "전", width=22),
        ListingColumn("after", "뒤", width=22),
        ListingColumn("note", "얼마나", width=24),
    )
    rows = [
        _row(change)
        for change in changes.changes
        if change.kind in kinds and table in ("", change.table)
    ]
    return Listing("changes", "바뀐 것", columns, tuple(rows))


def change_words(change: DataChange) -> str:
    """One change in a line: the table, the row, and what of it differs."""
    kind, table, name, _, column, before, after, _ = map(str, _row(change))
    name = PACKAGE_LABELS.get(name, name)
    if not column:
        return f"{table} {name} {kind}"
    return f"{table} {name} {column}: {before or _EMPTY} → {after or _EMPTY}"


def table_ko(name: str) -> str:
    """Return the Korean name of a table; the name itself where it is no table of ours."""
    return _TABLES[name].label_ko if name in _TABLES else name


def _row(change: DataChange) -> tuple[object, ...]:
    return (
        CHANGE_LABELS[change.kind],
        table_ko(change.table),
        change.name,
        change.row_id,
        _column_ko(change.table, change.column),
        _cell(change, change.before),
        _cell(change, change.after),
        change.note,
    )


def _cell(change: DataChange, cell: str) -> str:
    """Return a figure as people write it (15,250), an id by its Korean name, all else as it is."""
    known = _TABLES[change.table].by_name.get(change.column) if change.table in _TABLES else None
    if known is not None and known.dtype == "bool":
        return {"true": "예", "false": "아니요"}.get(cell.lower(), cell)
    if change.column in _LABELS:
        return ", ".join(_LABELS[change.column].get(one, one) for one in cell.split(";"))
    if known is None or known.dtype not in _NUMBERS or not _PLAIN.fullmatch(cell):
        return cell
    whole, dot, rest = cell.partition(".")
    return f"{int(whole):,}{dot}{rest}"


def _column_ko(table: str, column: str) -> str:
    known = _TABLES[table].by_name.get(column) if table in _TABLES else None
    if known is None:
        return column
    return f"{known.label_ko}({known.unit})" if known.unit else known.label_ko


def _days(changes: DataChanges, table: str) -> str:
    before, after = changes.as_of_before.get(table, ""), changes.as_of_after.get(table, "")
    rows = changes.rows_before.get(table, 0), changes.rows_after.get(table, 0)
    sizes = f"{rows[0]:,}행 → {rows[1]:,}행" if rows[0] != rows[1] else f"{rows[1]:,}행"
    if not after or before == after:
        return f" ({sizes})"
    return f" ({sizes}, 기준일 {day(before) if before else '없음'} → {day(after)})"


def _at(order: list[str], name: str) -> int:
    return order.index(name) if name in order else len(order)
