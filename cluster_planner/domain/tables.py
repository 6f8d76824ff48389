"""Tables declared once: name, Korean label, unit and limits, and the check against them.

The declaration feeds validation, screen labels, workbook headers and the data dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import geopandas as gpd
import pandas as pd

from cluster_planner.domain.cells import Complaint, as_text, holding, parse
from cluster_planner.domain.shapes import geometry_complaints
from cluster_planner.domain.units import CRS_DEGREES
from cluster_planner.errors import DataError, Finding

Dtype = Literal["str", "text", "list", "Int64", "float64", "bool", "date"]

MAX_LISTED = 5


@dataclass(frozen=True)
class Column:
    """One column of a table and everything a value in it must satisfy.

    Dtypes and how a missing value looks after `Table.conform`:
    `str` (identifier or name) missing is NaN; `text` (free text) and `list` (`;`-joined
    members) are "" when empty; `Int64` missing is pd.NA; `float64` missing is NaN; `bool` is
    never missing; `date` is an ISO `YYYY-MM-DD` string, missing is NaN.
    """

    name: str
    label_ko: str
    dtype: Dtype = "str"
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    nullable: bool = False
    choices: tuple[str, ...] = ()
    unique: bool = False
    pattern: str | None = None

    @property
    def title(self) -> str:
        """Return `name(한글 이름)` as findings show it."""
        return f"{self.name}({self.label_ko})"


@dataclass(frozen=True)
class Reference:
    """A column whose values must exist in the key of another table."""

    table: str
    column: str
    to_table: str
    to_column: str


@dataclass(frozen=True)
class Table:
    """The contract of one data table. `geometry` names the shape types a spatial table may hold."""

    name: str
    label_ko: str
    key: str | tuple[str, ...]
    columns: tuple[Column, ...]
    geometry: frozenset[str] = frozenset()
    rows: int | None = None
    """How many rows there must be, where the world fixes it (8 regions, 11 divisions)."""
    optional: bool = False
    """Whether the file may be absent: the table is empty then, and no part of the digest."""

    @property
    def key_columns(self) -> tuple[str, ...]:
        """Return the key as a tuple, also where it is a single column."""
        return (self.key,) if isinstance(self.key, str) else self.key

    @property
    def file_name(self) -> str:
        """Return the file that holds this table inside the data folder."""
        return f"{self.name}.geojson" if self.geometry else f"{self.name}.csv"

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Return the columns under their names."""
        return {column.name: column for column in self.columns}

    def empty(self) -> pd.DataFrame:
        """Return the table without rows, with the declared columns and dtypes."""
        cells = pd.DataFrame({column.name: [] for column in self.columns}, dtype="object")
        parsed = {c.name: parse(as_text(cells[c.name]), c.dtype)[0] for c in self.columns}
        frame = pd.DataFrame(parsed, columns=[column.name for column in self.columns])
        return gpd.GeoDataFrame(frame, geometry=[], crs=CRS_DEGREES) if self.geometry else frame

    def conform(self, frame: pd.DataFrame, file: str | None = None) -> pd.DataFrame:
        """Return the frame with the declared columns, order and dtypes.

        Accepts text cells or typed values. Raises DataError with every finding; rows are
        spreadsheet rows (the header is row 1).
        """
        checked, findings = self.examine(frame, file or self.file_name)
        if findings:
            raise DataError(findings)
        return checked

    def examine(self, frame: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Finding]]:
        """Return the frame as far as it could be read, and what is wrong with it."""
        findings = _column_findings(self, frame, file)
        parsed: dict[str, pd.Series] = {}
        for column in self.columns:
            if list(frame.columns).count(column.name) != 1:
                continue
            series, complaints = _check(column, as_text(frame[column.name]))
            parsed[column.name] = series.reset_index(drop=True)
            findings += [_finding(c, f"{file} {column.title}", "행") for c in complaints]
        result = pd.DataFrame(parsed, columns=[c.name for c in self.columns if c.name in parsed])
        findings += _key_findings(self, result, file)
        if not self.geometry:
            return result, findings
        spatial, complaints = geometry_complaints(frame, self.geometry)
        findings += [_finding(c, f"{file} geometry(도형)", "번째 도형") for c in complaints]
        if spatial is None or findings:
            return result, findings
        return gpd.GeoDataFrame(result, geometry=spatial.values, crs=spatial.crs), findings


