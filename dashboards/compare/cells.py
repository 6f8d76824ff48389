"""Cells that several tables of this page share."""

from typing import Any, Final

from cluster_planner.present.difference_figures import eok, signed

_SIGNS: Final = {
    "entered": "＋", "left": "－", "more": "▲", "less": "▼", "moved": "↔",
    "wider": "▲", "narrower": "▼", "reshaped": "＝",
}  # fmt: skip
_TONES: Final = {"entered": "good", "more": "good", "left": "bad", "less": "bad"}


def standing_cell(standing: str, labels: dict[str, str]) -> dict[str, str]:
    """What happened, with a sign before the word so that its colour says nothing alone."""
    text = f"{_SIGNS[standing]} {labels[standing]}"
    return {"value": text, "text": text, "tone": _TONES.get(standing, "")}


def money_cell(mkrw: int) -> dict[str, Any]:
    """Money in 억."""
    return {"value": mkrw, "text": eok(mkrw)}


def change_cell(mkrw: int) -> dict[str, Any]:
    """A change of money with its sign."""
    tone = "good" if mkrw > 0 else "bad" if mkrw < 0 else ""
    return {"value": mkrw, "text": signed(mkrw, "mkrw"), "tone": tone}
