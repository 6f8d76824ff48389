"""Everything Python has told a map, kept so that a reloaded frame can be told again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboards.map.styles import LayerStyle

Message = dict[str, Any]


@dataclass
class MapState:
    """The declared state of one live map. Not a log: each fact is held once, the last one."""

    theme: Message | None = None
    added: dict[str, Message] = field(default_factory=dict)
    changes: dict[str, tuple[dict[str, Any], set[str]]] = field(default_factory=dict)
    """Drawn layer → features put in by id, ids taken out."""
    styles: dict[str, LayerStyle] = field(default_factory=dict)
    shown: dict[str, Message] = field(default_factory=dict)
    highlights: dict[str, Message] = field(default_factory=dict)
    ring: Message | None = None
    legend: Message | None = None
    tool: Message | None = None
    camera: Message | None = None
    """A camera move asked for before the map could do it."""

    def style(self, layer: str) -> LayerStyle:
        """Return the merged style of a layer."""
        return self.styles.setdefault(layer, LayerStyle())

    def change(
        self, layer: str, added: Sequence[Mapping[str, Any]], removed: Sequence[str]
    ) -> None:
        """Remember features put into and taken out of a layer."""
        present, absent = self.changes.setdefault(layer, ({}, set()))
        for feature_id in removed:
            present.pop(feature_id, None)
            absent.add(feature_id)
        for feature in added:
            present[str(feature["id"])] = feature
            absent.discard(str(feature["id"]))

    def forget(self, layer: str) -> None:
        """Drop everything about an added layer."""
        for part in (self.added, self.changes, self.styles, self.shown, self.highlights):
            part.pop(layer, None)
        if self.ring is not None and self.ring["layer"] == layer:
            self.ring = None

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
        yield from (m for m in (self.ring, self.legend, self.tool, self.camera) if m)


def update_message(
    layer: str, added: Sequence[Mapping[str, Any]], removed: Sequence[str]
) -> Message:
    """Return the message that changes the features of a layer."""
    features = {"type": "FeatureCollection", "features": list(added)}
    return {"op": "update", "layer": layer, "added": features, "removed": list(removed)}
