"""The page around the views: header, navigation, theme, notices, address, lost connections."""

from dashboards.shell.page import PAGE_KEYS, shell
from dashboards.shell.wire import Wire

__all__ = ["PAGE_KEYS", "Wire", "shell"]
