"""A shapefile: shapes by GDAL, its table by ourselves, because no .cpg can be trusted."""

from __future__ import annotations

import shutil
import struct
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cluster_planner.domain.imports import Place
from cluster_planner.sources.geo.dbf import Dbf, DbfField, read_dbf
from cluster_planner.sources.geo.encoding import Encoding, find_encoding
from cluster_planner.sources.geo.gdal import SHAPEFILE, open_layers, read_layer
from cluster_planner.sources.geo.layer import MAX_VERTICES, Layer, check_size, refused
from cluster_planner.sources.geo.systems import parse_declaration
from cluster_planner.sources.grid.notes import Notes
from cluster_planner.sources.grid.text import clean

_HEADER_BYTES: Final = 100
_VERTEX_BYTES: Final = 16
_WIDEST_BYTES: Final = 32
_TOGETHER: Final = ".shp, .shx, .dbf, .prj를 함께(또는 한 zip으로) 가져오세요"
_AGAIN: Final = "원본을 다시 내려받거나 GIS 프로그램에서 새로 내보내세요"
_SAMPLES: Final = 5


def read_shapefile(paths: Iterable[Path], name: str, notes: Notes) -> Layer:
    """Return the layer of one shapefile, given as its parts.

    Decides on the encoding and tells it with five sample values. A missing .shx is rebuilt.
    Raises DataError for a missing .shp or .dbf, parts that do not belong together or break off.
    """
    parts = _parts(paths, name)
    shp = parts[".shp"]
    _check_shp(shp, name)
    table = read_dbf(parts[".dbf"], name)
    cpg = _small_text(parts.get(".cpg"))
    encoding = find_encoding(_text_values(table), cpg, table.language)
    with _with_index(parts, notes) as path:
        open_layers(path, SHAPEFILE, name)
        _check_records(path, table, name)
        content = read_layer(path, SHAPEFILE, name, path.stem, fields=False)
    fields = _decoded(table, encoding, shp.stem, notes)
    _tell_encoding(encoding, fields, notes)
    _tell_deleted(table, len(content.numbers), notes)
    rows = content.numbers.astype(int)
    crs = parse_declaration(_small_text(parts.get(".prj")) or "")
    if crs is None and ".prj" in parts:
        notes.decide(
            "좌표계 선언", "읽을 수 없음", ".prj의 글을 좌표계로 읽을 수 없어 없는 것으로 봄"
        )
    return Layer(
        clean(shp.stem),
        content.shapes,
        {field: [values[row] for row in rows] for field, values in fields.items()},
        crs,
        ".prj" if crs is not None else "",
        table.saved_on,
    )


def _parts(paths: Iterable[Path], name: str) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in paths:
        extension = path.suffix.lower()
        if extension == ".shp" and extension in found:
            raise refused(name, "Shapefile이 둘 이상 섞여 있습니다", "한 번에 하나씩 가져오세요")
        found.setdefault(extension, path)
    if ".shp" not in found:
        raise refused(name, "도형 파일(.shp)이 없습니다", _TOGETHER)
    if ".dbf" not in found:
        raise refused(name, "속성표(.dbf)가 없어 단지 이름을 알 수 없습니다", _TOGETHER)
    return found


