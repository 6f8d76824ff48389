"""Parts of a loose shapefile come together, whatever else lies beside them."""

import unicodedata
from pathlib import Path

from cluster_planner.sources.groups import display_name, group_files


def _names(*names: str) -> list[tuple[str, list[str]]]:
    groups = group_files(Path(name) for name in names)
    return [(group.name, [path.as_posix() for path in group.paths]) for group in groups]


def test_parts_of_one_stem_are_one_group_named_by_its_shp() -> None:
    assert [
        ("단지.SHP", ["단지.dbf", "단지.SHP", "단지.shx", "단지.shp.xml"]),
        ("현황.xlsx", ["현황.xlsx"]),
    ] == _names("단지.dbf", "현황.xlsx", "단지.SHP", "단지.shx", "단지.shp.xml")


def test_stems_of_different_spelling_of_the_same_letters_are_one() -> None:
    assert 1 == len(_names("단지.shp", unicodedata.normalize("NFD", "단지.dbf")))


def test_the_same_stem_in_two_folders_is_two_groups() -> None:
    assert 2 == len(_names("가/단지.shp", "나/단지.shp"))


def test_other_files_of_one_stem_stay_apart() -> None:
    assert 3 == len(_names("단지.xlsx", "단지.csv", "단지.dbf"))


def test_names_are_shown_in_korean_and_without_what_a_terminal_would_obey() -> None:
    unpacked = "단지.csv".encode("cp949").decode("utf-8", "surrogateescape")

    assert "단지.csv" == display_name(unpacked)
    assert "단지.csv" == display_name(unicodedata.normalize("NFD", "단지.csv"))
    assert "a?[2J.csv" == display_name("a\x1b[2J.csv")
