"""The certificate as a table that a spreadsheet opens: the same lines, for people."""

import json
from typing import Any, Final

import pandas as pd

from cluster_planner.explain.rule_words import RULE_WORDS
from cluster_planner.present.excel_csv import excel_csv

CERTIFICATE_CSV: Final = "certificate.csv"
_SIGNS: Final = {"<=": "이하", ">=": "이상", "=": "같음"}
_CLAIMS: Final = {
    "award_fits_candidate": "배분마다 후보·단가·산식과 맞음",
    "identity": "실행번호가 물음과 자료의 지문임",
    "objective": "목적값이 다시 센 값임",
    "criterion": "기준마다 다시 센 값임",
    "distance": "거리가 다시 잰 값임",
    "proof": "증명된 최적이라 부를 수 있음",
}
"""What is checked beside the rules."""


def certificate_csv(certificate: bytes) -> bytes:
    """Return a row per line of a certificate, and one per rule that nothing was asked of."""
    told = json.loads(certificate)
    rows = [_row(line) for line in told["lines"]]
    rows += [_nothing(rule) for rule, lines in told["counts"].items() if not lines]
    return excel_csv(pd.DataFrame(rows))


def _nothing(rule: str) -> dict[str, Any]:
    return {
        "규칙": rule,
        "뜻": RULE_WORDS[rule].sentence,
        "내용": "이 시나리오와 계획에는 이 규칙을 적용할 것이 없음",
        "지킴": "해당 없음",
    }


def _row(line: dict[str, Any]) -> dict[str, Any]:
    rule = line["rule"]
    words = RULE_WORDS.get(rule)
    return {
        "규칙": rule,
        "뜻": _CLAIMS[rule] if words is None else words.sentence,
        "내용": line["sentence"],
        "왼쪽": line["left"],
        "관계": _SIGNS[line["relation"]],
        "오른쪽": line["right"],
        "여유": line["slack"],
        "단위": line["unit"],
        "지킴": "예" if line["holds"] else "아니요",
    }
