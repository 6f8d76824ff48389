"""Runs side by side as a workbook, and the same tables as CSV files: every figure a number."""

import zipfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from io import BytesIO
from typing import Final

import pandas as pd
import xlsxwriter

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.explain.differences import Difference, Snapshots
from cluster_planner.explain.differences.pair import NO_SNAPSHOTS
from cluster_planner.present.badge import badge
from cluster_planner.present.criteria import OBJECTIVE_UNITS
from cluster_planner.present.difference_figures import Unit
from cluster_planner.present.difference_kpis import kpi_rows
from cluster_planner.present.difference_rows import (
    LETTERS,
    input_rows,
    made_rows,
    made_sentences,
    park_causes,
    partner_places,
    partner_sentence,
    summary_sentence,
)
from cluster_planner.present.difference_words import (
    PARTNER_STANDINGS,
    STANDINGS,
    DifferenceWords,
    verdict_sentence,
)
from cluster_planner.present.excel_csv import excel_csv
from cluster_planner.present.papers.safe_text import table_text
from cluster_planner.present.provenance import table_sources
from cluster_planner.present.words import MISSING
from cluster_planner.present.workbook import CREATED, OPTIONS
from cluster_planner.present.xlsx_cells import SheetColumn, SheetTable, set_up_page, write_table

_UNITS: Final[dict[Unit, str]] = {
    "mkrw": "백만원", "parks": "곳", "awards": "건", "partners": "곳", "pct": "%", "gap": "%",
    "points": OBJECTIVE_UNITS["points"], "person_years": OBJECTIVE_UNITS["person_years"],
    "per_firm": "백만원/개사", "projects": "과제",
}  # fmt: skip
_WRITTEN: Final = (2026, 1, 1, 0, 0, 0)
type Sheets = Sequence[tuple[str, SheetTable]]


@dataclass(frozen=True)
class Compared:
    """Each later run against the first, with the data that name it all."""

    pairs: Sequence[Difference]
    snapshot: Snapshot
    snapshots: Snapshots = NO_SNAPSHOTS
    sources_text: str = ""


