"""Which applier takes which kind of file, and in which order they meet our tables."""

from typing import Final

from cluster_planner.domain.imports import FileKind
from cluster_planner.intake.applied import Apply

ORDER: Final = (
    FileKind.STATUS,
    FileKind.TREND,
    FileKind.SHAPES,
    FileKind.FACTORIES,
    FileKind.PARTNERS,
    FileKind.PROGRAMMES,
    FileKind.SERIES,
)
"""Complexes first: everything else is matched with them."""


def applier(kind: FileKind) -> Apply:
    """Return what brings a reading of this kind into the tables."""
    # Imported when asked for: a list of partners needs no geometry of complexes.
    match kind:
        case FileKind.STATUS:
            from cluster_planner.intake.status import apply_status

            return apply_status
        case FileKind.TREND:
            from cluster_planner.intake.trend import apply_trend

            return apply_trend
        case FileKind.SHAPES:
            from cluster_planner.intake.shapes import apply_shapes

            return apply_shapes
        case FileKind.FACTORIES:
            from cluster_planner.intake.factories import apply_factories

            return apply_factories
        case FileKind.PARTNERS:
            from cluster_planner.intake.partners import apply_partners

            return apply_partners
        case FileKind.PROGRAMMES:
            from cluster_planner.intake.programmes import apply_programmes

            return apply_programmes
        case FileKind.SERIES:
            from cluster_planner.intake.series import apply_series

            return apply_series
