"""The README names every method, parameter and message, no other, and its example runs."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

from panel.custom import JSComponent

from dashboards.map import FoliumMap
from dashboards.map.channel import Channel
from dashboards.map.contents import Contents
from dashboards.map.looks import Looks
from dashboards.map.pages import IN_FRAME

README = (Path(inspect.getfile(FoliumMap)).parent / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def first_cells(text: str) -> set[str]:
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`(\w+)", cell)}


def test_every_public_method_is_described_and_no_other() -> None:
    own = {
        name
        for part in (Channel, Looks, Contents, FoliumMap)
        for name, value in vars(part).items()
        if inspect.isfunction(value) and not name.startswith("_")
    }

    assert first_cells(section("Methods").split("### Path options")[0]) == own


def test_every_parameter_and_event_is_described_and_no_other() -> None:
    own = set(FoliumMap.param) - set(JSComponent.param)

    described = first_cells(section("Parameters")) | first_cells(section("Events"))
    assert described - {"title"} == own - {"title"}


def test_signatures_in_the_table_are_those_of_the_code() -> None:
    for name, arguments in re.findall(r"^\| `(\w+)\(([^)]*)\)`", section("Methods"), re.MULTILINE):
        written = re.findall(r"(\w+)(?:=[^,]+)?(?:, |$)", arguments.replace("**", ""))
        code = [p for p in inspect.signature(getattr(FoliumMap, name)).parameters if p != "self"]
        assert written == code, name


def test_every_message_is_described() -> None:
    bridge = IN_FRAME["bridge.js"].read_text(encoding="utf-8")
    actions = bridge[bridge.index("const actions = {") : bridge.index("function perform")]
    ops = set(re.findall(r"^      (\w+)\(message\)", actions, re.MULTILINE))
    handled = set(re.findall(r'case "(\w+)":', inspect.getsource(FoliumMap._handle_msg)))
    named = set(re.findall(r"`(\w+)`", section("State and messages")))

    assert ops <= named
    assert handled <= named


def test_example_runs_as_written() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, Any] = {"__name__": "example"}
    exec(example, names)
    shown = names["app"]()
    live, told = shown
    live._handle_msg(
        {"type": "click", "layer": "parks", "id": "b", "lon_lat": [127.7, 36.5], "modifiers": {}}
    )

    assert told.object == "b"
    assert live._state.styles["parks"].some["shape"] == {"b": "diamond"}
