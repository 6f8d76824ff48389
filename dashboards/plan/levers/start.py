"""Where a draft starts: templates, files, steps back and forth."""

from html import escape
from typing import Any, Final

import panel as pn

from cluster_planner.domain.scenario import Scenario
from cluster_planner.errors import Finding, ScenarioError
from dashboards.parts import Field, Form, Option, html_pane
from dashboards.parts.findings import findings_html
from dashboards.plan.templates import Template, scenario_of_text, templates, text_of_scenario
from dashboards.shell import Wire
from dashboards.state.draft import Draft
from dashboards.state.session import Session

_FILES: Final = "파일로 열고 저장"


class Start:
    """The head of the levers."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session = session
        self._wire = wire
        self._templates = {one.key: one for one in templates(session.desk.data_folder)}
        self._chosen = next(iter(self._templates), "")
        words = session.words
        options = tuple(Option(k, one.scenario.name) for k, one in self._templates.items())
        self.choice = Form(
            [
                Field("template", words("출발 시나리오"), "select", options=options),
                Field("apply", words("이 시나리오로 시작"), "button"),
            ],
            {"template": self._chosen}, self._change, inline=True, words=words,
        )  # fmt: skip
        self.told = html_pane("")
        self.steps = Form(
            [
                Field("undo", words("되돌리기"), "button", icon="undo"),
                Field("redo", words("다시 하기"), "button"),
                Field("base", words("기준안으로"), "button"),
            ],
            {}, self._change, inline=True, words=words,
        )  # fmt: skip
        self.files = Form(
            [
                Field("save", words("지금 조건을 파일로 저장"), "button", group=_FILES, folded=True, icon="download",
                      help="cluster-planner run 이 읽는 YAML"),
                Field("file", words("시나리오 파일 열기"), "file", unit=".yaml,.yml,.json", group=_FILES,
                      folded=True, help="엽니다: 이 프로그램의 YAML(200 KB 이하). 지금 조건은 되돌리기로 되찾습니다."),
                Field("paste", words("붙여 넣기"), "long", group=_FILES, help="YAML을 붙여 넣고 아래를 누르세요."),
                Field("open", words("붙여 넣은 시나리오 열기"), "button", group=_FILES),
            ],
            {}, self._change, words=words,
        )  # fmt: skip
        self._pasted = ""
        self.wrong = html_pane("")
        session.param.watch(self._show, ["draft", "scenario"])
        self._show()
        self.view = pn.Column(
            html_pane(f"<h2>{words('시나리오 조건')}</h2>"), self.choice, self.told, self.steps,
            self.files, self.wrong,
            margin=0, sizing_mode="stretch_width",
            stylesheets=[":host{display:flex;flex-direction:column;gap:9px}"],
        )  # fmt: skip

    def _change(self, key: str, value: Any) -> None:
        match key:
            case "template":
                self._chosen = str(value)
                self._show()
            case "apply":
                self._begin(self._templates[self._chosen].scenario)
            case "base":
                self._begin(self._session.desk.base)
            case "undo":
                self._session.undo()
            case "redo":
                self._session.redo()
            case "paste":
                self._pasted = str(value)
            case "open":
                self._open(self._pasted)
            case "save":
                self._save()
            case "file":
                self._take(value)

    def _begin(self, scenario: Scenario) -> None:
        self._session.begin(Draft.of(scenario))
        self._wire.say(
            f"‘{scenario.name}’에서 시작합니다. 되돌리기로 앞의 조건을 되찾을 수 있습니다."
        )

    def _take(self, file: Any) -> None:
        if "text" not in file:
            problem = f"파일이 너무 큽니다({int(file['size']):,}바이트)"
            self._refuse((Finding(str(file["name"]), problem, "시나리오 파일인지 확인하세요"),))
            return
        self._open(str(file["text"]))

    def _open(self, text: str) -> None:
        try:
            scenario = scenario_of_text(text, self._session.catalog.snapshot)
        except ScenarioError as error:
            self._refuse(error.findings)
            return
        self._refuse(())
        self._begin(scenario)

    def _refuse(self, findings: tuple[Finding, ...]) -> None:
        self.wrong.object = findings_html(findings)
        self.wrong.visible = bool(findings)

    def _save(self) -> None:
        scenario = self._session.scenario
        if scenario is None:
            self._wire.say("고칠 곳이 있어 저장할 수 없습니다. ‘고칠 곳’을 먼저 고치세요.", "warn")
            return
        name = "".join(c if c.isalnum() else "_" for c in scenario.name)[:60]
        self._wire.save(f"{name}.yaml", text_of_scenario(scenario), "application/yaml")

    def _show(self, *_: Any) -> None:
        session = self._session
        chosen: Template | None = self._templates.get(self._chosen)
        description = chosen.scenario.description if chosen else ""
        self.told.object = f'<p class="quiet">{escape(description)}</p>'
        off = [
            *([] if session.trail.history.past else ["undo"]),
            *([] if session.trail.history.future else ["redo"]),
            *(["base"] if session.draft == Draft.of(session.desk.base) else []),
        ]
        if off != self.steps.disabled_keys:
            self.steps.disabled_keys = off
        self.wrong.visible = bool(self.wrong.object)
