"""Names of complexes as the statistic writes them, and as our tables keep them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cluster_planner.sources.grid import clean

_MARK = "[①-⑳]"
# `(① + ②)`: the children that a complex gathers. A lone ① behind a name: which child it is.
_GATHERED = re.compile(rf"\s*\(\s*{_MARK}(?:\s*[+,·ㆍ]\s*{_MARK})*\s*\)$")
_LONE = re.compile(rf"\s*{_MARK}$")
_ARROW = re.compile("^[▷▶▹>└ㄴ┗]+ ?")
INDENT = " \t\u00a0\u3000"
"""What stands before the name of a part."""


@dataclass(frozen=True)
class ComplexName:
    """One cell of the column 단지명, understood."""

    name_ko: str
    """Without marks; `[재생사업지구]` and `(구:…)` stay."""
    level: int
    """0 for a complex, 1 for one of its parts, 2 for a part of a part."""
    gathers: bool
    """Whether `(① + ②)` says that it has parts."""
    marks: str
    """What was cut off."""


def complex_name(text: str) -> ComplexName:
    """Return the name in a cell and its place in the hierarchy, told by indent, ▷ or a lone ①."""
    indent = len(text) - len(text.lstrip(INDENT))
    bare = clean(text)
    arrow = _ARROW.match(bare)
    bare = _ARROW.sub("", bare)
    gathered = _GATHERED.search(bare)
    found = gathered or _LONE.search(bare)
    name = bare[: found.start()] if found else bare
    if arrow:
        level = 2
    elif indent >= 2 or (found is not None and gathered is None):
        # One leading space is noise; the official indent is two NBSP and a space.
        level = 1
    else:
        level = 0
    return ComplexName(
        name_ko=name.strip(),
        level=level,
        gathers=gathered is not None,
        marks=found.group().strip() if found else "",
    )
