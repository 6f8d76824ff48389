"""Land of a park that is still for sale."""

import pandas as pd

from cluster_planner.domain.snapshot import Snapshot


def unsold_thousand_m2(snapshot: Snapshot) -> "pd.Series[float]":
    """Unsold land of each park over its official rows, thousand m². Index park_id.

    A park that shares an official row with others (basis split) is missing: the row does not say
    whose land it is. Source: KICOX 전국산업단지현황통계.
    """
    members = snapshot.park_members
    official = members[members["member_table"] == "complexes"]
    land = snapshot.complexes.set_index("row_id")["unsold_thousand_m2"]
    own = official["member_id"].map(land).where(official["basis"] == "whole")
    grouped = own.groupby(official["park_id"])
    return grouped.sum().where(grouped.count() == grouped.size()).rename("unsold_thousand_m2")
