"""The budget flow as ECharts options: plain JSON, and every text drawn as text."""

from typing import Any

from cluster_planner.present.budget_flow import Flow, Link, Node
from cluster_planner.present.palette import Theme
from cluster_planner.present.words import count
from dashboards.theme import FONT

Options = dict[str, Any]
_LONGEST = 12


def flow_options(flow: Flow, theme: Theme, chosen: str = "") -> Options:
    """A Sankey diagram; the links of the chosen node stand out."""
    colours = _colours(flow, theme)
    near = {(link.source_id, link.target_id) for link in flow.touching(chosen)} if chosen else set()
    return {
        "textStyle": {"fontFamily": FONT, "color": theme.text},
        "animation": False,
        "tooltip": {
            "trigger": "item", "renderMode": "richText", "confine": True,
            "backgroundColor": theme.surface, "borderColor": theme.surface_line,
            "textStyle": {"color": theme.text, "fontSize": 12.5},
        },
        "series": [
            {
                "type": "sankey", "left": 4, "right": 132, "top": 8, "bottom": 8,
                "nodeWidth": 12, "nodeGap": 7, "layoutIterations": 0, "draggable": False,
                "emphasis": {"focus": "adjacency"},
                "lineStyle": {"curveness": 0.5},
                "label": {"fontSize": 12, "color": theme.text, "overflow": "truncate", "width": 124},
                "labelLayout": {"hideOverlap": True},
                "data": [
                    _node(node, colours[node.node_id], theme, node.node_id == chosen)
                    for node in flow.nodes
                ],
                "links": [
                    {
                        "source": link.source_id, "target": link.target_id, "value": link.mkrw,
                        "lineStyle": _line(link, colours, near),
                        "tooltip": {"formatter": _safe(
                            f"{flow.node(link.source_id).label} → {flow.node(link.target_id).label}\n"
                            f"{_eok(link.mkrw)}"
                        )},
                    }
                    for link in flow.links
                ],
            }
        ],
    }  # fmt: skip


def node_colour(node_id: str, theme: Theme) -> str:
    """Sources and programmes have hues of their own, regions theirs, parks that of their region."""
    kind, _, key = node_id.partition(":")
    if kind in ("region", "rest"):
        return theme.regions.get(key, theme.accent)
    fixed = {
        "source:national": theme.accent, "source:local": theme.packages["diffusion"],
        "source:fund": theme.packages["data_talent"], "source:private": theme.packages["robot"],
        "programme:complex_ax": theme.packages["base"],
        "programme:ai_factory": theme.packages["ai_factory"],
        "programme:physical_ai": theme.packages["robot"],
        "programme:smart_factory": theme.packages["diffusion"],
        "programme:mfg_data": theme.packages["data_talent"],
    }  # fmt: skip
    return fixed.get(node_id, theme.accent)


def _colours(flow: Flow, theme: Theme) -> dict[str, str]:
    """Every node's colour; a park has that of the region from which its money comes."""
    colours = {node.node_id: node_colour(node.node_id, theme) for node in flow.nodes}
    for link in flow.links:
        if link.target_id.startswith("park:"):
            colours[link.target_id] = colours[link.source_id]
    return colours


def _node(node: Node, colour: str, theme: Theme, chosen: bool) -> Options:
    name = node.label
    if node.node_id.startswith("rest:"):
        name = name[name.index("그 밖") :]
    if len(name) > _LONGEST:
        name = name[: _LONGEST - 1] + "…"
    border = {"borderColor": theme.ring, "borderWidth": 2} if chosen else {"borderWidth": 0}
    return {
        "name": node.node_id,
        "depth": node.column,
        "itemStyle": {"color": colour, **border},
        "label": {"formatter": _safe(f"{name} {_eok(node.mkrw)}")},
        "tooltip": {"formatter": _safe(f"{node.label}\n{_eok(node.mkrw)}")},
    }


def _line(link: Link, colours: dict[str, str], near: set[tuple[str, str]]) -> Options:
    shown = link.source_id if link.source_id.startswith("source") else link.target_id
    strong = (link.source_id, link.target_id) in near
    opacity = (0.62 if strong else 0.1) if near else 0.3
    return {"color": colours[shown], "opacity": opacity}


def _eok(mkrw: int) -> str:
    return count(mkrw / 100, "억")


def _safe(text: str) -> str:
    """Braces mean placeholders to ECharts; a name from data has none to fill."""
    return text.replace("{", "(").replace("}", ")")
