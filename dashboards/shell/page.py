"""Makes the page of one session from its views."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import panel as pn
from jinja2 import Template as Jinja
from panel.io.resources import BASE_TEMPLATE, _env

from dashboards.theme import document_css
from dashboards.words import Language, Words

HERE: Final = Path(__file__).resolve().parent
PAGE_KEYS: Final = {"explore": "탐색", "plan": "시나리오", "compare": "비교", "data": "자료"}
"""Page key in the address → label."""
TITLE: Final = "M.AX 클러스터 플래너"


class Page(pn.Template):
    """A template that does not describe itself: Panel would do so at each view that is added."""

    title: str = TITLE

    def __repr__(self) -> str:
        return "Page"


def shell(
    words: Words, views: Mapping[str, Any], wire: Any, open_page: str, dates: str = ""
) -> Page:
    """The page: `views` has one Panel object for each key of PAGE_KEYS.

    Without a wire (None) the page only shows; its navigation loads pages anew.
    """
    page = Page(template=_template(words.language))
    page.title = words(TITLE)
    for key in PAGE_KEYS:
        page.add_panel(key, views[key])
    if wire is not None:
        page.add_panel("wire", wire)
    other: Language = "en" if words.language == "ko" else "ko"
    values = {
        "words": words,
        "wired": wire is not None,
        "pages": [{"key": key, "label": words(label)} for key, label in PAGE_KEYS.items()],
        "open_page": open_page,
        "dates": dates,
        "colours": document_css(),
        "other_language": other,
        "other_language_name": {"en": "English", "ko": "한국어"}[other],
    }
    for name, value in values.items():
        page.add_variable(name, value)
    return page


@cache
def _template(language: Language) -> Jinja:
    """Panel's own page names its language in the source, so it is changed there."""
    source, _, _ = _env.loader.get_source(_env, BASE_TEMPLATE.name)
    if '<html lang="en"' not in source:
        raise LookupError("Panel has another page now: its language cannot be set")
    base = _env.from_string(source.replace('<html lang="en"', f'<html lang="{language}"'))
    text = (HERE / "page.html").read_text("utf-8")
    template = _env.from_string(text)
    template.globals["page_base"] = base  # Panel itself passes another `base`
    return template
