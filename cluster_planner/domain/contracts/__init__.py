"""The contract of every data table, and which columns point at which.

To add a table: declare it in a module of this package, list it in that module's TABLES (and its
foreign keys in REFERENCES) and add the module here.
"""

from cluster_planner.domain.contracts import (
    alliance,
    conversion,
    parks,
    places,
    statistics,
    supplements,
)
from cluster_planner.domain.contracts.alliance import (
    DIVISIONS,
    EVIDENCE,
    GROWTH_ENGINES,
    PARTNERS,
    PROGRAMMES,
    SUBSIDY_TIERS,
)
from cluster_planner.domain.contracts.conversion import (
    ASSUMPTIONS,
    EFFECTS,
    ENVELOPES,
    INDUSTRIES,
    PACKAGES,
    PARK_DIVISIONS,
    ROLES,
)
from cluster_planner.domain.contracts.parks import (
    COMPLEXES,
    DESIGNATIONS,
    PARK_MEMBERS,
    PARKS,
    POINT_EXCEPTIONS,
)
from cluster_planner.domain.contracts.places import (
    ADMIN_CODES,
    ADMIN_NAMES,
    REGIONS,
    SIDO,
    SIGUNGU,
)
from cluster_planner.domain.contracts.statistics import (
    NATIONAL_COMPLEXES,
    NATIONAL_STATS,
    NATIONAL_TOTALS,
)
from cluster_planner.domain.contracts.supplements import (
    COMPLEX_SHAPES,
    FACTORY_COUNTS,
    SERIES,
)
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.tables import Table

_MODULES = (places, parks, statistics, alliance, conversion, supplements)
TABLES = tuple(table for module in _MODULES for table in module.TABLES)
REFERENCES = tuple(reference for module in _MODULES for reference in module.REFERENCES)


def held_tables(snapshot: Snapshot) -> tuple[Table, ...]:
    """Return the contracts of the tables that a snapshot has: optional ones only with rows."""
    return tuple(t for t in TABLES if not t.optional or len(snapshot[t.name]))


__all__ = [
    "ADMIN_CODES",
    "ADMIN_NAMES",
    "ASSUMPTIONS",
    "COMPLEXES",
    "COMPLEX_SHAPES",
    "DESIGNATIONS",
    "DIVISIONS",
    "EFFECTS",
    "ENVELOPES",
    "EVIDENCE",
    "FACTORY_COUNTS",
    "GROWTH_ENGINES",
    "INDUSTRIES",
    "NATIONAL_COMPLEXES",
    "NATIONAL_STATS",
    "NATIONAL_TOTALS",
    "PACKAGES",
    "PARKS",
    "PARK_DIVISIONS",
    "PARK_MEMBERS",
    "PARTNERS",
    "POINT_EXCEPTIONS",
    "PROGRAMMES",
    "REFERENCES",
    "REGIONS",
    "ROLES",
    "SERIES",
    "SIDO",
    "SIGUNGU",
    "SUBSIDY_TIERS",
    "TABLES",
    "held_tables",
]
