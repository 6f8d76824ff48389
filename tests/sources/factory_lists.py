"""Writes factory lists in the two forms that offices have, with firms that must never be seen."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

PUBLISHED = ("순번", "회사명", "단지명", "생산품", "공장주소")
FULL = (
    "시도명", "시군구명", "관리기관", "회사명", "대표자명", "단지명", "전화번호", "종업원합계", "생산품",
    "대표업종", "업종명", "공장주소", "공장관리번호",
)  # fmt: skip
SECRETS = ("비밀정공", "홍비밀", "010-9876", "비밀로", "비밀부품")
"""Pieces of the names, people, telephones, addresses and products that the lists hold."""


def write_rows(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], encoding: str = "cp949"
) -> Path:
    """A CSV file as the portal gives it."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def published(
    number: int, complex_ko: str, place: str = "경상남도 창원시 성산구"
) -> tuple[object, ...]:
    """One row of the file that the portal publishes."""
    return number, f"(주)비밀정공{number}", complex_ko, "비밀부품", f"{place} 비밀로 {number}"


def full(
    number: int,
    complex_ko: str,
    code: str,
    workers: object,
    sido: str = "경상남도",
    sigungu: str = "창원시",
) -> tuple[object, ...]:
    """One row of a list with industry and workers."""
    return (
        sido, sigungu, "한국산업단지공단", f"(주)비밀정공{number}", "홍비밀", complex_ko,
        f"010-9876-{number:04d}", workers, "비밀부품", code, "전기장비",
        f"{sido} {sigungu} 비밀로 {number}", f"{number:015d}",
    )  # fmt: skip
