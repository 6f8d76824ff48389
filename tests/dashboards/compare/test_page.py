"""The page 비교 without a browser: what follows from the runs in the address."""

import shutil
from pathlib import Path

import pytest

from cluster_planner.domain.plan import Run
from cluster_planner.present.palette import LIGHT
from cluster_planner.sources.embedded import data_home, load_snapshot
from cluster_planner.store.shelf import Shelf
from cluster_planner.sweeps.attribution import attribution
from cluster_planner.sweeps.crew import Alone
from dashboards.compare.comparison import comparison
from dashboards.compare.intervals import interval_option
from dashboards.compare.moves import move_legend, move_styles
from dashboards.compare.page import ComparePage
from dashboards.compare.top import head_html
from dashboards.lookups.recent import listed
from dashboards.shell import Wire
from dashboards.state.address import Address
from dashboards.state.desk import Desk
from dashboards.state.session import Session
from tests.cli.small_plans import small_scenario
from tests.explain.differences.runs import COMES, GOES, STAYS, after, asked, before

FIRST, SECOND, THIRD = "a" * 16, "b" * 16, "c" * 16
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def kept(desk: Desk) -> tuple[Run, Run, Run]:
    """Three runs on the shelf of the desk."""
    runs = (
        before(run_id=FIRST),
        after(asked(name=HOSTILE, carry_over_pct=5.0), run_id=SECOND),
        before(asked(liability_cap_mkrw=100), run_id=THIRD),
    )
    for run in runs:
        desk.shelf.runs.keep(run)
    return runs


def page_of(desk: Desk, *run_ids: str, against: str = "") -> ComparePage:
    session = Session(desk, Address(page="compare", compared=run_ids, against=against))
    return ComparePage(session, Wire(lambda *_: None))


def test_without_runs_the_page_explains_and_offers_the_shelf(
    desk: Desk, kept: tuple[Run, ...]
) -> None:
    page = page_of(desk)

    assert len(page.view.objects) == 2
    assert "실행 2–4개를 고르면" in page._top._head.object
    assert {row["key"] for row in page._chooser._table.rows} == {FIRST, SECOND, THIRD}


def test_the_first_run_is_the_base_and_the_address_names_the_pair(
    desk: Desk, kept: tuple[Run, ...]
) -> None:
    found = comparison(desk, (FIRST, SECOND, THIRD), THIRD)

    assert [run.run_id for run in found.runs] == [FIRST, SECOND, THIRD]
    assert (found.near, found.near_letter) == (1, "C")
    assert found.pair is not None
    assert [change.path for change in found.pair.inputs] == ["liability_cap_mkrw"]
    assert comparison(desk, (FIRST, SECOND), "gone").near == 0


def test_runs_that_are_gone_and_a_fifth_are_named(desk: Desk, kept: tuple[Run, ...]) -> None:
    found = comparison(desk, (FIRST, "gone", SECOND, THIRD, "e"), "")

    assert [(f.where, f.problem) for f in found.missing] == [
        ("실행 gone", "저장소에 남아 있지 않습니다"),
        ("실행 e", "4개까지만 견줍니다"),
    ]


def test_tables_of_a_pair(desk: Desk, kept: tuple[Run, ...]) -> None:
    results = page_of(desk, FIRST, SECOND)._results
    assert results is not None
    inputs, figures, _, _, parks, _, programmes, regions, partners = results._cards

    assert [row["item"] for row in inputs._table.rows] == ["다음 해로 넘길 수 있는 사업 예산"]
    national = next(row for row in figures._table.rows if row["key"] == "national_mkrw")
    assert (national["v0"]["text"], national["d1"]["text"]) == ("560억 원", "−140억 원")
    assert [row["key"] for row in parks.table.rows] == [COMES, GOES, STAYS]
    total = regions._table.rows[-1]
    assert (total["v0"]["value"], total["v1"]["value"]) == (56_000, 42_000)
    whole = programmes._table.rows[-1]
    assert [whole[key]["value"] for key in ("before", "after", "total", "2028")] == [
        56_000,
        42_000,
        -14_000,
        -14_000,
    ]
    assert {row["partner"] for row in partners._table.rows} == {"a", "c", "d"}


