"""Lists that offices keep themselves: partners and programmes, on our template or near it."""

from cluster_planner.sources.lists.header import looks_like_partners, looks_like_programmes
from cluster_planner.sources.lists.reader import read_partners, read_programmes

__all__ = ["looks_like_partners", "looks_like_programmes", "read_partners", "read_programmes"]
