"""An imported snapshot says of every changed table which file it comes from."""

import json
import shutil
from pathlib import Path

from cluster_planner.domain.imports import FileKind, FileReport, ImportReport
from cluster_planner.intake.provenance import stamp_sources
from cluster_planner.sources.about import read_about, row_count
from cluster_planner.sources.embedded import data_home, load_snapshot

FILE = FileReport(
    file="현황 2026|1.xlsx",
    sha256="ab12" * 16,
    size_bytes=9,
    kind=FileKind.STATUS,
    as_of="2026-03-31",
    source="한국산업단지공단",
)
REPORT = ImportReport(made_at="2026-11-21T15:00:00+00:00", base_digest="c" * 64, files=(FILE,))


def folder_of_data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(data_home(), folder, ignore=shutil.ignore_patterns("build", "__pycache__"))
    return folder


def test_changed_tables_name_the_file_its_day_and_its_hash(tmp_path: Path):
    folder = folder_of_data(tmp_path)
    before = read_about(folder).files

    stamp_sources(folder, REPORT, {FILE.sha256: {"complexes"}})
    after = read_about(folder).files

    for name in ("complexes.csv", "parks.csv", "point_exceptions.csv"):
        assert "현황 2026 1.xlsx(sha256 ab12ab12ab12, 2026-03-31" in after[name]["source"]
        assert "2026-03-31" == after[name]["as_of"]
        assert after[name]["source"].startswith(before[name]["source"])
    assert before["partners.csv"] == after["partners.csv"]


def test_the_words_of_an_earlier_import_are_replaced_and_not_piled_up(tmp_path: Path):
    folder = folder_of_data(tmp_path)

    for _ in range(3):
        stamp_sources(folder, REPORT, {FILE.sha256: {"complexes"}})

    assert 1 == read_about(folder).files["complexes.csv"]["source"].count("가져온 파일")


def test_the_notes_list_every_file_with_its_rows(tmp_path: Path):
    folder = folder_of_data(tmp_path)

    stamp_sources(folder, REPORT, {FILE.sha256: {"complexes"}})
    notes = (folder / "SOURCES.md").read_text("utf-8")

    for name in read_about(folder).files:
        assert f"| {name} | {row_count(folder / name):,} |" in notes
    assert "ccccccccccccc" not in notes
    assert "cccccccccccc" in notes


def test_what_the_notes_say_is_no_part_of_the_digest(tmp_path: Path):
    folder = folder_of_data(tmp_path)
    before = load_snapshot(folder).digest

    stamp_sources(folder, REPORT, {FILE.sha256: {"complexes"}})

    assert before == load_snapshot(folder).digest


def test_an_offices_own_table_gets_an_entry_of_its_own(tmp_path: Path):
    folder = folder_of_data(tmp_path)
    header = "complex_id,ksic_code,ksic_name_ko,industry_id,factories,workers,source,as_of\n"
    (folder / "factory_counts.csv").write_text(header, encoding="utf-8")

    stamp_sources(folder, REPORT, {FILE.sha256: {"factory_counts"}})

    entry = json.loads((folder / "sources.json").read_text("utf-8"))["files"]["factory_counts.csv"]
    assert ("등록공장 수", "2026-03-31") == (entry["what"], entry["as_of"])
