"""Archives that no honest program writes."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

_LINK_MODE = 0o120777 << 16


def zipped(path: Path, members: Mapping[str, bytes], *, cp949: bool = False) -> Path:
    """An archive of these members; `cp949`: names as Korean Windows writes them, without the flag."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = _cp949(name) if cp949 else zipfile.ZipInfo(name)
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    if cp949:
        _without_utf8_flag(path)
    return path


def _cp949(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo("".join(f"%{byte:02X}" for byte in name.encode("cp949")))


def _without_utf8_flag(path: Path) -> None:
    """Put the CP949 bytes where their hexadecimal spelling stands: three letters to one byte."""
    import re

    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            plain = bytes.fromhex(name.replace("%", ""))
            # A place holder of the same length, replaced below in both of its places.
            archive.writestr(_holder(plain), content)
    content = raw.getvalue()
    for name, _ in members:
        plain = bytes.fromhex(name.replace("%", ""))
        content = content.replace(_holder(plain).encode(), plain)
    path.write_bytes(content)
    assert not re.search(rb"~Z+~", content)


def _holder(plain: bytes) -> str:
    return "~" + "Z" * (len(plain) - 2) + "~"


def bomb(path: Path, megabytes: int = 40) -> Path:
    """One member of blanks that unpacks to a thousand times its size."""
    return zipped(path, {"빈칸.csv": b" " * (megabytes * 1024**2)})


def crowd(path: Path, members: int = 201) -> Path:
    """More members than anybody packs."""
    return zipped(path, {f"{n}.csv": b"a,b\n" for n in range(members)})


def heavy(path: Path, megabytes: int, members: int) -> Path:
    """Members that are each within bounds and too much together (a size is claimed, not written)."""
    zipped(path, {f"{n}.csv": bytes(100) for n in range(members)})
    content = bytearray(path.read_bytes())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 24 : at + 28] = (megabytes * 1024**2).to_bytes(4, "little")
        content[at + 20 : at + 24] = (megabytes * 1024**2 // 2).to_bytes(4, "little")
        at += 4
    path.write_bytes(content)
    return path


def nested(path: Path) -> Path:
    """A zip in a zip."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("단지.csv", "a,b\n")
    return zipped(path, {"안.zip": inner.getvalue()})


def link(path: Path, target: str = "/etc/passwd") -> Path:
    """A symbolic link under the name of a table."""
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("단지.csv")
        info.create_system = 3
        info.external_attr = _LINK_MODE
        archive.writestr(info, target)
    return path


def encrypted(path: Path) -> Path:
    """A member whose flag says that it needs a password."""
    zipped(path, {"단지.csv": b"a,b\n1,2\n"})
    content = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        content[at + offset] |= 0x1
    path.write_bytes(content)
    return path


def truncated(path: Path, whole: Path, share: float = 0.5) -> Path:
    """The first part of another file."""
    content = whole.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


def lying_content(path: Path) -> Path:
    """A member whose packed bytes were changed: its check sum no longer fits."""
    zipped(path, {"단지.csv": bytes(range(256)) * 40})
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    content[61] ^= 0xFF
    path.write_bytes(content)
    return path
