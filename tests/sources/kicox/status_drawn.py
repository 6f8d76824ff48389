"""Status files drawn at random, and what reading them must give."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize

import xlsxwriter
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from tests.official.status_layout import FIGURES

SINGLE = ("유형", "시도", "시군", "단지명", "조성상태", "지정면적", "관리면적")
LEAVES = ("전체면적", "분양대상", "분양", "미분양", "분양률")
FIRMS = ("입주업체", "가동업체")
UNITS = {"천㎡": 1, "㎡": 1000, "천제곱미터": 1, "천 ㎡": 1}
PLACES = ("서울", "부산", "경기", "전남", "제주"), ("강서구", "용인시 처인구", "나주시", "세종")
STEMS = ("가람", "나래", "다온", "새빛", "한울", "구미국가", "명지·녹산", "울산ㆍ미포", "오창 제2")
ENDINGS = (
    "",
    "[재생사업지구]",
    "(구:신평장림)",
    "(구 군장지구)",
    "&",
    "+1",
    "(1단계)",
    " 일반산단",
)
BAD = ("많음", "12개", "#REF!", "-3", "1,92", "2025-01-01", "=SUM")
MISSING = ("", "-", "―")


@dataclass
class Line:
    """One row as it will be written."""

    places: tuple[str, str, str]
    name: str
    state: str
    figures: tuple[float | None, ...]
    """In 천㎡, per cent and firms; None is missing."""
    level: int = 0
    broken: int | None = None
    """Which figure cannot be read."""
    broken_as: str = ""
    spelling: tuple[int, ...] = ()


@dataclass
class Drawn:
    """A file in the making."""

    lines: list[Line]
    down: int
    right: int
    flat: bool
    unit: str
    unit_above: bool
    form: str
    """`xlsx`, or an encoding of CSV."""
    delimiter: str
    nfd: bool
    grid: dict[tuple[int, int], Any] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """Return the spreadsheet row of the first line."""
        return self.down + (4 if self.flat else 5)

    def expected(self) -> list[tuple[str, ...]]:
        """Return kind, places, name, state, figures, is_child and the parent's row."""
        rows = []
        above: list[int] = []
        for number, line in enumerate(self.lines, start=self.first_row):
            above = [*above[: line.level], number]
            if line.broken is None:
                child = len(above) > 1
                parent = str(above[-2]) if child else ""
                figures = ("" if f is None else f"{f:.10g}" for f in line.figures)
                places = (*line.places, line.name, line.state, *figures)
                rows.append((*places, str(child).lower(), parent))
        return rows

    def refused(self) -> list[tuple[int, str]]:
        """Return row and column letter of every cell that cannot be used."""
        return [
            (number, get_column_letter(self.right + 6 + line.broken))
            for number, line in enumerate(self.lines, start=self.first_row)
            if line.broken is not None
        ]

    def write(self, folder: Path) -> Path:
        """Write the file and return its path."""
        self.grid.clear()
        self._put(0, 0, "2025년 4분기 전국산업단지 현황")
        if self.unit_above:
            self._put(1, 9, f"(단위 : 개, {self.unit}, %)")
        self._header()
        for number, line in enumerate(self.lines, start=self.first_row - 1):
            self._line(number - self.down, line)
        return self._xlsx(folder) if self.form == "xlsx" else self._csv(folder)

    def _put(self, row: int, column: int, value: Any) -> None:
        if isinstance(value, str) and self.nfd:
            value = normalize("NFD", value)
        self.grid[self.down + row, self.right + column] = value

    def _header(self) -> None:
        bracket = "" if self.unit_above else f"({self.unit})"
        names = [n + (bracket if n.endswith("면적") else "") for n in SINGLE]
        leaves = [n + ("" if n == "분양률" else bracket) for n in LEAVES]
        if self.flat:
            labels = [*names, *(f"산업시설구역_{n}" for n in leaves), *FIRMS]
            for column, label in enumerate(labels):
                self._put(2, column, label)
            return
        top = [*names, "산업시설구역", "", "", "", "", *FIRMS]
        below = [""] * len(names) + leaves
        for row, labels in ((2, top), (3, below)):
            for column, label in enumerate(labels):
                self._put(row, column, label)

    def _line(self, row: int, line: Line) -> None:
        indent = "\u00a0\u00a0 " if self.form != "cp949" else "   "
        mark = " ①" if line.level == 1 and line.spelling[0] % 2 else ""
        lead = ("", indent, f"{indent}▷")[line.level]
        cells: list[Any] = [*line.places, lead + line.name + mark, line.state]
        for index, (key, figure) in enumerate(zip(FIGURES, line.figures, strict=True)):
            how = line.spelling[index]
            factor = UNITS[self.unit] if "_m2" in key else 1
            cells.append(
                line.broken_as
                if index == line.broken
                else _spelled(None if figure is None else figure * factor, how, key)
            )
        for column, value in enumerate(cells):
            self._put(row, column, value)

    def _xlsx(self, folder: Path) -> Path:
        path = folder / "drawn.xlsx"
        with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
            sheet = book.add_worksheet("전국산업단지현황")
            for (row, column), value in self.grid.items():
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write_number(row, column, value)
        return path

    def _csv(self, folder: Path) -> Path:
        path = folder / "drawn.csv"
        rows = max(row for row, _ in self.grid) + 1
        columns = max(column for _, column in self.grid) + 1
        with path.open("w", encoding=self.form, newline="") as file:
            writer = csv.writer(file, delimiter=self.delimiter)
            for row in range(rows):
                cells = (self.grid.get((row, column)) for column in range(columns))
                writer.writerow(["" if cell is None else cell for cell in cells])
        return path


