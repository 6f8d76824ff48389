"""Columns with their titles in the session's language."""

from collections.abc import Iterable
from dataclasses import replace

from dashboards.parts import Column
from dashboards.words import Words


def in_words(columns: Iterable[Column], words: Words) -> list[Column]:
    """The columns with the label of each title."""
    return [replace(column, title=words(column.title)) for column in columns]
