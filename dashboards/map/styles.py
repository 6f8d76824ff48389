"""The merged style of every layer: what a map that loads anew must be told to look the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Columns = Mapping[str, Any]
"""Path option → one value, or a list of values along ids."""


@dataclass
class LayerStyle:
    """Values for all features, and later ones for some; the later always wins."""

    everyone: dict[str, Any] = field(default_factory=dict)
    some: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Path option → feature id → value."""

    def set_all(self, columns: Columns, *, under: bool = False) -> None:
        """Give every feature the same values.

        Single values of those properties are forgotten, unless the new ones go `under` them.
        """
        for name, value in columns.items():
            self.everyone[name] = value
            if not under:
                self.some.pop(name, None)

    def set_some(self, ids: Sequence[str], columns: Columns) -> None:
        """Give the features `ids` one value, or a list of values along `ids`.

        Raises ValueError when a list is longer or shorter than `ids`; nothing is changed then.
        """
        values = {name: along(name, column, ids) for name, column in columns.items()}
        for name, column in values.items():
            self.some.setdefault(name, {}).update(zip(ids, column, strict=True))

    def messages(self, layer: str) -> Iterator[dict[str, Any]]:
        """Yield the style messages that bring a fresh layer to this state."""
        if self.everyone:
            yield style_message(layer, None, self.everyone)
        together: dict[tuple[str, ...], dict[str, Any]] = {}
        for name, values in self.some.items():
            together.setdefault(tuple(values), {})[name] = list(values.values())
        for ids, columns in together.items():
            yield style_message(layer, list(ids), columns)


def is_column(value: object) -> bool:
    """Return whether a style value stands for many features."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def style_message(
    layer: str, ids: Sequence[str] | None, columns: Columns, *, under: bool = False
) -> dict[str, Any]:
    """Return the message that restyles features; lists of few distinct values go as codes.

    Without ids, lists go along all features of the layer in drawing order.
    """
    packed = {name: packed_column(value) for name, value in columns.items()}
    message = {"op": "style", "layer": layer, "ids": ids, "columns": packed}
    return {**message, "under": True} if under else message


def packed_column(column: Any) -> Any:
    """Return a list of few distinct values as a palette and codes, anything else unchanged."""
    if not is_column(column):
        return column
    palette = list(dict.fromkeys(column))
    if len(palette) * 2 > len(column):
        return list(column)
    place = {value: code for code, value in enumerate(palette)}
    return {"palette": palette, "codes": [place[value] for value in column]}


def coded_styles(styles: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return each distinct style once, and for every feature the place of its own."""
    distinct: dict[tuple[tuple[str, Any], ...], int] = {}
    codes = [distinct.setdefault(tuple(sorted(s.items())), len(distinct)) for s in styles]
    return {"styles": [dict(pairs) for pairs in distinct], "codes": codes}


def by_properties(
    styles: Mapping[str, Mapping[str, Any]],
) -> Iterator[tuple[list[str], dict[str, list[Any]]]]:
    """Yield ids and columns of the features that set the same properties."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for feature_id, style in styles.items():
        groups.setdefault(tuple(sorted(style)), []).append(feature_id)
    for names, ids in groups.items():
        if names:
            yield ids, {name: [styles[key][name] for key in ids] for name in names}


def along(name: str, column: Any, ids: Sequence[str]) -> list[Any]:
    """Return a column's values along `ids`. Raises ValueError when it is longer or shorter."""
    values = list(column) if is_column(column) else [column] * len(ids)
    if len(values) != len(ids):
        raise ValueError(f"{name}: {len(values)} values for {len(ids)} features")
    return values
