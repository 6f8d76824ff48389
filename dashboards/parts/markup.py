"""A pane of escaped markup in the look of the page."""

from pathlib import Path
from typing import Any, Final

import panel as pn

SHEETS: Final = Path(__file__).resolve().parent


def html_pane(markup: str = "", *sheets: Path, **params: Any) -> pn.pane.HTML:
    """An HTML pane with the common sheet and those of the page. `markup` must already be escaped."""
    texts = [path.read_text("utf-8") for path in (SHEETS / "markup.css", *sheets)]
    return pn.pane.HTML(
        markup, stylesheets=texts, **{"margin": 0, "sizing_mode": "stretch_width", **params}
    )
