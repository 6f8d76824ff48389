"""A person at the keyboard alone: where the focus is, whether it can be seen, and how to go on."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page

MOST_STEPS = 160
"""Presses of Tab after which a control counts as out of reach."""
SAME_PLACE = 12
"""Presses of Tab that may leave the focus where it is (a map's own controls)."""

HERE = r"""() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  if (!e || e === document.body || e === document.documentElement) return { name: "", tag: "BODY", role: "", seen: false };
  const label = e.closest("label") ?? e.labels?.[0];
  const marked = (x) => { const s = getComputedStyle(x); return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== "none"; };
  const by = (e.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => id && e.getRootNode().getElementById(id)?.textContent).join(" ");
  const name = e.getAttribute("aria-label") || by.trim() || label?.textContent || e.textContent || e.title || "";
  const b = (label && e.matches("[type=checkbox],[type=radio]") ? label : e).getBoundingClientRect();
  const inside = b.bottom > 0 && b.top < innerHeight && b.right > 0 && b.left < innerWidth && b.width > 0 && b.height > 0;
  return { name: name.replace(/\s+/g, " ").trim().slice(0, 90), tag: e.tagName, role: e.getAttribute("role") ?? e.type ?? "",
           seen: inside && (e.tagName === "IFRAME" || marked(e) || (label ? marked(label) : false)) };
}"""


class Keys:
    """Presses keys on a page, and checks after each that the focus stands somewhere and shows."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.unseen: list[str] = []

    @property
    def here(self) -> dict[str, Any]:
        """Name, tag, role and visibility of what has the focus."""
        found: dict[str, Any] = self._page.evaluate(HERE)
        return found

    def press(self, *keys: str) -> None:
        for key in keys:
            self._page.keyboard.press(key)

    def type(self, text: str) -> None:
        self._page.keyboard.insert_text(text)

    def to(self, name: str, tag: str = "", back: bool = False) -> None:
        """Tab until something of this name (a pattern) has the focus."""
        passed: list[str] = []
        for _ in range(MOST_STEPS):
            self.press("Shift+Tab" if back else "Tab")
            at = self.here
            passed.append(f"{at['tag']} {at['name']}")
            if at["tag"] == "BODY":
                continue
            if not at["seen"]:
                self.unseen.append(passed[-1])
            if re.search(name, at["name"]) and (not tag or at["tag"] == tag):
                return
            assert len(set(passed[-SAME_PLACE:])) > 1 or len(passed) < SAME_PLACE, (
                f"trapped: {passed[-1]}"
            )
        raise AssertionError(f"{name} is out of reach; passed {passed}")

    def stays(self, name: str) -> None:
        """The focus stands here and can be seen."""
        at = self.here
        assert re.search(name, at["name"]), at
        assert at["seen"], at