def test_a_park_of_the_table_becomes_the_focus_of_the_screen(
    desk: Desk, kept: tuple[Run, ...]
) -> None:
    page = page_of(desk, FIRST, SECOND)
    assert page._results is not None
    page._results._parks.table._handle_msg({"type": "choose", "key": GOES})

    assert page._session.focus == GOES
    assert page._results._parks.table.marked == [GOES]
    assert "profile" in [field["key"] for field in page._top._tools.fields]
    page._top._tools._handle_msg({"type": "change", "key": "profile", "value": True})
    assert page._session.page == "explore"


def test_choosing_runs_and_another_base(desk: Desk, kept: tuple[Run, ...]) -> None:
    page = page_of(desk)
    for run_id in (SECOND, FIRST):
        page._chooser._table._handle_msg({"type": "choose", "key": run_id})
    assert page._session.address.compared == (SECOND, FIRST)
    assert page._results is not None

    page._top._pressed("base", FIRST)
    assert page._session.address.compared == (FIRST, SECOND)
    page._chooser._table._handle_msg({"type": "choose", "key": FIRST})
    assert page._session.compared == [SECOND]


def test_a_fifth_run_is_refused_and_nothing_is_lost(desk: Desk, kept: tuple[Run, ...]) -> None:
    for letter in "de":
        desk.shelf.runs.keep(before(run_id=letter * 16))
    page = page_of(desk, FIRST, SECOND, THIRD, "d" * 16)
    page._chooser._ticked([FIRST, SECOND, THIRD, "d" * 16, "e" * 16])

    assert page._session.compared == [FIRST, SECOND, THIRD, "d" * 16]


def test_the_list_says_what_each_run_changed(desk: Desk, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "own")
    shelf.runs.keep(after(asked(carry_over_pct=5.0), run_id=SECOND))
    (line,) = listed(shelf, small_scenario())

    assert [change.path for change in line.changes] == ["carry_over_pct"]
    assert (line.badge.text, line.score, line.parks) == ("간격 5%", "60억 원", 2)


def test_points_say_more_and_less_by_fill_and_edge(desk: Desk, kept: tuple[Run, ...]) -> None:
    found = comparison(desk, (FIRST, SECOND), "")
    assert found.pair is not None
    styles = move_styles(found.pair, LIGHT)

    assert set(styles) == {COMES, GOES, STAYS}
    assert styles[COMES]["fillOpacity"] > 0.5 > styles[GOES]["fillOpacity"]
    assert styles[GOES]["dashArray"] != styles[STAYS]["dashArray"] == styles[COMES]["dashArray"]
    assert styles[COMES]["weight"] > styles[STAYS]["weight"]
    assert len({style["radius"] for style in styles.values()}) == 1


def test_names_of_scenarios_are_text(desk: Desk, kept: tuple[Run, ...]) -> None:
    found = comparison(desk, (FIRST, SECOND), "")

    assert HOSTILE not in head_html(found, "비교")
    assert "&lt;img src=x" in head_html(found, "비교")


def test_intervals_begin_near_the_least_score() -> None:
    option = interval_option([("A", 100.0, 110.0), ("B", 120.0, 130.0)], LIGHT)

    assert 90 < option["xAxis"]["min"] < 100
    assert [series["data"] for series in option["series"][:2]] == [[100.0, 120.0], [10.0, 10.0]]


def test_each_interval_says_its_ends_because_the_axis_does_not(
    desk: Desk, kept: tuple[Run, ...]
) -> None:
    results = page_of(desk, FIRST, SECOND)._results
    assert results is not None
    chart = results._cards[3]._chart
    names = chart.option["yAxis"]["data"]

    assert names[0].startswith("A ")
    assert all(name.split("\n")[1] in chart.summary for name in names)
    assert all("억 원" in name for name in names)