def _check_shp(path: Path, name: str) -> None:
    """Raise DataError when the file breaks off, is no shapefile or cannot but be too large."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    if len(head) < _HEADER_BYTES or head[:4] != b"\x00\x00\x27\x0a":
        raise refused(name, "내용이 Shapefile이 아닙니다", _AGAIN)
    if struct.unpack_from(">i", head, 24)[0] * 2 > size:
        raise refused(name, "도형 파일(.shp)이 중간에 잘렸습니다", _AGAIN)
    check_size(name, 1, size // _VERTEX_BYTES if size > MAX_VERTICES * _WIDEST_BYTES else 0)


@contextmanager
def _with_index(parts: Mapping[str, Path], notes: Notes) -> Iterator[Path]:
    """Give the .shp with its .shx beside it, in a folder of its own without .cpg and .prj.

    GDAL would write a missing .shx beside the user's file.
    """
    with tempfile.TemporaryDirectory(prefix="shape-") as folder:
        for extension in (".shp", ".shx", ".dbf"):
            if extension in parts:
                shutil.copyfile(parts[extension], Path(folder) / f"layer{extension}")
        shp = Path(folder) / "layer.shp"
        if ".shx" not in parts:
            _write_index(shp)
            notes.decide("도형 색인(.shx)", "다시 만듦", ".shx가 없어 .shp의 차례대로 만듦")
        yield shp


def _write_index(shp: Path) -> None:
    """Write the .shx: the header, then offset and length of each record in 16-bit words."""
    content = shp.read_bytes()
    end = min(len(content), struct.unpack_from(">i", content, 24)[0] * 2)
    entries, at = [], _HEADER_BYTES
    while at + 8 <= end:
        length = struct.unpack_from(">i", content, at + 4)[0]
        if length < 2 or at + 8 + length * 2 > end:
            break
        entries.append(struct.pack(">ii", at // 2, length))
        at += 8 + length * 2
    words = (_HEADER_BYTES + 8 * len(entries)) // 2
    head = content[:24] + struct.pack(">i", words) + content[28:_HEADER_BYTES]
    shp.with_suffix(".shx").write_bytes(head + b"".join(entries))


def _check_records(shp: Path, table: Dbf, name: str) -> None:
    shapes = (shp.with_suffix(".shx").stat().st_size - _HEADER_BYTES) // 8
    if shapes != table.records:
        problem = f"도형 {shapes:,}개와 속성 {table.records:,}줄의 수가 달라 짝을 알 수 없습니다"
        raise refused(name, problem, "같은 때 내보낸 .shp, .shx, .dbf를 함께 가져오세요")


def _text_values(table: Dbf) -> Iterator[bytes]:
    for field in table.fields:
        yield field.name
        if field.is_text:
            yield from field.values


def _decoded(table: Dbf, encoding: Encoding, layer: str, notes: Notes) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for field in table.fields:
        title = clean(encoding.decode(field.name)[0]) or f"필드 {len(fields) + 1}"
        while title in fields:
            title += "_"
        fields[title] = _texts(field, title, encoding, layer, notes)
    return fields


def _texts(field: DbfField, title: str, encoding: Encoding, layer: str, notes: Notes) -> list[str]:
    if not field.is_text:
        return [_plain(value) for value in field.values]
    texts = []
    for row, value in enumerate(field.values, start=1):
        text, repaired = encoding.decode(value)
        if repaired:
            place = Place(sheet=layer, row=row, column=title)
            notes.repair_summed((layer, title, repaired), place, text, text, repaired)
        texts.append(clean(text))
    return texts


def _plain(value: bytes) -> str:
    """Return a number as text: `111011.000` is `111011`."""
    text = value.decode("ascii", "replace")
    whole, point, rest = text.partition(".")
    return whole if point and not rest.strip("0") else text


def _tell_encoding(encoding: Encoding, fields: Mapping[str, list[str]], notes: Notes) -> None:
    hangul = (
        text
        for values in fields.values()
        for text in dict.fromkeys(values)
        if any("가" <= letter <= "힣" for letter in text)
    )
    samples = [text for text, _ in zip(hangul, range(_SAMPLES), strict=False)]
    shown = f"; 이렇게 읽힘: {', '.join(samples)}" if samples else ""
    notes.decide("글자 인코딩", encoding.label, encoding.why + shown)


def _tell_deleted(table: Dbf, read: int, notes: Notes) -> None:
    if read < table.records:
        notes.ignore(f"지운 것으로 표시된 도형 {table.records - read:,}개")


def _small_text(path: Path | None) -> str | None:
    if path is None:
        return None
    with path.open("rb") as file:
        content = file.read(20_000)
    return content.decode("utf-8-sig", "replace")
