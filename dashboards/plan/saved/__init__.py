"""Saved scenarios on the page 시나리오: saving, finding again, versions, differences, computations."""

from dashboards.plan.saved.cabinet import Cabinet
from dashboards.plan.saved.desk_card import DeskCard

__all__ = ["Cabinet", "DeskCard"]
