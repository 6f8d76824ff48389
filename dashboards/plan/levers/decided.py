"""Parks that must be converted by a year, and packages that earlier years decided."""

from dataclasses import dataclass
from typing import Any, Final

from cluster_planner.present.words import PACKAGE_LABELS
from dashboards.lookups.catalog import Catalog
from dashboards.parts import Field, Option
from dashboards.plan.levers.group import (
    Content,
    shown,
    year_of,
    years_of,
)
from dashboards.state.draft import Draft

_PACKAGES: Final = tuple(Option(i, str(PACKAGE_LABELS[i])) for i in ("base", "data_talent"))


@dataclass(frozen=True)
class _Rows:
    """Parks of a list in the scenario file, each with a package and a year."""

    catalog: Catalog
    key: str
    """Entry of the scenario file."""
    year: str
    """Column of the year."""
    label: str
    more: tuple[Option, ...] = ()

    def grid(self, content: Content, label: str, note: str, **looks: Any) -> Field:
        rows = tuple(
            Option(row, self.catalog.parks["name_ko"].get(park, park))
            for row, park in zip(self.names(content), self.parks(content), strict=True)
        )
        columns = (Option("package_id", "패키지"), Option(self.year, label), *self.more)
        return Field(
            f"{self.key}.rows", self.label, "grid", rows=rows, columns=columns, removable=True,
            choices={"package_id": _PACKAGES} | looks.pop("choices", {}), help=note, **looks,
        )  # fmt: skip

    def entries(self, content: Content) -> list[dict[str, Any]]:
        rows = content.get(self.key)
        return [r for r in rows if isinstance(r, dict)] if isinstance(rows, list | tuple) else []

    def parks(self, content: Content) -> list[str]:
        return [str(row.get("park_id")) for row in self.entries(content)]

    def names(self, content: Content) -> list[str]:
        """Keys of rows that say which park it is, so that a difference can be told by row."""
        parks = self.parks(content)
        return [f"{park}#{parks[:i].count(park)}" for i, park in enumerate(parks)]

    def values(self, content: Content) -> dict[str, Any]:
        rows = zip(self.names(content), self.entries(content), strict=True)
        return {
            f"{self.key}.rows": {
                name: {"package_id": "base", **row, self.year: shown(row.get(self.year), "year")}
                for name, row in rows
            }
        }

    def changed(self, draft: Draft, value: Any) -> Draft:
        content = draft.content
        row = value.get("remove") or value["row"]
        if row not in (names := self.names(content)):
            return draft
        place = names.index(row)
        if "remove" in value:
            left = [r for i, r in enumerate(self.entries(content)) if i != place]
            return draft.put(left, self.key)
        typed = value["value"]
        if value["column"] == self.year:
            typed = year_of(typed)
        return draft.put(typed, self.key, place, value["column"])

    def places(self, content: Content) -> dict[str, str]:
        found = {self.key: f"{self.key}.add"}
        for i, name in enumerate(self.names(content)):
            found[f"{self.key}.{i}"] = f"{self.key}.rows/{name}/{self.year}"
            for column in ("package_id", self.year, *(c.value for c in self.more)):
                found[f"{self.key}.{i}.{column}"] = f"{self.key}.rows/{name}/{column}"
        return found

    def free_package(self, content: Content, park: str) -> str | None:
        taken = {
            row.get("package_id", "base")
            for key in ("locks", "committed")
            for row in content.get(key) or ()
            if isinstance(row, dict) and row.get("park_id") == park
        }
        return next((p.value for p in _PACKAGES if p.value not in taken), None)


class Locks:
    """Parks that must be converted, with what and by when."""

    title = "꼭 넣을 단지(고정)"

    def __init__(self, catalog: Catalog) -> None:
        self._rows = _Rows(catalog, "locks", "by_year", "고정")

    def fields(self, content: Content) -> tuple[Field, ...]:
        """A picker, and a row for each lock."""
        picker = Field(
            "locks.add", "고정할 단지 더하기", "picker", listed="parks", unit="단지 이름",
            help="지도·표·단지 화면에서 ‘고정’한 단지도 아래에 보입니다.",
        )  # fmt: skip
        if not self._rows.entries(content):
            return (picker,)
        years = tuple(Option(str(y), f"{y}년까지") for y in years_of(content))
        note = "이미 기반이 정해진 단지는 데이터·인력으로 고정하세요."
        return (picker, self._rows.grid(content, "언제까지", note, choices={"by_year": years}))

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        return {"locks.add": []} | self._rows.values(content)

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """A park that is fixed is no longer excluded."""
        if key != "locks.add":
            return self._rows.changed(draft, value)
        park, content = value.get("add"), draft.content
        package = self._rows.free_package(content, park) if park else None
        if package is None:
            return draft
        lock = {"park_id": park, "package_id": package, "by_year": draft.at("years", -1)}
        draft = draft.put([*self._rows.entries(content), lock], "locks")
        return draft.with_exclusion(park, False) if park in draft.excluded else draft

    def summary(self, content: Content) -> str:
        """What it comes to."""
        return f"{len(self._rows.entries(content))}곳"

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        return self._rows.places(content)


class Committed:
    """Packages that earlier years decided."""

    title = "이미 정해진 사업"

    def __init__(self, catalog: Catalog) -> None:
        self._rows = _Rows(
            catalog, "committed", "start_year", "정해진 사업", (Option("charged", "국비를 셈"),)
        )

    def fields(self, content: Content) -> tuple[Field, ...]:
        """A row for each package, and a picker."""
        picker = Field(
            "committed.add",
            "정해진 사업 더하기",
            "picker",
            listed="parks",
            unit="단지 이름",
        )
        if not self._rows.entries(content):
            return (picker,)
        note = (
            "남은 국비를 예산에서 먼저 뺍니다. 한 사업이 여러 단지에 걸치면 한 곳에서만 국비를 셉니다. "
            "기준안의 값은 2025년에 선정된 AX 실증산단(사실)입니다."
        )
        return (self._rows.grid(content, "시작한 해", note, switches=("charged",)), picker)

    def values(self, content: Content) -> dict[str, Any]:
        """What the fields show."""
        rows = self._rows.values(content)["committed.rows"]
        full = {name: {"charged": True, **row} for name, row in rows.items()}
        return {"committed.add": [], "committed.rows": full}

    def change(self, draft: Draft, key: str, value: Any) -> Draft:
        """The draft after an edit."""
        if key != "committed.add":
            return self._rows.changed(draft, value)
        park, content, first = value.get("add"), draft.content, draft.at("years", 0)
        package = self._rows.free_package(content, park) if park else None
        if package is None:
            return draft
        before = first - 1 if isinstance(first, int) else first
        row = {"park_id": park, "package_id": package, "start_year": before, "charged": True}
        return draft.put([*self._rows.entries(content), row], "committed")

    def summary(self, content: Content) -> str:
        """What it comes to."""
        return f"{len(self._rows.entries(content))}건"

    def places(self, content: Content) -> dict[str, str]:
        """Where findings belong."""
        return self._rows.places(content)
