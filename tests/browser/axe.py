"""What axe-core finds on a page, its shadow roots and its frames, as lines that can be read."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
GRAVE = frozenset({"serious", "critical"})
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": [*STANDARD, "best-practice"]},
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}


def violations(page: Page) -> list[dict[str, Any]]:
    """Every violation on the page as it is now."""
    script = Axe().axe_script
    for frame in page.frames:
        if not frame.is_detached():
            frame.evaluate(script)
    command = f"axe.run(document, {json.dumps(OPTIONS)}).then((found) => found.violations)"
    found: list[dict[str, Any]] = page.evaluate(command)
    return found


def grave(found: list[dict[str, Any]]) -> list[str]:
    """Serious and critical violations of WCAG 2.0–2.2 A and AA, one line a place."""
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE and set(one["tags"]) & set(STANDARD)
        for node in one["nodes"]
    ]


def lesser(found: list[dict[str, Any]]) -> list[str]:
    """Everything else that axe says: slighter violations and its own best practice."""
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node['html'][:120]}"
        for one in found
        if not (one["impact"] in GRAVE and set(one["tags"]) & set(STANDARD))
        for node in one["nodes"]
    ]
