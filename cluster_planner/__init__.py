"""Plan AI conversion clusters for Korean industrial parks."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("cluster-planner")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
