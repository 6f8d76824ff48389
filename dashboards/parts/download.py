"""Buttons whose files are made when they are pressed and saved by the browser."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import param
from panel.custom import JSComponent

from cluster_planner.errors import PlannerError

LOG = logging.getLogger(__name__)
HERE = Path(__file__).resolve().parent
MOST_BYTES: Final = 30_000_000
"""A file above this is refused with a sentence: one message of the page's wire must hold it."""


@dataclass(frozen=True)
class Offered:
    """One file that a button makes."""

    key: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Made:
    """A file as the browser saves it."""

    name: str
    media_type: str
    content: bytes


class Download(JSComponent):
    """A row of buttons; `make(key)` is called when one is pressed. What goes wrong is said beside."""

    files = param.List(default=[], item_type=dict)
    disabled = param.Boolean(default=False)
    title = param.String(default="내려받기", doc="Name of the group of buttons.")

    _bundle: ClassVar[Path] = HERE / "download.js"
    _stylesheets: ClassVar[list[str]] = [str(HERE / "download.css")]

    def __init__(
        self, files: Sequence[Offered], make: Callable[[str], Made], **params: Any
    ) -> None:
        super().__init__(
            files=[asdict(file) for file in files],
            **{"sizing_mode": "stretch_width", "margin": 0, **params},
        )
        self._make = make

    def _handle_msg(self, data: dict[str, Any]) -> None:
        if data.get("type") == "ask" and data["key"] in {file["key"] for file in self.files}:
            self._send_msg(self._answer(str(data["key"])))

    def _answer(self, key: str) -> dict[str, Any]:
        try:
            made = self._make(key)
        except PlannerError as error:
            return {"type": "problem", "key": key, "text": str(error)}
        except Exception:
            LOG.exception("file %s could not be made", key)
            text = "파일을 만들다가 오류가 났습니다. 서버 기록을 확인하세요."
            return {"type": "problem", "key": key, "text": text}
        if len(made.content) > MOST_BYTES:
            text = f"파일이 {MOST_BYTES // 1_000_000}MB보다 커서 보낼 수 없습니다. cluster-planner run --out으로 만드세요."
            return {"type": "problem", "key": key, "text": text}
        return {
            "type": "file",
            "key": key,
            "name": made.name,
            "media_type": made.media_type,
            "content": made.content,
        }
