"""대상 산단과 선정 사유: which parks, where, and what the sources say for them."""

from collections.abc import Iterator
from typing import Any

from cluster_planner.present.papers.blocks import (
    Note,
    PaperTable,
    Picture,
    Section,
    TableColumn,
    Text,
)
from cluster_planner.present.papers.matter import Matter, whole
from cluster_planner.present.papers.parts.left_out import left_out
from cluster_planner.present.papers.plan_map import credits_of, plan_map_drawing
from cluster_planner.present.profile.book import Book, ids_in
from cluster_planner.present.summary import totals
from cluster_planner.present.words import (
    DESIGNATION_LABELS,
    ESTIMATE,
    PACKAGE_LABELS,
    count,
    production_basis,
)

NOT_TOLD = "해당 없음"


def parks(matter: Matter) -> Section:
    """The map, the parks with their money, and why each of them may be planned for."""
    found = totals(matter.run)
    lead = Text(f"선정 단지 {count(found.parks, '곳')}, 배분 {count(found.awards, '건')}")
    how = Note(
        "선정은 시나리오의 조건을 지키며 목적에 따라 배분을 찾은 계산의 결과입니다. 위의 사유는 단지가 "
        "대상이 되는 근거이며, 단지마다의 손익은 cluster-planner why로 계산합니다."
    )
    blocks = (lead, _map(matter), _money(matter), _reasons(matter), how, *left_out(matter))
    return Section("parks", "대상 산단과 선정 사유", blocks)


def _map(matter: Matter) -> Picture:
    shares = ", ".join(
        f"{row['region_ko']} {count(row['parks'], '곳')}"
        for row in matter.regions.to_dict("records")
    )
    return Picture(
        "map", "선정 단지와 국비", plan_map_drawing(matter.run, matter.snapshot),
        f"선정 단지 {count(len(matter.parks), '곳')}의 지도. {shares}",
        f"{matter.origin} · {credits_of(matter.snapshot)}",
    )  # fmt: skip


def _money(matter: Matter) -> PaperTable:
    columns = (
        TableColumn("권역", 1),
        TableColumn("단지", 2),
        TableColumn("시군구", 1.5),
        TableColumn("패키지", 7),
        TableColumn("첫해", 0.9, "center"),
        TableColumn("국비", 1.1, "right", "사업비"),
        TableColumn("지방비", 1, "right", "사업비"),
        TableColumn("민간", 1.1, "right", "사업비"),
        TableColumn("기대 부가가치(추정)", 1.3, "right"),
        TableColumn("생산액 근거", 0.9, "center"),
    )
    frame = matter.parks
    rows = tuple(
        (
            row["region_ko"],
            row["park_ko"],
            row["sigungu_ko"],
            row["packages_ko"],
            str(row["first_year"]),
            whole(row["national_mkrw"]),
            whole(row["local_mkrw"]),
            whole(row["private_mkrw"]),
            whole(row["gain_central_mkrw"]),
            production_basis(bool(row["estimated"])),
        )
        for row in frame.to_dict("records")
    )
    all_of = totals(matter.run)
    sums = (all_of.national_mkrw, all_of.local_mkrw, all_of.private_mkrw, all_of.gain_central_mkrw)
    ends = ("합계", "", "", "", "", *map(whole, sums), "")
    return PaperTable(
        "parks", "선정 단지", columns, rows, ends, "백만원", matter.origin, matter.as_of,
        f"민간에는 국민성장펀드가 들어 있습니다. 부가가치는 현재가치의 중간값({ESTIMATE})입니다.",
    )  # fmt: skip


def _reasons(matter: Matter) -> PaperTable:
    book = Book(matter.snapshot)
    columns = (
        TableColumn("단지", 2),
        TableColumn("거점단지 사유", 5),
        TableColumn("지정", 2.5),
        TableColumn("시나리오의 결정", 2.5),
    )
    rows = []
    for row in matter.parks.to_dict("records"):
        park_id = str(row["park_id"])
        park = book.parks[park_id]
        designated = dict.fromkeys(
            DESIGNATION_LABELS.get(d["designation_id"], str(d["designation_id"]))
            for d in book.designations.get(park_id, [])
        )
        rows.append(
            (
                str(row["park_ko"]),
                ", ".join(ids_in(park["core_reasons"])) if park["is_core"] else NOT_TOLD,
                ", ".join(designated) or NOT_TOLD,
                ", ".join(_decided(matter, park_id)) or NOT_TOLD,
            )
        )
    return PaperTable(
        "reasons", "단지별 사유", columns, tuple(rows),
        source="거점단지 규칙(core_rule.yaml, 가정), designations.csv, 시나리오", as_of=matter.as_of,
    )  # fmt: skip


def _decided(matter: Matter, park_id: str) -> Iterator[str]:
    scenario = matter.run.scenario
    if park_id in scenario.parks.include:
        yield "대상에 넣음"
    done: Any
    for done in scenario.locks:
        if done.park_id == park_id:
            yield f"{PACKAGE_LABELS[done.package_id]} {done.by_year}년까지 반드시 시작"
    for done in scenario.committed:
        if done.park_id == park_id:
            yield f"{PACKAGE_LABELS[done.package_id]} {done.start_year}년 이미 정해짐"
