"""Read the reference facts and carry their provenance words on."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

_LADDER = ("seed", "official", "news", "github-secondary", "inferred")


def read_facts(reference: Path, name: str) -> pd.DataFrame:
    """Return one fact file as text cells; an empty cell is ""."""
    return pd.read_csv(reference / name, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def weakest_confidence(words: str) -> str:
    """Return the weakest level a mixed remark such as `seed + news` names.

    An official figure that was read in a second-hand text counts as news.
    """
    found = [level for level in _LADDER if level in words]
    if not found:
        raise ValueError(f"unknown confidence {words!r}")
    second_hand = "(secondary)" in words and found == ["official"]
    return "news" if second_hand else found[-1]


def confidence_note(words: str) -> str:
    """Return the original remark where the single level says less than it did."""
    return "" if words == weakest_confidence(words) else words


def last_date(words: str) -> str:
    """Return the latest date (YYYY, YYYY-MM or YYYY-MM-DD) named in the words, or ""."""
    found = re.findall(r"(?<!\d)20[12]\d(?:-[01]\d(?:-[0-3]\d)?)?(?!\d)", words)
    return max(found, default="")


def semicolons(words: str) -> str:
    """Return a `; ` separated remark as a `;`-joined list cell."""
    return ";".join(part.strip() for part in words.split(";") if part.strip())


_PUBLIC_WORDS = (
    (r"seed S\d+:\s*", ""),
    (r"\(;\s*", "("),
    (r"GitHub texts .*? — (\d+) independent repos agree", r"공개 저장소 문서 \1건 일치"),
    (r"\s*headline in GitHub text id \d+", " 제목, 공개 저장소 문서 재인용"),
    (r"\s*title in GitHub text, text id \d+", " 제목, 공개 저장소 문서 재인용"),
    (r",?\s*as cited in GitHub text,?(?: text)? id \d+", " (공개 저장소 문서 재인용)"),
    (r"(\S+ 보도\([^)]*\)) 인용 GitHub text", r"\1, 공개 저장소 문서 재인용"),
    (r"GitHub brief (\S+), github-secondary", r"공개 저장소 문서 \1 재인용"),
    (r"GitHub/뉴스 인용", "공개 문서·뉴스 인용"),
    (r"GitHub texts?,?(?: text)?(?: id)?(?: \d{8,}(?:[,;] \d{8,})*)?", "공개 저장소 문서 재인용"),
)


def public_words(words: str) -> str:
    """Return a remark in words that a reader outside the compilation understands.

    The facts name second-hand texts by numbers of the compilation; a reader needs to know that they
    are second-hand, not which number they had.
    """
    for pattern, plain in _PUBLIC_WORDS:
        words = re.sub(pattern, plain, words)
    return words
