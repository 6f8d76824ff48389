"""What can be typed after the commands that plan many times, with Korean help."""

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

MOST_WORKERS: Final = 64
ENGINES: Final = ("highs", "cbc")
SCENARIO_KO: Final = (
    "시나리오 파일(YAML)의 경로, 기본 시나리오의 이름(baseline, 기준안), "
    "또는 저장된 시나리오의 번호나 이름(N판은 번호@N)"
)


@dataclass(frozen=True)
class _Sweep:
    command: str
    help_ko: str
    description_ko: str
    numbers: tuple[tuple[str, str, int, int, int | None, str], ...]
    """(option, metavar, least, most, default, help); without a default, help says what then."""
    gap_pct: float = 0.1
    """Solver gap of its many solves, unless the scenario's is larger: every answer tells its own."""


SWEEPS: Final = (
    _Sweep(
        "ladder",
        "예산을 늘려 가며 계획을 견줍니다(예산 사다리)",
        "예산 50%에서 150%까지 고르게 나눈 수준마다, 자유롭게 고른 계획과 아래 수준에서 시작한 "
        "단지를 그대로 둔 계획(포개기)을 찾아 포개기의 값과 수준마다 들어오는 단지를 보입니다.",
        (("--steps", "N", 1, 50, 5, "예산 수준의 수"),),
        gap_pct=0.5,
    ),
    _Sweep(
        "frontier",
        "효율과 균형을 견줍니다(파레토 곡선)",
        "가장 적게 받는 권역의 입주업체당 새 국비를 점점 높게 잡아 가며 점수가 가장 큰 계획을 찾고, "
        "다른 계획보다 점수와 균형이 모두 못한 것은 뺍니다. --json은 점마다 시나리오를 함께 냅니다.",
        (("--points", "N", 1, 50, 5, "찾을 점의 수"),),
        gap_pct=0.5,
    ),
    _Sweep(
        "alternatives",
        "거의 같은 점수로 단지가 다른 계획을 찾습니다",
        "단지를 하나씩 넣거나 빼고 다시 풀어, 가장 나은 계획에서 P% 안에 있으면서 단지가 서로 다른 "
        "계획을 K개까지 고르고, 그런 모든 계획에 드는 단지와 어디에도 들지 않는 단지를 가립니다.",
        (
            ("--k", "K", 1, 50, 5, "보일 계획의 수"),
            ("--within", "P", 1, 100, 1, "가장 나은 점수에서 잃어도 되는 %%"),
        ),
        gap_pct=0.2,
    ),
    _Sweep(
        "robust",
        "증거의 범위에서 뽑은 여러 미래에서 계획이 얼마나 버티는지 봅니다",
        "효과와 추정값을 그 범위에서 뽑은 미래마다 다시 풀어, 단지가 드는 미래의 비율과 기준 계획이 "
        "미래마다 잃는 값(후회), 모든 미래를 함께 볼 때 더 나은 계획을 보입니다. 씨앗이 같으면 "
        "미래도 같습니다.",
        (
            ("--futures", "N", 1, 10_000, 200, "뽑을 미래의 수"),
            ("--seed", "N", 0, 2**31 - 1, None, "난수 씨앗(기본: 시나리오의 solver.seed)"),
        ),
    ),
    _Sweep(
        "values",
        "100억 원을 더하면 무엇을 얻는지 한도마다 말합니다",
        "사업 예산, 권역 상한과 최소배분, 총예산과 기간 뒤 부담 상한을 하나씩 100억 원 풀 때 목적값이 "
        "얼마나 느는지, 사업을 쪼갤 때의 어림과 다시 푼 범위로 보입니다.",
        (),
    ),
    _Sweep(
        "importance",
        "계획의 단지와 참여기관을 하나씩 빼면 얼마나 잃는지 말합니다",
        "단지마다 아무것도 주지 않을 때, 참여기관마다 참여하지 않을 때의 가장 나은 계획을 다시 찾아 "
        "잃는 목적값의 범위를 보입니다.",
        (),
        gap_pct=0.5,
    ),
    _Sweep(
        "weights",
        "가중치를 하나씩 0으로 하면 무엇이 바뀌는지 말합니다",
        "점수의 가중치(weights)와 목표의 가중치(objective.weights)를 하나씩 0으로 두고 다시 풀어, 들고 "
        "나는 단지와 기준마다의 변화를 보입니다.",
        (),
    ),
)
COMMANDS: Final = tuple(sweep.command for sweep in SWEEPS)


def add_sweeps(
    commands: "argparse._SubParsersAction[Any]", epilog: str
) -> Iterator[argparse.ArgumentParser]:
    """Add the command of each sweep and hand it out for the options that all commands share."""
    for sweep in SWEEPS:
        parser = commands.add_parser(
            sweep.command, help=sweep.help_ko, description=sweep.description_ko, epilog=epilog
        )
        parser.add_argument(
            "scenario",
            metavar="SCENARIO",
            help=SCENARIO_KO,
        )
        for option, metavar, least, most, default, help_ko in sweep.numbers:
            parser.add_argument(
                option,
                metavar=metavar,
                type=whole(least, most),
                default=default,
                help=help_ko if default is None else f"{help_ko}(기본 {default})",
            )
        add_crew(parser)
        add_engine(parser)
        add_gap(parser, sweep.gap_pct)
        add_keep(parser)
        yield parser


def add_crew(parser: argparse.ArgumentParser) -> None:
    """Add who answers: so many processes here, or the workers of a cluster."""
    crew = parser.add_mutually_exclusive_group()
    crew.add_argument(
        "--workers",
        metavar="N",
        type=whole(1, MOST_WORKERS),
        help="함께 푸는 프로세스의 수(기본: 코어 수)",
    )
    crew.add_argument(
        "--dask",
        metavar="ADDRESS",
        type=_address,
        help="이 컴퓨터 대신 풀 Dask 클러스터의 스케줄러 주소(tcp://호스트:포트)",
    )


def add_keep(parser: argparse.ArgumentParser) -> None:
    """Add whether the answer goes to the store."""
    parser.add_argument(
        "--no-keep", dest="keep", action="store_false", help="답을 저장소에 두지 않습니다"
    )


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Add the solver to ask."""
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        metavar="ENGINE",
        help="풀이 도구: highs 또는 cbc(따로 설치합니다). 시나리오의 solver.engine 대신 씁니다",
    )


def add_gap(parser: argparse.ArgumentParser, pct: float) -> None:
    """Add how exactly each of many solves is asked for."""
    parser.set_defaults(least_gap_pct=pct)
    parser.add_argument(
        "--gap",
        metavar="PCT",
        type=_gap,
        help=f"풀이마다 남겨도 되는 간격 %%(기본: {pct}와 시나리오의 solver.gap 가운데 큰 값)",
    )


def _gap(text: str) -> float:
    try:
        pct = float(text)
    except ValueError:
        pct = -1.0
    if not 0 <= pct <= 50:
        raise argparse.ArgumentTypeError(f"{text!r} → 0에서 50 사이의 수를 쓰세요")
    return pct


def _address(text: str) -> str:
    if not re.fullmatch(r"(tcp|tls)://[^\s/]+:[0-9]{1,5}", text):
        raise argparse.ArgumentTypeError(f"{text!r} → tcp://호스트:포트처럼 쓰세요")
    return text


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from `least` to `most`, for an argument's `type`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            message = f"{text!r} → {least}에서 {most} 사이의 정수를 쓰세요"
            raise argparse.ArgumentTypeError(message)
        return int(text)

    return read
