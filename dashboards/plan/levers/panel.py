"""The levers of one session: one form over the draft, what is wrong with it and what differs."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import panel as pn

from cluster_planner.errors import Finding
from dashboards.lookups.catalog import Catalog
from dashboards.parts import Field, Form, html_pane
from dashboards.parts.findings import findings_html
from dashboards.plan.levers.budgets import Bases, Budgets
from dashboards.plan.levers.complaints import Complaint, by_field, placed
from dashboards.plan.levers.decided import Committed, Locks
from dashboards.plan.levers.differences import Difference, differences, undone
from dashboards.plan.levers.group import Content, Group
from dashboards.plan.levers.limits import Limits, Regions
from dashboards.plan.levers.objective import Purpose
from dashboards.plan.levers.partners import Partners
from dashboards.plan.levers.period import Period
from dashboards.plan.levers.scope import Scope
from dashboards.plan.levers.simple import Fund, Solver
from dashboards.plan.levers.start import Start
from dashboards.plan.levers.warnings import warnings
from dashboards.shell import Wire
from dashboards.state.draft import Draft
from dashboards.state.session import Session
from dashboards.words import Words

HERE = Path(__file__).resolve().parent
MOST_LISTED = 40


class Levers:
    """Everything left of the results: where the draft starts, its complaints and its levers."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session = session
        self._groups = groups_of(session)
        self._base = Draft.of(session.desk.base)
        self._complaints: tuple[Complaint, ...] = ()
        self._differences: tuple[Difference, ...] = ()
        self.start = Start(session, wire)
        links = [(HERE / "links.css").read_text("utf-8")]
        self.problems = Form([], {}, self._go, stylesheets=links)
        self.warned = html_pane("")
        self.changed = Form([], {}, self._undo, stylesheets=links)
        lists = {"parks": park_options(session.catalog)}
        dense = [(HERE / "dense.css").read_text("utf-8")]
        self.form = Form([], {}, self._change, stylesheets=dense, words=session.words, lists=lists)
        self._of_key: dict[str, Group] = {}
        unfold = Field("open", session.words("시나리오 조건 펴기"), "switch")
        self.fold = Form([unfold], {}, self._unfold, css_classes=["fold"], words=session.words)
        session.param.watch(self._show, "draft")  # which the session has judged by then
        self._show()
        self.view = pn.Column(
            self.fold, self.start.view, self.problems, self.warned, self.changed, self.form,
            css_classes=["levers"], margin=0, sizing_mode="stretch_width",
            stylesheets=[(HERE / "levers.css").read_text("utf-8")],
        )  # fmt: skip

    def _unfold(self, _: str, on: Any) -> None:
        """Narrow pages show the results under the run bar; the levers are one switch away."""
        self.view.css_classes = ["levers", "open"] if on else ["levers"]

    def _change(self, key: str, value: Any) -> None:
        self._session.edit(self._of_key[key].change(self._session.draft, key, value))

    def _go(self, key: str, _: Any) -> None:
        """A complaint was pressed: the keyboard goes to its field."""
        self.form.focus_field(self._complaints[int(key.removeprefix("problem"))].key)

    def _undo(self, key: str, _: Any) -> None:
        difference = self._differences[int(key.removeprefix("undo"))]
        self._session.edit(undone(self._groups, self._session.draft, difference))

    def _show(self, *_: Any) -> None:
        content = self._session.draft.content
        names = self._session.catalog.parks["name_ko"]
        self._differences = differences(self._groups, self._base.content, content, names.get)
        self._complaints = placed(self._session.complaints, self._groups, content)
        fields: list[Field] = []
        values: dict[str, Any] = {}
        for group in self._groups:
            for field in group.fields(content):
                self._of_key[field.key] = group
                fields.append(_in_group(field, group.title, self._session.words))
            values |= group.values(content)
        with pn.io.hold():
            _assign(self.form, fields, values)
            told = {
                k: v for g in self._groups for k, v in by_field(self._complaints, g.title).items()
            }
            _set(self.form, complaints=told, notes=self._notes(content))
            self._show_lists()

    def _show_lists(self) -> None:
        _assign(self.problems, _problem_fields(self._complaints), {})
        self.problems.visible = bool(self._complaints)
        _assign(self.changed, _difference_fields(self._differences), {})
        self.changed.visible = bool(self._differences)
        count = len(self._differences)
        _set(self.changed, notes={_CHANGED: f"{count}개" if count else "없음"})
        scenario = self._session.scenario
        told = () if scenario is None else warnings(self._session.catalog.snapshot, scenario)
        markup = findings_html(_in_screen_words(told, self._groups, self._session.draft), "warn")
        self.warned.object = markup
        self.warned.visible = bool(markup)

    def _notes(self, content: Content) -> dict[str, str]:
        other = {g.title: sum(d.group == g.title for d in self._differences) for g in self._groups}
        return {
            self._session.words(g.title): " · ".join(
                [
                    *([f"기준안과 다름 {other[g.title]}"] if other[g.title] else []),
                    *([] if other[g.title] else [g.summary(content)]),
                ]
            )
            for g in self._groups
        }


