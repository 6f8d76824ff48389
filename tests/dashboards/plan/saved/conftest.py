"""A wire that remembers what it was told to say, and a cabinet to look into."""

from typing import Any

import pytest

from dashboards.plan.saved import Cabinet, DeskCard
from dashboards.shell import Wire
from dashboards.state.session import Session


class Told(Wire):
    """Nothing leaves it."""

    def _send_msg(self, message: Any) -> None:
        self.__dict__.setdefault("messages", []).append(message)

    @property
    def said(self) -> list[str]:
        return [m["text"] for m in self.__dict__.get("messages", []) if m["type"] == "say"]

    @property
    def remembered(self) -> dict[str, str]:
        told = self.__dict__.get("messages", [])
        return {m["name"]: m["text"] for m in told if m["type"] == "remember"}


class Place:
    """The card and the cabinet of one session, as the page puts them together."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.wire = Told(lambda *_: None)
        self.turns: list[bool] = []
        self.cabinet = Cabinet(session, self.wire, self.turns.append)
        self.card = DeskCard(session, self.wire, self.cabinet.browse)

    def change(self, seconds: int) -> None:
        """Edit the draft."""
        self.session.draft = self.session.draft.put(seconds, "solver", "time_limit_s")

    def save(self, name: str = "", note: str = "", author: str = "", new: bool = False) -> None:
        """As the reader does it."""
        self.card.open()
        for key, value in (("name", name), ("note", note), ("author", author)):
            if value:
                self.card._type(key, value)
        self.card._choose("new" if new or self.session.origin is None else "next", True)


@pytest.fixture
def place(session: Session) -> Place:
    return Place(session)
