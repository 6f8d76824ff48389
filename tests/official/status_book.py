"""Writes KICOX 전국산업단지현황통계 as it is published, from the columns of data/complexes.csv."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from tests.official.status_layout import (
    ARROW,
    FAR_COLUMN,
    FIGURES,
    FIRMS,
    GROUP,
    INDENT,
    KINDS,
    LEAVES,
    NO_QUIRKS,
    SINGLE,
    Quirks,
)
from tests.official.status_paper import Paper, flat_row
from tests.official.status_sums import COLUMNS, totals

__all__ = ["Quirks", "parts_of", "write_status_csv", "write_status_workbook"]

_CIRCLED = "①②③④⑤⑥⑦⑧⑨"


def parts_of(complexes: pd.DataFrame, row_ids: Iterable[str], parts: int = 2) -> pd.DataFrame:
    """Return parts that sum to those complexes: their columns, `parent_row_id` and `level`."""
    by_id = {row["row_id"]: row for row in complexes.to_dict("records")}
    found = []
    for row_id in row_ids:
        parent = by_id[row_id]
        for number in range(parts):
            found.append(
                parent
                | {c: _share(parent[c], parts, number) for c in FIGURES if c != "sale_rate_pct"}
                | {"row_id": f"{row_id}.{number + 1}", "parent_row_id": row_id, "level": 1}
                | {"name_ko": f"{parent['name_ko']}({number + 1}공구)"}
            )
    return pd.DataFrame(found)


def _share(figure: str, parts: int, number: int) -> str:
    """Return a whole share; the first takes what is left, decimals with it."""
    share = int(float(figure or 0)) // parts
    value = share if number else float(figure or 0) - share * (parts - 1)
    return f"{value:.10g}"


def write_status_workbook(
    path: Path,
    complexes: pd.DataFrame,
    *,
    quarter: tuple[int, int] = (2025, 4),
    children: pd.DataFrame | None = None,
    aged: pd.DataFrame | None = None,
    smart_green: pd.DataFrame | None = None,
    changes: pd.DataFrame | None = None,
    quirks: Quirks = NO_QUIRKS,
) -> Path:
    """Write the workbook and return its path.

    `complexes` has the columns of data/complexes.csv as text; `children` those of `parts_of`;
    `aged` and `smart_green` are rows of `complexes` (by default those that it marks so);
    `changes` has change, kind_ko, sido_ko, sigungu_ko, name_ko, area_m2, facility_m2,
    designated_on, lifted_on.
    """
    if aged is None:
        aged = complexes[complexes["aged_20y"] == "true"]
    if smart_green is None:
        smart_green = complexes[complexes["smart_green_date"] != ""]
    book = _Book(path, quirks, quirks.time or f"{quarter[0]}년 {quarter[1]}분기")
    sums = totals(complexes)
    book.summary("요약", {k: v for k, v in sums.items() if k in (*KINDS.values(), "총합")})
    book.by_sido("시도별", sums)
    book.complexes("전국산업단지현황", complexes, children)
    book.complexes("전국산업단지현황(상위단지)", complexes)
    for kind, name in KINDS.items():
        book.complexes(name, complexes[complexes["kind_id"] == kind], children)
    book.changes("부록1)신규지정 및 해제현황", changes)
    book.complexes("부록2-1)자유무역", complexes.iloc[:2], title="자유무역지역 현황")
    book.two_sido("부록3)2개시도에 걸친 산단", complexes)
    book.aged("부록4)노후산업단지", aged)
    book.complexes("부록5)스마트그린산단", smart_green, title="스마트그린산업단지 현황", dates=True)
    book.close()
    return path


def write_status_csv(
    path: Path,
    complexes: pd.DataFrame,
    *,
    encoding: str = "cp949",
    kind: str | None = None,
    delimiter: str = ",",
) -> Path:
    """Write the flat CSV form of one kind (or of all) and return its path."""
    rows = complexes if kind is None else complexes[complexes["kind_id"] == kind]
    area = "(천제곱미터)"
    header = [*SINGLE[:5], *(f"{name}{area}" for name in SINGLE[5:])]
    header += [f"{GROUP}_{leaf}{area if '률' not in leaf else '(퍼센트)'}" for leaf in LEAVES]
    frame = pd.DataFrame([flat_row(row) for row in rows.to_dict("records")])
    frame.columns = [*header, *(f"{name}(개)" for name in FIRMS)]
    # CP949 has no NBSP; the official CSV files have none either.
    frame.to_csv(path, index=False, encoding=encoding, sep=delimiter, lineterminator="\r\n")
    return path


class _Book(Paper):
    """The sheets of the workbook."""

    def complexes(
        self,
        name: str,
        rows: pd.DataFrame,
        children: pd.DataFrame | None = None,
        *,
        title: str = "",
        dates: bool = False,
    ) -> None:
        """Write a list of complexes, each followed by its parts."""
        sheet = self._sheet(name, title or f"{name} 현황")
        if sheet is None:
            return
        if self._quirks.notes:
            self._put(
                sheet, 1, 0, "* 파란색은 상위단지를 의미하며, 들여쓰기 된 단지들은 하위단지임"
            )
        self._unit(sheet, 2, 12)
        extra = ("스마트그린 산단\n지정일자",) if dates else ()
        self._header(sheet, 3, (*SINGLE[:4], *extra, *SINGLE[4:], GROUP, *FIRMS))
        parts = {} if children is None else dict(tuple(children.groupby("parent_row_id")))
        line = 5
        for row in rows.to_dict("records"):
            own = parts.get(row["row_id"])
            count = 0 if own is None else len(own)
            gathered = f" ({' + '.join(_CIRCLED[:count])})" if count else ""
            self._line(sheet, line, row, row["name_ko"] + gathered, bool(count), dates)
            line += 1
            for number, part in enumerate([] if own is None else own.to_dict("records")):
                indent = ARROW if part["level"] == 2 else INDENT
                indent = indent if self._quirks.nbsp else indent.replace("\u00a0", " ")
                words = f"{indent}{part['name_ko']} {_CIRCLED[number]}"
                self._line(sheet, line, part, words, False, dates)
                line += 1
        if self._quirks.notes:
            self._put(sheet, line + 1, 0, "주1) 전체면적은 미개발면적을 포함한 총 면적을 의미함")
        if dates and self._quirks.wide:
            sheet.write_blank(line, FAR_COLUMN, None, self._merged)

    def aged(self, name: str, rows: pd.DataFrame) -> None:
        """Write appendix 4: blue for those that are 노후거점."""
        sheet = self._sheet(name, "노후산업단지 현황")
        if sheet is None:
            return
        self._put(sheet, 2, 0, f"* 노후산단 총 {len(rows)} (구조고도화 기준)")
        self._unit(sheet, 6, 12)
        self._header(sheet, 7, (*SINGLE, GROUP, *FIRMS))
        for line, row in enumerate(rows.to_dict("records"), start=9):
            self._line(sheet, line, row, row["name_ko"], row["aged_priority"] == "true")

    def two_sido(self, name: str, complexes: pd.DataFrame) -> None:
        """Write appendix 3: the upper complex stands once before its rows."""
        sheet = self._sheet(name, "2개 시도에 걸친 산업단지 현황")
        if sheet is None:
            return
        self._header(sheet, 3, ("상위단지", *SINGLE[1:], GROUP, *FIRMS))
        shared = complexes[complexes.duplicated("complex_id", keep=False)]
        line = 5
        for _, rows in shared.groupby("complex_id", sort=False):
            for number, row in enumerate(rows.to_dict("records")):
                upper = row["name_ko"] if number == 0 else None
                cells = [upper, *flat_row(row)[1:5], *(self._figure(f, row[f]) for f in FIGURES)]
                for column, value in enumerate(cells):
                    self._put(sheet, line, column, value)
                line += 1

    def summary(self, name: str, sums: dict[str, dict[str, float]]) -> None:
        """Write the totals by kind, in two stacked tables."""
        sheet = self._sheet(name, "전국산업단지 현황통계 요약")
        if sheet is None:
            return
        self._unit(sheet, 2, 8)
        self._header(sheet, 3, ("단지유형", "산업단지수", "지정면적", "관리면적", GROUP))
        for line, (kind, values) in enumerate(sums.items(), start=5):
            self._put(sheet, line, 0, kind)
            for column, key in enumerate(COLUMNS[:7], start=1):
                self._put(sheet, line, column, self._total(key, values[key]))
        if self._quirks.formulas:
            down, right = 5 + self._quirks.header_down, 1 + self._quirks.header_right
            cached = "" if self._quirks.uncached else sums["총합"]["complexes"]
            sheet.write_formula(down + 4, right, "=SUM(B6:B9)", self._plain, cached)
        for column, text in enumerate(("단지유형", "입주계약\n업체", "가동업체")):
            self._put(sheet, 15, column, text)
        for line, (kind, values) in enumerate(sums.items(), start=16):
            for column, value in enumerate((kind, values["tenants"], values["operating"])):
                self._put(sheet, line, column, value)

    def by_sido(self, name: str, sums: dict[str, dict[str, float]]) -> None:
        """Write the totals by kind and 시도."""
        sheet = self._sheet(name, "전국산업단지 시도별 현황")
        if sheet is None:
            return
        self._unit(sheet, 5, 9)
        self._header(sheet, 6, ("구분", "단지수", "지정면적", "관리면적", GROUP, *FIRMS))
        for line, (words, values) in enumerate(sums.items(), start=8):
            self._put(sheet, line, 0, words)
            for column, key in enumerate(COLUMNS, start=1):
                # The rate of sale stands between areas and firms.
                at = column + (key in ("tenants", "operating"))
                self._put(sheet, line, at, self._total(key, values[key]))

    def _total(self, key: str, value: float) -> float:
        return value * (self._quirks.factor if "_m2" in key else 1)

    def changes(self, name: str, changes: pd.DataFrame | None) -> None:
        """Write appendix 1: it says 천㎡ and prints ㎡; two tables, the second often empty."""
        sheet = self._sheet(name, "산업단지 신규지정 현황")
        if sheet is None:
            return
        columns = ("kind_ko", "sido_ko", "sigungu_ko", "name_ko", "area_m2", "facility_m2")
        line = 1
        for change, dates in (
            ("신규지정", {"designated_on": "지정일자", "note": "비고"}),
            ("지정해제", {"designated_on": "지정일자", "lifted_on": "해제일자"}),
        ):
            if line > 1:
                self._put(sheet, line, 0, f"{self._time} 산업단지 {change} 현황")
            self._put(sheet, line + 1, 7, "(단위 : 천㎡)")
            labels = ("유형", "시도", "시군구", "단지명", "지정면적", "산업용지", *dates.values())
            for column, text in enumerate(labels):
                self._put(sheet, line + 2, column, text)
            line += 3
            own = [] if changes is None else changes[changes["change"] == change].to_dict("records")
            for row in own:
                for column, key in enumerate((*columns, *dates)):
                    self._put(sheet, line, column, row.get(key, ""))
                line += 1
            if not own:
                self._put(sheet, line, 3, "없음")
            line += 2
