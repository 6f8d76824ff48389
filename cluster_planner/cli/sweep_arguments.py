"""What can be typed after the commands that plan many times, with Korean help."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

MOST_WORKERS: Final = 64


@dataclass(frozen=True)
class _Sweep:
    command: str
    help_ko: str
    description_ko: str
    numbers: tuple[tuple[str, str, int, int, int, str], ...]
    """(option, metavar, least, most, default, help)."""


SWEEPS: Final = (
    _Sweep(
        "ladder",
        "예산을 늘려 가며 계획을 견줍니다(예산 사다리)",
        "예산 50%에서 150%까지 고르게 나눈 수준마다, 자유롭게 고른 계획과 아래 수준에서 시작한 "
        "단지를 그대로 둔 계획(포개기)을 찾아 포개기의 값과 수준마다 들어오는 단지를 보입니다.",
        (("--steps", "N", 1, 50, 5, "예산 수준의 수"),),
    ),
    _Sweep(
        "frontier",
        "효율과 균형을 견줍니다(파레토 곡선)",
        "가장 적게 받는 권역의 입주업체당 새 국비를 점점 높게 잡아 가며 점수가 가장 큰 계획을 찾고, "
        "다른 계획보다 점수와 균형이 모두 못한 것은 뺍니다. --json은 점마다 시나리오를 함께 냅니다.",
        (("--points", "N", 1, 50, 5, "찾을 점의 수"),),
    ),
    _Sweep(
        "alternatives",
        "거의 같은 점수로 단지가 다른 계획을 찾습니다",
        "단지를 하나씩 넣거나 빼고 다시 풀어, 가장 나은 계획에서 P% 안에 있으면서 단지가 서로 다른 "
        "계획을 K개까지 고르고, 그런 모든 계획에 드는 단지와 어디에도 들지 않는 단지를 가립니다.",
        (
            ("--k", "K", 1, 50, 5, "보일 계획의 수"),
            ("--within", "P", 1, 100, 1, "가장 나은 점수에서 잃어도 되는 %"),
        ),
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
            help="시나리오 파일(YAML)의 경로, 또는 기본 시나리오의 이름(baseline, 기준안)",
        )
        for option, metavar, least, most, default, help_ko in sweep.numbers:
            parser.add_argument(
                option,
                metavar=metavar,
                type=_whole(least, most),
                default=default,
                help=f"{help_ko}(기본 {default})",
            )
        parser.add_argument(
            "--workers",
            metavar="N",
            type=_whole(1, MOST_WORKERS),
            help="함께 푸는 프로세스의 수(기본: 코어 수)",
        )
        yield parser


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            message = f"{text!r} → {least}에서 {most} 사이의 정수를 쓰세요"
            raise argparse.ArgumentTypeError(message)
        return int(text)

    return read
