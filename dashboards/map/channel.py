"""What the parts of a live map share: its page, its state, and the way to the browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cluster_planner.present.palette import THEMES, Theme
from dashboards.map.pages import MapPage
from dashboards.map.state import MapState, Message
from dashboards.map.wire import message_text, numbered


class Channel:
    """Sends messages to the map, each with a number; those of one `together` block as one."""

    _page: MapPage
    _state: MapState
    _sent: int
    _waiting: list[str] | None
    """Messages of the open `together` block."""

    def _open(self, page: MapPage) -> None:
        """Start with nothing told about a page."""
        self._page = page
        self._state = MapState(tuple(page.layers))
        self._sent = 0
        self._waiting = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send all calls inside the block as one message, painted in one frame.

        What was called before an exception in the block is sent all the same, because the state
        already holds it. Blocks may stand inside each other.
        """
        if self._waiting is not None:
            yield
            return
        self._waiting = []
        try:
            yield
        finally:
            waiting, self._waiting = self._waiting, None
            if waiting:
                self._number_and_send(waiting)

    def _tell(self, message: Message) -> None:
        """Send a message. Raises ValueError for what a browser cannot read.

        Call it before the state takes the message, so that the state never holds such a thing.
        """
        text = message_text(message)
        if self._waiting is not None:
            self._waiting.append(text)
        else:
            self._number_and_send([text])

    def _number_and_send(self, texts: list[str]) -> None:
        self._sent += 1
        self._send_text(numbered(texts, self._sent))

    def _send_text(self, text: str) -> None:
        raise NotImplementedError

    def _theme(self) -> Theme:
        message = self._state.theme
        return THEMES[message["theme"]["name"]] if message else self._page.drawn.theme

    def _feature_ids(self, layer: str) -> list[str]:
        """Return the ids of a layer in drawing order. Raises KeyError for no such layer."""
        if layer in self._state.added:
            ids = [str(f["id"]) for f in self._state.added[layer]["features"]["features"]]
        else:
            ids = list(self._page.feature_ids[layer])
        if layer not in self._state.changes:
            return ids
        present, absent = self._state.changes[layer]
        return [i for i in ids if i not in absent and i not in present] + list(present)
