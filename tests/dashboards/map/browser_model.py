"""What the scripts in dashboards/map/js do with messages, in Python and without a picture."""

from __future__ import annotations

from typing import Any

from dashboards.map import MapPage


class BrowserModel:
    """One loaded frame: layers with features and looks, and everything beside them."""

    def __init__(self, page: MapPage) -> None:
        self.features = {key: list(ids) for key, ids in page.feature_ids.items()}
        self.drawn_looks: dict[str, dict[str, Any]] = {key: {} for key in page.layers}
        self.everyone: dict[str, dict[str, Any]] = {key: {} for key in page.layers}
        self.own: dict[str, dict[str, dict[str, Any]]] = {key: {} for key in page.layers}
        self.order = list(page.layers)
        self.hidden: set[str] = set()
        self.highlighted: dict[str, tuple[tuple[str, ...], str]] = {}
        self.shapes: dict[str, Any] = {}
        self.legends: dict[str, Any] = {"main": "drawn with the page"}
        self.ring: tuple[Any, Any] | None = None
        self.theme: str | None = None
        self.tool: str | None = None

    def obey(self, message: dict[str, Any]) -> None:
        getattr(self, "do_" + message["op"])(message)

    def picture(self) -> dict[str, Any]:
        """Return all that a reader could see."""
        looks = {
            layer: {i: self._look(layer, i) for i in self.features[layer]} for layer in self.order
        }
        drawing = {layer: list(self.features[layer]) for layer in self.order}
        highlighted = {
            layer: (sorted(set(ids) & set(self.features[layer])), colour)
            for layer, (ids, colour) in self.highlighted.items()
            if set(ids) & set(self.features[layer])
        }
        ring = self.ring if self.ring and self.ring[1] in self.features[self.ring[0]] else None
        return {
            "looks": looks, "drawing": drawing, "order": self.order, "hidden": self.hidden,
            "highlighted": highlighted, "shapes": self.shapes, "legends": list(self.legends.items()),
            "ring": ring, "theme": self.theme, "tool": self.tool,
        }  # fmt: skip

    def _look(self, layer: str, feature_id: str) -> dict[str, Any]:
        told = {**self.everyone[layer], **self.own[layer].get(feature_id, {})}
        drawn = self.drawn_looks[layer].get(feature_id, self.drawn_looks[layer].get("", {}))
        return {**drawn, **{name: value for name, value in told.items() if value is not None}}

    def do_batch(self, message: dict[str, Any]) -> None:
        for one in message["messages"]:
            self.obey(one)

    def do_style(self, message: dict[str, Any]) -> None:
        layer, ids = message["layer"], message["ids"]
        for name, column in message["columns"].items():
            along = isinstance(column, (list, dict))
            if ids is None and not along:
                self.everyone[layer][name] = column
                if not message.get("under"):
                    for own in self.own[layer].values():
                        own.pop(name, None)
                continue
            for place, key in enumerate(self.features[layer] if ids is None else ids):
                value = column
                if isinstance(column, dict):
                    value = column["palette"][column["codes"][place]]
                elif along:
                    value = column[place]
                self.own[layer].setdefault(key, {})[name] = value

    def do_add(self, message: dict[str, Any]) -> None:
        layer = message["layer"]
        self.do_remove(message)
        ids = [feature["id"] for feature in message["features"]["features"]]
        coded = message["styles"]
        self.features[layer] = ids
        looks = [coded["styles"][code] for code in coded["codes"]]
        self.drawn_looks[layer] = {**dict(zip(ids, looks, strict=True)), "": message["common"]}
        self.everyone[layer], self.own[layer] = {}, {}
        self.order = [key for key in message["order"] if key in self.features]

    def do_remove(self, message: dict[str, Any]) -> None:
        layer = message["layer"]
        for part in (
            self.features, self.drawn_looks, self.everyone, self.own, self.highlighted,
        ):  # fmt: skip
            part.pop(layer, None)
        self.hidden.discard(layer)
        self.order = [key for key in self.order if key != layer]
        if self.ring is not None and self.ring[0] == layer:
            self.ring = None

    def do_update(self, message: dict[str, Any]) -> None:
        added = [feature["id"] for feature in message["added"]["features"]]
        gone = {*message["removed"], *added}
        layer = message["layer"]
        self.features[layer] = [i for i in self.features[layer] if i not in gone] + added

    def do_show(self, message: dict[str, Any]) -> None:
        (self.hidden.discard if message["visible"] else self.hidden.add)(message["layer"])

    def do_highlight(self, message: dict[str, Any]) -> None:
        self.highlighted[message["layer"]] = (tuple(message["ids"]), message["style"]["color"])

    def do_ring(self, message: dict[str, Any]) -> None:
        self.ring = (message["layer"], message["id"]) if message["layer"] is not None else None

    def do_keep(self, message: dict[str, Any]) -> None:
        self.shapes[message["id"]] = (message["geometry"], message["label"])

    def do_drop(self, message: dict[str, Any]) -> None:
        self.shapes.pop(message["id"], None)

    def do_legend(self, message: dict[str, Any]) -> None:
        slot = message["slot"]
        if message["legend"] is None:
            self.legends.pop(slot, None)
        elif slot == "main":
            others = {key: value for key, value in self.legends.items() if key != slot}
            self.legends = {slot: message["legend"], **others}
        else:
            self.legends[slot] = message["legend"]

    def do_theme(self, message: dict[str, Any]) -> None:
        self.theme = message["theme"]["name"]

    def do_tool(self, message: dict[str, Any]) -> None:
        self.tool = message["tool"]

    def do_tiles(self, message: dict[str, Any]) -> None: ...

    def do_camera(self, message: dict[str, Any]) -> None: ...