def _spelled(figure: float | None, how: int, key: str) -> Any:
    if figure is None:
        return MISSING[how % len(MISSING)]
    number = int(figure) if float(figure).is_integer() else round(figure, 6)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    spellings: tuple[Any, ...] = (
        number,
        str(number),
        f"{number:,}",
        f" {number:,} ",
        f"{number:,}".replace(",", "\u3000" if how % 2 else " "),
        str(number).translate(wide),
        f"{number}%" if key == "sale_rate_pct" else number,
    )
    return spellings[how % len(spellings)]


@st.composite
def drawn_files(draw: Any) -> Drawn:
    """A status file of one sheet with everything that may differ between offices."""
    form = draw(st.sampled_from(["xlsx", "xlsx", "cp949", "utf-8", "utf-8-sig", "utf-16"]))
    count = draw(st.integers(1, 14))
    largest = 150_000 if count < 8 else 19_000
    return Drawn(
        lines=_distinct([draw(_lines(largest)) for _ in range(count)]),
        down=draw(st.integers(0, 4)),
        right=draw(st.integers(0, 3)),
        flat=draw(st.booleans()),
        unit=draw(st.sampled_from(sorted(UNITS))),
        unit_above=draw(st.booleans()),
        form=form,
        delimiter=draw(st.sampled_from(",\t;")),
        # CP949 has no separate jamo.
        nfd=form != "cp949" and draw(st.booleans()),
    )


@st.composite
def _lines(draw: Any, largest: int) -> Line:
    areas = st.one_of(st.none(), st.integers(0, largest))
    kind = draw(st.sampled_from(["국가", "일반", "도시첨단", "농공"]))
    # Beyond 50 km² only national complexes are believed.
    figures = [float(draw(st.integers(11, largest if kind == "국가" else min(largest, 50_000))))]
    figures += [draw(areas) for _ in range(5)]
    figures.append(draw(st.one_of(st.none(), st.integers(0, 10_000).map(lambda n: n / 100))))
    figures += [draw(st.one_of(st.none(), st.integers(0, 99_999))) for _ in range(2)]
    broken = draw(st.one_of(st.none(), st.none(), st.none(), st.integers(0, 8)))
    return Line(
        places=(
            kind,
            *(draw(st.sampled_from(names)) for names in PLACES),
        ),
        name=draw(st.sampled_from(STEMS)) + draw(st.sampled_from(ENDINGS)),
        state=draw(st.sampled_from(["완료", "조성중", "미개발"])),
        figures=tuple(figures),
        level=draw(st.sampled_from([0, 0, 0, 1, 1, 2])),
        broken=broken,
        broken_as=draw(st.sampled_from(BAD)),
        spelling=tuple(draw(st.lists(st.integers(0, 41), min_size=9, max_size=9))),
    )


def _distinct(lines: list[Line]) -> list[Line]:
    """Make every row its own complex, and no part deeper than the row above allows."""
    above = -1
    for number, line in enumerate(lines):
        line.name = f"{line.name}{number:03d}호"
        line.level = min(line.level, above + 1)
        above = line.level
    return lines
