"""docs/rules.md, written from the words of the rules so that it cannot drift from them.

Rebuild with `python -m cluster_planner.present.rules_doc > docs/rules.md`.
"""

import sys
from collections.abc import Iterator
from typing import Final

from cluster_planner.explain.rule_words import RULE_WORDS, RuleWords

INTRODUCTION: Final = """\
# 계획의 규칙

계획이 지켜야 하는 모든 규칙입니다. 규칙마다 이름이 하나 있어서 모형의 줄(`run --mps`로 쓴 파일),
검산, 알림 문장, 시험이 같은 이름을 씁니다. 모형의 줄은 `cluster_planner.optimize.formulation.rules`가 쓰고,
`cluster_planner.audit`가 풀이 도구를 모른 채 같은 이름의 검사로 계획을 다시 셉니다.

- 돈은 백만원이고 모형의 줄에서만 억원입니다.
- 새 국비는 이 계획이 시작하는 사업의 국비 전부입니다(계획 기간 뒤에 줄 것 포함).
- `whole_budget`으로 시작하는 줄은 `programme_budget`에서 따라 나오는 보강이고 규칙이 아닙니다.

이 문서는 `python -m cluster_planner.present.rules_doc`이 만듭니다.
"""


def markdown() -> str:
    """Return docs/rules.md: every rule with sentence, formula, source, rows and check."""
    parts = [INTRODUCTION, *("\n".join(_section(n, w)) for n, w in RULE_WORDS.items())]
    return "\n".join(parts).rstrip() + "\n"


def _section(name: str, words: RuleWords) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    yield words.sentence
    yield ""
    yield f"- 식: {words.formula}"
    yield f"- 정하는 곳: {words.set_by}"
    yield f"- 모형의 줄: `{name}`" + (f" + {words.parts}" if words.parts else "")
    yield f"- 검산: `audit.{name}`"
    if words.lifting is None:
        yield "- 풀 수 없음: 계획의 뜻을 정하는 규칙입니다."
    else:
        subject = words.lifting.title.format("○", "○")
        yield f"- 함께 지킬 수 없을 때: “{subject}” → {words.lifting.remedy}."
    yield ""


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(markdown())
