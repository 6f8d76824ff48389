"""What can be typed after `why` and `why-infeasible`, with Korean help."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cluster_planner.cli.sweep_arguments import SCENARIO_KO, add_crew, add_engine, add_gap, add_keep


def add_reasons(commands: Any, epilog: str) -> Iterator[argparse.ArgumentParser]:
    """Add both commands and yield their parsers, for the options that all commands share."""
    why = commands.add_parser(
        "why",
        help="한 단지가 왜 들었는지, 왜 빠졌는지 말합니다",
        description="단지를 꼭 넣거나 뺀 계획을 다시 풀어 손실을 재고, 막는 조건과 국비 1억 원의 "
        "가치를 말합니다.",
        epilog=epilog,
    )
    why.add_argument("park", metavar="PARK", nargs="?", help="단지의 id, 이름 또는 별칭(예: 창원)")
    why.add_argument(
        "--all",
        action="store_true",
        help="PARK 대신: 계획에 들지 않은 모든 후보 단지를 하나씩 꼭 넣을 때의 손실",
    )
    add_crew(why)
    add_engine(why)
    add_gap(why, 0.5)
    add_keep(why)
    why.add_argument("--scenario", metavar="SCENARIO", default="baseline", help=SCENARIO_KO)
    why.add_argument(
        "--budget",
        action="store_true",
        help="단지가 들기 시작하는 예산 배율도 찾습니다(여러 번 더 풉니다)",
    )
    yield why
    infeasible = commands.add_parser(
        "why-infeasible",
        help="계획이 없는 시나리오의 충돌과 고칠 방법을 말합니다",
        description="함께 지킬 수 없는 조건을 가장 작은 묶음으로 보이고, 가장 적은 값으로 고칠 "
        "방법을 계획으로 확인해 제안합니다.",
        epilog=epilog,
    )
    infeasible.add_argument("scenario", metavar="SCENARIO", help=SCENARIO_KO)
    infeasible.add_argument(
        "--repair",
        metavar="FILE",
        type=Path,
        help="가장 적은 값으로 고친 시나리오를 새 YAML 파일로 씁니다",
    )
    yield infeasible
