"""The merged style of every layer: what a map that loads anew must be told to look the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Columns = Mapping[str, Any]


@dataclass
class LayerStyle:
    """Values for all features, and later ones for some; the later always wins."""

    everyone: dict[str, Any] = field(default_factory=dict)
    some: dict[str, dict[str, Any]] = field(default_factory=dict)

    def set_all(self, columns: Columns) -> None:
        """Give every feature the same values; forgets single values of those properties."""
        for name, value in columns.items():
            self.everyone[name] = value
            self.some.pop(name, None)

    def set_some(self, ids: Sequence[str], columns: Columns) -> None:
        """Give the features `ids` one value, or a list of values along `ids`."""
        for name, column in columns.items():
            values = list(column) if is_column(column) else [column] * len(ids)
            if len(values) != len(ids):
                raise ValueError(f"{name}: {len(values)} values for {len(ids)} features")
            self.some.setdefault(name, {}).update(zip(ids, values, strict=True))

    def messages(self, layer: str) -> Iterator[dict[str, Any]]:
        """Yield the style messages that bring a fresh layer to this state."""
        if self.everyone:
            yield style_message(layer, None, self.everyone)
        for name, values in self.some.items():
            yield style_message(layer, list(values), {name: list(values.values())})


def is_column(value: object) -> bool:
    """Return whether a style value stands for many features."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def style_message(layer: str, ids: Sequence[str] | None, columns: Columns) -> dict[str, Any]:
    """Return the message that restyles features; lists of few distinct values go as codes."""
    packed = {name: _packed(value) for name, value in columns.items()}
    return {"op": "style", "layer": layer, "ids": ids, "columns": packed}


def _packed(column: Any) -> Any:
    if not is_column(column):
        return column
    palette = list(dict.fromkeys(column))
    if len(palette) * 2 > len(column):
        return list(column)
    place = {value: code for code, value in enumerate(palette)}
    return {"palette": palette, "codes": [place[value] for value in column]}
