"""Find the park that a reader means: by id, name, official name or alias."""

from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.domain.units import split_list
from cluster_planner.errors import Finding, ScenarioError

_MOST_LISTED = 8


def find_park(snapshot: Snapshot, given: str) -> str:
    """Return the park id. Of several parks with one name the only core park (거점단지) is meant.

    Raises ScenarioError when no park has the name, or more than one and not one of them is core.
    """
    parks = snapshot.parks
    if given in set(parks["park_id"]):
        return given
    aliased = parks["aliases"].map(lambda cell: given in split_list(str(cell)))
    named = parks[(parks["name_ko"] == given) | (parks["official_name_ko"] == given) | aliased]
    for found in (named, named[named["is_core"]]):
        if len(found) == 1:
            return str(found["park_id"].iloc[0])
    raise ScenarioError((_finding(snapshot, given, tuple(named["park_id"])),))


def _finding(snapshot: Snapshot, given: str, found: tuple[str, ...]) -> Finding:
    if found:
        listed = ", ".join(found[:_MOST_LISTED])
        return Finding(f"단지 {given}", "여러 단지가 쓰는 이름입니다", f"id로 고르세요: {listed}")
    names = snapshot.parks["name_ko"]
    close = [str(name) for name in names if given and given in str(name)][:_MOST_LISTED]
    remedy = f"비슷한 이름: {', '.join(close)}" if close else "parks.csv의 이름이나 id를 쓰세요"
    return Finding(f"단지 {given}", "그런 단지가 없습니다", remedy)
