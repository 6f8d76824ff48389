"""Regions, 시도 and 시군구 by what is typed."""

from dataclasses import dataclass
from functools import cached_property

from cluster_planner.domain import hangul
from cluster_planner.domain.name_search import folded
from cluster_planner.present.profile.book import Book


@dataclass(frozen=True)
class Places:
    """Names of all regions and 시군구, which have a profile, and of all 시도, which narrow the list."""

    book: Book

    @cached_property
    def _areas(self) -> list[tuple[str, dict[str, str]]]:
        """(folded name, suggestion): regions, then 시도 (short and full names), then 시군구."""
        found = [
            (folded(name), {"key": f"region:{i}", "label": name, "note": "권역"})
            for i, name in self.book.region_ko.items()
        ]
        sido = self.book.snapshot["sido"]
        columns = zip(sido["sido_code"], sido["short_name_ko"], sido["name_ko"], strict=True)
        for code, short, full in columns:
            suggestion = {"key": f"sido:{code}", "label": short, "note": "시도의 단지만 보기"}
            found += [(folded(name), suggestion) for name in (short, full)]
        for code, row in self.book.sigungu.items():
            note = f"{self.book.sido_ko[row['sido_code']]} · 시군구"
            name = str(row["name_ko"])
            found.append((folded(name), {"key": f"sigungu:{code}", "label": name, "note": note}))
        return found

    def named(self, text: str) -> list[dict[str, str]]:
        """Areas whose name begins with the text, in Hangul, initials or Latin letters."""
        asked = folded(text)
        if not asked:
            return []
        like = {
            suggestion["key"]: suggestion
            for name, suggestion in self._areas
            if hangul.begins_like(asked, name) or hangul.latin(name).startswith(asked)
        }
        return list(like.values())
