"""A separate, limited process in which every file from outside is opened."""

from cluster_planner.sources.cage.job import Options
from cluster_planner.sources.cage.limits import Limits
from cluster_planner.sources.cage.read import Stopped, read_in_cage, refused_report

__all__ = ["Limits", "Options", "Stopped", "read_in_cage", "refused_report"]
