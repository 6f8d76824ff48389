"""Land of a park that is for sale, and what of it is unsold."""

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


def for_sale_thousand_m2(snapshot: Snapshot) -> "pd.Series[float]":
    """Land of each park that is sold or offered (분양대상면적), thousand m². Index park_id.

    0 where nothing is offered yet: the 분양률 of 0 that the source prints there is no rate. Parks that
    share an official row count with their 산업시설구역. Source: KICOX 전국산업단지현황통계.
    """
    members = snapshot.park_members
    official = members[members["member_table"] == "complexes"]
    land = snapshot.complexes.set_index("row_id")["sale_target_thousand_m2"]
    own = official["member_id"].map(land).where(official["basis"] == "whole")
    grouped = own.groupby(official["park_id"])
    parks = snapshot.parks.set_index("park_id")
    offered = grouped.sum().where(grouped.count() == grouped.size()).reindex(parks.index)
    return offered.fillna(parks["facility_area_thousand_m2"]).rename("for_sale_thousand_m2")
