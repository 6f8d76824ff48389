"""Exit codes of every command, with the words that `--help` shows for them."""

from enum import IntEnum
from typing import Final


class ExitCode(IntEnum):
    """How a command ended, for shells and schedulers."""

    OK = 0
    UNEXPECTED = 1
    BAD_INPUT = 2
    NO_PLAN = 3
    CANCELLED = 4
    DIFFERENT = 5


MEANINGS: Final = {
    ExitCode.OK: "끝까지 마쳤습니다",
    ExitCode.UNEXPECTED: "예상하지 못한 오류(프로그램 결함) — 기록 번호와 기록 파일을 알려 줍니다",
    ExitCode.BAD_INPUT: "인자·시나리오·자료가 잘못됨 — 위치, 문제, 고칠 방법을 모두 알려 줍니다",
    ExitCode.NO_PLAN: "조건이 서로 맞지 않거나 제한 시간 안에 계획을 찾지 못함 — 파일을 쓰지 않습니다",
    ExitCode.CANCELLED: "중단(Ctrl-C) — 검증된 계획이 있으면 그것을 남깁니다",
    ExitCode.DIFFERENT: "되풀이하거나 확인한 것이 보관된 것과 다름 — 다른 점을 알려 줍니다",
}
