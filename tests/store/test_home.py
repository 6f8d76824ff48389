"""Where this user's things are kept."""

from pathlib import Path

import pytest

from cluster_planner.store.home import home_folder


def test_the_home_is_where_it_is_said_to_be(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(tmp_path))
    named = home_folder()
    monkeypatch.delenv("CLUSTER_PLANNER_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr("cluster_planner.store.home.sys.platform", "linux")

    assert named == tmp_path
    assert home_folder() == tmp_path / "xdg" / "cluster-planner"