def comparison_book(compared: Compared) -> bytes:
    """Return an Excel workbook; the same runs give the same bytes."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, OPTIONS) as book:
        book.set_properties({"title": "실행 비교", "created": CREATED})
        for name, table in comparison_sheets(compared):
            sheet = book.add_worksheet(name)
            write_table(book, sheet, table)
            set_up_page(sheet, (table,), 1)
    return memory.getvalue()


def comparison_csv(compared: Compared) -> bytes:
    """Return a zip with one CSV for each sheet of the workbook."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, table in comparison_sheets(compared):
            frame = pd.DataFrame(
                [tuple(map(_plain, row)) for row in table.rows],
                columns=[table_text(column.title) for column in table.columns],
                dtype=object,
            )
            info = zipfile.ZipInfo(f"{name}.csv", _WRITTEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(info, excel_csv(frame))
    return memory.getvalue()


def comparison_sheets(compared: Compared) -> Sheets:
    """Runs, indicators and inputs of all; money, parks and partners of each pair; the sources."""
    pairs = compared.pairs
    others = (s for digest, s in compared.snapshots.items() if digest != compared.snapshot.digest)
    words = DifferenceWords(compared.snapshot, *others)
    sheets = [
        ("실행", _runs(pairs)),
        ("지표", _figures(compared)),
        ("바뀐 조건", _inputs(pairs, words)),
    ]
    for letter, pair in zip(LETTERS[1:], pairs, strict=False):
        sheets += [
            (f"국비 A-{letter}", _money(letter, pair, words)),
            (f"단지 A-{letter}", _parks(letter, pair, words)),
            (f"참여기관 A-{letter}", _partners(letter, pair, words)),
        ]
    return (*sheets, ("출처", _sources(compared)))


def _runs(pairs: Sequence[Difference]) -> SheetTable:
    told = ("기준", *map(_told, LETTERS[1:], pairs))
    rows = tuple(
        (
            letter, run.scenario.name, badge(run).text, sentence, run.run_id, run.scenario.digest,
            run.snapshot_digest, run.program_version,
        )
        for letter, run, sentence in zip(LETTERS, _all(pairs), told, strict=False)
    )  # fmt: skip
    titles = (
        "실행",
        "시나리오",
        "상태",
        "A와 견주어",
        "실행번호",
        "시나리오 지문",
        "자료 지문",
        "프로그램 판",
    )
    widths = (8, 28, 24, 60, 20, 24, 24, 12)
    return SheetTable("compared_runs", _columns(titles, widths), rows)


def _told(letter: str, pair: Difference) -> str:
    verdict = verdict_sentence(pair.verdict, pair.base.outcome.unit)
    return " ".join((f"{verdict}.", summary_sentence(pair), partner_sentence(pair), *made_sentences(letter, pair)))  # fmt: skip


def _figures(compared: Compared) -> SheetTable:
    runs = _all(compared.pairs)
    scored = (True, *(pair.verdict.kind != "not_comparable" for pair in compared.pairs))
    later = range(1, len(runs))
    rows = []
    for kpi in kpi_rows(runs, compared.snapshot, scored, compared.snapshots):
        changes = [kpi.change(place) for place in later]
        rows.append(
            (kpi.label_ko, _UNITS[kpi.unit], kpi.mark, *kpi.values, *changes, kpi.target_ko)
        )
    titles = (
        "지표", "단위", "구분", *LETTERS[: len(runs)],
        *(f"{LETTERS[place]} − A" for place in later), "공표된 목표",
    )  # fmt: skip
    widths = (40, 12, 8, *(16 for _ in titles[3:-1]), 40)
    return SheetTable("figures", _columns(titles, widths), tuple(rows))


def _inputs(pairs: Sequence[Difference], words: DifferenceWords) -> SheetTable:
    runs = _all(pairs)
    rows = tuple(
        (row.item, row.subject or "전국", *row.values)
        for row in (*input_rows(pairs, words), *made_rows(runs))
    )
    titles = ("조건", "대상", *LETTERS[: len(runs)])
    return SheetTable("inputs", _columns(titles, (24, 20, *(28 for _ in runs))), rows)


def _money(letter: str, pair: Difference, words: DifferenceWords) -> SheetTable:
    """National money by region, programme, year, and programme with year; million won."""
    cuts = (
        *(("권역", words.name(m.key) if m.key else MISSING, None, m) for m in pair.by_region),
        *(("사업", words.name(m.key), None, m) for m in pair.by_programme),
        *(("연도", "", m.key, m) for m in pair.by_year),
        *(("사업×연도", words.name(m.key[0]), m.key[1], m) for m in pair.by_programme_year),
    )
    rows = tuple(
        (cut, name, year, m.before_mkrw, m.after_mkrw, m.change_mkrw) for cut, name, year, m in cuts
    )
    columns = (
        SheetColumn("나눔", width=12), SheetColumn("이름", width=28), SheetColumn("연도", "year", 8),
        SheetColumn("A(백만원)", "whole"), SheetColumn(f"{letter}(백만원)", "whole"),
        SheetColumn(f"{letter} − A(백만원)", "whole", 18),
    )  # fmt: skip
    return SheetTable(f"money_a_{letter.lower()}", columns, rows)


def _parks(letter: str, pair: Difference, words: DifferenceWords) -> SheetTable:
    rows = tuple(
        (
            words.name(park.change.park_id),
            words.name(park.region_id) if park.region_id else MISSING,
            STANDINGS[park.change.standing],
            park.change.before_mkrw,
            park.change.after_mkrw,
            park.change.change_mkrw,
            "; ".join(park_causes(park, pair, words)),
            "; ".join(words.package(package) for package in park.change.packages),
        )
        for park in pair.parks
    )
    titles = ("단지", "권역", "변화", "A 국비(백만원)", f"{letter} 국비(백만원)", f"{letter} − A(백만원)",
              "까닭", "바뀐 패키지")  # fmt: skip
    columns = _columns(titles, (20, 12, 16, 16, 16, 18, 60, 60))
    return SheetTable(f"parks_a_{letter.lower()}", columns, rows)


def _partners(letter: str, pair: Difference, words: DifferenceWords) -> SheetTable:
    rows = tuple(
        (
            words.name(partner.partner_id), PARTNER_STANDINGS[partner.standing],
            partner.before_units, partner.after_units, partner_places(partner, words),
        )
        for partner in pair.partners
    )  # fmt: skip
    titles = ("참여기관", "변화", "A 물량(단위)", f"{letter} 물량(단위)", "단지(＋ 새로, − 빠짐)")
    return SheetTable(f"partners_a_{letter.lower()}", _columns(titles, (32, 16, 14, 14, 50)), rows)


def _sources(compared: Compared) -> SheetTable:
    rows = tuple(astuple(s) for s in table_sources(compared.snapshot, compared.sources_text))
    titles = ("표", "파일", "행 수(행)", "출처", "기준일", "이용 조건")
    return SheetTable("sources", _columns(titles, (20, 24, 12, 60, 14, 40)), rows)


def _all(pairs: Sequence[Difference]) -> tuple[Run, ...]:
    return (pairs[0].base, *(pair.other for pair in pairs))


def _columns(titles: Sequence[str], widths: Sequence[float]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(t, width=w) for t, w in zip(titles, widths, strict=True))


def _plain(value: object) -> object:
    return table_text(value) if isinstance(value, str) else value
