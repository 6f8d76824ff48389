"""A theme as the map's page takes it: on the screen, and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from cluster_planner.present.palette import LIGHT, Theme


def theme_payload(theme: Theme) -> dict[str, Any]:
    """Return the theme as the CSS variables of map_page.css, and how it prints: on white."""
    payload = {"name": theme.name, "variables": _variables(theme)}
    return {**payload, "paper": {"variables": _variables(LIGHT), "colours": _printed(theme)}}


def _variables(theme: Theme) -> dict[str, str]:
    return {
        "--sea": theme.sea,
        "--text": theme.text,
        "--quiet": theme.quiet_text,
        "--halo": theme.land,
        "--surface": theme.surface,
        "--surface-line": theme.surface_line,
        "--accent": theme.accent,
        "--ring": theme.ring,
    }


def _printed(theme: Theme) -> dict[str, str]:
    """Return screen colour → colour of the same meaning on paper, where they differ."""
    pairs = zip(_colours(theme), _colours(LIGHT), strict=True)
    return {screen: paper for screen, paper in pairs if screen != paper}


def _colours(theme: Theme) -> Iterator[str]:
    for part in fields(theme):
        value = getattr(theme, part.name)
        if isinstance(value, Mapping):
            yield from value.values()
        elif isinstance(value, tuple):
            yield from value
        elif part.name != "name":
            yield value
