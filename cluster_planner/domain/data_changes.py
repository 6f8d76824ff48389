"""What differs between two snapshots, as frozen values."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class ChangeKind(StrEnum):
    """How a row differs."""

    NEW = "new"
    CLOSED = "closed"
    RENAMED = "renamed"
    MOVED = "moved"
    """Another 시군구, or a point further away than the bound."""
    JUMPED = "jumped"
    """A figure that changed by more than the bound."""
    CHANGED = "changed"
    """A figure or word that changed within it."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class DataChange(_Frozen):
    """One difference of one row."""

    kind: ChangeKind
    table: str
    row_id: str
    """The row's key, parts joined by `·`."""
    name: str
    """What the row is called in the newer snapshot, or in the older where it is gone."""
    column: str = ""
    """Empty for rows that are new or closed."""
    before: str = ""
    after: str = ""
    note: str = ""
    """`+38 %`, `4.2 km`: how far, and beyond which bound."""


class DataChanges(_Frozen):
    """Every difference between two snapshots, the grave ones first."""

    older: str
    newer: str
    """Digests."""
    as_of_before: dict[str, str]
    as_of_after: dict[str, str]
    """Table → latest day of its figures."""
    rows_before: dict[str, int]
    rows_after: dict[str, int]
    changes: tuple[DataChange, ...]
