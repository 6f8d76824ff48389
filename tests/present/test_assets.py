"""Vendored files are what the list says, and nothing else can get into a page."""

from __future__ import annotations

import hashlib
import re

import folium
import pytest

from cluster_planner.present import assets
from cluster_planner.present.map_page import offline_html

VENDORED = (assets.STATIC / "VENDORED.md").read_text(encoding="utf-8")


def listed() -> list[tuple[str, str, str]]:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in VENDORED.splitlines()
        if line.startswith("|") and re.search(r"[0-9a-f]{64}", line)
    ]
    return [(row[0], row[4], row[5]) for row in rows]


@pytest.mark.parametrize(("folder", "file", "digest"), listed())
def test_vendored_file_is_the_one_listed(folder: str, file: str, digest: str) -> None:
    pattern = file.split(",")[0]
    paths = sorted((assets.STATIC / folder).glob(pattern), key=lambda path: path.name)
    content = b"".join(path.read_bytes() for path in paths)

    assert hashlib.sha256(content).hexdigest() == digest


def test_every_vendored_folder_has_its_licence_and_a_line() -> None:
    folders = {path.name for path in assets.STATIC.iterdir() if path.is_dir()} - {"planner"}

    assert folders == {folder for folder, _, _ in listed()}
    assert all(list((assets.STATIC / folder).glob("LICENSE*")) for folder in folders)


def test_vendored_files_stay_small() -> None:
    size = sum(path.stat().st_size for path in assets.STATIC.rglob("*") if path.is_file())

    assert size < 4_000_000


def test_fonts_named_in_the_style_sheet_exist() -> None:
    css = (assets.STATIC / assets.FONT_CSS).read_text(encoding="utf-8")
    named = re.findall(r"url\(\./([^)]+)\)", css)

    assert named
    assert all((assets.STATIC / "pretendard" / name).is_file() for name in named)


def test_stock_folium_map_is_refused_because_it_links_outside() -> None:
    with pytest.raises(assets.UnknownAsset, match="not vendored"):
        offline_html(folium.Map(tiles=None))


def test_links_point_below_the_given_root() -> None:
    head = '<script src="leaflet/leaflet.js"></script>'

    assert assets.linked(head, "../v/") == '<script src="../v/leaflet/leaflet.js"></script>'
