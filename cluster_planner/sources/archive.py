"""Zips from outside: judged by their list of members first, unpacked by our own counting second."""

from __future__ import annotations

import errno
import lzma
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from cluster_planner.errors import DataError, Finding

_MIB: Final = 1024**2
_CHUNK: Final = 64 * 1024
_ENCRYPTED: Final = 0x1
_UTF8_NAMES: Final = 0x800
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_NESTED: Final = frozenset(
    [".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".alz", ".egg", ".kmz", ".jar"]
)
_WINDOWS_ROOMS: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))]
)
# What Python raises for a zip that lies about itself; an OSError is a place before the file's start.
BROKEN: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_AGAIN: Final = "압축을 풀어 필요한 파일만 가져오세요"


@dataclass(frozen=True)
class Bounds:
    """How large an archive may be once it is unpacked."""

    members: int = 200
    total_bytes: int = 400 * _MIB
    ratio: int = 100
    """Unpacked to packed bytes of one member, above `free_bytes`."""
    free_bytes: int = 10 * _MIB
    """Members up to this size may be packed as tightly as they like."""


WANTED: Final = frozenset(
    [
        ".shp",
        ".shx",
        ".dbf",
        ".prj",
        ".cpg",
        ".sbn",
        ".sbx",
        ".qix",
        ".fix",
        ".qmd",
        ".gpkg",
        ".geojson",
        ".json",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".csv",
        ".tsv",
        ".txt",
        ".hwp",
        ".hwpx",
    ]
)
"""Extensions of members that are unpacked. Old files and documents are: what they are is then told."""


@dataclass(frozen=True)
class Unpacked:
    """What came out of an archive."""

    files: tuple[Path, ...]
    ignored: tuple[str, ...]
    """Members that were left in it, with the reason."""


def unpack(archive: Path, folder: Path, name: str, bounds: Bounds = Bounds()) -> Unpacked:
    """Unpack the wanted members into the folder, flattened, under their NFC names.

    Raises DataError for everything that an honest archive does not do: members outside of it, links,
    archives in archives, passwords, more or larger members than `bounds`, two members of one name,
    sizes that lie, and content that is cut off.
    """
    with open_archive(archive, name) as zipped:
        wanted, ignored = _chosen(zipped, name)
        check_sizes(zipped, name, bounds)
        files, left = [], bounds.total_bytes
        for member, plain in wanted:
            target = folder / plain
            left -= _extract(zipped, member, target, name, left)
            files.append(target)
    if not files:
        told = f"압축 파일 안에 읽을 수 있는 파일이 없습니다({len(ignored)}개를 보았습니다)"
        raise DataError(Finding(name, told, "엑셀, CSV, SHP, GPKG, GeoJSON 파일을 넣으세요"))
    return Unpacked(tuple(files), ignored)


def open_archive(archive: Path, name: str) -> zipfile.ZipFile:
    """Return the open zip; refuse with DataError what is cut off or no zip."""
    try:
        return zipfile.ZipFile(archive)
    except BROKEN:
        kind = "엑셀" if name.lower().endswith((".xlsx", ".xlsm")) else "압축"
        told = f"{kind} 파일이 잘렸거나 망가졌습니다"
        raise DataError(Finding(name, told, "파일을 다시 내려받으세요")) from None


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the member's name as its maker saw it: CP949 unless the zip says UTF-8; NFC."""
    told = member.orig_filename
    if not member.flag_bits & _UTF8_NAMES:
        try:
            told = told.encode("cp437").decode("cp949")
        except UnicodeError:
            told = member.orig_filename
    return unicodedata.normalize("NFC", told)


def check_sizes(zipped: zipfile.ZipFile, name: str, bounds: Bounds) -> None:
    """Raise DataError when the list of members promises more than `bounds` allow."""
    members = zipped.infolist()
    if len(members) > bounds.members:
        told = f"압축 파일 안에 파일이 너무 많습니다({len(members):,}개, 한도 {bounds.members:,}개)"
        raise DataError(Finding(name, told, _AGAIN))
    total = sum(member.file_size for member in members)
    if total > bounds.total_bytes:
        raise DataError(_too_large(name, bounds.total_bytes))
    for member in members:
        tight = member.file_size > bounds.ratio * max(member.compress_size, 1)
        if tight and member.file_size > bounds.free_bytes:
            told = f"압축률이 정상 범위를 넘는 파일이 들어 있습니다({_shown(member_name(member))})"
            raise DataError(Finding(name, told, "압축 폭탄일 수 있습니다. " + _AGAIN))