def _column_findings(table: Table, frame: pd.DataFrame, file: str) -> list[Finding]:
    names = [str(name) for name in frame.columns]
    spare = {"geometry"} if table.geometry else set()
    findings = [
        Finding(f"{file} {c.title}", "열이 없습니다", f"머리글에 {c.name} 열을 넣으세요")
        for c in table.columns
        if c.name not in names
    ]
    for name in sorted(set(names) - set(table.by_name) - spare):
        findings.append(
            Finding(f"{file} {name!r}", "모르는 열입니다", "열을 지우거나 이름을 바로잡으세요")
        )
    for name in sorted({n for n in names if names.count(n) > 1}):
        findings.append(
            Finding(f"{file} {name!r}", "같은 이름의 열이 둘 이상입니다", "하나만 남기세요")
        )
    if frame.empty:
        findings.append(Finding(file, "행이 하나도 없습니다", "원본 파일로 되돌리세요"))
    elif table.rows is not None and len(frame) != table.rows:
        problem = f"{table.rows:,}행이어야 하는데 {len(frame):,}행입니다"
        findings.append(Finding(file, problem, "빠지거나 되풀이된 행을 바로잡으세요"))
    return findings


def _check(column: Column, text: pd.Series) -> tuple[pd.Series, list[Complaint]]:
    values, complaints = parse(text, column.dtype)
    distinct = set(text.tolist())
    if not column.nullable and column.dtype not in ("text", "list") and "" in distinct:
        complaints.append(Complaint("빈 칸입니다", "값을 채우세요", holding(text, {""})))
    if column.minimum is not None or column.maximum is not None:
        complaints += _range_complaints(column, values, text)
    if column.choices:
        remedy = f"다음 가운데 하나를 쓰세요: {', '.join(column.choices)}"
        strange = {cell for cell in distinct if not _allowed(column, cell)}
        complaints += _complaints(values, text, strange, "쓸 수 없는 값입니다", remedy)
    if column.pattern is not None:
        pattern = re.compile(column.pattern)
        strange = {cell for cell in distinct if not pattern.fullmatch(cell)}
        remedy = f"{column.pattern} 모양으로 쓰세요"
        complaints += _complaints(values, text, strange, "정해진 모양이 아닙니다", remedy)
    if column.unique and len(distinct) < len(text):
        repeated = set(text[text.duplicated()])
        problem = "같은 값이 되풀이됩니다"
        complaints += _complaints(values, text, repeated, problem, "한 번만 남기세요")
    return values, complaints


def _complaints(
    values: pd.Series, text: pd.Series, strange: set[str], problem: str, remedy: str
) -> list[Complaint]:
    """Complain of strange cells; those that are empty or could not be read are told already."""
    if not strange - {""}:
        return []
    cells = holding(text[values.notna()], strange - {""})
    return [] if cells.empty else [Complaint(problem, remedy, cells)]


def _range_complaints(column: Column, values: pd.Series, text: pd.Series) -> list[Complaint]:
    low = -float("inf") if column.minimum is None else column.minimum
    high = float("inf") if column.maximum is None else column.maximum
    numbers = values.to_numpy(dtype="float64", na_value=float("nan"))
    outside = (numbers < low) | (numbers > high)
    if not outside.any():
        return []
    limits = " ~ ".join(
        "" if limit is None else f"{limit:,g}" for limit in (column.minimum, column.maximum)
    )
    unit = f" {column.unit}" if column.unit else ""
    return [Complaint("범위를 벗어난 값입니다", f"{limits}{unit} 안의 값을 쓰세요", text[outside])]


def _allowed(column: Column, cell: str) -> bool:
    members = cell.split(";") if column.dtype == "list" else (cell,)
    return set(members) <= set(column.choices)


def _key_findings(table: Table, result: pd.DataFrame, file: str) -> list[Finding]:
    keys = list(table.key_columns)
    if not set(keys) <= set(result.columns):
        return []
    repeated = result.duplicated(keys, keep="first")
    if not repeated.any():
        return []
    cells = result[keys].apply(as_text)[repeated].agg(" · ".join, axis=1)
    complaint = Complaint("열쇠 값이 되풀이됩니다", "한 행만 남기세요", cells)
    return [_finding(complaint, f"{file} {'+'.join(keys)}", "행")]


def _finding(complaint: Complaint, where: str, counter: str) -> Finding:
    cells = complaint.cells
    first = 2 if counter == "행" else 1
    shown = [
        f"{position + first}{counter} {_short(value)}".rstrip()
        for position, value in zip(cells.index[:MAX_LISTED], cells.iloc[:MAX_LISTED], strict=True)
    ]
    rest = f" 외 {len(cells) - MAX_LISTED}건" if len(cells) > MAX_LISTED else ""
    listed = f" ({', '.join(shown)}{rest})" if shown else ""
    return Finding(where, f"{complaint.problem}{listed}", complaint.remedy)


def _short(value: str) -> str:
    return repr(value if len(value) <= 30 else value[:29] + "…") if value else ""
