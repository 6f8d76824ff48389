"""An ECharts picture that is loaded only when it is shown, and a click on it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

import panel as pn
import param
from panel.custom import JSComponent

from dashboards import PANEL_FILES_ROUTE

HERE = Path(__file__).resolve().parent
_LIBRARY: Final = "bundled/echarts/echarts@6.0.0/dist/echarts.min.js"


class Chart(JSComponent):
    """Draws ECharts options (plain JSON: no functions, so that no text is run).

    A colour may be a variable of the page, such as `var(--cp-accent)`: the picture then follows the
    theme by itself. Whoever shows a picture also shows its figures as a table.
    """

    option = param.Dict(default={}, doc="ECharts options; {} shows nothing.")
    title = param.String(default="", doc="Name of the picture for screen readers.")
    summary = param.String(default="", doc="What the picture shows, in a sentence.")
    library = param.String(doc="URL of ECharts, relative to the page.")
    failure = param.String(
        default="그림을 그리는 파일을 불러오지 못했습니다. 표를 보세요.",
        doc="Shown with the summary when ECharts cannot be loaded.",
    )

    _bundle: ClassVar[Path] = HERE / "js" / "chart.js"
    _stylesheets: ClassVar[list[str]] = [str(HERE / "chart.css")]

    def __init__(
        self,
        option: Mapping[str, Any] | None = None,
        on_click: Callable[[dict[str, Any]], None] | None = None,
        **params: Any,
    ) -> None:
        super().__init__(
            option=dict(option or {}),
            library=f"{PANEL_FILES_ROUTE}/{pn.__version__}/dist/{_LIBRARY}",
            **{"sizing_mode": "stretch_both", "min_height": 180, "margin": 0, **params},
        )
        self._on_click = on_click

    def _handle_msg(self, data: dict[str, Any]) -> None:
        """A click tells name, series, index (of the datum) and value."""
        if data.get("type") == "click" and self._on_click is not None:
            self._on_click({k: v for k, v in data.items() if k != "type"})
