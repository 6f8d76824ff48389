"""Colours of maps and charts, in a light and a dark theme.

Categories differ by at least 14 CIE76 units for a normal eye and for simulated protanopia,
deuteranopia and tritanopia, and stand at least 3:1 against the land they are drawn on
(tests/present/test_palette.py holds both). A colour never carries a fact alone: names, labels and
tables say it too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

ThemeName = Literal["light", "dark"]


@dataclass(frozen=True)
class Theme:
    """Every colour one theme needs, as #rrggbb."""

    name: ThemeName
    sea: str
    land: str
    neighbour: str
    sigungu_line: str
    sido_line: str
    text: str
    quiet_text: str
    surface: str
    surface_line: str
    accent: str
    ring: str
    faint: str
    point_line: str
    kinds: Mapping[str, str]
    regions: Mapping[str, str]
    packages: Mapping[str, str]
    blues: tuple[str, ...]
    oranges: tuple[str, ...]


LIGHT: Final = Theme(
    name="light",
    sea="#e6ecf4",
    land="#fdfefe",
    neighbour="#d8dfe8",
    sigungu_line="#d5dce6",
    sido_line="#7f8fa6",
    text="#24324a",
    quiet_text="#5a6679",
    surface="#ffffff",
    surface_line="#dde3ec",
    accent="#1d5fb4",
    ring="#d6186a",
    faint="#aebccd",
    point_line="#ffffff",
    kinds={
        "national": "#c8400c",
        "general": "#3379d1",
        "urban_hightech": "#6c1fa6",
        "agro": "#157954",
    },
    regions={
        "capital": "#1a57a9",
        "southeast": "#d14c03",
        "daegyeong": "#8b1e3f",
        "central": "#008f6d",
        "southwest": "#af883b",
        "gangwon": "#0c3b57",
        "jeonbuk": "#a74cd1",
        "jeju": "#e0409a",
    },
    packages={
        "base": "#575d61",
        "ai_factory": "#1d5fb4",
        "robot": "#d9580d",
        "dark_factory": "#1c2440",
        "diffusion": "#1a9a78",
        "data_talent": "#b7368e",
    },
    blues=("#cfe1f7", "#94bdee", "#5a97df", "#2c6fc4", "#164a94", "#0a2f66"),
    oranges=("#fbd9ae", "#f8b266", "#ec8526", "#c95f0c", "#96420a", "#632a08"),
)

DARK: Final = Theme(
    name="dark",
    sea="#10161e",
    land="#1e2a36",
    neighbour="#18212b",
    sigungu_line="#2c3b4a",
    sido_line="#6b829b",
    text="#e8eef6",
    quiet_text="#a9b6c6",
    surface="#1a232d",
    surface_line="#31404f",
    accent="#6aa9f4",
    ring="#ff4f9a",
    faint="#5c6e82",
    point_line="#10161e",
    kinds={
        "national": "#ff9a5c",
        "general": "#5aa2f5",
        "urban_hightech": "#e9b2ff",
        "agro": "#3fd6a4",
    },
    regions={
        "capital": "#648dcf",
        "southeast": "#ff8f4a",
        "daegyeong": "#d0566f",
        "central": "#19c29a",
        "southwest": "#eecc46",
        "gangwon": "#d5e7fa",
        "jeonbuk": "#b890ff",
        "jeju": "#fa99ce",
    },
    packages={
        "base": "#a3afbd",
        "ai_factory": "#5aa2f5",
        "robot": "#ff9a4c",
        "dark_factory": "#f4f0c0",
        "diffusion": "#2fbf8f",
        "data_talent": "#d16ebe",
    },
    blues=("#27466b", "#33639b", "#4482cb", "#6aa9f4", "#a0cafa", "#d8e9fe"),
    oranges=("#5e3b19", "#8f5418", "#c2701a", "#f0913a", "#f9b87d", "#fde0c2"),
)

THEMES: Final[Mapping[ThemeName, Theme]] = {"light": LIGHT, "dark": DARK}


def step(value: float, thresholds: Sequence[float], ramp: Sequence[str]) -> str:
    """Return the ramp colour of the class `value` falls in.

    `thresholds` are rising lower bounds of the second and later classes.
    Raises ValueError when the ramp has fewer colours than there are classes.
    """
    if len(ramp) < len(thresholds) + 1:
        raise ValueError(f"{len(thresholds) + 1} classes need as many colours, got {len(ramp)}")
    return ramp[bisect_right(thresholds, value)]


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio of two #rrggbb colours, 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
