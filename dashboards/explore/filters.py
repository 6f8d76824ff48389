"""What narrows the parks: a name, and choices with their counts."""

from typing import Any, Final

from dashboards.explore.menus import Menus
from dashboards.explore.places import Places
from dashboards.explore.strip import Strip
from dashboards.lookups.choices import Filters
from dashboards.state.session import Session

_MOST: Final = 8
_MOST_AREAS: Final = 3


class FilterBar:
    """The search box and the filters of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        words = session.words
        self._menus = Menus(session.catalog, words)
        self._places = Places(session.catalog.profiles.book)
        self.strip = Strip(
            on_type=self._type,
            on_take=self._take,
            on_choose=self._choose,
            on_drop=self._drop,
            on_clear=self._clear,
            menus=self._menus.menus,
            labels={
                "search": words("단지·지역 찾기"),
                "placeholder": words("단지·지역 이름, 초성(ㅊㅇ), 영문"),
                "suggestions": words("찾은 곳"),
                "clear": words("모두 지우기"),
                "remove": words("지우기"),
                "chips": words("거르는 조건"),
            },
        )
        self.view: Any = self.strip
        self._draw()
        session.param.watch(self._draw, ["filters", "shown"])

    def _draw(self, *_: Any) -> None:
        session = self._session
        every = len(session.catalog.parks)
        self.strip.param.update(
            chosen=self._menus.chosen(session.filters),
            counts=self._menus.counts(session.filters),
            chips=self._menus.chips(session.filters),
            told=f"{len(session.shown):,} / {every:,}{session.words('곳')}",
        )

    def _choose(self, section: str, values: list[str]) -> None:
        self._session.filters = self._menus.with_choice(self._session.filters, section, values)

    def _drop(self, field: str, value: str) -> None:
        self._session.filters = self._menus.without(self._session.filters, field, value)

    def _clear(self) -> None:
        self._session.filters = Filters()

    def _type(self, text: str) -> None:
        suggestions, hint = self.suggested(text)
        self.strip.param.update(suggestions=suggestions, hint=hint, asked=text)

    def suggested(self, text: str) -> tuple[list[dict[str, str]], str]:
        """What a typed text may mean, the likeliest first, and a sentence when nothing has the name."""
        if not text:
            return [], ""
        search = self._session.catalog.search
        found = search.ranked(text)
        areas = self._places.named(text)[:_MOST_AREAS]
        hint = ""
        shown = found[:_MOST]
        if not found and not areas:
            shown = search.near(text)
            near = "비슷한 이름입니다" if shown else "이름의 일부나 초성으로 다시 찾아보세요"
            hint = f"'{text}'(이)라는 단지나 지역이 없습니다. {near}."
        meant = int(bool(found) and search.is_named(text, found[0]))
        first, others = shown[:meant], shown[meant:]
        listed = [*map(self._park, first), *areas, *map(self._park, others)]
        if len(found) > 1:
            label = f"'{text}'이(가) 이름에 든 단지 {len(found):,}곳만 보기"
            listed.append({"key": "query", "label": label, "note": ""})
        return listed, hint

    def _park(self, park_id: str) -> dict[str, str]:
        book = self._session.catalog.profiles.book
        park = book.parks[park_id]
        kind = self._menus.names["kind_ids"][park["kind_id"]]
        note = f"{book.place_of(park)} · {kind}"
        return {"key": f"park:{park_id}", "label": str(park["name_ko"]), "note": note}

    def _take(self, key: str, text: str) -> None:
        """A suggestion was taken; without one (Enter) the best is."""
        if not key:
            suggestions, hint = self.suggested(text)
            if hint or not suggestions:
                self.strip.param.update(suggestions=suggestions, hint=hint, asked=text)
                return
            key = suggestions[0]["key"]
        kind, _, place_id = key.partition(":")
        session = self._session
        if kind == "query":
            session.sift(query=text)
        elif kind == "park" and place_id in session.catalog.parks.index:
            session.focus = place_id
        elif kind == "sido" and place_id in session.catalog.profiles.book.sido_ko:
            session.sift(sido_codes=(place_id,))
        elif session.catalog.profiles.has_area(kind, place_id):
            session.param.update(focus="", area=key)
        self.strip.close_search()
