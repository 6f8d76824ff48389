"""A field that takes files by drag and drop or by a button, and sends each with its progress."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

HERE = Path(__file__).resolve().parent


class Upload(JSComponent):
    """Files go to `address` by PUT, one after the other; `on_files` hears which have arrived."""

    address = param.String(doc="Where to send files, relative to the page.")
    title = param.String(default="파일 가져오기")
    hint = param.String(default="", doc="What may be brought, and how large.")
    most_bytes = param.Integer(default=0, doc="Of one file; larger ones are not even sent.")
    texts = param.Dict(default={}, doc="Words of the control: choose, drop, sent, failed, large.")
    disabled = param.Boolean(default=False)

    _bundle: ClassVar[Path] = HERE / "upload.js"
    _stylesheets: ClassVar[list[str]] = [str(HERE / "upload.css")]

    def __init__(self, on_files: Callable[[list[str]], None], **params: Any) -> None:
        """`on_files` gets the names that the browser sent and the server took."""
        super().__init__(**{"sizing_mode": "stretch_width", "margin": 0, **params})
        self._on_files = on_files

    def clear(self) -> None:
        """Empty the list of files on the page."""
        self._send_msg({"type": "clear"})

    def _handle_msg(self, data: dict[str, Any]) -> None:
        if data.get("type") == "sent" and isinstance(data.get("names"), list):
            self._on_files([str(name) for name in data["names"]])
