"""The vendored browser files, linked for a served page or written into a single file.

Every map page may refer only to the files named here; anything else is refused, so a folium
plugin cannot quietly bring in an outside address.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

STATIC: Final = Path(__file__).resolve().parent.parent / "static"
"""Folder of the vendored and own browser files, shipped in the wheel (see VENDORED.md there)."""

LEAFLET_JS: Final = "leaflet/leaflet.js"
LEAFLET_CSS: Final = "leaflet/leaflet.css"
FONT_CSS: Final = "pretendard/pretendard.css"
PAGE_SCRIPTS: Final = ("planner/map_ink.js", "planner/map_legends.js", "planner/map_page.js")
PAGE_CSS: Final = "planner/map_page.css"

_KNOWN: Final = frozenset({LEAFLET_JS, LEAFLET_CSS, FONT_CSS, *PAGE_SCRIPTS, PAGE_CSS})
_LINK = re.compile(
    r'<script src="(?P<script>[^"]*)"></script>|<link rel="stylesheet" href="(?P<style>[^"]*)"/>'
)
_CSS_URL = re.compile(r"url\((?P<path>(?!data:|#)[^)]+)\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)

NO_EXTRA: Final[Mapping[str, Path]] = MappingProxyType({})


class UnknownAsset(ValueError):
    """A page asked for a browser file that is not vendored."""


def linked(head: str, root: str, extra: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a page head whose links point below `root` (a relative URL ending in /).

    `extra` maps further link names to their URLs. Raises UnknownAsset for any other link.
    """

    def rewrite(match: re.Match[str]) -> str:
        name = match["script"] or match["style"]
        url = extra[name] if name in extra else root + _known(name)
        if match["script"]:
            return f'<script src="{url}"></script>'
        return f'<link rel="stylesheet" href="{url}"/>'

    return _LINK.sub(rewrite, head)


def inlined(head: str, extra: Mapping[str, Path] = NO_EXTRA) -> str:
    """Return a page head with every script and style sheet written into it.

    The font is left out: three megabytes in one file would cost more than the system's own Korean
    font. Raises UnknownAsset for a link that is neither vendored nor in `extra`.
    """

    def rewrite(match: re.Match[str]) -> str:
        name = match["script"] or match["style"]
        if name == FONT_CSS:
            return ""
        path = extra[name] if name in extra else STATIC / _known(name)
        return f"<script>\n{_script(path)}</script>" if match["script"] else _style(path)

    return _LINK.sub(rewrite, head)


def _known(name: str) -> str:
    if name not in _KNOWN:
        raise UnknownAsset(f"{name}: not vendored → put the file and its licence under static/")
    return name


def _script(path: Path) -> str:
    text = _SOURCE_MAP.sub("", path.read_text(encoding="utf-8"))
    if "</script" in text.lower():
        raise UnknownAsset(f"{path.name}: holds a closing script tag → cannot be inlined")
    return text


def _style(path: Path) -> str:
    def embed(match: re.Match[str]) -> str:
        target = path.parent / match["path"].strip("'\"")
        kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
        return f"url(data:{kind};base64,{base64.b64encode(target.read_bytes()).decode('ascii')})"

    return f"<style>\n{_CSS_URL.sub(embed, path.read_text(encoding='utf-8'))}</style>"
