"""A bundle's zip is read in the one form that it is written in; anything else is refused."""

import io
import struct
import zipfile

import pytest

from cluster_planner.bundle.archive import pack, unpack
from cluster_planner.bundle.refusal import Refused

FILES = {"plan.json": b'{"a": 1}' * 30, "plan.hwpx": b"PK\x03\x04 not unpacked", "empty.txt": b""}


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        unpack(content)
    (finding,) = refused.value.findings
    assert finding.remedy
    return f"{finding.where}: {finding.problem}"


def foreign(name: str = "plan.json", content: bytes = b"x", **attributes: object) -> bytes:
    """A zip of one file as other programs write it, in our form but for what is asked."""
    info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr = 3, 0o100644 << 16
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(info, content)
    return memory.getvalue()


def test_what_is_packed_comes_back_in_its_order_and_any_program_reads_it() -> None:
    content = pack(FILES)

    assert list(unpack(content).items()) == list(FILES.items())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


def test_equal_files_give_equal_bytes() -> None:
    assert pack(FILES) == pack(dict(FILES))


def test_no_changed_byte_gives_other_files() -> None:
    content = pack(FILES)
    kept = 0
    for place in range(len(content)):
        for change in (0x01, 0x80, 0xFF):
            changed = bytearray(content)
            changed[place] ^= change
            try:
                assert unpack(bytes(changed)) == FILES, place
                kept += 1  # unused bits behind the end of a compressed stream
            except Refused:
                continue
    assert kept <= 3


def test_no_cut_of_a_bundle_is_read() -> None:
    content = pack(FILES)
    for length in range(len(content)):
        assert refusal(content[:length])


@pytest.mark.parametrize("more", [b"\0", b"PK\x05\x06" + bytes(18), pack({"a.txt": b"1"})])
def test_nothing_may_stand_before_between_or_behind(more: bytes) -> None:
    content = pack(FILES)
    between = bytearray(content)
    start = content.index(b"PK\x01\x02")
    between[start:start] = more
    end = len(between) - 22
    between[end + 16 : end + 20] = struct.pack("<L", start + len(more))

    assert "잘렸거나" in refusal(more + content) or "끼어" in refusal(more + content)
    assert refusal(content + more)
    assert "끼어" in refusal(bytes(between))


@pytest.mark.parametrize(
    "name",
    ["../plan.json", "a/plan.json", "/etc/passwd", "c:plan.json", "..", "계획.json", "A.json",
     "plan.json ", "plan", ".plan.json", "x\\plan.json", "con", "plan.json\x00.exe", "a" * 99 + ".b"],
)  # fmt: skip
def test_names_that_could_leave_the_folder_are_refused(name: str) -> None:
    info = zipfile.ZipInfo("x.json")
    info.filename = name
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(info, b"x")

    assert "이름" in refusal(memory.getvalue())


@pytest.mark.parametrize(
    "attributes",
    [
        {"external_attr": 0o120777 << 16},  # a symbolic link
        {"date_time": (2026, 1, 2, 0, 0, 0)},
        {"comment": b"hidden"},
        {"extra": b"\x01\x00\x00\x00"},
        {"create_system": 0},
        {"compress_type": zipfile.ZIP_BZIP2},
        {"compress_type": zipfile.ZIP_LZMA},
    ],
)
def test_a_zip_that_another_program_wrote_is_refused(attributes: dict[str, object]) -> None:
    assert "zip의 꼴이 아닙니다" in refusal(foreign(**attributes))


def test_two_files_of_one_name_are_refused() -> None:
    two = pack({"plan.json": b"1", "plan.jsom": b"2"})

    assert "두 번" in refusal(two.replace(b"plan.jsom", b"plan.json"))


def test_what_would_fill_the_memory_is_refused_before_it_is_unpacked() -> None:
    bomb = pack({"plan.json": bytes(3 * 1024**2)})

    assert "배보다 커지는" in refusal(bomb)


def test_a_size_that_is_told_wrong_is_refused() -> None:
    content = bytearray(pack({"plan.json": b"a" * 5000}))
    central = content.index(b"PK\x01\x02")
    for place in (22, central + 24):  # both places tell the same wrong size
        content[place : place + 4] = struct.pack("<L", 4000)

    assert "손상" in refusal(bytes(content))


def test_too_many_files_are_refused() -> None:
    assert "너무 많습니다" in refusal(pack({f"f{n}.txt": b"" for n in range(201)}))
