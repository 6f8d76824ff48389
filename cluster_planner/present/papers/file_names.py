"""Names of files that people save: Korean, short, and good on every system."""

import unicodedata
from typing import Final

_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_LONGEST: Final = 40
"""Letters of each part: a path on Windows holds 260, and one of Hangul takes three bytes."""


def file_name(*parts: str, ending: str) -> str:
    r"""Join what names a file with underscores, without what a file system or a shell would act on.

    >>> file_name("결재문서", "../기준안: 2026", "1a2b3c4d", ending=".hwpx")
    '결재문서_기준안_2026_1a2b3c4d.hwpx'
    >>> file_name("단지", "\u202ea\x00", "", ending=".pdf")
    '단지_a.pdf'
    """
    plain = (_plain(part) for part in parts)
    return "_".join(part for part in plain if part) + ending


def _plain(part: str) -> str:
    text = unicodedata.normalize("NFC", part)
    kept = "".join(
        " " if c in _FORBIDDEN or c.isspace() else c for c in text if c.isspace() or c.isprintable()
    )
    return "_".join(kept.split()).strip("._")[:_LONGEST].strip("._")
