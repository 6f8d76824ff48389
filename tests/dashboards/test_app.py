"""The page is built, and what keeps it from being built is told."""

import shutil
from pathlib import Path

import pytest

from cluster_planner.errors import ScenarioError
from cluster_planner.sources.embedded import data_home
from dashboards import app
from dashboards.state.desk import Desk
from dashboards.state.desks import Desks
from dashboards.state.house import House


def markup(page: object) -> str:
    """The text of the explore page's only pane."""
    return str(page._render_items["explore"][0].object)  # type: ignore[attr-defined]


def test_a_page_has_every_section_and_a_wire(desk: Desk) -> None:
    page = app.build_page(desk)

    assert list(page._render_items) == ["explore", "plan", "compare", "data", "wire"]


def test_an_error_while_building_is_a_page_with_a_number_in_the_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("sabotage")

    monkeypatch.setattr(app, "build_page", broken)
    told = markup(app.page_or_error(desk))
    record = caplog.records[-1]

    assert "오류 번호" in told
    assert str(record.args[1]) in told  # type: ignore[index]
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_broken_data_is_a_page_with_every_finding(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_home(), folder, ignore=shutil.ignore_patterns("build"))
    parks = folder / "parks.csv"
    parks.write_text(parks.read_text("utf-8").replace(",national,", ",nation,", 2), "utf-8")
    (folder / "regions.csv").unlink()
    told = markup(app.page_of(Desks(House(tmp_path / "home"), folder)))

    assert "parks.csv" in told
    assert "regions.csv" in told


def test_a_broken_setting_of_tiles_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLUSTER_PLANNER_TILES_URL", "https://tiles.example/{z}/{x}.png")

    with pytest.raises(ScenarioError, match="CLUSTER_PLANNER_TILES_URL"):
        app.serve(show=False)
