"""Data that are planned in about a second: the real tables, few parks to choose from, one hostile name."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from cluster_planner.sources.embedded import data_home

HOSTILE = "<img src=x onerror=window.hacked=1>${window.hacked=1}`악성"
HOSTILE_PARK = "p_449020"
KEPT = ("p_banwol", "p_changwon", "p_gumi", "p_gunsan", "p_yeosu")
"""Core parks that a plan may choose from."""


def small_folder(home: Path, **changes: Any) -> Path:
    """Copy the real data into `home`/data with a small starting scenario, changed as asked."""
    folder = home / "data"
    shutil.copytree(data_home(), folder, ignore=shutil.ignore_patterns("build"))
    parks = pd.read_csv(folder / "parks.csv", dtype=str, keep_default_na=False)
    parks.loc[parks["park_id"] == HOSTILE_PARK, ["name_ko", "official_name_ko"]] = HOSTILE
    parks.to_csv(folder / "parks.csv", index=False, lineterminator="\n")
    path = folder / "scenarios" / "baseline.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    core = parks.loc[parks["is_core"] == "true", "park_id"]
    content["parks"]["exclude"] = sorted(set(core) - set(KEPT))
    content |= {"regions": {}, "committed": [], **changes}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return folder
