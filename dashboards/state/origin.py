"""Which version of a saved scenario a draft was opened from or saved as."""

import re
from dataclasses import dataclass
from typing import Final

from cluster_planner.domain.scenario import Scenario
from cluster_planner.store.shelf import Shelf
from dashboards.state.draft import Draft

FORM: Final = re.compile(r"([A-Za-z0-9]{1,32})\.([1-9][0-9]{0,8})")
"""How an address names one: ID.VERSION."""


@dataclass(frozen=True)
class Origin:
    """A version of a saved scenario, and the draft that says it."""

    scenario_id: str
    version: int
    draft: Draft

    @property
    def key(self) -> str:
        """As an address names it."""
        return f"{self.scenario_id}.{self.version}"

    @classmethod
    def of(cls, scenario_id: str, version: int, scenario: Scenario) -> "Origin":
        """A version with its content."""
        return cls(scenario_id, version, Draft.of(scenario))


def kept_origin(shelf: Shelf, key: str) -> Origin | None:
    """The version that an address names, None for an empty key. Raises StoreError."""
    found = FORM.fullmatch(key)
    if found is None:
        return None
    scenario_id, version = found[1], int(found[2])
    return Origin.of(scenario_id, version, shelf.scenarios.get(scenario_id, version))
