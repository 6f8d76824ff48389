"""A profile as escaped markup: for a screen, and as a self-contained page for paper."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final

from cluster_planner.present.profile.fact import Fact, Facts, Profile

STYLE: Final = Path(__file__).with_name("page.css").read_text("utf-8")
"""Looks of the markup on paper: black on white, two columns, A4."""
MISSING_TITLE: Final = {
    "park": "이 단지에 없는 자료",
    "region": "이 권역에 없는 자료",
    "sigungu": "이 시군구에 없는 자료",
}
type Say = Callable[[str], str]


def markup(profile: Profile, live: bool = False, say: Say = str) -> str:
    """The profile as one escaped `article`.

    Live markup has a button for each value that names another place (`data-go` says which); on
    paper those are plain text. `say` turns Korean labels into another language.
    """
    tags = "".join(f'<span class="tag">{escape(say(tag))}</span>' for tag in profile.tags)
    figures = "".join(_figure(fact, say) for fact in profile.figures)
    groups = "".join(_group(group, live, say) for group in profile.groups)
    return (
        f'<article class="profile" lang="ko"><header><h2>{escape(profile.name)}</h2>'
        f'<p class="place">{escape(profile.place)}</p><p class="tags">{tags}</p></header>'
        f'<dl class="figures">{figures}</dl><div class="groups">{groups}{_missing(profile, say)}</div>'
        "</article>"
    )


def document(profile: Profile, printed: str = "", say: Say = str) -> str:
    """A whole HTML page without a request to anywhere. `printed` is a line of dates at its head."""
    title = f"{profile.name} — {say('단지 현황' if profile.subject == 'park' else '지역 현황')}"
    return (
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body>{paper(profile, printed, say)}</body></html>"
    )


def paper(profile: Profile, printed: str = "", say: Say = str) -> str:
    """The body of `document`: a head line and the profile."""
    name = escape(say("M.AX 클러스터 플래너"))
    head = f'<p class="head"><span>{name}</span><span>{escape(printed)}</span></p>'
    return f'<div class="paper">{head}{markup(profile, say=say)}</div>'


def _figure(fact: Fact, say: Say) -> str:
    note = f"<small>{escape(fact.note)}</small>" if fact.note else ""
    return f"<div><dt>{escape(say(fact.label))}</dt><dd>{_value(fact, False, say)}{note}</dd></div>"


def _group(group: Facts, live: bool, say: Say) -> str:
    lines = "".join(_line(fact, live, say) for fact in group.lines)
    note = f'<p class="note">{escape(group.note)}</p>' if group.note else ""
    origin = escape(group.origin)
    source = f'<p class="source">{escape(say("출처"))}: {origin}</p>' if origin else ""
    return (
        f'<section data-key="{escape(group.key)}"><h3>{escape(say(group.title))}</h3>'
        f"<dl>{lines}</dl>{note}{source}</section>"
    )


def _line(fact: Fact, live: bool, say: Say) -> str:
    note = f"<small>{escape(fact.note)}</small>" if fact.note else ""
    return f"<div><dt>{escape(say(fact.label))}</dt><dd>{_value(fact, live, say)}{note}</dd></div>"


def _value(fact: Fact, live: bool, say: Say) -> str:
    value = escape(fact.value)
    if live and fact.link:
        value = f'<button type="button" class="go" data-go="{escape(fact.link)}">{value}</button>'
    mark = f' <span class="mark">{escape(say(fact.mark))}</span>' if fact.mark else ""
    return f"<b>{value}</b>{mark}"


def _missing(profile: Profile, say: Say) -> str:
    if profile.subject not in MISSING_TITLE:
        return ""
    items = "".join(f"<li>{escape(text)}</li>" for text in profile.missing)
    title = escape(say(MISSING_TITLE[profile.subject]))
    told = f"<ul>{items}</ul>" if items else f'<p class="note">{escape(say("없음"))}</p>'
    return f'<section data-key="missing" class="missing"><h3>{title}</h3>{told}</section>'
