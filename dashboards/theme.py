"""Look of the page: colours as CSS variables, type, style sheets of panes, and the page shell.

Both themes are sent once as CSS variables, so a change of theme needs the server only for charts.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

import panel as pn
import panel_material_ui as pmui
from jinja2 import Template
from panel_material_ui.base import BASE_TEMPLATE, _env
from panel_material_ui.template.base import Page

from cluster_planner.present.palette import DARK, LIGHT, Theme

TITLE: Final = "M.AX 클러스터 플래너"
FONT: Final = (
    '"Pretendard Variable", Pretendard, "Malgun Gothic", "Apple SD Gothic Neo", '
    '"Noto Sans KR", "Noto Sans CJK KR", sans-serif'
)
STATIC: Final = Path(__file__).with_name("static")
_HEADER = {"light": "#12325e", "dark": "#0f2747"}
_PAGE = {"light": "#f3f5f9", "dark": "#0d131a"}
_EXTRA: Final = {
    "light": {
        "good": "#0f7a50", "warn": "#a85a00", "bad": "#b3261e", "soft": "#f1f5fb", "hover": "#1d5fb412",
    },
    "dark": {
        "good": "#57d6a2", "warn": "#f5b45f", "bad": "#ff9d92", "soft": "#202c38", "hover": "#6aa9f41c",
    },
}  # fmt: skip


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


def style_sheet(name: str) -> str:
    """Text of one of our style sheets under `static/`."""
    return (STATIC / f"{name}.css").read_text("utf-8")


def card(*objects: Any, **params: Any) -> pmui.Paper:
    """A white rounded card."""
    look = {
        "borderRadius": "12px",
        "overflow": "hidden",
        "p": "0px",
        "border": "1px solid var(--cp-line)",
    }
    return pmui.Paper(*objects, elevation=0, sx=look, **{"margin": 0, **params})


def page_source() -> str:
    """Panel's page in Korean: language, loading errors, and the labels that the shell hard-codes."""
    source, _, _ = _env.loader.get_source(_env, BASE_TEMPLATE.name)
    for english, korean in _PAGE_WORDS.items():
        if english not in source:
            raise LookupError(f"panel-material-ui has another page now: {english!r} is gone")
        source = source.replace(english, korean)
    return str(source.replace("</body>", f"<script>{_LABELS}</script></body>"))


@cache
def page_template() -> Template:
    """The page's template, made once."""
    return _env.from_string(page_source())


_PAGE_WORDS: Final = {
    # The shell calls itself busy as long as any component is; what matters is that it is there.
    "Bokeh.index && Bokeh.index.roots[0] && Bokeh.index.roots[0].is_idle": "window.plannerShown",
    '<html lang="en"': '<html lang="ko"',
    "Resources could not be loaded.": "화면 파일을 불러오지 못했습니다. 새로 고쳐 보세요.",
    "Connection with the server could not be established.": "서버와 연결이 끊겼습니다. 새로 고쳐 보세요.",
}
_LABELS: Final = (STATIC / "labels.js").read_text("utf-8")


def _typography() -> dict[str, Any]:
    return {
        "fontFamily": FONT,
        "fontSize": 13,
        "button": {"textTransform": "none", "letterSpacing": "-.01em"},
        "h3": {"fontSize": "1.12rem", "fontWeight": 750, "letterSpacing": "-.02em"},
    }


def _palette(theme: Theme) -> dict[str, Any]:
    return {
        "palette": {
            "primary": {"main": theme.accent},
            "background": {"paper": theme.surface, "default": _PAGE[theme.name]},
            "text": {"primary": theme.text, "secondary": theme.quiet_text},
            "divider": theme.surface_line,
        },
        "typography": _typography(),
        "shape": {"borderRadius": 8},
    }


THEME_CONFIG: Final = {"light": _palette(LIGHT), "dark": _palette(DARK)}

_SHELL: Final = {
    "color": "var(--cp-text)",
    "& .MuiToolbar-root": {"minHeight": "50px!important", "height": 50},
    "& main": {"backgroundColor": "var(--cp-page)"},
    "& .MuiAppBar-root": {
        "backgroundColor": "var(--cp-header)",
        "backgroundImage": "none",
        "color": "#fff",
        "boxShadow": "none",
    },
    "& .MuiDrawer-paper": {"backgroundColor": "var(--cp-card)", "borderColor": "var(--cp-line)"},
}


def shell(sidebar: list[Any], main: list[Any], header: list[Any], css_files: list[str]) -> Page:
    """The page: dark header, left drawer, main area, theme toggle."""
    return Page(
        title=TITLE,
        template=page_template(),
        sidebar=sidebar,
        main=main,
        header=header,
        sidebar_width=304,
        sidebar_resizable=False,
        busy_indicator=None,
        css_files=css_files,
        raw_css=[_document_css()],
        theme_config=THEME_CONFIG,
        sx=_SHELL,
    )


def _document_css() -> str:
    """Type and both sets of colours, on the root so that menus outside the shell have them too."""
    light, dark = (
        ";".join(f"{name}:{value}" for name, value in variables(theme).items())
        for theme in (LIGHT, DARK)
    )
    return (
        f":root{{{light}}} :root[data-planner-theme=dark]{{{dark};color-scheme:dark}}"
        f"html,body{{font-family:{FONT};word-break:keep-all;background:var(--cp-page)}}"
    )


def html_pane(markup: str = "", sheet: str = "", **params: Any) -> pn.pane.HTML:
    """An HTML pane with one of our style sheets. `markup` must already be escaped."""
    sheets = [style_sheet("pane")] + ([style_sheet(sheet)] if sheet else [])
    return pn.pane.HTML(
        markup, stylesheets=sheets, **{"margin": 0, "sizing_mode": "stretch_width", **params}
    )
