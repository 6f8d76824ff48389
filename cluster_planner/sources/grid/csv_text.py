"""The text of a CSV file: its encoding is tried, never guessed, and mixed files are refused."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cluster_planner.domain.imports import Decision
from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.grid.limits import MAX_CSV_BYTES

_DELIMITERS = {",": "쉼표", "\t": "탭", ";": "쌍반점", "|": "세로줄"}
_SAMPLE_LINES = 50
_HANGUL = re.compile("[가-힣]")
_SAVE = "엑셀에서 'CSV UTF-8(쉼표로 분리)'로 다시 저장하세요"


@dataclass(frozen=True)
class CsvText:
    """The text of a CSV file and how it was found out."""

    text: str
    encoding: str
    delimiter: str
    decisions: tuple[Decision, ...]


def open_csv(path: Path, name: str = "") -> CsvText:
    """Return the text of the file; raise DataError where it is none or mixes encodings."""
    file = name or path.name
    if path.stat().st_size > MAX_CSV_BYTES:
        limit = f"{MAX_CSV_BYTES // 1024**2} MB"
        raise DataError(Finding(file, f"CSV가 {limit}보다 큽니다", "나누어 저장해 올리세요"))
    content = path.read_bytes()
    if not content.strip():
        raise DataError(Finding(file, "빈 파일입니다", "내용이 있는 파일을 올리세요"))
    text, encoding, why = _decoded(content, file)
    if "\0" in text:
        raise DataError(Finding(file, "글자 파일이 아닙니다(NUL 바이트가 있음)", _SAVE))
    delimiter = _delimiter(text)
    decisions = (
        Decision(what="인코딩", found=encoding.upper().replace("-SIG", ""), why=why),
        Decision(
            what="구분자", found=_DELIMITERS[delimiter], why=f"앞 {_SAMPLE_LINES}줄에서 가장 고름"
        ),
    )
    return CsvText(text, encoding, delimiter, decisions)


def _decoded(content: bytes, file: str) -> tuple[str, str, str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16"), "utf-16", "파일 첫머리의 표식(BOM)이 UTF-16"
        except UnicodeDecodeError as problem:
            finding = Finding(file, "UTF-16이라고 하지만 글자가 깨져 있습니다", _SAVE)
            raise DataError(finding) from problem
    try:
        why = "BOM이 있음" if content.startswith(codecs.BOM_UTF8) else "끝까지 UTF-8로 읽힘"
        return content.decode("utf-8-sig"), "utf-8-sig", why
    except UnicodeDecodeError:
        _refuse_mixed(content, file)
    try:
        return content.decode("cp949"), "cp949", "UTF-8로는 읽히지 않고 CP949로 끝까지 읽힘"
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        finding = Finding(
            f"{file} {line}행", "UTF-8로도 CP949로도 읽히지 않는 글자가 있습니다", _SAVE
        )
        raise DataError(finding) from problem


def _refuse_mixed(content: bytes, file: str) -> None:
    # CP949 bytes hardly ever make Hangul in UTF-8 by chance (its leads would be rare hanja),
    # while UTF-8 bytes often pass for CP949: a line that is Hangul in UTF-8 was written so.
    utf8 = [number for number, line in _lines(content) if _is_utf8_hangul(line)]
    if not utf8:
        return
    other = [number for number, line in _lines(content) if not line.isascii()]
    other = sorted(set(other) - set(utf8))
    rarer, word = (utf8, "UTF-8") if len(utf8) < len(other) else (other, "CP949")
    shown = ", ".join(f"{number}행" for number in rarer[:5])
    more = f" 외 {len(rarer) - 5}행" if len(rarer) > 5 else ""
    raise DataError(
        Finding(
            f"{file} {rarer[0] if rarer else 1}행",
            f"한 파일에 UTF-8과 CP949가 섞여 있습니다({word}인 줄: {shown}{more})",
            _SAVE,
        )
    )


def _lines(content: bytes) -> Iterator[tuple[int, bytes]]:
    return enumerate(content.split(b"\n"), start=1)


def _is_utf8_hangul(line: bytes) -> bool:
    if line.isascii():
        return False
    try:
        return bool(_HANGUL.search(line.decode("utf-8")))
    except UnicodeDecodeError:
        return False


def _delimiter(text: str) -> str:
    """Return the delimiter that most lines agree on; a comma where there is none at all."""
    lines = [line for line in text[:200_000].splitlines()[:_SAMPLE_LINES] if line.strip()]
    bare = [re.sub(r'"[^"]*"', "", line) for line in lines]
    best, most = ",", (0, 0)
    for delimiter in _DELIMITERS:
        counts = Counter(line.count(delimiter) for line in bare)
        counts.pop(0, None)
        times, agree = counts.most_common(1)[0] if counts else (0, 0)
        # The number of lines comes first: `;` may join words within the cells of every line but
        # the header.
        if (agree, min(times, 3)) > most:
            best, most = delimiter, (agree, min(times, 3))
    return best
