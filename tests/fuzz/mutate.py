"""Break bytes at random, knowing what they are: archives by their members, tables by their cells."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

_NASTY = (
    b"\0", b"\xff" * 9, b"-", b"X", b"*", b"NaN", b"1e999", b"-1", b"99999999999999999999", b"=1+1",
    b"\xc2\xa0", "가".encode(), "가".encode("cp949"), b"\"", b"'", b",", b"\n", b"<", b"&amp;", b"{", b"[]", b"null",
    b"../../x", b"0.0000000001", b"2025-13-45", b"\xef\xbb\xbf", b"A" * 40_000,
)  # fmt: skip
_CELL = re.compile(rb"(?<=[,;\t\n>])[^,;\t\n<>]*(?=[,;\t\r\n<])")
_ATTRIBUTE = re.compile(rb'(?<==")[^"]*(?=")')
_TOKEN = re.compile(rb"-?\d+(?:\.\d+)?|\"[^\"]*\"")

Mutation = Callable[[bytes, Random], bytes]


def mutated(content: bytes, random: Random) -> bytes:
    """Return the content after one to four changes; an archive mostly keeps its frame."""
    if content.startswith(b"PK") and random.random() < 0.8:
        return _in_archive(content, random)
    for _ in range(random.choice((1, 1, 2, 4))):
        content = random.choice(_MUTATIONS)(content, random)
    return content


def _in_archive(content: bytes, random: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    if not members:
        return content
    # Sheets and tables are where the meaning is.
    weights = [4 if re.search(r"sheet|String|shp|dbf|csv", name) else 1 for name, _ in members]
    (at,) = random.choices(range(len(members)), weights)
    name, part = members[at]
    choice = random.random()
    if choice < 0.8:
        members[at] = name, mutated(part, random)
    elif choice < 0.88:
        del members[at]
    elif choice < 0.94:
        members.append((name.rpartition("/")[2] + random.choice(("", ".csv", ".xml")), part))
    else:
        members[at] = random.choice(("../x.csv", "x.zip", "가.shp", "xl/x.xml")), part
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members:
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _flip(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 2, 8, 64))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _flip_head(content: bytes, random: Random) -> bytes:
    """Headers decide most: sizes, counts, types."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 2, 4))):
        if changed:
            at = random.randrange(min(len(changed), 200))
            changed[at] = random.choice((0, 1, 0x7F, 0x80, 0xFF, random.randrange(256)))
    return bytes(changed)


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _drop(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + content[at + random.choice((1, 3, 50, 1000)) :]


def _repeat(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    piece = content[at : at + random.choice((1, 20, 500))]
    return content[:at] + piece * random.choice((2, 5, 50)) + content[at:]


def _insert(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + random.choice(_NASTY) + content[at:]


def _at_pattern(pattern: re.Pattern[bytes]) -> Mutation:
    def mutation(content: bytes, random: Random) -> bytes:
        start = random.randrange(len(content) + 1)
        found = pattern.search(content, start) or pattern.search(content)
        if found is None:
            return _flip(content, random)
        return content[: found.start()] + random.choice(_NASTY) + content[found.end() :]

    return mutation


def _swap_lines(content: bytes, random: Random) -> bytes:
    lines = content.split(b"\n")
    a, b = random.randrange(len(lines)), random.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


_MUTATIONS: tuple[Mutation, ...] = (
    _flip,
    _flip_head,
    _cut,
    _drop,
    _repeat,
    _insert,
    _at_pattern(_CELL),
    _at_pattern(_CELL),
    _at_pattern(_ATTRIBUTE),
    _at_pattern(_TOKEN),
    _swap_lines,
)