def test_the_legend_of_moves_names_no_largest_circle_where_nothing_moved(
    desk: Desk, kept: tuple[Run, ...]
) -> None:
    moved, still = (comparison(desk, ids, "").pair for ids in ((FIRST, SECOND), (FIRST, THIRD)))
    assert moved is not None
    assert still is not None

    assert "가장 큰 원" in move_legend(LIGHT, moved).note
    assert not any(park.change.change_mkrw for park in still.parks)
    assert "가장 큰 원" not in move_legend(LIGHT, still).note


def test_a_run_without_a_plan_stands_beside_others_without_invented_zeros(desk: Desk) -> None:
    for run in (before(run_id=FIRST), after(plan=None, run_id=SECOND), after(run_id=THIRD)):
        desk.shelf.runs.keep(run)
    results = page_of(desk, FIRST, SECOND, THIRD)._results
    assert results is not None
    _, figures, _, _, parks, _, programmes, regions, partners = results._cards
    total = regions._table.rows[-1]

    assert [total[key]["text"] for key in ("v0", "v1", "d1", "v2", "d2")] == [
        "560억 원", "계획 없음", "–", "420억 원", "−140억 원",
    ]  # fmt: skip
    national = next(row for row in figures._table.rows if row["key"] == "national_mkrw")
    assert (national["v1"]["text"], national["d1"]["text"]) == ("계획 없음", "–")
    assert (parks.table.rows, parks.table.empty) == ([], "계획 없음")
    assert (programmes._table.rows, partners._table.rows) == ([], [])


def test_each_run_is_read_by_its_own_data_and_the_data_can_be_taken_apart(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    shutil.copytree(data_home(), folder)
    effects = (folder / "effects.csv").read_text("utf-8")
    (folder / "effects.csv").write_text(effects.replace("5,30.1,30.1", "5,25,30.1"), "utf-8")
    snapshot = load_snapshot(folder)
    place = desk.house.snapshots.keep(folder, snapshot.digest)
    desk.shelf.runs.keep(before(run_id=FIRST))
    desk.shelf.runs.keep(after(run_id=SECOND, snapshot_digest=snapshot.digest))
    results = page_of(desk, FIRST, SECOND)._results
    assert results is not None
    inputs, shares = results._cards[0], results._cards[5]

    assert "패키지 효과: 바뀜 1건" in inputs.card._head.object
    assert [row["item"] for row in inputs._table.rows] == ["자료"]
    assert shares.card.view.visible
    assert shares._question.base_data is None
    assert shares._question.other_data == str(place)


def test_data_that_are_gone_are_named_and_the_runs_are_compared(desk: Desk) -> None:
    desk.shelf.runs.keep(before(run_id=FIRST))
    desk.shelf.runs.keep(after(run_id=SECOND, snapshot_digest="1" * 64))
    found = comparison(desk, (FIRST, SECOND), "")

    assert [f.where for f in found.missing] == [f"실행 {SECOND}"]
    assert "111111111111" in found.missing[0].problem
    assert found.pair is not None
    assert len(found.pair.parks) == 3


def test_shares_end_with_the_rest_and_the_whole_change(desk: Desk, kept: tuple[Run, ...]) -> None:
    results = page_of(desk, FIRST, SECOND)._results
    assert results is not None
    shares = results._cards[5]
    told = attribution(Alone(desk.catalog.snapshot), kept[0], kept[1])
    shares._answer(told)

    assert [row["group"] for row in shares._table.rows] == [
        "예산 이월",
        "함께 바뀌어 생긴 나머지",
        "전체 변화",
    ]
    assert shares._table.rows[0]["score"] == "같음(간격 안)"
    assert shares._table.rows[0]["ends"] == "−3억 원 ~ +3억 원"
    assert {row["national"] for row in shares._table.rows} == {"−140억 원", "같음"}
