"""A gallery of the parts: PORT. What Python hears is written at the top for the test."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

import dashboards  # noqa: E402, F401  (before Panel: it sets where Panel finds its own files)

# isort: split
import panel as pn  # noqa: E402

from dashboards.parts import (  # noqa: E402
    Chart,
    Column,
    Field,
    Form,
    Option,
    Table,
    card,
    html_pane,
    tabs,
)
from dashboards.serving import server  # noqa: E402
from dashboards.shell import PAGE_KEYS, Wire, shell  # noqa: E402
from dashboards.words import Words  # noqa: E402

HOSTILE = '<img src=x onerror="window.hacked=1">${1}'
YEARS = tuple(Option(str(year), str(year)) for year in range(2026, 2031))
PROGRAMMES = tuple(
    Option(key, label)
    for key, label in (("ax", "AX 실증산단"), ("factory", "AI 팩토리"), ("green", "스마트그린"))
)
PARKS = (
    Option("p0", "창원국가산업단지", "Changwon"),
    Option("p1", "울산·미포국가산업단지"),
    Option("px", HOSTILE),
    *(Option(f"p{i}", f"제{i} 일반산업단지") for i in range(2, 1363)),
)
FIELDS = (
    Field("query", "이름으로 찾기", "search", help="단지 이름, 초성도 됩니다", group="찾기"),
    Field("kind", "유형", "checks", options=PROGRAMMES, group="찾기"),
    Field("level", "채우기", "radio", options=(Option("a", "시군구"), Option("b", "권역")), group="찾기"),
    Field("cap", "연간 국비 상한", "number", unit="백만원", low=0, high=10_000_000, empty="제한 없음", group="돈", step=1000, half=True),
    Field("carry", "이월 허용", "number", unit="%", low=0, high=100, group="돈", half=True),
    Field("share", "비수도권 최소 비중", "range", unit="%", low=0, high=100, group="돈", help="5극3특 기준."),
    Field("fund", "국민성장펀드를 쓴다", "switch", group="돈"),
    Field("money", "사업 × 연도", "grid", unit="백만원", rows=PROGRAMMES, columns=YEARS, totals=True, empty="–", group="돈"),
    Field("locks", "꼭 넣을 단지", "picker", options=PARKS, empty="이름이나 초성", group="단지"),
    Field("lock_rows", "단지마다", "grid", rows=PROGRAMMES[:2], columns=(Option("year", "해"), Option("must", "꼭"), Option("money", "돈")), choices={"year": YEARS}, switches=("must",), removable=True, group="단지"),
    Field("objective", "목적", "select", options=PROGRAMMES, group="단지", folded=True),
    Field("name", "이름", "text", group="파일", folded=True),
    Field("yaml", "시나리오 글", "long", group="파일"),
    Field("upload", "파일 열기", "file", unit=".yaml,.yml,.json", group="파일"),
    Field("go", "실행", "button", primary=True, icon="play"),
    Field("drop", "지우기", "button", danger=True, icon="trash"),
    Field("told", "", "note", help="바꾼 값은 곧바로 검사합니다."),
)  # fmt: skip
COLUMNS = (
    Column("name", "단지", help="기획자가 부르는 이름"),
    Column("place", "시군구"),
    Column("tenants", "입주", "number", "개"),
    Column("rate", "가동률", "bar", "%", 1, high=100),
    Column("sale", "분양률", "number", "%", 1),
    Column("jobs", "고용", "number", "명"),
    Column("note", "비고"),
    Column("open", "열기", "action"),
)


def rows(count: int) -> list[dict[str, object]]:
    """Rows with every kind of cell."""
    return [
        {
            "key": f"p{i}",
            "name": HOSTILE if i == 2 else f"제{i} 산업단지",
            "place": "=1+1" if i == 1 else "창원시",
            "tenants": None if i == 3 else i * 7 % 1000,
            "rate": {"value": i % 101, "mark": "추정"} if i % 5 == 0 else i % 101,
            "sale": {"value": None, "text": "비공개"} if i == 4 else 100 - i % 37,
            "jobs": i * 13,
            "note": {"value": "높음", "text": "높음", "tone": "good"},
            "open": "프로필",
        }
        for i in range(count)
    ]


OPTION = {
    "grid": {"left": 46, "right": 12, "top": 30, "bottom": 30},
    "textStyle": {"color": "var(--cp-text)"},
    "xAxis": {"type": "category", "data": ["수도권", "동남권", "대경권"]},
    "yAxis": {"type": "value", "splitLine": {"lineStyle": {"color": "var(--cp-line)"}}},
    "series": [{"type": "bar", "name": "국비", "data": [3, 9, 5], "itemStyle": {"color": "var(--cp-accent)"}}],
}  # fmt: skip


def build() -> object:
    words = Words()
    heard = pn.pane.Str("[]", css_classes=["heard"], margin=0)

    def hear(*what: object) -> None:
        heard.object = json.dumps([*json.loads(heard.object), what][-30:], ensure_ascii=False)

    values = {
        "cap": 3_000_000, "carry": 30, "share": 60, "fund": True, "level": "a", "kind": ["ax"],
        "money": {"ax": {"2026": 1000, "2027": 2500.5}, "factory": {"2026": 400}}, "locks": ["p0", "px"],
        "lock_rows": {"ax": {"year": "2027", "must": True, "money": 5}}, "objective": "ax",
    }  # fmt: skip
    form = Form(FIELDS, values, words=words)

    def change(key: str, value: object) -> None:
        hear("form", key, value)
        if key == "cap":
            wrong = not isinstance(value, int | float) or value > 10_000_000
            form.complaints = (
                {"cap": "0–10,000,000 백만원이어야 합니다.", "money/ax/2027": "상한보다 큽니다."}
                if wrong
                else {}
            )
            form.show({key: value})
        if key == "locks":
            now = [v for v in form.values["locks"] if v != value.get("remove")]  # type: ignore[attr-defined]
            form.show({"locks": [*now, value["add"]] if "add" in value else now})  # type: ignore[operator, index]
        if key == "lock_rows" and "remove" in value:  # type: ignore[operator]
            form.replace_fields([f for f in FIELDS if f.key != "lock_rows"])
        if key == "drop":
            form.replace_fields([Field("new", "새 칸", "number"), *FIELDS])
            form.notes = {"돈": "기준안과 다름 3"}
            form.focus_field("money/ax/2026")

    form._on_change = change
    table = Table(
        COLUMNS, rows(1363), lambda key: hear("choose", key), lambda keys: hear("check", len(keys)),
        on_action=lambda action, key: hear("action", action, key),
        caption="산업단지", checkable=True, downloads="산업단지", totals={"tenants": 682000, "jobs": 12066})  # fmt: skip
    chart = Chart(
        OPTION,
        lambda event: hear("chart", event["name"]),
        title="권역별 국비",
        summary="동남권이 가장 많습니다",
        height=220,
    )
    press = Form(
        [Field("fill", "행 다시 보이기", "button"), Field("reveal", "1200행으로", "button"), Field("none", "빈 표", "button")],
        on_change=lambda key, _: {"fill": lambda: table.show(rows(1363)), "none": lambda: table.show([]), "reveal": lambda: (table.reveal("p1200"), setattr(table, "marked", ["p1200"]))}[key](),
        inline=True)  # fmt: skip
    left = pn.Column(form, width_policy="max", sizing_mode="stretch_width", margin=0)
    views = tabs(
        [("table", "표", lambda: pn.Column(press, pn.Column(table, height=420, sizing_mode="stretch_width", margin=0), sizing_mode="stretch_width", margin=0)),
         ("chart", "그림", lambda: chart), ("words", "글", lambda: html_pane("<h3>글</h3><p>본문</p>"))],
        label="보기")  # fmt: skip
    page = pn.Column(
        html_pane("<h2>부품</h2>"), heard,
        pn.Row(card(left, title="폼", max_width=460), card(views, title="표와 그림", max_width=900), sizing_mode="stretch_width", stylesheets=[":host{flex-wrap:wrap;gap:14px;align-items:start} :host>div{flex:1 1 330px}"], margin=0),
        sizing_mode="stretch_width", margin=14)  # fmt: skip
    wire = Wire(lambda *_: None, page="explore", address="?page=explore")
    holders = {key: page if key == "explore" else pn.Spacer() for key in PAGE_KEYS}
    return shell(words, holders, wire, "explore")


if __name__ == "__main__":
    pn.extension()
    server.run(build, server.Place(int(sys.argv[1])), show=False)
