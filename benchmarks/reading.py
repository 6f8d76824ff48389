"""One figure with its target."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """A measured figure; `value` is None when it was not reached."""

    name: str
    value: float | None
    unit: str = "s"
    at_most: float | None = None
    """The target; None for a figure that only explains others."""
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target."""
        if self.at_most is None:
            return None
        return self.value is not None and self.value <= self.at_most
