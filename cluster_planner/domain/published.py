"""Totals as their publisher prints them, each with its source and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PublishedTotal:
    """One printed total. Money in million won, areas in thousand ㎡."""

    value: int
    source: str
    as_of: str
    """The day it stands for, YYYY-MM-DD."""


type Published = Mapping[str, PublishedTotal]
"""Name of a figure of `TieOut` → its total; a name that is not there was not published."""
