"""A list of programmes meets ours."""

from typing import Final

from cluster_planner.domain.contracts import PROGRAMMES
from cluster_planner.intake.applied import Applied, Memory, Tables
from cluster_planner.intake.listed import ListRules, merge
from cluster_planner.sources.reading import Reading

_RULES: Final = ListRules(PROGRAMMES, "programme", "사업")


def apply_programmes(reading: Reading, tables: Tables, memory: Memory) -> Applied:
    """Return the tables with the list's programmes added or updated.

    No programme ever goes away: envelopes and scenarios name them.
    """
    return merge(reading, tables, memory, _RULES)