def _chosen(
    zipped: zipfile.ZipFile, name: str
) -> tuple[list[tuple[zipfile.ZipInfo, str]], tuple[str, ...]]:
    wanted: dict[str, tuple[zipfile.ZipInfo, str]] = {}
    ignored = []
    for member in zipped.infolist():
        path = member_name(member)
        _refuse_dangerous(member, path, name)
        plain = PurePosixPath(path.replace("\\", "/")).name
        if member.is_dir() or path.endswith(("/", "\\")) or _is_litter(path):
            continue
        suffix = PurePosixPath(plain).suffix.lower()
        if suffix in _NESTED:
            told = f"압축 파일 안에 또 압축 파일이 있습니다({_shown(plain)})"
            raise DataError(Finding(name, told, "안쪽 압축 파일을 꺼내 따로 가져오세요"))
        if suffix not in WANTED:
            ignored.append(f"{_shown(plain)}: 읽는 형식이 아님")
            continue
        key = plain.casefold()
        if key in wanted:
            told = f"폴더만 다르고 이름이 같은 파일이 있습니다({_shown(plain)})"
            raise DataError(Finding(name, told, _AGAIN))
        wanted[key] = (member, plain)
    return list(wanted.values()), tuple(ignored)


def _refuse_dangerous(member: zipfile.ZipInfo, path: str, name: str) -> None:
    parts = path.replace("\\", "/").split("/")
    stem = parts[-1].split(".", 1)[0].strip().casefold()
    told = ""
    if ".." in parts or path.startswith(("/", "\\")) or _DRIVE.match(path):
        told = "압축 파일이 폴더 밖에 파일을 쓰려 합니다"
    elif any(ord(letter) < 32 or letter == ":" for letter in path) or stem in _WINDOWS_ROOMS:
        told = "압축 파일 안에 쓸 수 없는 파일 이름이 있습니다"
    elif len(parts[-1].encode()) > 200:
        told = "압축 파일 안에 지나치게 긴 파일 이름이 있습니다"
    elif stat.S_ISLNK(member.external_attr >> 16):
        told = "압축 파일 안에 다른 파일을 가리키는 링크가 있습니다"
    elif member.flag_bits & _ENCRYPTED:
        raise DataError(
            Finding(
                name, "암호가 걸린 압축 파일입니다", "암호를 풀어 다시 압축하거나 꺼내 가져오세요"
            )
        )
    if told:
        raise DataError(Finding(name, f"{told}({_shown(path)})", "만든 곳을 확인하고, " + _AGAIN))


def _is_litter(path: str) -> bool:
    """What desktops leave in archives."""
    parts = PurePosixPath(path).parts
    return "__MACOSX" in parts or parts[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")


def _extract(
    zipped: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, name: str, left: int
) -> int:
    written = 0
    try:
        with zipped.open(member) as packed, target.open("xb") as file:
            while chunk := packed.read(_CHUNK):
                written += len(chunk)
                if written > left:
                    raise DataError(_too_large(name, left))
                file.write(chunk)
    except BROKEN as problem:
        if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EFBIG):
            raise DataError(_too_large(name, left)) from None
        told = f"압축 파일 안의 파일이 잘렸거나 망가졌습니다({_shown(target.name)})"
        raise DataError(Finding(name, told, "파일을 다시 내려받으세요")) from None
    return written


def _too_large(name: str, most: int) -> Finding:
    return Finding(name, f"압축을 풀면 너무 큽니다(한도 {most // _MIB:,} MB)", _AGAIN)


def _shown(path: str) -> str:
    """A member's name, short and without letters that a terminal would obey."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in path)
    return plain if len(plain) <= 60 else f"{plain[:57]}…"
