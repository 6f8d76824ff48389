"""Lists of registered factories, counted by complex and industry.

A firm's name, its people, telephone number and address are read past: nothing of them is in what
a reader returns, in its report, or in a message.
"""

from cluster_planner.sources.factories.columns import looks_like_factories
from cluster_planner.sources.factories.reader import read_factories

__all__ = ["looks_like_factories", "read_factories"]
