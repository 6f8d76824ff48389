"""The drafts that a session went through, so that every edit can be taken back."""

from dataclasses import dataclass
from typing import Final

from dashboards.state.draft import Draft

MOST_STEPS: Final = 200


@dataclass(frozen=True)
class History:
    """Drafts before and after the present one, the nearest last."""

    past: tuple[Draft, ...] = ()
    future: tuple[Draft, ...] = ()

    def after(self, left: Draft) -> "History":
        """After an edit that left a draft behind; what was taken back before is gone."""
        return History((*self.past, left)[-MOST_STEPS:])

    def back(self, present: Draft) -> "History":
        """After a step back."""
        return History(self.past[:-1], (*self.future, present))

    def forth(self, present: Draft) -> "History":
        """After a step forth again."""
        return History((*self.past, present), self.future[:-1])
