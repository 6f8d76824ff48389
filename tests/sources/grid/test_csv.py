"""CSV files as cells: encodings are tried, mixed and ragged files are told by their rows."""

from pathlib import Path

import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.grid import open_csv, read_csv_grid

ROWS = "유형,단지명,입주업체\r\n국가,똠방각하,12\r\n농공,정관,7\r\n"


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "목록.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_every_official_encoding_gives_the_same_cells(tmp_path: Path, encoding: str) -> None:
    (sheet,) = read_csv_grid(saved(tmp_path, ROWS.encode(encoding)))
    assert ["국가", "똠방각하", "12"] == sheet.rows[1].texts()
    assert 12 == sheet.row(2).get(3).number
    assert {"인코딩", "구분자"} == {decision.what for decision in sheet.decisions}


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    content = ROWS.replace(",", delimiter).encode()
    assert delimiter == open_csv(saved(tmp_path, content)).delimiter


def test_words_joined_within_cells_are_no_columns(tmp_path: Path) -> None:
    rows = "".join(f"기관{n},parts,하나;둘;셋;넷\r\n" for n in range(9))
    assert "," == open_csv(saved(tmp_path, f"이름,유형,분과\r\n{rows}".encode())).delimiter


@pytest.mark.parametrize("first", ["utf-8", "cp949"])
def test_a_file_that_mixes_encodings_is_refused_with_the_line(tmp_path: Path, first: str) -> None:
    second = "cp949" if first == "utf-8" else "utf-8"
    lines = [f"국가,서울,구로구,한국수출산업{number},1".encode(first) for number in range(9)]
    lines[5] = "농공,부산,기장군,정관,2".encode(second)
    with pytest.raises(DataError, match=r"6행.*섞여"):
        read_csv_grid(saved(tmp_path, b"\n".join(lines)))


def test_a_row_of_another_width_is_refused_by_its_number(tmp_path: Path) -> None:
    content = f"{ROWS}일반,쉼표,하나,더,9\r\n일반,끝,1\r\n".encode()
    (sheet,) = read_csv_grid(saved(tmp_path, content))
    assert [4] == [refusal.place.row for refusal in sheet.refusals]
    assert [1, 2, 3, 5] == [row.number for row in sheet.rows]


def test_titles_of_two_cells_do_not_outvote_a_short_table(tmp_path: Path) -> None:
    content = b"title,x\r\nunit,y\r\na,b,c\r\n1,2,3\r\n"
    (sheet,) = read_csv_grid(saved(tmp_path, content))
    assert [3, 4] == [row.number for row in sheet.rows]


def test_a_row_that_ends_early_is_refused_by_its_number(tmp_path: Path) -> None:
    (sheet,) = read_csv_grid(saved(tmp_path, f"{ROWS}일반,끝\r\n".encode()))
    assert [4] == [refusal.place.row for refusal in sheet.refusals]
    assert [1, 2, 3] == [row.number for row in sheet.rows]


def test_a_title_and_a_note_of_one_cell_are_no_ragged_rows(tmp_path: Path) -> None:
    (sheet,) = read_csv_grid(saved(tmp_path, f"2025년 4분기\r\n\r\n{ROWS}* 주석\r\n".encode()))
    assert () == sheet.refusals
    assert [1, 3, 4, 5, 6] == [row.number for row in sheet.rows]


def test_a_quoted_line_break_counts_as_one_row(tmp_path: Path) -> None:
    (sheet,) = read_csv_grid(saved(tmp_path, b'a,b\r\n"x\r\ny",1\r\nz,2\r\n'))
    assert "z" == sheet.row(3).get(1).text


def test_a_code_with_a_leading_zero_is_no_number(tmp_path: Path) -> None:
    (sheet,) = read_csv_grid(saved(tmp_path, b"code,name\r\n0123,x\r\n"))
    assert sheet.row(2).get(1).number is None


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "빈 파일"),
        (b" \r\n", "빈 파일"),
        (b'a,b\r\n"x,1\r\n', "따옴표"),
        (b"a\0b,c\r\n", "NUL"),
        (b"a,b\r\n\xff\xff\xff,1\r\n", "2행"),
        (b"\xff\xfea\x00\x00\xd8", "UTF-16"),
        (",".join("a" * 70).encode() + b"\r\n", "64"),
    ],
)
def test_what_is_no_csv_gets_a_sentence(tmp_path: Path, content: bytes, word: str) -> None:
    with pytest.raises(DataError, match=word):
        read_csv_grid(saved(tmp_path, content))


def test_reading_may_end_early_to_recognise_a_file(tmp_path: Path) -> None:
    (sheet,) = read_csv_grid(saved(tmp_path, b"a,b\r\n" * 1000), rows=40)
    assert 40 == len(sheet.rows)
