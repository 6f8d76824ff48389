"""One list of texts that try to act, to hide, or to look like another; every format gets them all.

`dressed_snapshot` and `dressed_run` put them wherever a text from outside can stand.
"""

import re
from functools import cache
from types import MappingProxyType
from typing import Final

from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from tests.present.plan_cases import assignment, award, run_of
from tests.real_data import budget, real_snapshot

FORMULAS: Final = (
    '=HYPERLINK("http://evil.example","눌러요")',
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "＠SUM(A1)",
    "|cmd",
    "=cmd|'/c calc'!A1",
    "{=1}",
    "_x0041_",
    "007",
)
MARKUP: Final = (
    "<b>&amp;</b>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--",
    "]]>",
    "&lt;&#0;&xxe;",
    '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
    "http://evil.example",
    "javascript:alert(1)",
    "\\u003cscript\\u003e",
    "\\",
    "'; DROP TABLE parks; --",
)
TEMPLATES: Final = ("{{7*7}}", "{% include 'x' %}", "{#", "${7*7}", "%s%n%(x)s", "{0}", "#{7*7}")
HIDDEN: Final = (
    "널\x00\x01\x1b문자",
    "종\x07\x08\x7f\x9b",
    "\u202eabc\u2066x\u200f",
    "가\u200b나\u2060다\u00ad라\u200d마",
    "\ufeffx",
    "a\u2028b\u2029c",
    "\ud800외톨이",
    "사설\ue000\U000f0000",
    "\U000e0041\U000e0042꼬리표",
    "\ufffe\uffff",
    "가\u3164나\uffa0",
    "\u115f\u1160자모",
    "e\u034fe",
)
OTHERS: Final = (
    "길" * 40_000,
    "😀" * 20_000,
    "🏳🌈\U000119a0",
    "한글".encode().decode(),
    "\u1112\u1161\u11ab\u1100\u1173\u11af 자모",
    "e\u0301\u0327",
    " 앞뒤 빈칸 ",
    "CON.txt/../..",
)
HOSTILE: Final = (*FORMULAS, *MARKUP, *TEMPLATES, *HIDDEN, *OTHERS)

NEVER_SEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f\u034f\u115f\u1160\u3164\uffa0]"
)
"""What no text of any format may hold: the reader would not see it, or see another text."""


@cache
def dressed_snapshot() -> Snapshot:
    """The real data with hostile names of parks, partners, districts, programmes and sources."""
    base = real_snapshot()
    tables = dict(base.tables)
    for table in ("parks", "partners", "sigungu"):
        frame = base[table].copy()
        frame["name_ko"] = [*HOSTILE, *frame["name_ko"].iloc[len(HOSTILE) :]]
        tables[table] = frame
    envelopes = base["envelopes"].copy()
    envelopes["name_ko"] = [*HIDDEN[:2], "=1+1", "<script>", "{{7*7}}"]
    tables["envelopes"] = envelopes
    parks = tables["parks"]
    parks["source"] = [*HOSTILE, *parks["source"].iloc[len(HOSTILE) :]]
    return Snapshot(MappingProxyType(tables), base.digest, base.as_of, base.core_rule)


@cache
def dressed_run() -> Run:
    """A plan of all those parks with all those partners, under a hostile name and number."""
    parks = [str(i) for i in real_snapshot()["parks"]["park_id"].iloc[: len(HOSTILE)]]
    partners = [str(i) for i in real_snapshot()["partners"]["partner_id"].iloc[: len(HOSTILE)]]
    basis = budget("ai_factory", 900_000) | {"basis": "=1+1\u202e<script>alert(1)</script>{{7*7}}"}
    run = run_of(
        *(award(park, "ai_factory", "ai_factory", 2026) for park in parks),
        assignments=tuple(
            assignment(park, partner, 1.0) for park, partner in zip(parks, partners, strict=True)
        ),
        name="<b>=1+1</b>{{7*7}}\u202e\x00",
        description="@SUM(A1)\u200b</script><script>alert(1)</script>",
        programmes=[basis],
    )
    finding = {
        "where": "=1+1",
        "problem": "<script>alert(1)</script>",
        "remedy": "\u202e\x00{{7*7}}",
    }
    return run.model_copy(
        update={
            "run_id": "=1+1\u202e</script><script>alert(1)</script>",
            "program_version": "@x\x00{{7*7}}",
            "findings": (finding,),
        }
    )
