"""sources.json and SOURCES.md of an imported snapshot: which file, of which day, with which hash."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from cluster_planner.domain.contracts import TABLES
from cluster_planner.domain.imports import FileReport, ImportReport
from cluster_planner.sources.about import ABOUT_FILE, read_about, row_count
from cluster_planner.sources.embedded import SOURCES_FILE

_MARK: Final = " · 가져온 파일: "
_SHA_SHOWN: Final = 12
_FILES: Final = {table.name: table.file_name for table in TABLES}
_WHAT: Final = {table.name: table.label_ko for table in TABLES}
_FOLLOWING: Final = {
    "complexes": ("parks", "park_members", "designations", "point_exceptions"),
    "national_stats": ("parks",),
    "designations": ("parks",),
    "complex_shapes": ("parks", "point_exceptions"),
}
"""Tables that are made anew whenever these change; they name the same file."""
_FIELDS: Final = ("무엇", "기준일", "출처", "이용 조건", "만든 방법")
_KEYS: Final = ("what", "as_of", "source", "licence", "how")

type _Entry = dict[str, str]


def stamp_sources(
    folder: Path, report: ImportReport, changed: Mapping[str, Collection[str]]
) -> None:
    """Rewrite sources.json and SOURCES.md of a snapshot that is being made.

    `changed` says which tables each file changed, by its sha256. What a table said of its source
    before stays in front of what was imported, so that rows that were kept still have theirs.
    """
    about = read_about(folder)
    entries: dict[str, _Entry] = {name: dict(entry) for name, entry in about.files.items()}
    stamps: dict[str, list[FileReport]] = {}
    for file in report.files:
        for table in _with_following(changed.get(file.sha256, ())):
            stamps.setdefault(table, []).append(file)
    for table, files in stamps.items():
        name = _FILES[table]
        if (folder / name).is_file():
            entries[name] = _stamped(entries.get(name, _fresh(table)), files, report.made_at)
    present = {name: entry for name, entry in entries.items() if (folder / name).is_file()}
    told = {"files": present, "rules": list(about.rules), "unused": list(about.unused)}
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    _write(folder / ABOUT_FILE, text)
    _write(folder / SOURCES_FILE, _as_markdown(folder, present, about.rules, about.unused, report))


def _with_following(tables: Collection[str]) -> list[str]:
    named = dict.fromkeys(tables)
    for table in tables:
        named.update(dict.fromkeys(_FOLLOWING.get(table, ())))
    return [table for table in named if table in _FILES]


def _fresh(table: str) -> _Entry:
    words = (_WHAT[table], "", "", "원본의 이용 조건을 따름", "")
    return dict(zip(_KEYS, words, strict=True))


def _stamped(entry: _Entry, files: list[FileReport], made_at: str) -> _Entry:
    before = entry["source"].partition(_MARK)[0]
    told = "; ".join(_words(file) for file in files)
    days = [file.as_of for file in files if file.as_of]
    source = f"{before}{_MARK}{told}" if before else told
    as_of = max(days, default=entry["as_of"] or made_at[:10])
    kept = entry["how"].partition(_MARK)[0]
    how = f"{made_at[:10]}에 가져오기로 갱신, 행마다 source와 as_of"
    return entry | {"source": source, "as_of": as_of, "how": f"{kept}{_MARK}{how}" if kept else how}


def _words(file: FileReport) -> str:
    day = f", {file.as_of}" if file.as_of else ""
    who = f", {file.source}" if file.source else ""
    return f"{_plain(file.file)}(sha256 {file.sha256[:_SHA_SHOWN]}{day}{who})"


def _plain(name: str) -> str:
    """Return a file's name without what Markdown would read as a mark, on one line."""
    return "".join(" " if c in "\r\n|`<>*_[]\\" else c for c in name).strip()


def _as_markdown(
    folder: Path,
    entries: Mapping[str, _Entry],
    rules: Collection[str],
    unused: Collection[str],
    report: ImportReport,
) -> str:
    lines = [
        "# 데이터 출처",
        "",
        f"이 폴더는 {report.made_at}에 파일을 가져와 만든 자료입니다"
        f"(바탕 자료 {report.base_digest[:_SHA_SHOWN]}). 고치지 말고 새로 가져오세요.",
        "",
        *(f"- {rule}" for rule in rules),
        "",
        "| 파일 | 행 | 기준일 |",
        "|---|---:|---|",
        *(
            f"| {name} | {row_count(folder / name):,} | {e['as_of']} |"
            for name, e in entries.items()
        ),
        "",
    ]
    for name, entry in entries.items():
        lines += [f"## {name}", ""]
        lines += [f"- {label}: {entry[key]}" for label, key in zip(_FIELDS, _KEYS, strict=True)]
        lines += [f"- 행: {row_count(folder / name):,}", ""]
    if unused:
        lines += ["## 쓰지 않은 사실", "", *(f"- {fact}" for fact in unused)]
    return "\n".join(lines).rstrip() + "\n"


def _write(path: Path, text: str) -> None:
    # Copies of read-only snapshots are read-only too: the old file goes before the new one comes.
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
