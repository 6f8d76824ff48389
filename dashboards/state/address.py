"""The view of a session as the query of its address, and back.

Only what differs from the start is written. A value that means nothing here is named in a finding
and left out; it never falls silently.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from cluster_planner.errors import Finding
from dashboards.lookups.choices import Filters, View
from dashboards.lookups.picks import MARK, packed, unpacked
from dashboards.shell.page import PAGE_KEYS
from dashboards.words import Language

LONG_LIST: Final = 12
"""Parks picked on the map beyond this are written as one packed word."""
LONGEST_VALUE: Final = 400
"""Characters of one value; longer ones are told and left out."""
MOST_FINDINGS: Final = 6
DATA_TABS: Final = ("tables", "issues", "ties", "incoming", "snapshots", "rules", "notes")
"""Tabs of the page 자료, the first one open at the start."""
EMBEDDED: Final = "embedded"
"""Names the data that come with the program, as a digest names others."""


@dataclass(frozen=True)
class Address:
    """Everything that an address can say."""

    page: str = "explore"
    lang: Language = "ko"
    data: str = ""
    """First letters of the digest of the data shown; empty for those that are accepted."""
    filters: Filters = field(default_factory=Filters)
    view: View = field(default_factory=View)
    park: str = ""
    """Park whose profile is open."""
    area: str = ""
    """Region or 시군구 whose profile is open: region:capital, sigungu:41110."""
    draft: str = ""
    """Key of a draft scenario on the shelf."""
    saved: str = ""
    """Saved scenario and version that the draft is of: ID.VERSION."""
    run: str = ""
    job: str = ""
    side: tuple[str, ...] = ()
    """Parks whose facts stand side by side."""
    compared: tuple[str, ...] = ()
    """Run ids side by side, the first as base."""
    against: str = ""
    """The one of them that is looked at closely beside the base; empty for the second."""
    tab: str = ""
    """Open tab of the page 자료; empty for the first."""


@dataclass(frozen=True)
class Known:
    """What an address may name: parameter → its values; a parameter left out is not checked here."""

    values: Mapping[str, Collection[str]] = field(default_factory=dict)
    parks: Sequence[str] = ()
    """Every park, in the order in which packed lists count them."""


_SIMPLE: Final = {
    "page": "page", "lang": "lang", "data": "data", "park": "park", "where": "area", "draft": "draft", "saved": "saved",
    "run": "run", "job": "job", "runs": "compared", "side": "side", "against": "against",
    "tab": "tab",
}  # fmt: skip
_FILTERS: Final = {
    "region": "region_ids", "sido": "sido_codes", "gu": "sigungu_codes", "kind": "kind_ids",
    "status": "status_ids", "des": "designation_ids", "division": "division_ids",
    "industry": "industry_ids", "core": "only_core", "aged": "only_aged", "fit": "only_engine_fit",
    "unsold": "only_unsold", "stats": "statistics", "q": "query", "picked": "picked",
}  # fmt: skip
_VIEW: Final = {
    "colour": "colour", "fill": "area", "level": "level", "layers": "overlays", "beside": "beside",
}  # fmt: skip


def written(address: Address, parks: Sequence[str] = ()) -> str:
    """The query of an address with its question mark; the start of everything is `?page=explore`.

    `parks` (see Known.parks) keeps long lists of picked parks short.
    """
    parts: list[tuple[str, str]] = [("page", address.page)]
    for names, value, start in (
        (_SIMPLE, address, Address()),
        (_FILTERS, address.filters, Filters()),
        (_VIEW, address.view, View()),
    ):
        for parameter, name in names.items():
            chosen = getattr(value, name)
            if parameter != "page" and chosen != getattr(start, name):
                long = parameter == "picked" and len(chosen) > LONG_LIST and parks
                parts.append((parameter, packed(chosen, parks) if long else _text(chosen)))
    return "?" + urlencode(parts)


def read(query: str, known: Known) -> tuple[Address, tuple[Finding, ...]]:
    """The address that a query says, and a finding for each value that means nothing."""
    findings: list[Finding] = []
    said = dict(parse_qsl(query.removeprefix("?"), keep_blank_values=False, errors="replace"))
    values: dict[str, dict[str, Any]] = {"simple": {}, "filters": {}, "view": {}}
    for parameter, text in said.items():
        for kind, names, start in (
            ("simple", _SIMPLE, Address()),
            ("filters", _FILTERS, Filters()),
            ("view", _VIEW, View()),
        ):
            if parameter in names:
                name = names[parameter]
                value, wrong = _value(parameter, text, getattr(start, name), known)
                findings += wrong
                if value is not None:
                    values[kind][name] = value
                break
        else:
            findings.append(_strange(f"주소의 {_short(parameter)}", "이 화면이 모르는 항목입니다"))
    address = Address(
        **values["simple"], filters=Filters(**values["filters"]), view=View(**values["view"])
    )
    return address, _few(findings)


def asked_data(query: str) -> str:
    """Which data an address asks for, before anything else of it can be read; empty for none."""
    said = dict(parse_qsl(query.removeprefix("?"), errors="replace")).get("data", "")
    return said if _FORMS["data"].fullmatch(said) else ""


def _value(parameter: str, text: str, start: Any, known: Known) -> tuple[Any, tuple[Finding, ...]]:
    where = f"주소의 {parameter}={_short(text)}"
    if len(text) > LONGEST_VALUE or not text.isprintable():
        return None, (_strange(where, "너무 길거나 글자가 아닌 것이 들어 있습니다"),)
    if isinstance(start, bool):
        if text in ("0", "1"):
            return text == "1", ()
        return None, (_strange(where, "0이나 1이어야 합니다"),)
    if parameter == "picked" and text.startswith(MARK):
        picked = unpacked(text, known.parks)
        told = (
            () if picked is not None else (_strange(where, "다른 자료에서 고른 단지 목록입니다"),)
        )
        return picked or None, told
    if (form := _FORMS.get(parameter)) is not None:
        return _well_formed(parameter, text, form, isinstance(start, tuple))
    allowed = _ALLOWED.get(parameter, known.values.get(parameter))
    asked = tuple(text.split(",")) if isinstance(start, tuple) else (text,)
    wrong = [one for one in asked if allowed is not None and one not in allowed]
    findings = tuple(
        _strange(f"주소의 {parameter}={_short(one)}", "이 자료에 없는 값입니다") for one in wrong
    )
    good = tuple(dict.fromkeys(one for one in asked if one not in wrong))
    if isinstance(start, tuple):
        return good or None, findings
    return (good[0] if good else None), findings


_ALLOWED: Final[Mapping[str, Collection[str]]] = {
    "page": tuple(PAGE_KEYS),
    "lang": ("ko", "en"),
    "level": ("sigungu", "region"),
    "stats": ("with", "without"),
    "tab": DATA_TABS,
}


_FORMS: Final = {
    **{
        name: re.compile(r"[A-Za-z0-9_-]{1,64}")
        for name in ("draft", "run", "job", "runs", "against")
    },
    "data": re.compile(rf"[0-9a-f]{{8,64}}|{EMBEDDED}"),
    "saved": re.compile(r"[A-Za-z0-9]{1,32}\.[1-9][0-9]{0,8}"),
}
"""Keys of what is kept; whether something is kept there only the shelf knows."""


def _well_formed(
    parameter: str, text: str, form: re.Pattern[str], many: bool
) -> tuple[Any, tuple[Finding, ...]]:
    asked = tuple(dict.fromkeys(text.split(","))) if many else (text,)
    good = tuple(one for one in asked if form.fullmatch(one))
    findings = tuple(
        _strange(f"주소의 {parameter}={_short(one)}", "그런 번호는 있을 수 없습니다")
        for one in asked
        if one not in good
    )
    return ((good or None) if many else (good[0] if good else None)), findings


def _few(findings: list[Finding]) -> tuple[Finding, ...]:
    """A hostile address must not bury the page in notices."""
    if len(findings) <= MOST_FINDINGS:
        return tuple(findings)
    left = len(findings) - MOST_FINDINGS
    return (*findings[:MOST_FINDINGS], _strange("주소", f"뜻이 없는 값이 {left}개 더 있습니다"))


def _short(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else "�" for sign in text)
    return shown if len(shown) <= 40 else shown[:40] + "…"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _strange(where: str, problem: str) -> Finding:
    return Finding(where, problem, "그 값 없이 화면을 열었습니다")


assert {f.name for f in fields(Filters)} == set(_FILTERS.values())
assert {f.name for f in fields(View)} == set(_VIEW.values())
