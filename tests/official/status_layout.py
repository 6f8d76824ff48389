"""How the official status workbook looks: titles, headers, notes and the quirks it may have."""

from dataclasses import dataclass

KINDS = {"national": "국가", "general": "일반", "urban_hightech": "도시첨단", "agro": "농공"}
STATES = {"complete": "완료", "developing": "조성중", "undeveloped": "미개발"}
AREAS = (
    "designated_area_thousand_m2",
    "managed_area_thousand_m2",
    "facility_area_thousand_m2",
    "sale_target_thousand_m2",
    "sold_thousand_m2",
    "unsold_thousand_m2",
)
FIGURES = (*AREAS, "sale_rate_pct", "tenants", "operating")
SINGLE = ("유형", "시도", "시군", "단지명", "조성상태", "지정면적", "관리면적")
GROUP = "산업시설구역"
LEAVES = ("전체면적", "분양대상", "분양", "미분양", "분양률")
FIRMS = ("입주업체", "가동업체")
SHEETS = (
    "요약",
    "시도별",
    "전국산업단지현황",
    "전국산업단지현황(상위단지)",
    "국가",
    "일반",
    "도시첨단",
    "농공",
    "부록1)신규지정 및 해제현황",
    "부록2-1)자유무역",
    "부록3)2개시도에 걸친 산단",
    "부록4)노후산업단지",
    "부록5)스마트그린산단",
)
BLUE = "#0000FF"
INDENT = "\u00a0\u00a0 "
ARROW = "\u00a0\u00a0\u00a0\u00a0 ▷"
FAR_COLUMN = 16_324
"""XCW, to which the real appendix 5 stretches its used range."""


@dataclass(frozen=True)
class Quirks:
    """What official files do beside saying their figures."""

    header_down: int = 0
    """Rows by which titles and headers move down."""
    header_right: int = 0
    unit: str = "천㎡"
    """`㎡` prints a thousandfold and says so."""
    unit_says: str = ""
    """What the unit line claims instead of the truth."""
    unit_in_header: bool = False
    nbsp: bool = True
    """Parts are indented by NBSP; otherwise by plain spaces."""
    nfd: bool = False
    text_numbers: bool = False
    """Figures as text with commas."""
    formulas: bool = False
    """Totals of the summary as formulas with their stored value."""
    uncached: bool = False
    """Those formulas without stored value."""
    sheets: tuple[str, ...] = SHEETS
    hidden: tuple[str, ...] = ()
    wide: bool = True
    notes: bool = True
    time: str = ""
    """Words of the quarter in titles instead of `2025년 4분기`."""

    @property
    def factor(self) -> int:
        """Return what areas in 천㎡ are multiplied by."""
        return 1000 if self.unit == "㎡" else 1


NO_QUIRKS = Quirks()
