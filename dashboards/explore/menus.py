"""The menus of the filter strip, and the chips of what is chosen in them."""

from dataclasses import fields, replace
from typing import Any, Final

from cluster_planner.domain.contracts.common import INDUSTRY_LABELS
from cluster_planner.present import words as core
from dashboards.lookups.catalog import Catalog
from dashboards.lookups.choices import Filters
from dashboards.words import Words

ON: Final = "1"
_FLAGS: Final = {
    "only_core": "거점단지만",
    "only_aged": "노후산단만",
    "only_engine_fit": "권역 성장엔진과 맞는 단지만",
    "only_unsold": "미분양 땅이 있는 단지만",
}
_STATISTICS: Final = {"with": "분기 통계 있음", "without": "분기 통계 없음"}
_GUESSED: Final = "분기 통계가 없는 단지는 AI 팩토리로 봅니다(가정)."


class Menus:
    """What can be chosen, in the language of a session."""

    def __init__(self, catalog: Catalog, words: Words) -> None:
        self._catalog, self._words = catalog, words
        self._sections = self._made()
        self.names: dict[str, dict[str, str]] = {
            key: {option["value"]: option["label"] for option in section["options"]}
            for key, section in self._sections.items()
        }

    @property
    def menus(self) -> list[dict[str, Any]]:
        """As the strip takes them."""
        held = (
            ("place", "지역", ("region_ids", "sido_codes", "sigungu_codes")),
            ("kind", "종류·상태", ("kind_ids", "status_ids")),
            ("support", "지정·거점", ("designation_ids", "only_core", "only_aged")),
            ("industry", "분과·업종", ("division_ids", "industry_ids", "only_engine_fit")),
            ("data", "통계·분양", ("statistics", "only_unsold")),
        )
        return [
            {
                "key": key,
                "label": self._words(label),
                "sections": [self._sections[s] for s in sections],
            }
            for key, label, sections in held
        ]

    def chosen(self, filters: Filters) -> dict[str, list[str]]:
        """Section → chosen values, as the strip takes them."""
        return {key: list(_values(getattr(filters, key))) for key in self._sections}

    def with_choice(self, filters: Filters, section: str, values: list[str]) -> Filters:
        """The filters with other values in a section; unknown ones are left out."""
        if section not in self._sections:
            return filters
        good = tuple(value for value in values if value in self.names[section])
        return replace(filters, **{section: _as_kept(getattr(Filters(), section), good)})

    def without(self, filters: Filters, field: str, value: str) -> Filters:
        """The filters without one chip."""
        if field in ("query", "picked"):
            return replace(filters, **{field: getattr(Filters(), field)})
        left = [other for other in self.chosen(filters).get(field, ()) if other != value]
        return self.with_choice(filters, field, left)

    def chips(self, filters: Filters) -> list[dict[str, str]]:
        """One chip for each active choice."""
        words = self._words
        found = [
            {"key": key, "value": value, "label": self.names[key].get(value, value)}
            for key, values in self.chosen(filters).items()
            for value in values
        ]
        if filters.query.strip():
            found.append(
                {"key": "query", "value": "", "label": f"{words('이름')}: {filters.query.strip()}"}
            )
        if filters.picked:
            label = f"{words('지도에서 고른 단지')} {len(filters.picked):,}"
            found.append({"key": "picked", "value": "", "label": label})
        return found

    def counts(self, filters: Filters) -> dict[str, dict[str, int]]:
        """Section → value → parks under the other choices."""
        found = self._catalog.sieve.counts(filters)
        return {
            key: {ON if value is True else str(value): number for value, number in here.items()}
            for key, here in found.items()
        }

    def _made(self) -> dict[str, dict[str, Any]]:
        words, rows = self._words, self._catalog.sieve.choices
        book = self._catalog.profiles.book
        divisions = {i: book.divisions[i] for i in book.divisions if i in rows["division_ids"]}
        industries = {i: name for i, name in INDUSTRY_LABELS.items() if i in rows["industry_ids"]}
        many = {
            "region_ids": ("권역", "", book.region_ko),
            "kind_ids": ("종류", "", core.KIND_SHORT_LABELS),
            "status_ids": ("조성 상태", "", core.STATUS_LABELS),
            "designation_ids": ("지정(하나라도)", "", core.DESIGNATION_LABELS),
            "division_ids": ("분과", _GUESSED, divisions),
            "industry_ids": (
                "업종(가동업체가 있는)",
                "분기 통계가 있는 단지만 업종을 압니다.",
                industries,
            ),
        }
        found = {
            key: _section(
                key, words(label), note, "many", {v: words(n) for v, n in options.items()}
            )
            for key, (label, note, options) in many.items()
        }
        found["sido_codes"] = self._sido()
        found["sigungu_codes"] = self._sigungu()
        choices = {value: words(label) for value, label in _STATISTICS.items()}
        found["statistics"] = _section("statistics", words("생산·고용 통계"), "", "one", choices)
        titles = {
            "only_core": "거점",
            "only_aged": "노후",
            "only_engine_fit": "성장엔진",
            "only_unsold": "분양",
        }
        for key, label in _FLAGS.items():
            found[key] = _section(key, words(titles[key]), "", "flag", {ON: words(label)})
        assert set(found) == {f.name for f in fields(Filters)} - {"query", "picked"}
        return found

    def _sido(self) -> dict[str, Any]:
        """시도; of the chosen regions only, once one is chosen, is left to the counts."""
        sido = self._catalog.profiles.book.sido_ko
        return _section("sido_codes", self._words("시도"), "", "many", sido)

    def _sigungu(self) -> dict[str, Any]:
        book, held = self._catalog.profiles.book, self._catalog.sieve.choices["sigungu_codes"]
        options = [
            {
                "value": code,
                "label": str(row["name_ko"]),
                "parents": [str(row["sido_code"]), str(row["region_id"])],
            }
            for code, row in book.sigungu.items()
            if code in held
        ]
        note = "권역이나 시도를 고르면 그 시군구가 나옵니다."
        section = _section("sigungu_codes", self._words("시군구"), note, "many", {})
        return section | {"options": options}


def _section(key: str, label: str, note: str, kind: str, options: Any) -> dict[str, Any]:
    listed = [{"value": value, "label": name} for value, name in options.items()]
    return {"key": key, "label": label, "note": note, "kind": kind, "options": listed}


def _values(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return (ON,) if value else ()
    return (value,) if value else ()


def _as_kept(start: Any, values: tuple[str, ...]) -> Any:
    if isinstance(start, tuple):
        return values
    return bool(values) if isinstance(start, bool) else "".join(values[:1])
