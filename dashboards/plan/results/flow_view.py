"""Where the money comes from and goes: a Sankey diagram, and the same as a table."""

from typing import Any, Final

import panel as pn

from cluster_planner.present.budget_flow import COLUMNS, Flow, budget_flow
from dashboards.parts import Chart, Column, Field, Form, Option, Table
from dashboards.plan.results.flow_chart import flow_options
from dashboards.plan.results.frames import RunFrames
from dashboards.plan.results.labels import in_words
from dashboards.plan.results.sheets import TIGHT, sheet
from dashboards.state.session import Session
from dashboards.theme import theme_named

_COLUMNS: Final = (
    Column("name", "보내는 곳"),
    Column("step", "단계"),
    Column("to", "받는 곳"),
    Column("amount", "금액", "number", "억원", 1),
    Column("share", "보내는 곳에서의 비중", "number", "%", 1),
)


class FlowView:
    """Clicking a region opens all its parks, a park becomes the focus, anything else is picked out."""

    def __init__(self, session: Session) -> None:
        words = session.words
        self._session = session
        self._frames: RunFrames | None = None
        self.flow = Flow((), ())
        self.chosen = ""
        self.form = Form(
            [
                Field("as", words("보기"), "radio", options=(
                    Option("chart", words("그림")), Option("table", words("표")),
                )),
                Field("clear", words("전체 보기"), "button"),
            ],
            values={"as": "chart"}, on_change=self._choose, inline=True, stylesheets=[TIGHT],
        )  # fmt: skip
        self.chart = Chart(
            title="예산 흐름", on_click=self._clicked, min_height=0, stylesheets=[sheet("flow")]
        )
        self.table = Table(
            in_words(_COLUMNS, words),
            words=words,
            on_choose=self._row,
            caption="예산 흐름",
            empty="흐르는 예산이 없습니다",
        )
        self.table.visible = False
        self.view = pn.Column(
            self.form,
            self.chart,
            self.table,
            sizing_mode="stretch_both",
            margin=0,
            stylesheets=[sheet("scroll")],
        )
        session.param.watch(self._draw, "dark")
        session.param.watch(self._follow, ["area", "focus"])

    def show(self, frames: RunFrames | None) -> None:
        """Show the flow of another run."""
        self._frames = frames
        self.chosen = ""
        self._draw()

    def pick(self, node_id: str) -> None:
        """Pick a node out, or none."""
        self.chosen = "" if node_id == self.chosen else node_id
        kind, _, key = node_id.partition(":")
        if kind == "park":
            self._session.focus = key
        elif kind in ("region", "rest"):
            self.chosen = f"region:{key}" if self.chosen else ""
            self._session.area = self.chosen
        self._draw()

    def _choose(self, key: str, value: Any) -> None:
        if key == "clear":
            self.chosen = ""
            self._session.area = ""
            self._draw()
        else:
            self.form.show({key: value})
            self.chart.visible, self.table.visible = value == "chart", value == "table"

    def _clicked(self, event: dict[str, Any]) -> None:
        name = str(event.get("name", ""))
        if event.get("kind") == "edge":
            name = name.partition(" > ")[2]
        if name in {node.node_id for node in self.flow.nodes}:
            self.pick(name)

    def _row(self, key: str) -> None:
        self.pick(key.partition(">")[2])

    def _follow(self, event: Any) -> None:
        if event.name == "area" and event.new.startswith("region:") and event.new != self.chosen:
            self.chosen = event.new
            self._draw()

    def _draw(self, *_: Any) -> None:
        if self._frames is None:
            return
        frames = self._frames
        opened = self.chosen.removeprefix("region:") if self.chosen.startswith("region:") else ""
        self.flow = budget_flow(frames.run, frames.snapshot, open_region=opened)
        known = {node.node_id for node in self.flow.nodes}
        chosen = self.chosen if self.chosen in known else ""
        theme = theme_named(self._session.dark)
        with pn.io.hold():
            self.chart.param.update(
                option=flow_options(self.flow, theme, chosen), summary=flow_words(self.flow)
            )
            self.table.show(flow_rows(self.flow, chosen))


def flow_rows(flow: Flow, chosen: str = "") -> list[dict[str, Any]]:
    """Every link of the flow, or those of the chosen node."""
    links = flow.touching(chosen) if chosen else flow.links
    return [
        {
            "key": f"{link.source_id}>{link.target_id}",
            "name": (source := flow.node(link.source_id)).label,
            "step": f"{COLUMNS[source.column]} → {COLUMNS[source.column + 1]}",
            "to": flow.node(link.target_id).label,
            "amount": link.mkrw / 100,
            "share": 100 * link.mkrw / source.mkrw,
        }
        for link in links
    ]


def flow_words(flow: Flow) -> str:
    """The flow in a sentence: the sums of each column."""
    said = []
    for place, name in enumerate(COLUMNS[:3]):
        nodes = [node for node in flow.nodes if node.column == place]
        parts = ", ".join(f"{node.label} {node.mkrw / 100:,.0f}억 원" for node in nodes)
        said.append(f"{name}: {parts}")
    return ". ".join(said)