_CHANGED = "기준안과 다른 점"


def groups_of(session: Session) -> tuple[Group, ...]:
    """Every group of levers, in the order of the screen."""
    catalog = session.catalog

    return (
        Budgets(catalog), Limits(), Regions(catalog), Fund(session.desk.base), Scope(catalog),
        Locks(catalog), Committed(catalog), Purpose(), Partners(catalog), Period(),
        Bases(catalog), Solver(_with_cbc()),
    )  # fmt: skip


@cache
def park_options(catalog: Catalog) -> list[dict[str, str]]:
    """Every park by name and place, for all sessions."""
    names, places = catalog.parks["name_ko"], catalog.place_ko
    return [{"value": str(i), "label": f"{names[i]} · {places[i]}"} for i in names.index]


@cache
def _with_cbc() -> bool:
    # Imported when asked for: modelling takes half a second to load, and only runs need it.
    from cluster_planner.optimize.cbc.solver import cbc_available

    return cbc_available()


def _in_group(field: Field, title: str, words: Words) -> Field:
    return replace(field, label=words(field.label), group=words(title), folded=True)


def _assign(form: Form, fields: list[Field], values: dict[str, Any]) -> None:
    plain = [one.plain for one in fields]
    if plain != form.fields:
        form.fields = plain
    _set(form, values=values)


def _set(form: Form, **params: Any) -> None:
    form.param.update(**{k: v for k, v in params.items() if getattr(form, k) != v})


def _problem_fields(complaints: tuple[Complaint, ...]) -> list[Field]:
    title = "고칠 곳"
    return [
        Field(f"problem{i}", f"{one.title}: {one.sentence}", "button", group=title)
        if one.key
        else Field(f"problem{i}", "", "note", help=f"{one.title}: {one.sentence}", group=title)
        for i, one in enumerate(complaints[:MOST_LISTED])
    ]


def _difference_fields(found: tuple[Difference, ...]) -> list[Field]:
    if not found:
        return []
    rows = [
        Field(f"undo{i}", f"{one.label}: {one.before} → {one.after}", "button", group=_CHANGED,
              folded=True, icon="undo", help=f"{one.group} · 누르면 이 항목만 기준안으로 되돌립니다")
        for i, one in enumerate(found[:MOST_LISTED])
    ]  # fmt: skip
    if len(found) > MOST_LISTED:
        more = f"외 {len(found) - MOST_LISTED}개"
        rows.append(Field("more", "", "note", help=more, group=_CHANGED))
    return rows


def _in_screen_words(
    findings: Iterable[Finding], groups: tuple[Group, ...], draft: Draft
) -> tuple[Finding, ...]:
    told = placed(findings, groups, draft.content)
    return tuple(Finding(one.title, one.problem, one.remedy) for one in told)
