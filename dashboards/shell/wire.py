"""The one component that the page's own HTML talks through."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Literal

import param
from panel.custom import JSComponent


class Wire(JSComponent):
    """Open page and address go to the browser; clicks on the frame come back as calls of `hear`."""

    page = param.String(doc="Key of the open page.")
    address = param.String(doc="Query of the address, with its question mark.")

    dark = param.Boolean(doc="Theme in which the server drew the page.")

    _bundle: ClassVar[Path] = Path(__file__).with_name("wire.js")

    def __init__(self, hear: Callable[[str, Any], None], **params: Any) -> None:
        """`hear` gets (page, key), (theme, dark), (address, query) or (shown, None)."""
        super().__init__(**params)
        self._hear = hear

    def say(self, text: str, tone: Literal["good", "warn", "bad"] = "good") -> None:
        """Tell the reader something; good news goes away by itself."""
        self._send_msg({"type": "say", "text": text, "tone": tone})

    def save(  # type: ignore[override] # Panel's own `save` writes the component to a file
        self, name: str, content: str | bytes, mime: str = "text/plain"
    ) -> None:
        """Let the browser download a file that was made here; a text is sent as UTF-8."""
        raw = content.encode("utf-8") if isinstance(content, str) else content
        encoded = b64encode(raw).decode("ascii")
        self._send_msg({"type": "save", "name": name, "content": encoded, "mime": mime})

    def remember(self, name: str, text: str) -> None:
        """Let the browser bring a short text with every later visit, as the cookie planner-NAME."""
        self._send_msg({"type": "remember", "name": name, "text": text})

    def load(self, query: str) -> None:
        """Load the page anew at another address: a query with its question mark."""
        self._send_msg({"type": "load", "query": query})

    def print_page(self) -> None:
        """Open the browser's print dialogue."""
        self._send_msg({"type": "print"})

    def _handle_msg(self, data: dict[str, Any]) -> None:
        match data["type"]:
            case "page":
                self._hear("page", data["page"])
            case "theme":
                self._hear("theme", bool(data["dark"]))
            case "address":
                self._go(data["address"], data["step"])
            case "shown":
                self._hear("shown", None)
            case "ping":
                self._send_msg({"type": "pong"})

    def _go(self, address: str, step: int) -> None:
        """Show an address of the browser's history, and tell what became of it even if that fails."""
        try:
            self._hear("address", address)
        finally:
            self._send_msg({"type": "arrived", "address": self.address, "step": step})
