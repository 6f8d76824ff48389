"""How a session came to its draft: steps back and forth, and to which saved scenario each belongs."""

from typing import Final

from dashboards.state.draft import Draft
from dashboards.state.history import History
from dashboards.state.origin import Origin

MOST_REMEMBERED: Final = 1_000


class Trail:
    """The drafts of a session. What was begun anew has an origin of its own, and keeps it.

    A step back into what was there before therefore leads to its scenario again: what is saved
    then never becomes a version of another one.
    """

    def __init__(self, draft: Draft, origin: Origin | None) -> None:
        """Begin with a draft."""
        self.history = History()
        self._held = draft
        self._stepped: History | None = None
        self._line = 0
        self._origins: dict[int, Origin | None] = {0: origin}
        self._lines: dict[str, int] = {draft.key: 0}

    @property
    def origin(self) -> Origin | None:
        """The saved version that the present draft is of."""
        return self._origins[self._line]

    def begin(self, origin: Origin | None) -> None:
        """The next draft is of this version, or of none."""
        self._line = max(self._origins) + 1
        self._origins[self._line] = origin

    def saved(self, origin: Origin) -> None:
        """The present draft and those that led to it are of this version now."""
        self._origins[self._line] = origin

    def back(self) -> Draft | None:
        """The draft before, to be arrived at next; None at the first."""
        if not self.history.past:
            return None
        return self._step(self.history.past[-1], self.history.back(self._held))

    def forth(self) -> Draft | None:
        """The draft that was stepped back from last, to be arrived at next."""
        if not self.history.future:
            return None
        return self._step(self.history.future[-1], self.history.forth(self._held))

    def _step(self, draft: Draft, history: History) -> Draft:
        self._stepped = history
        self._line = self._lines.get(draft.key, self._line)
        return draft

    def arrive(self, draft: Draft) -> None:
        """A draft is shown: by a step, or as an edit of the one before, whoever wrote it."""
        if draft != self._held:
            self.history = self._stepped or self.history.after(self._held)
        self._held, self._stepped = draft, None
        self._lines.pop(draft.key, None)
        self._lines[draft.key] = self._line
        while len(self._lines) > MOST_REMEMBERED:
            del self._lines[next(iter(self._lines))]
