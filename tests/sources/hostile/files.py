"""Files that are not what their names say, or nothing that anybody should read."""

import sqlite3
from pathlib import Path

from tests.sources.hostile.zips import zipped

VRT = """<OGRVRTDataSource><OGRVRTLayer name="x">
<SrcDataSource>{target}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def ole(path: Path, *streams: str) -> Path:
    """The beginning of an OLE file with a directory of these streams."""
    names = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    path.write_bytes(_OLE + bytes(504) + "Root Entry".encode("utf-16-le").ljust(128, b"\0") + names)
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    """A file of this text."""
    path.write_bytes(content.encode(encoding))
    return path


def vrt(path: Path, target: str) -> Path:
    """A virtual layer that reads another file of the machine."""
    return text(path, VRT.format(target=target))


def database(path: Path) -> Path:
    """SQLite, but no GeoPackage."""
    with sqlite3.connect(path) as opened:
        opened.execute("create table parks (name text)")
    opened.close()
    return path


def office(path: Path, part: str) -> Path:
    """An office document whose content lies in another part than a workbook's."""
    return zipped(path, {"[Content_Types].xml": b"<Types/>", part: b"<x/>"})


def open_document(path: Path, mimetype: str) -> Path:
    """A document of the other office."""
    return zipped(path, {"mimetype": mimetype.encode(), "content.xml": b"<x/>"})
