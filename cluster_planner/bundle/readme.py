"""readme.txt of a bundle: what is in it, and how anybody can check it."""

from collections.abc import Sequence
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.errors import Finding
from cluster_planner.present.badge import badge
from cluster_planner.present.papers.safe_text import paper_text

_TEXT: Final = """\
결정 묶음: {name}
{status}
실행번호 {run_id} · 자료 지문 {snapshot} · 프로그램 {version}판

이 묶음은 한 계획의 모든 문서와, 계획이 모든 규칙을 지키는지 다시 셀 수 있는 파일을 담고 있습니다.
돈은 백만원이고, 기대효과는 모두 추정입니다. 자료의 출처와 기준일은 provenance.json과 각 문서에 있습니다.

확인하는 법
  cluster-planner verify 묶음.zip{key}
  파일의 합(SHA-256), 서명, 모든 규칙의 왼쪽과 오른쪽을 풀이 도구 없이 다시 셉니다.
  규칙마다 다시 센 값은 certificate.json(표로는 certificate.csv)에, 셀 때 쓴 수는 problem.json에 있습니다.
  규칙의 뜻은 프로그램의 docs/rules.md에 있습니다.
{signature}
되풀이하는 법
  cluster-planner run scenario.yaml --data {snapshot_short} --out 폴더
  model.mps는 다른 풀이 도구로 읽을 수 있습니다.
{absent}"""
_SIGNED: Final = """
서명만 OpenSSL로 확인하는 법(열쇠 지문 {fingerprint})
  openssl pkeyutl -verify -pubin -inkey 공개열쇠.pem -rawin -in manifest.json -sigfile manifest.sig
  manifest.pub은 편의로 넣은 것입니다. 믿는 열쇠는 만든 곳에서 따로 받으세요.
"""
_UNSIGNED: Final = """
서명이 없습니다. 누가 만들었는지는 이 묶음만으로 알 수 없습니다.
"""


def readme(run: Run, signer: str | None, absent: Sequence[Finding]) -> bytes:
    """Return the text in UTF-8 with a byte-order mark, as Windows' editor expects it."""
    text = _TEXT.format(
        name=paper_text(run.scenario.name),
        status=badge(run).text,
        run_id=run.run_id,
        snapshot=run.snapshot_digest,
        snapshot_short=run.snapshot_digest[:16],
        version=run.program_version,
        key=" --key 공개열쇠.pem" if signer else "",
        signature=_SIGNED.format(fingerprint=signer) if signer else _UNSIGNED,
        absent="".join(f"\n빠진 문서 {f.where}: {f.problem} → {f.remedy}\n" for f in absent),
    )
    return text.replace("\n", "\r\n").encode("utf-8-sig")
