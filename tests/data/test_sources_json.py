"""sources.json says what SOURCES.md says, of the same files."""

import json
import re

from cluster_planner.sources.embedded import data_home
from data.build.provenance import about

WRITTEN = json.loads((data_home() / "sources.json").read_text("utf-8"))


def test_the_build_writes_the_same_again() -> None:
    assert about() == WRITTEN


def test_both_tell_of_the_same_files_from_the_same_sources() -> None:
    text = (data_home() / "SOURCES.md").read_text("utf-8")

    assert re.findall(r"^## (\S+\.\w+)$", text, re.MULTILINE) == list(WRITTEN["files"])
    for entry in WRITTEN["files"].values():
        assert f"- 출처: {entry['source']}\n" in text
