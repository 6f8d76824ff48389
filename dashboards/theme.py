"""Colours of the page as CSS variables, and its type.

Both themes are sent once, so a change of theme needs the server only for charts and maps.
"""

from typing import Final

from cluster_planner.present.palette import DARK, LIGHT, Theme

FONT: Final = (
    '"Pretendard Variable", Pretendard, "Malgun Gothic", "Apple SD Gothic Neo", '
    '"Noto Sans KR", "Noto Sans CJK KR", sans-serif'
)
_HEADER = {"light": "#12325e", "dark": "#0f2747"}
_PAGE = {"light": "#f3f5f9", "dark": "#0d131a"}
_EXTRA: Final = {
    "light": {
        "good": "#0f7a50", "warn": "#a85a00", "bad": "#b3261e", "soft": "#f1f5fb", "hover": "#1d5fb412",
        "edge": "#7d8aa0", "button": "#1d5fb4", "button-text": "#ffffff", "bad-fill": "#b3261e",
    },
    "dark": {
        "good": "#57d6a2", "warn": "#f5b45f", "bad": "#ff9d92", "soft": "#202c38", "hover": "#6aa9f41c",
        "edge": "#73869b", "button": "#6aa9f4", "button-text": "#0d1620", "bad-fill": "#a3261e",
    },
}  # fmt: skip


_PANEL: Final = ";".join(
    f"--design-{name}:var(--cp-{ours})"
    for name, ours in (
        ("background-color", "card"), ("background-text-color", "text"),
        ("surface-color", "soft"), ("surface-text-color", "text"),
    )
)  # fmt: skip
"""Panel gives what is added to a page later a theme of its own; these lead it to our colours."""


def theme_named(dark: bool) -> Theme:
    """The palette of charts and maps."""
    return DARK if dark else LIGHT


def variables(theme: Theme) -> dict[str, str]:
    """CSS variables that every style sheet of the page uses."""
    extra = _EXTRA[theme.name]
    return {
        "--cp-page": _PAGE[theme.name],
        "--cp-header": _HEADER[theme.name],
        "--cp-card": theme.surface,
        "--cp-line": theme.surface_line,
        "--cp-text": theme.text,
        "--cp-quiet": theme.quiet_text,
        "--cp-accent": theme.accent,
        "--cp-ring": theme.ring,
        **{f"--cp-{name}": colour for name, colour in extra.items()},
    }


def document_css() -> str:
    """Type and both sets of colours, on the root so that every shadow root has them; paper is light."""
    light, dark = (
        ";".join(f"{name}:{value}" for name, value in variables(theme).items())
        for theme in (LIGHT, DARK)
    )
    return (
        f":root{{{light};--bokeh-base-font:{FONT};{_PANEL}}} "
        f":root[data-planner-theme=dark]{{{dark};color-scheme:dark}}"
        f"html,body{{font-family:{FONT};word-break:keep-all;background:var(--cp-page)}}"
        f"@media print{{:root[data-planner-theme]{{{light};color-scheme:light}}}}"
    )
