"""manifest.json: which files a bundle holds with their sums, and what they are of."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cluster_planner.bundle.names import MANIFEST, REQUIRED, UNLISTED
from cluster_planner.bundle.refusal import refused
from cluster_planner.errors import Finding

FORM: Final = "cluster-planner-bundle"

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class FileRow(_Row):
    """One file."""

    name: str
    sha256: Sha256
    bytes: int
    what: str


class AbsentRow(_Row):
    """A paper that the machine could not make, with the reason."""

    name: str
    problem: str
    remedy: str


class Manifest(_Row):
    """What a bundle holds."""

    form: Literal["cluster-planner-bundle"] = "cluster-planner-bundle"
    version: Literal[1] = 1
    run_id: str
    scenario_name: str
    scenario_digest: Sha256
    snapshot_digest: str
    problem_sha256: Sha256
    program_version: str
    made_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$")]
    """UTC, ISO 8601 to the second."""
    signed_by: Sha256 | None
    """Fingerprint of the key that signed the bundle, so that a signature cannot just be left out."""
    absent: tuple[AbsentRow, ...]
    files: tuple[FileRow, ...]

    def text(self) -> bytes:
        """The file; what is signed are just these bytes."""
        return (self.model_dump_json(indent=1) + "\n").encode()


def sha256(content: bytes) -> str:
    """Return the sum of a content in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def file_rows(files: Mapping[str, bytes], what: Mapping[str, str]) -> tuple[FileRow, ...]:
    """Return a row per file, in the order given."""
    return tuple(
        FileRow(name=name, sha256=sha256(content), bytes=len(content), what=what.get(name, ""))
        for name, content in files.items()
    )


def manifest_from(files: Mapping[str, bytes]) -> Manifest:
    """Read the manifest of unpacked files. Raises Refused for one that this program did not write."""
    try:
        manifest = Manifest.model_validate_json(files[MANIFEST])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "전체"
        raise refused(MANIFEST, f"{place}의 값이 맞지 않습니다") from error
    if manifest.text() != files[MANIFEST]:
        raise refused(MANIFEST, "이 프로그램이 쓴 꼴이 아닙니다")
    return manifest


def sum_findings(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """What is missing, what is too much, and what was changed since."""
    again = "만든 곳에서 원본을 다시 받으세요"
    listed = [row.name for row in manifest.files]
    for name in sorted(set(listed) | set(REQUIRED)):
        if listed.count(name) != 1 or name in UNLISTED:
            yield Finding(name, "목록(manifest.json)에 한 번 있어야 하는 파일이 아닙니다", again)
        elif name not in files:
            yield Finding(name, "목록에 있는 파일이 없습니다", again)
    for name in sorted(files.keys() - set(listed) - UNLISTED):
        yield Finding(name, "목록(manifest.json)에 없는 파일이 들어 있습니다", again)
    for row in manifest.files:
        content = files.get(row.name)
        if content is not None and (len(content), sha256(content)) != (row.bytes, row.sha256):
            yield Finding(row.name, "묶음을 만든 뒤에 내용이 바뀌었습니다(SHA-256이 다름)", again)
