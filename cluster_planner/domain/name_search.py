"""Find parks by what a person types: any of their names, initials (초성), Latin letters, near misses."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from cluster_planner.domain import hangul
from cluster_planner.domain.units import split_list

_IGNORED = re.compile(r"[\s·․ㆍ・_.,()\[\]/-]+")
_LATIN = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")
_SHORT_LATIN: Final = 3
_MOST_WRONG: Final = 0.4
"""A near name differs in at most this share of the letters typed."""


def folded(text: str) -> str:
    """A name without case, spaces, dots, brackets and hyphens: 울산·미포 and 울산 미포 are one.

    >>> folded("울산·미포"), folded("MTV 시화")
    ('울산미포', 'mtv시화')
    """
    return _IGNORED.sub("", text).casefold()


@dataclass(frozen=True)
class NameSearch:
    """The names of all parks, folded once. Ids come back in the order of `parks`."""

    parks: pd.DataFrame
    """park_id, name_ko, official_name_ko, aliases, national_id, tenants."""

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """Park → its folded names, the planner's first."""
        columns = ("park_id", "name_ko", "official_name_ko", "aliases")
        rows = zip(*(self.parks[column].fillna("").astype(str) for column in columns), strict=True)
        return {
            park_id: tuple(dict.fromkeys(folded(n) for n in (name, official, *split_list(aliases))))
            for park_id, name, official, aliases in rows
        }

    @cached_property
    def _latin(self) -> dict[str, tuple[str, ...]]:
        """Park → its names in Latin letters, and the id under which its statistics are published."""
        units = dict(zip(self.parks["park_id"], self.parks["national_id"].fillna(""), strict=True))
        return {
            park_id: (*map(hangul.latin, names), *(folded(u) for u in split_list(units[park_id])))
            for park_id, names in self._names.items()
        }

    @cached_property
    def _tenants(self) -> dict[str, int]:
        return dict(zip(self.parks["park_id"], self.parks["tenants"].fillna(0), strict=True))

    @cached_property
    def _initials(self) -> dict[str, tuple[str, ...]]:
        return {park: tuple(map(hangul.initials, names)) for park, names in self._names.items()}

    def matches(self, query: str) -> list[str]:
        """Ids of the parks with a name that holds the query, or else each of its words.

        An empty query holds for all.
        """
        found = set(self._holding(folded(query)))
        words = query.split()
        if not found and len(words) > 1:
            found = set.intersection(*(set(self._holding(folded(word))) for word in words))
        return [park_id for park_id in self._names if park_id in found]

    def _holding(self, asked: str) -> list[str]:
        if not asked:
            return list(self._names)
        if hangul.has_initials(asked):
            return self._by_initials(asked)
        found = {park for park, names in self._names.items() if any(asked in n for n in names)}
        if _LATIN.fullmatch(asked):
            found |= {
                p for p, spelt in self._latin.items() if any(_sounds(asked, s) for s in spelt)
            }
        return list(found)

    def ranked(self, query: str) -> list[str]:
        """The same, the likeliest first: equal names, then those that begin so, then more tenants."""
        asked = folded(query)

        def order(park_id: str) -> tuple[int, int]:
            return self._closeness(asked, park_id), -self._tenants[park_id]

        return sorted(self.matches(query), key=order)

    def is_named(self, query: str, park_id: str) -> bool:
        """Whether the query is a whole name of the park, as text, initials or Latin letters."""
        return self._closeness(folded(query), park_id) == 0

    def _closeness(self, asked: str, park_id: str) -> int:
        """0 a whole name, 1 the beginning of one, 2 something inside one."""
        names = (*self._names[park_id], *self._latin[park_id])
        alike = [len(name) for name in names if hangul.begins_like(asked, name)]
        return 2 if not alike else int(len(asked) not in alike)

    def near(self, query: str, most: int = 5) -> list[str]:
        """Ids of parks whose own name is a few keys away from the query, the nearest first."""
        asked = hangul.letters(folded(query))
        allowed = max(1, int(len(asked) * _MOST_WRONG))
        scored = []
        for park_id, names in self._names.items():
            spelt = [hangul.letters(name) for name in names[:2]]
            close = [s for s in spelt if abs(len(s) - len(asked)) <= allowed]
            wrong = min((hangul.typing_distance(asked, s) for s in close), default=allowed + 1)
            if wrong <= allowed:
                scored.append((wrong, -self._tenants[park_id], park_id))
        return [park_id for _, _, park_id in sorted(scored)[:most]]

    def _by_initials(self, asked: str) -> list[str]:
        bare = hangul.initials(asked)
        found = [park for park, all_of in self._initials.items() if any(bare in i for i in all_of)]
        if bare == asked:
            return found
        return [p for p in found if any(hangul.contains_like(asked, n) for n in self._names[p])]


def _sounds(asked: str, spelt: str) -> bool:
    """Whether Latin letters name a park: two or three of them are found inside too many names."""
    return spelt.startswith(asked) or (len(asked) > _SHORT_LATIN and asked in spelt)
