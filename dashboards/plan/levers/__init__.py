"""Every lever of a scenario as fields, what differs from the start, and what is wrong, at its field."""

from dashboards.plan.levers.panel import Levers

__all__ = ["Levers"]
