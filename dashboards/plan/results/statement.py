"""What may be claimed of a run, what it rests on, and what to watch."""

from html import escape
from pathlib import Path
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.present.assumptions import (
    model_assumptions,
    package_assumptions,
    scenario_assumptions,
)
from cluster_planner.present.summary import status_sentence, totals
from cluster_planner.present.words import ASSUMPTION, count
from dashboards.parts.findings import findings_html, findings_of

SHEET: Final = Path(__file__).with_name("statement.css")


def statement_html(run: Run, snapshot: Snapshot) -> str:
    """Name, proof, what is assumed and estimated, and the run's own warnings; escaped."""
    facts = [status_sentence(run)]
    if run.plan is not None:
        facts += [_assumed(run, snapshot), _estimated(run)]
    sentences = " ".join(f"<span>{escape(fact)}</span>" for fact in facts)
    if run.snapshot_digest != snapshot.digest:
        sentences += _other_data(run)
    return (
        f'<div class="statement"><h3>{escape(run.scenario.name)}</h3><p>{sentences} '
        f'<span class="quiet">실행번호 {escape(run.run_id)}</span></p></div>'
        f"{findings_html(findings_of(run.findings), tone='warn' if run.plan else '')}"
    )


def _other_data(run: Run) -> str:
    address = f"?page=plan&run={run.run_id}&data={run.snapshot_digest[:16]}"
    return (
        " <span>이 실행은 지금 열린 자료와 다른 자료로 계산했습니다. "
        f'<a href="{escape(address)}">그 자료로 열기</a></span>'
    )


def assumed(run: Run, snapshot: Snapshot) -> int:
    """How many values of the scenario, the packages and the model are 가정 rather than 사실."""
    lines = [
        *scenario_assumptions(run.scenario, snapshot),
        *package_assumptions(snapshot),
        *model_assumptions(snapshot),
    ]
    return sum(line.label == ASSUMPTION for line in lines)


def _assumed(run: Run, snapshot: Snapshot) -> str:
    return f"가정 {count(assumed(run, snapshot), '개')} 위에 서 있습니다(엑셀 '가정' 시트)."


def _estimated(run: Run) -> str:
    all_of = totals(run)
    if not all_of.estimated_parks:
        return "선정 단지는 모두 생산 통계가 있습니다."
    return (
        f"선정 {count(all_of.parks, '곳')} 가운데 {count(all_of.estimated_parks, '곳')}은 "
        "생산 통계가 없어 추정값을 썼습니다."
    )
