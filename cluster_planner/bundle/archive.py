"""The zip of a bundle, in one form only: any byte that this program would not write is refused.

A zip tells each file twice, in front of its content and in a list at the end, and programs differ
in which they believe. So nothing is read that both do not say alike, and nothing may lie between.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cluster_planner.bundle.names import is_safe
from cluster_planner.bundle.refusal import refused

MOST_FILES: Final = 200
MOST_BYTES: Final = 512 * 1024**2
"""Of the archive, and of all that is in it."""
MOST_RATIO: Final = 200
FREE_BYTES: Final = 1024**2
"""A file up to this size may be compressed as well as it likes."""

_WRITTEN: Final = (2026, 1, 1, 0, 0, 0)
_DOS_DATE: Final = (2026 - 1980) << 9 | 1 << 5 | 1
_MODE: Final = 0o100644 << 16
_VERSION: Final = 20
_UNIX: Final = 3
_STORED_ENDS: Final = (".hwpx", ".xlsx", ".zip", ".png", ".pdf")

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s2B5H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_WHERE: Final = "zip"


class _Entry(NamedTuple):
    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the archive; equal files in the same order give equal bytes."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _WRITTEN)
            info.create_system, info.external_attr = _UNIX, _MODE
            stored = name.endswith(_STORED_ENDS)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return memory.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive that `pack` wrote. Raises Refused for any other."""
    entries = tuple(_entries(content))
    _check_sizes(entries)
    files: dict[str, bytes] = {}
    place = 0
    for entry in entries:
        if entry.offset != place:
            raise refused(entry.name, "파일 사이에 다른 것이 끼어 있습니다")
        header = _local(entry)
        start = place + len(header)
        if content[place:start] != header:
            raise refused(entry.name, "zip 머리의 기록이 목록과 다릅니다")
        place = start + entry.packed
        files[entry.name] = _plain(entry, content[start:place])
    if place != _listing(content)[0]:
        raise refused(_WHERE, "파일과 목록 사이에 다른 것이 끼어 있습니다")
    return files


def _listing(content: bytes) -> tuple[int, int]:
    """Where the list of files begins, and how many there are."""
    tail = content[-_END.size :]
    if len(tail) < _END.size or not tail.startswith(b"PK\x05\x06"):
        raise refused(_WHERE, "파일이 잘렸거나 끝에 다른 것이 붙었습니다")
    _, disk, first, here, count, size, start, comment = _END.unpack(tail)
    if (disk, first, comment) != (0, 0, 0) or here != count:
        raise refused(_WHERE, "이 프로그램이 쓴 zip의 꼴이 아닙니다")
    if start + size + _END.size != len(content):
        raise refused(_WHERE, "파일이 잘렸거나 다른 것이 끼어 있습니다")
    if count > MOST_FILES:
        raise refused(_WHERE, f"파일이 {count:,}개로 너무 많습니다")
    return start, count


def _entries(content: bytes) -> Iterator[_Entry]:
    place, count = _listing(content)
    seen: set[str] = set()
    for _ in range(count):
        entry, place = _entry(content, place)
        if entry.name in seen:
            raise refused(entry.name, "같은 이름의 파일이 두 번 있습니다")
        seen.add(entry.name)
        yield entry
    if place + _END.size != len(content):
        raise refused(_WHERE, "파일 목록이 맞지 않습니다")


def _entry(content: bytes, place: int) -> tuple[_Entry, int]:
    raw = content[place : place + _CENTRAL.size]
    if len(raw) < _CENTRAL.size:
        raise refused(_WHERE, "파일 목록이 잘렸습니다")
    fields = _CENTRAL.unpack(raw)
    length = fields[11]
    place += _CENTRAL.size
    name = content[place : place + length].decode("ascii", "replace")
    if not is_safe(name):
        problem = "파일 이름에 폴더나 쓸 수 없는 글자가 있습니다"
        raise refused(f"zip의 파일 {name[:80]!r}", problem)
    method, crc, packed, size, offset = fields[5], *fields[8:11], fields[17]
    head = (b"PK\x01\x02", _VERSION, _UNIX, _VERSION, 0, method, 0, _DOS_DATE)
    pinned = (*head, crc, packed, size, length, 0, 0, 0, 0, _MODE, offset)
    if fields != pinned or method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        remedy = "받은 그대로의 파일을 쓰세요. 풀었다가 다시 압축한 것은 확인할 수 없습니다"
        raise refused(name, "이 프로그램이 쓴 zip의 꼴이 아닙니다", remedy)
    return _Entry(name, method, crc, packed, size, offset), place + length


def _local(entry: _Entry) -> bytes:
    """The bytes that stand before a file's content."""
    name = entry.name.encode("ascii")
    numbers = (entry.crc, entry.packed, entry.size, len(name), 0)
    return _LOCAL.pack(b"PK\x03\x04", _VERSION, 0, entry.method, 0, _DOS_DATE, *numbers) + name


def _check_sizes(entries: tuple[_Entry, ...]) -> None:
    """Refuse what would fill the memory, before any of it is unpacked."""
    for entry in entries:
        if entry.size > FREE_BYTES and entry.size > MOST_RATIO * entry.packed:
            raise refused(entry.name, f"풀면 {MOST_RATIO}배보다 커지는 파일입니다")
    if (total := sum(entry.size for entry in entries)) > MOST_BYTES:
        raise refused(_WHERE, f"풀면 {total:,}바이트로 너무 큽니다")


def _plain(entry: _Entry, packed: bytes) -> bytes:
    content = packed if entry.method == zipfile.ZIP_STORED else _inflated(entry, packed)
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise refused(entry.name, "내용이 손상되었습니다")
    return content


def _inflated(entry: _Entry, packed: bytes) -> bytes:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflate.decompress(packed, entry.size + 1)
    except zlib.error as error:
        raise refused(entry.name, "압축이 손상되었습니다") from error
    if not inflate.eof or inflate.unused_data or inflate.unconsumed_tail:
        raise refused(entry.name, "압축이 손상되었습니다")
    return content
