"""Where the money of a plan comes from and where it goes: source → programme → region → park.

All awards are counted with their whole money, so that what flows into a node flows out of it and
every column adds up to the plan. Money is integer million won.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from cluster_planner.domain.contracts.common import REGION_LABELS
from cluster_planner.domain.plan import Award, Run
from cluster_planner.domain.snapshot import Snapshot

SOURCES: Final[Mapping[str, str]] = {
    "national": "국비",
    "local": "지방비",
    "fund": "국민성장펀드",
    "private": "민간(기업 부담)",
}
"""Source of money → name. The fund's part is not counted with the firms'."""
COLUMNS: Final = ("재원", "사업", "권역", "단지")


@dataclass(frozen=True)
class Node:
    """One place that money passes. Its id is KIND:ID with kind source, programme, region, park or
    rest (the parks of a region that are not shown one by one)."""

    node_id: str
    label: str
    column: int
    mkrw: int


@dataclass(frozen=True)
class Link:
    """Money from one node to the next, in million won."""

    source_id: str
    target_id: str
    mkrw: int


@dataclass(frozen=True)
class Flow:
    """Nodes of four columns, and links from each column to the next."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def node(self, node_id: str) -> Node:
        """The node of an id. Raises KeyError for none."""
        return {node.node_id: node for node in self.nodes}[node_id]

    def touching(self, node_id: str) -> tuple[Link, ...]:
        """Links into and out of a node."""
        return tuple(link for link in self.links if node_id in (link.source_id, link.target_id))


def budget_flow(
    run: Run, snapshot: Snapshot, parks_per_region: int = 3, open_region: str = ""
) -> Flow:
    """The flow of a plan; empty without one.

    Each region shows its dearest parks and one node for all others; `open_region` shows all of its.
    """
    awards = run.plan.awards if run.plan else ()
    region_of = _region_of(snapshot)
    shown = _shown_parks(awards, region_of, parks_per_region, open_region)
    money: Counter[tuple[str, str]] = Counter()
    for award in awards:
        region = region_of[award.park_id]
        park = f"park:{award.park_id}" if award.park_id in shown else f"rest:{region}"
        for source, mkrw in _parts(award):
            money[f"source:{source}", f"programme:{award.programme_id}"] += mkrw
            money[f"programme:{award.programme_id}", f"region:{region}"] += mkrw
            money[f"region:{region}", park] += mkrw
    names = _names(snapshot, awards, shown)
    nodes = _nodes(money, names)
    order = {node.node_id: place for place, node in enumerate(nodes)}
    links = [Link(a, b, mkrw) for (a, b), mkrw in money.items() if mkrw]
    links.sort(key=lambda link: (order[link.source_id], order[link.target_id]))
    return Flow(nodes, tuple(links))


def _parts(award: Award) -> Iterator[tuple[str, int]]:
    yield "national", award.national_mkrw
    yield "local", award.local_mkrw
    yield "fund", award.fund_mkrw
    yield "private", award.private_mkrw - award.fund_mkrw


def _total(award: Award) -> int:
    return award.national_mkrw + award.local_mkrw + award.private_mkrw


def _shown_parks(
    awards: tuple[Award, ...], region_of: Mapping[str, str], per_region: int, open_region: str
) -> frozenset[str]:
    """Parks with a node of their own; a region never hides just one."""
    money: dict[str, Counter[str]] = {}
    for award in awards:
        money.setdefault(region_of[award.park_id], Counter())[award.park_id] += _total(award)
    shown: list[str] = []
    for region, parks in money.items():
        ranked = sorted(parks, key=lambda park: (-parks[park], park))
        whole = region == open_region or len(ranked) <= per_region + 1
        shown += ranked if whole else ranked[:per_region]
    return frozenset(shown)


def _nodes(money: Mapping[tuple[str, str], int], names: Mapping[str, str]) -> tuple[Node, ...]:
    into: Counter[str] = Counter()
    out: Counter[str] = Counter()
    for (source, target), mkrw in money.items():
        out[source] += mkrw
        into[target] += mkrw
    found = {node for pair, mkrw in money.items() if mkrw for node in pair}
    column = {"source": 0, "programme": 1, "region": 2, "park": 3, "rest": 3}
    regions = list(REGION_LABELS)
    sources = list(SOURCES)

    def place(node_id: str) -> tuple[int, int, int, int, str]:
        kind, _, key = node_id.partition(":")
        size = -(into[node_id] or out[node_id])
        if kind == "source":
            return (0, sources.index(key), 0, 0, key)
        if kind == "region":
            return (2, regions.index(key), 0, 0, key)
        if column[kind] == 3:
            home = next(a for (a, b), mkrw in money.items() if b == node_id and mkrw)
            return (3, regions.index(home.partition(":")[2]), int(kind == "rest"), size, key)
        return (1, size, 0, 0, key)

    return tuple(
        Node(
            node_id,
            names[node_id],
            column[node_id.partition(":")[0]],
            into[node_id] or out[node_id],
        )
        for node_id in sorted(found, key=place)
    )


def _names(snapshot: Snapshot, awards: tuple[Award, ...], shown: frozenset[str]) -> dict[str, str]:
    names = {f"source:{key}": name for key, name in SOURCES.items()}
    for kind, table, key in (
        ("programme", "envelopes", "envelope_id"),
        ("region", "regions", "region_id"),
        ("park", "parks", "park_id"),
    ):
        frame = snapshot[table]
        names |= {
            f"{kind}:{i}": str(name) for i, name in zip(frame[key], frame["name_ko"], strict=True)
        }
    region_of = _region_of(snapshot)
    hidden = {award.park_id for award in awards} - shown
    for region, number in Counter(region_of[park] for park in hidden).items():
        names[f"rest:{region}"] = f"{names[f'region:{region}']} 그 밖의 {number}곳"
    return names


def _region_of(snapshot: Snapshot) -> dict[str, str]:
    parks = snapshot["parks"]
    return dict(zip(parks["park_id"], parks["region_id"], strict=True))
