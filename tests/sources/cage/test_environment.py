"""A reader inherits nothing of the user's, and its GDAL knows three formats."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cluster_planner.sources.cage.environment import clean_environment


def test_keys_proxies_and_switches_of_the_user_stay_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VWORLD_KEY", "HTTPS_PROXY", "GDAL_HTTP_HEADERS", "PYTHONSTARTUP", "LD_PRELOAD"):
        monkeypatch.setenv(name, "secret")

    environment = clean_environment(tmp_path)

    assert "secret" not in environment.values()
    assert str(tmp_path) == environment["HOME"] == environment["TMPDIR"]


def test_gdal_of_a_reader_knows_three_formats_and_says_nothing_of_the_others(
    tmp_path: Path,
) -> None:
    line = "import json, pyogrio; print(json.dumps(sorted(pyogrio.list_drivers())))"

    told = subprocess.run(
        [sys.executable, "-c", line],
        env=clean_environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )

    assert ["ESRI Shapefile", "GPKG", "GeoJSON"] == json.loads(told.stdout)
