"""Labels of the screen in Korean, and in English for guests.

Korean is the key: code reads as the screen does, and what has no English yet is shown in Korean.
Only labels have English; sentences, findings and papers stay in the language of the people who
sign them.
"""

from dataclasses import dataclass
from typing import Literal

from dashboards.english import ENGLISH

Language = Literal["ko", "en"]


@dataclass(frozen=True)
class Words:
    """`words("권역")` is the label in the session's language."""

    language: Language = "ko"

    def __call__(self, korean: str) -> str:
        return korean if self.language == "ko" else ENGLISH.get(korean, korean)
