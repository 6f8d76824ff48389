"""The profile of the park or area under focus, with what can be done about it."""

from pathlib import Path
from typing import Any, Final

import panel as pn

from cluster_planner.indicators.areas import Level
from cluster_planner.present.profile.fact import Profile as Facts
from cluster_planner.present.profile.page import markup
from cluster_planner.present.words import day
from dashboards.explore.park_list import MOST_BESIDE
from dashboards.explore.profile.pages import Pages
from dashboards.explore.profile.sheet import Sheet
from dashboards.shell import Wire
from dashboards.state.session import Session

_SHEET: Final = Path(__file__).with_name("view.css").read_text("utf-8")


class Profile:
    """Facts of `session.focus`, or else of `session.area`, or else of the parks that show."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session, self._wire = session, wire
        words, as_of = session.words, session.catalog.snapshot.as_of
        dates = (
            f"{words('산업단지 현황')} {day(as_of['complexes'])} · "
            f"{words('국가산단 통계')} {day(as_of.get('national_stats'))} · {words('인쇄')}"
        )
        self.sheet = Sheet(
            self._press, self._go, printed=dates, program=words("M.AX 클러스터 플래너")
        )
        self.pages = Pages(session)
        self.view = pn.Column(
            self.pages.view, self.sheet, margin=0, sizing_mode="stretch_both", stylesheets=[_SHEET]
        )
        self._draw()
        session.param.watch(self._draw, ["focus", "area", "run"])
        session.param.watch(self._draw_country, "shown")
        session.param.watch(self._label, ["draft", "side"])
        session.param.watch(lambda *_: self.pages.show(), ["focus", "area", "run"])

    def _draw(self, *_: Any) -> None:
        session = self._session
        facts = self._facts()
        self.sheet.param.update(
            subject=f"{facts.subject}:{facts.subject_id}",
            told=facts.name,
            markup=markup(facts, live=True, say=session.words),
            printable=bool(session.focus or session.area),
            buttons=self._buttons(),
        )

    def _draw_country(self, *_: Any) -> None:
        if not (self._session.focus or self._session.area):
            self._draw()

    def _facts(self) -> Facts:
        session, profiles = self._session, self._session.catalog.profiles
        if session.focus:
            return profiles.of_park(session.focus, session.run)
        if session.area:
            level, _, area_id = session.area.partition(":")
            kind: Level = "region" if level == "region" else "sigungu"
            return profiles.of_area(kind, area_id, session.run)
        return profiles.of_parks(session.shown)

    def _label(self, *_: Any) -> None:
        self.sheet.buttons = self._buttons()

    def _buttons(self) -> list[dict[str, Any]]:
        session, words = self._session, self._session.words
        if not (session.focus or session.area):
            return []
        found: list[dict[str, Any]] = []
        if park_id := session.focus:
            found = [
                _button("lock", words("필수로 넣기"), park_id in session.draft.locked),
                _button("exclude", words("계획에서 빼기"), park_id in session.draft.excluded),
                _button("side", words("비교표에 넣기"), park_id in session.side),
            ]
            if session.run is not None and session.run.plan is not None:
                chosen = park_id in session.run.plan.park_ids
                found.append(_button("why", words("왜 뽑혔나요?" if chosen else "왜 안 되나요?")))
        elif session.area.startswith("region:"):
            found = [_button("filter", words("이 권역만 보기"))]
        else:
            found = [_button("filter", words("이 시군구만 보기"))]
        return [
            *found,
            _button("print", words("인쇄")),
            _button("link", words("링크 복사")),
            _button("close", words("닫기")),
        ]

    def _press(self, key: str) -> None:
        session = self._session
        match key:
            case "lock":
                self._lock()
            case "exclude":
                self._exclude()
            case "side":
                self._beside()
            case "why":
                session.page = "plan"
            case "filter":
                self._narrow()
            case "print":
                self._wire.print_page()
            case "link":
                self.sheet.copy_link()
            case "copied":
                self._wire.say("이 화면의 주소를 복사했습니다.")
            case "not_copied":
                self._wire.say("주소를 복사하지 못했습니다. 주소창에서 직접 복사하세요.", "warn")
            case "close":
                session.param.update(**({"focus": ""} if session.focus else {"area": ""}))

    def _lock(self) -> None:
        session, park_id = self._session, self._session.focus
        on = park_id not in session.draft.locked
        session.draft = session.draft.with_lock(park_id, on)
        name = session.catalog.name_ko(park_id)
        self._wire.say(
            f"{name}: 시나리오에 꼭 넣습니다." if on else f"{name}: 꼭 넣기를 풀었습니다."
        )

    def _exclude(self) -> None:
        session, park_id = self._session, self._session.focus
        on = park_id not in session.draft.excluded
        session.draft = session.draft.with_exclusion(park_id, on)
        name = session.catalog.name_ko(park_id)
        self._wire.say(f"{name}: 시나리오에서 뺍니다." if on else f"{name}: 빼기를 취소했습니다.")

    def _beside(self) -> None:
        session, park_id = self._session, self._session.focus
        if park_id in session.side:
            session.side = [i for i in session.side if i != park_id]
        elif len(session.side) >= MOST_BESIDE:
            self._wire.say(f"비교표에는 {MOST_BESIDE}곳까지 섭니다. 먼저 하나를 빼세요.", "warn")
        else:
            session.side = [*session.side, park_id]
            name = session.catalog.name_ko(park_id)
            self._wire.say(f"{name}: 비교표에 넣었습니다({len(session.side)}곳).")

    def _narrow(self) -> None:
        level, _, area_id = self._session.area.partition(":")
        field = "region_ids" if level == "region" else "sigungu_codes"
        self._session.sift(**{field: (area_id,)})

    def _go(self, link: str) -> None:
        """Follow a link of the markup; one that means nothing here is not followed."""
        kind, _, place_id = link.partition(":")
        session = self._session
        if kind == "park" and place_id in session.catalog.parks.index:
            session.focus = place_id
        elif kind in ("region", "sigungu") and session.catalog.profiles.has_area(kind, place_id):
            session.param.update(focus="", area=link)


def _button(key: str, label: str, pressed: bool | None = None) -> dict[str, Any]:
    return {"key": key, "label": label, "pressed": pressed}
