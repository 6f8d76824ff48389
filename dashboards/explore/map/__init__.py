"""The map of 탐색: points, coloured areas, further layers, and a second map beside it."""

from dashboards.explore.map.explore_map import ExploreMap

__all__ = ["ExploreMap"]
