"""SOURCES.md has an entry for every data file, with the right number of rows."""

import re

import pytest

from cluster_planner.sources.embedded import data_home
from data.build.provenance import row_count

DATASETS = sorted(
    path.name
    for path in data_home().iterdir()
    if path.is_file() and path.suffix in (".csv", ".geojson", ".yaml")
)
TEXT = (data_home() / "SOURCES.md").read_text(encoding="utf-8")


def test_there_are_data_files():
    assert len(DATASETS) >= 20


@pytest.mark.parametrize("name", DATASETS)
def test_every_dataset_is_accounted_for(name: str):
    section = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## )", TEXT, re.MULTILINE | re.DOTALL)

    assert section is not None
    for label in ("무엇", "기준일", "출처", "이용 조건", "만든 방법"):
        assert re.search(rf"^- {label}: \S", section.group(1), re.MULTILINE)
    assert f"- 행: {row_count(data_home() / name):,}\n" in section.group(1)


def test_an_unseen_licence_says_so():
    assert "미확인" in TEXT
