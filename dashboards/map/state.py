"""Everything Python has told a map, kept so that a reloaded frame can be told again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dashboards.map.styles import LayerStyle

Message = dict[str, Any]

MAIN_LEGEND: Final = "main"
"""The slot of the legend that may be drawn with the page; always the topmost."""


@dataclass
class MapState:
    """The declared state of one live map. Not a log: each fact is held once, the last one."""

    drawn_layers: tuple[str, ...] = ()
    """Layers of the page itself, lowest first."""
    theme: Message | None = None
    added: dict[str, Message] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    """All layers, lowest first."""
    changes: dict[str, tuple[dict[str, Any], set[str]]] = field(default_factory=dict)
    """Layer → features put in by id, in drawing order; ids taken out."""
    styles: dict[str, LayerStyle] = field(default_factory=dict)
    shown: dict[str, Message] = field(default_factory=dict)
    highlights: dict[str, Message] = field(default_factory=dict)
    shapes: dict[str, Message] = field(default_factory=dict)
    """Kept drawings by id."""
    legends: dict[str, Message] = field(default_factory=dict)
    ring: Message | None = None
    tool: Message | None = None
    tiles: Message | None = None
    camera: Message | None = None
    """A camera move that the map has not carried out yet."""

    def __post_init__(self) -> None:
        self.order = self.order or list(self.drawn_layers)

    def style(self, layer: str) -> LayerStyle:
        """Return the merged style of a layer."""
        return self.styles.setdefault(layer, LayerStyle())

    def order_with(self, layer: str, below: str | None) -> list[str]:
        """Return all layers, lowest first, with a new one on top or below another."""
        order = [other for other in self.order if other != layer]
        order.insert(order.index(below) if below in order else len(order), layer)
        return order

    def add(self, layer: str, message: Message) -> None:
        """Remember an added layer, as new, and the order of all layers that its message holds."""
        self.forget_added(layer)
        self.added[layer] = message
        self.order = list(message["order"])

    def change(
        self, layer: str, added: Sequence[Mapping[str, Any]], removed: Sequence[str]
    ) -> None:
        """Remember features put into and taken out of a layer; a replaced one moves to the top."""
        present, absent = self.changes.setdefault(layer, ({}, set()))
        for feature_id in removed:
            present.pop(feature_id, None)
            absent.add(feature_id)
        for feature in added:
            feature_id = str(feature["id"])
            present.pop(feature_id, None)
            present[feature_id] = feature
            absent.discard(feature_id)

    def forget_added(self, layer: str) -> None:
        """Drop everything about an added layer."""
        for part in (self.added, self.changes, self.styles, self.shown, self.highlights):
            part.pop(layer, None)
        if layer in self.order:
            self.order.remove(layer)
        if self.ring is not None and self.ring["layer"] == layer:
            self.ring = None

    def set_legend(self, message: Message) -> None:
        """Remember the legend of a slot; an empty slot is forgotten, except the page's own."""
        if message["legend"] is None and message["slot"] != MAIN_LEGEND:
            self.legends.pop(message["slot"], None)
        else:
            self.legends[message["slot"]] = message

    def carried_out(self, move: int) -> None:
        """Forget the camera move of that number; a later one still waits."""
        if self.camera is not None and self.camera["move"] == move:
            self.camera = None

    def replay(self) -> Iterator[Message]:
        """Yield the messages that bring a fresh map to this state, in an order that works."""
        if self.theme:
            yield self.theme
        yield from self.added.values()
        for layer, (present, absent) in self.changes.items():
            yield update_message(layer, list(present.values()), sorted(absent))
        for layer, style in self.styles.items():
            yield from style.messages(layer)
        yield from self.shown.values()
        yield from self.highlights.values()
        yield from self.shapes.values()
        yield from self.legends.values()
        yield from (m for m in (self.ring, self.tool, self.tiles, self.camera) if m)


def update_message(
    layer: str, added: Sequence[Mapping[str, Any]], removed: Sequence[str]
) -> Message:
    """Return the message that changes the features of a layer."""
    features = {"type": "FeatureCollection", "features": list(added)}
    return {"op": "update", "layer": layer, "added": features, "removed": list(removed)}
