"""Write data/SOURCES.md and, for the screen, sources.json: what each dataset is, as of when, from
where, under what licence."""

from __future__ import annotations

import json
from pathlib import Path

from cluster_planner.sources.about import row_count
from data.build.provenance_facts import ENTRIES, HEAD, TAIL, Entry


def write_sources(folder: Path) -> None:
    """Write SOURCES.md with the row counts of the files in the folder, and sources.json."""
    parts = [HEAD, "| 파일 | 행 | 기준일 |", "|---|---:|---|"]
    parts += [f"| {e.file} | {row_count(folder / e.file):,} | {e.as_of} |" for e in ENTRIES]
    parts += ["", *(_section(entry, folder) for entry in ENTRIES), TAIL]
    text = "\n".join(parts).rstrip() + "\n"
    (folder / "SOURCES.md").write_text(text, encoding="utf-8", newline="\n")
    told = json.dumps(about(), ensure_ascii=False, indent=1) + "\n"
    (folder / "sources.json").write_text(told, encoding="utf-8", newline="\n")


def about() -> dict[str, object]:
    """Return what SOURCES.md says, without row counts, as plain values."""
    files = {e.file: {k: v for k, v in e._asdict().items() if k != "file"} for e in ENTRIES}
    return {"files": files, "rules": _bullets(HEAD), "unused": _bullets(TAIL)}


def _bullets(text: str) -> list[str]:
    return [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]


def _section(entry: Entry, folder: Path) -> str:
    return "\n".join(
        (
            f"## {entry.file}",
            "",
            f"- 무엇: {entry.what}",
            f"- 기준일: {entry.as_of}",
            f"- 출처: {entry.source}",
            f"- 이용 조건: {entry.licence}",
            f"- 만든 방법: {entry.how}",
            f"- 행: {row_count(folder / entry.file):,}",
            "",
        )
    )
