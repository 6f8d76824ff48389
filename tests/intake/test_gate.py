"""The gate makes a whole new snapshot beside the old one, or nothing at all."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from cluster_planner.domain.imports import FileKind, FileReport, ImportReport
from cluster_planner.errors import DataError, Finding
from cluster_planner.intake import apply_all
from cluster_planner.intake.applied import Applied
from cluster_planner.intake.gate import Outcome, confirm, import_files, import_readings
from cluster_planner.intake.kept import MOST, KeptImports
from cluster_planner.sources.cage import Stopped
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.sources.reading import Reading
from cluster_planner.store.data_folder import data_files
from cluster_planner.store.snapshots import SnapshotShelf
from tests.intake.readings import published, row_of, status_reading
from tests.real_data import real_snapshot

Bring = Callable[..., Outcome]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    def brought(*readings: Reading, **settings: object) -> Outcome:
        return import_readings(readings, None, tmp_path, **settings)  # type: ignore[arg-type]

    return brought


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def newer(home: Path) -> Outcome:
    """One changed figure; not to be changed by a test."""
    return import_readings([next_quarter(**{row_id(5): 777})], None, home)


def next_quarter(**tenants: int) -> Reading:
    """The published rows one quarter later; the tenants of the named rows differ."""
    rows = published()
    order = real_snapshot()["complexes"]["row_id"].tolist()
    for row_id, value in tenants.items():
        rows.loc[order.index(row_id), "tenants"] = str(value)
    return status_reading(rows, as_of="2026-03-31")


def left_over(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.name.startswith(".new-")]


def row_id(number: int) -> str:
    return str(real_snapshot()["complexes"]["row_id"].iloc[number])


def test_the_figures_of_a_file_are_in_a_new_snapshot_and_the_old_one_stays(
    newer: Outcome, home: Path
) -> None:
    assert newer.folder == SnapshotShelf.of(home).get(newer.report.digest)
    snapshot = load_snapshot(newer.folder)
    assert snapshot.digest == newer.report.digest
    assert snapshot["complexes"].set_index("row_id").loc[row_id(5), "tenants"] == 777
    assert snapshot.as_of["complexes"] == "2026-03-31"
    assert load_snapshot().digest == newer.report.base_digest
    assert SnapshotShelf.of(home).current() == ""


def test_a_snapshot_is_a_whole_data_folder_with_its_report_and_parent(
    newer: Outcome, home: Path
) -> None:
    assert newer.folder is not None
    theirs = {path.relative_to(data_home()) for path in data_files(data_home())}
    ours = {path.relative_to(newer.folder) for path in data_files(newer.folder)}
    assert theirs <= ours
    told = json.loads((newer.folder / "snapshot.json").read_text("utf-8"))
    assert told["parent"] == newer.report.base_digest
    kept = SnapshotShelf.of(home).report(newer.report.digest)
    assert kept is not None
    assert kept.files == newer.report.files


def test_tables_that_did_not_change_are_copied_byte_for_byte(newer: Outcome) -> None:
    assert newer.folder is not None
    for name in ("partners.csv", "sigungu.geojson", "core_rule.yaml", "national_stats.csv"):
        assert (newer.folder / name).read_bytes() == (data_home() / name).read_bytes()


def test_the_base_is_kept_so_that_its_runs_can_be_repeated(newer: Outcome, home: Path) -> None:
    copy = SnapshotShelf.of(home).get(newer.report.base_digest)
    assert load_snapshot(copy) == load_snapshot()


def test_the_embedded_figures_again_change_nothing(bring: Bring, tmp_path: Path) -> None:
    outcome = bring(status_reading(published()))

    assert outcome.folder is None
    assert outcome.report.digest == outcome.report.base_digest
    assert not outcome.report.changed
    assert SnapshotShelf.of(tmp_path).list() == ()
    assert not left_over(tmp_path)


def test_the_same_figures_again_give_the_same_snapshot(newer: Outcome, home: Path) -> None:
    again = import_readings([next_quarter(**{row_id(5): 777})], None, home)

    assert again.folder == newer.folder
    assert not left_over(home)


def test_the_older_of_two_quarters_is_applied_first(bring: Bring) -> None:
    later = next_quarter(**{row_id(5): 777})
    earlier = status_reading(next_quarter(**{row_id(5): 555}).tables["complexes"])

    outcome = bring(later, earlier)

    newer = load_snapshot(outcome.folder)["complexes"].set_index("row_id")
    assert newer.loc[row_id(5), "tenants"] == 777
    assert newer.loc[row_id(5), "as_of"] == "2026-03-31"


def test_a_reading_that_cannot_be_applied_hinders_no_other(
    bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = FileReport(file="경계.zip", sha256="1" * 64, size_bytes=1, kind=FileKind.SHAPES)
    taken = next_quarter(**{row_id(5): 777})
    refused = DataError(Finding("경계.zip", "좌표를 알 수 없습니다", "좌표계를 적으세요"))

    def applier(kind: FileKind) -> object:
        if kind is not FileKind.SHAPES:
            return original(kind)

        def fails(*_: object) -> Applied:
            raise refused

        return fails

    original = apply_all.applier
    monkeypatch.setattr(apply_all, "applier", applier)
    outcome = bring(taken, Reading(bad))

    assert outcome.folder is not None
    assert [file.refused for file in outcome.report.files] == [False, True]
    assert outcome.report.files[1].findings == refused.findings


def test_when_no_file_can_be_used_there_is_no_snapshot_and_each_reason_is_told(
    tmp_path: Path,
) -> None:
    (tmp_path / "노래.csv").write_text("가사,곡\n아리랑,아리랑\n", "utf-8")
    (tmp_path / "단지.xlsx").write_bytes(b"PK\x03\x04 broken")

    outcome = import_files(
        [tmp_path / "노래.csv", tmp_path / "단지.xlsx", tmp_path / "없음.csv"],
        None,
        tmp_path / "home",
    )

    assert outcome.folder is None
    assert outcome.report.digest == ""
    assert [file.file for file in outcome.report.files] == ["노래.csv", "단지.xlsx", "없음.csv"]
    assert all(file.findings for file in outcome.report.files)
    assert not list((tmp_path / "home").rglob("*.csv"))
    assert not left_over(tmp_path)


def test_tables_that_contradict_each_other_become_findings_and_no_snapshot(
    bring: Bring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_it(tables: dict[str, pd.DataFrame], _rule: object) -> dict[str, pd.DataFrame]:
        broken = tables["park_members"].copy()
        broken.loc[0, "park_id"] = "p_nowhere"
        return {**tables, "park_members": broken}

    monkeypatch.setattr("cluster_planner.intake.apply_all.settle", break_it)
    outcome = bring(next_quarter(**{row_id(5): 777}))

    assert outcome.folder is None
    assert outcome.report.digest == ""
    assert "p_nowhere" in str(outcome.report.findings[0])
    assert SnapshotShelf.of(tmp_path).list() == ()
    assert not left_over(tmp_path)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_stop_at_any_moment_leaves_nothing(bring: Bring, tmp_path: Path, after: int) -> None:
    asked = iter([False] * after + [True] * 9)

    with pytest.raises(Stopped):
        bring(next_quarter(**{row_id(5): 777}), stop=lambda: next(asked))

    assert SnapshotShelf.of(tmp_path).list() == ()
    assert KeptImports.of(tmp_path).all() == ()
    assert not left_over(tmp_path)


def test_progress_is_told_and_never_goes_back(bring: Bring) -> None:
    shares: list[float | None] = []
    bring(
        next_quarter(**{row_id(5): 777}),
        on_progress=lambda _words, share: shares.append(share),
    )

    known = [share for share in shares if share is not None]
    assert known == sorted(known)
    assert known
    assert known[-1] <= 1


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, no folder", "utf-8")

    with pytest.raises(DataError, match="쓸 수 없습니다"):
        import_readings([next_quarter(**{row_id(5): 777})], None, tmp_path / "home")


def test_only_the_latest_imports_wait(tmp_path: Path) -> None:
    reading = next_quarter()
    report = ImportReport(made_at="2026-11-21T10:00:00Z", base_digest="a" * 64)
    shelf = KeptImports.of(tmp_path)
    ids = [shelf.add(report, [reading]) for _ in range(MOST + 2)]

    assert [kept.import_id for kept in shelf.all()] == ids[:1:-1]
    (back,) = shelf.get(ids[-1]).readings()
    pd.testing.assert_frame_equal(
        back.tables["complexes"], reading.tables["complexes"], check_dtype=False
    )


def test_a_confirmed_name_is_applied_without_the_file_and_remembered(
    bring: Bring, tmp_path: Path
) -> None:
    rows = published()
    old = rows.loc[40, "name_ko"]
    rows.loc[40, ["name_ko", "name_raw"]] = f"{old[:-1]}구"
    rows.loc[40, "tenants"] = "888"
    reading = status_reading(rows, as_of="2026-03-31")
    first = bring(reading)
    (proposal,) = (one for one in first.proposals if one.candidate_id == row_id(40))

    second = confirm(tmp_path, first.import_id, {proposal: True})

    assert second.proposals == ()
    table = load_snapshot(second.folder)["complexes"].set_index("row_id")
    assert table.loc[row_id(40), "tenants"] == 888
    assert table.loc[row_id(40), "name_ko"] == f"{old[:-1]}구"
    digests = {one.digest for one in SnapshotShelf.of(tmp_path).list() if one.state == "proposed"}
    assert digests == {second.report.digest}
    assert bring(reading).report.digest == second.report.digest


def test_an_import_that_is_no_longer_kept_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="파일을 다시 가져오세요"):
        confirm(tmp_path, "20261121T101010-00000000", {})


def test_a_row_of_a_new_complex_is_in_the_new_snapshot(bring: Bring) -> None:
    rows = pd.concat(
        [published(), pd.DataFrame([row_of("한빛별빛", tenants="3", operating="2")])],
        ignore_index=True,
    )
    outcome = bring(status_reading(rows, as_of="2026-03-31"))

    names = set(load_snapshot(outcome.folder)["complexes"]["name_ko"])
    assert "한빛별빛" in names


def test_nothing_that_is_kept_of_a_factory_registry_names_a_firm_or_a_telephone(
    tmp_path: Path,
) -> None:
    registry = tmp_path / "공장등록.csv"
    rows = "".join(
        f"{n},별빛정밀{n},창원국가산업단지,부품,경상남도 창원시 성산구,055-700-10{n}\n"
        for n in range(10, 15)
    )
    registry.write_text(f"순번,회사명,단지명,생산품,공장주소,전화번호\n{rows}", "cp949")
    home = tmp_path / "home"

    outcome = import_files([registry], None, home)

    assert outcome.folder is not None
    assert len(load_snapshot(outcome.folder)["factory_counts"]) == 1
    assert KeptImports.of(home).get(outcome.import_id).readings()
    kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    for secret in ("별빛정밀", "055-700"):
        for encoding in ("utf-8", "cp949", "utf-16-le"):
            assert not any(secret.encode(encoding) in content for content in kept)
        assert not any(json.dumps(secret)[1:-1].encode() in content for content in kept)
