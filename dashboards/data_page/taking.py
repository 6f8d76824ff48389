"""Taking other data into use, from wherever on the page somebody asks for it."""

from collections.abc import Callable

from cluster_planner.errors import PlannerError
from dashboards.shell import Wire
from dashboards.state.house import House

_CHANGED = "쓰는 자료를 바꾸었습니다. 화면을 다시 엽니다…"
_LATER = "쓰는 자료를 바꾸었습니다. 이 서버는 --data로 정한 자료에 고정되어, 다음에 켤 때 씁니다."


def take_into_use(house: House, wire: Wire, change: Callable[[], object]) -> None:
    """Change the data in use and open the page anew; what stands against it is told instead."""
    if tried(wire, change):
        wire.say(_CHANGED if house.follows else _LATER)
        wire.load("?page=data")


def tried(wire: Wire, act: Callable[[], object]) -> bool:
    """Act on the shelf of data; what stands against it is told. Returns whether it was done."""
    try:
        act()
    except (PlannerError, OSError) as error:
        wire.say(str(error), "bad")
        return False
    return True
