"""Core parks of the scope that got nothing, each with what is known of the reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from cluster_planner.benefit.candidates import candidates_of, eligible_parks
from cluster_planner.domain.scenario import Scenario
from cluster_planner.explain.admission import Obstacle, obstacles_of
from cluster_planner.explain.reasons import Loss
from cluster_planner.present.criteria import objective_words
from cluster_planner.present.papers.blocks import Block, Note, PaperTable, TableColumn, Text
from cluster_planner.present.papers.matter import Matter
from cluster_planner.present.reason_words import loss_sentence, obstacle_sentence
from cluster_planner.present.rows import region_rows
from cluster_planner.present.words import ESTIMATE, PACKAGE_LABELS, count

CANDIDATE: Final = "후보이지만 이 계획에 들지 않았습니다"
NOT_ASKED: Final = f"{CANDIDATE}(넣을 때의 손실은 계산하지 않음)."
NOTHING_LEFT: Final = "받을 수 있는 패키지가 이미 모두 정해져 더 고를 것이 없습니다."
_BY_DATA: Final = (
    "까닭은 자료와 시나리오로 바로 확인한 것이며 다시 푼 것이 아닙니다. 후보 단지를 꼭 넣을 때의 "
    "손실은 export --why가 단지마다 다시 풀어 적습니다."
)
LOSS: Final = f"꼭 넣을 때 잃는 목적값({ESTIMATE})"
ENDS: Final = ("적어도", "많아야")
UNPRICED: Final = "–"
_BY_SOLVING: Final = (
    "손실은 단지마다 그 단지를 꼭 넣고 다시 푼 결과이며, 두 풀이의 간격만큼 범위로 적습니다. "
    "적어도가 0이면 손실이 없을 수도 있습니다. 후보가 아닌 까닭은 자료와 시나리오로 바로 확인했습니다."
)


def left_out(matter: Matter) -> tuple[Block, ...]:
    """The table with how its reasons were found; a sentence where no such park is left."""
    parks = _parks(matter)
    if not parks:
        return (Text("대상 거점단지는 모두 배분을 받았습니다."),)
    lead = Text(f"배분을 받지 않은 거점단지 {count(len(parks), '곳')}")
    note = Note(_BY_DATA if matter.why is None else _BY_SOLVING)
    return (lead, _table(matter, parks), note, *_others(matter))


def _parks(matter: Matter) -> list[dict[str, Any]]:
    """Core parks without money, in the order of the regions, those that lose least first."""
    chosen = set(matter.plan.park_ids)
    frame = matter.snapshot["parks"]
    left = frame[frame["is_core"] & ~frame["park_id"].isin(chosen)].to_dict("records")
    order = list(region_rows(matter.run, matter.snapshot)["region_id"])
    loss = matter.why or {}
    return sorted(
        ({str(key): value for key, value in row.items()} for row in left),
        key=lambda row: (
            order.index(row["region_id"]),
            _most(loss.get(row["park_id"])),
            row["name_ko"],
        ),
    )


def _most(loss: Loss | None) -> float:
    return float("inf") if loss is None or loss.high_mkrw is None else loss.high_mkrw


def _table(matter: Matter, parks: Sequence[Mapping[str, Any]]) -> PaperTable:
    snapshot = matter.snapshot
    regions = _names(snapshot["regions"], "region_id")
    places = _names(snapshot["sigungu"], "sigungu_code")
    hindered = _hindered(matter, [str(park["park_id"]) for park in parks])
    columns = (
        TableColumn("권역", 1),
        TableColumn("단지", 2),
        TableColumn("시군구", 1.3),
        TableColumn("까닭", 5),
        *(TableColumn(end, 1.2, "right", LOSS) for end in ENDS if matter.why is not None),
    )
    rows = []
    for park in parks:
        park_id = str(park["park_id"])
        reasons = " ".join(_reasons(matter, park_id, hindered.get(park_id)))
        ends = () if matter.why is None else _ends(matter.why.get(park_id), matter)
        place = (regions[park["region_id"]], str(park["name_ko"]), places[park["sigungu_code"]])
        rows.append((*place, reasons, *ends))
    made = "시나리오로 다시 푼 결과, " if matter.why is not None else ""
    source = f"{made}{matter.origin}, 거점단지 규칙(core_rule.yaml, 가정)"
    return PaperTable(
        "left_out", "배분을 받지 않은 거점단지", columns, tuple(rows), source=source, as_of=matter.as_of
    )  # fmt: skip


def _names(frame: pd.DataFrame, key: str) -> dict[str, str]:
    return dict(zip(frame[key].astype("str"), frame["name_ko"].astype("str"), strict=True))


def _hindered(matter: Matter, park_ids: Iterable[str]) -> dict[str, tuple[Obstacle, ...]]:
    """Parks that are no candidates, with what is in their way."""
    snapshot, scenario = matter.snapshot, matter.run.scenario
    candidates = {candidate.park_id for candidate in candidates_of(snapshot, scenario)}
    return obstacles_of(snapshot, scenario, [i for i in park_ids if i not in candidates])


def _reasons(matter: Matter, park_id: str, found: tuple[Obstacle, ...] | None) -> Iterator[str]:
    yield from _committed(matter.run.scenario, park_id)
    if found is None:
        loss = (matter.why or {}).get(park_id)
        told = loss is not None and loss.high_mkrw is not None
        yield f"{CANDIDATE}." if told else _unpriced(loss, matter)
        return
    yield from map(obstacle_sentence, found)
    if not found:
        yield NOTHING_LEFT


def _unpriced(loss: Loss | None, matter: Matter) -> str:
    return NOT_ASKED if loss is None else loss_sentence(loss, matter.run.outcome.unit)


def _ends(loss: Loss | None, matter: Matter) -> tuple[str, str]:
    if loss is None or loss.high_mkrw is None:
        return UNPRICED, UNPRICED
    unit = matter.run.outcome.unit
    return objective_words(loss.low_mkrw, unit), objective_words(loss.high_mkrw, unit)


def _committed(scenario: Scenario, park_id: str) -> Iterator[str]:
    for done in scenario.committed:
        if done.park_id == park_id:
            yield f"{PACKAGE_LABELS[done.package_id]} {done.start_year}년 이미 정해짐."


def _others(matter: Matter) -> Iterator[Note]:
    """Parks of a wider scope are counted, not listed: there may be hundreds."""
    core = matter.snapshot["parks"].set_index("park_id")["is_core"]
    chosen = set(matter.plan.park_ids)
    wide = [
        park_id
        for park_id in eligible_parks(matter.snapshot, matter.run.scenario)
        if not core[park_id] and park_id not in chosen
    ]
    if wide:
        yield Note(
            f"거점단지가 아닌 대상 단지 {count(len(wide), '곳')}도 배분을 받지 않았으며 여기에 싣지 않았습니다."
        )
