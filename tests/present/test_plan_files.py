"""The files of a plan change together or not at all."""

from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import ScenarioError
from cluster_planner.present.plan_files import NAMES, check_folder, map_html, write_plan_files
from cluster_planner.present.plan_schema import SECTIONS, markdown
from cluster_planner.sources.embedded import load_snapshot
from tests.cli.small_plans import small_run

DOCS = Path(__file__).parents[2] / "docs" / "plan-json.md"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot()


@pytest.fixture(scope="module")
def run(snapshot: Snapshot) -> Run:
    near, other = snapshot.partners["partner_id"].iloc[:2]
    return small_run(("p_changwon", "p_banwol"), (near, other))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with a complete older plan and a note."""
    folder = tmp_path / "결과"
    folder.mkdir()
    for name in (*NAMES, "메모.txt"):
        (folder / name).write_text(f"지난 {name}", "utf-8")
    return folder


def _assert_untouched(folder: Path) -> None:
    assert sorted(p.name for p in folder.iterdir()) == sorted((*NAMES, "메모.txt"))
    for name in (*NAMES, "메모.txt"):
        assert (folder / name).read_text("utf-8") == f"지난 {name}"


def test_plan_json_is_read_back_as_the_same_run(
    run: Run, snapshot: Snapshot, tmp_path: Path
) -> None:
    written = write_plan_files(run, snapshot, tmp_path / "새" / "폴더")

    assert Run.from_json(written[0].read_bytes()) == run
    assert [path.name for path in written] == ["plan.json", "plan.xlsx", "map.html"]


def test_a_model_of_an_older_run_does_not_stay(run: Run, snapshot: Snapshot, old: Path) -> None:
    write_plan_files(run, snapshot, old)

    assert sorted(p.name for p in old.iterdir()) == [
        "map.html",
        "plan.json",
        "plan.xlsx",
        "메모.txt",
    ]


def test_a_failure_while_making_leaves_the_old_plan(
    run: Run, snapshot: Snapshot, old: Path
) -> None:
    def fail(path: Path) -> None:
        path.write_text("반쪽", "utf-8")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_plan_files(run, snapshot, old, fail)
    _assert_untouched(old)


@pytest.mark.parametrize("failing", range(1, 9))
def test_a_failure_at_any_move_brings_the_old_plan_back(
    run: Run, snapshot: Snapshot, old: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    real, moves = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        moves.append(target)
        if len(moves) == failing:
            raise PermissionError(13, "열려 있음", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(ScenarioError, match="열린 파일을 닫으세요"):
        write_plan_files(run, snapshot, old, lambda path: path.write_text("모형", "utf-8"))
    _assert_untouched(old)


def test_a_failure_leaves_no_new_folder(run: Run, snapshot: Snapshot, tmp_path: Path) -> None:
    def fail(_: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_plan_files(run, snapshot, tmp_path / "새" / "폴더", fail)

    assert list(tmp_path.iterdir()) == []


def test_checking_a_folder_makes_nothing(tmp_path: Path) -> None:
    check_folder(tmp_path / "새" / "폴더")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("inside", ["", "안쪽"])
def test_a_file_in_the_way_is_named(tmp_path: Path, inside: str) -> None:
    taken = tmp_path / "파일"
    taken.write_text("내 것", "utf-8")

    with pytest.raises(ScenarioError, match="쓸 수 없습니다"):
        check_folder(taken / inside)
    assert taken.read_text("utf-8") == "내 것"


def test_hostile_names_stay_text_on_the_map(run: Run, snapshot: Snapshot) -> None:
    payload = "</script><img src=x onerror=alert(1)>${alert(2)}`"
    scenario = run.scenario.model_copy(update={"name": payload})
    page = map_html(run.model_copy(update={"scenario": scenario}), snapshot)

    assert payload not in page
    assert "<img src=x" not in page


def test_the_documentation_is_what_the_models_say() -> None:
    # Rebuild: python -m cluster_planner.present.plan_schema > docs/plan-json.md
    assert DOCS.read_text("utf-8") == markdown()


def test_the_documentation_names_every_field_in_korean() -> None:
    rows = [line for line in markdown().splitlines() if line.startswith("| `")]

    assert len(rows) > 50
    assert all(line.split("|")[3].strip() for line in rows)
    assert all(f"## {section}\n" in markdown() for section in SECTIONS)
