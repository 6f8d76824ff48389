"""Words every table uses: identifiers with their Korean labels, and columns that recur."""

from __future__ import annotations

from typing import Final

from cluster_planner.domain.tables import Column

REGION_LABELS: Final = {
    "capital": "수도권",
    "southeast": "동남권",
    "daegyeong": "대경권",
    "central": "중부권",
    "southwest": "서남권",
    "gangwon": "강원",
    "jeonbuk": "전북",
    "jeju": "제주",
}
DIVISION_LABELS: Final = {
    "ai_factory": "AI 팩토리",
    "manufacturing_service": "AI 제조서비스",
    "logistics": "AI 유통·물류",
    "future_car": "자율주행차",
    "humanoid": "휴머노이드",
    "autonomous_ship": "자율운항선박",
    "appliance": "AI 가전",
    "defence": "AI 방산",
    "bio": "AI 바이오",
    "ai_chip": "AI 반도체",
    "complex_ax": "산업단지 AX",
}
INDUSTRY_LABELS: Final = {
    "food": "음식료",
    "textile": "섬유의복",
    "wood_paper": "목재종이",
    "petrochem": "석유화학",
    "nonmetal": "비금속",
    "steel": "철강",
    "machinery": "기계",
    "electronics": "전기전자",
    "transport": "운송장비",
    "other": "기타",
    "non_manufacturing": "비제조",
    "total": "계",
}
KIND_LABELS: Final = {
    "national": "국가",
    "general": "일반",
    "urban_hightech": "도시첨단",
    "agro": "농공",
}
STATUS_LABELS: Final = {
    "complete": "완료",
    "developing": "조성중",
    "undeveloped": "미개발",
}
PARTNER_TYPE_LABELS: Final = {
    "demand_maker": "수요(제조)기업",
    "demand_service": "수요(서비스)기업",
    "parts": "부품·소재",
    "robot_maker": "로봇기업",
    "ai_supplier": "AI 공급기업",
    "university": "대학",
    "institute": "연구기관",
    "support": "지원기관·협회",
}
SPECIALITY_LABELS: Final = {
    "hand_motor": "핸드·모터",
    "battery": "배터리",
    "snu_institute": "서울대 협력 연구소",
}
CONFIDENCE_LABELS: Final = {
    "seed": "산업통상부 보도자료",
    "official": "공식 통계·고시",
    "news": "언론 보도",
    "github-secondary": "공개 저장소 재인용",
    "inferred": "추정",
    "general_knowledge": "일반 지식",
}
COORD_SOURCE_LABELS: Final = {
    "damdan_name": "산업단지 경계 중심(이름 일치)",
    "damdan_fuzzy": "산업단지 경계 중심(비슷한 이름, 확인 필요)",
    "damdan_manual": "산업단지 경계 중심(손으로 맞춤, 확인 필요)",
    "sigungu_point": "시군구 대표점",
    "layer_point": "가져온 레이어의 점",
    "general_knowledge": "일반 지식(±2 km)",
}
SIZE_LABELS: Final = {
    "all": "전체",
    "under_50": "50인 미만",
    "50_300": "50~300인",
    "over_300": "300인 이상",
}

ASCII_ID = r"[a-z0-9][a-z0-9_]*"
SIDO_CODE = r"\d{2}"
SIGUNGU_CODE = r"\d{5}"


def identifier(name: str, label_ko: str, *, nullable: bool = False, unique: bool = False) -> Column:
    """Return a column of stable lower-case ASCII identifiers."""
    return Column(name, label_ko, nullable=nullable, unique=unique, pattern=ASCII_ID)


def area(name: str, label_ko: str, *, nullable: bool = False) -> Column:
    """Return a column of areas in thousand ㎡."""
    return Column(name, label_ko, "float64", unit="천㎡", minimum=0, nullable=nullable)


def count(name: str, label_ko: str, unit: str, *, nullable: bool = False) -> Column:
    """Return a column of whole numbers from zero."""
    return Column(name, label_ko, "Int64", unit=unit, minimum=0, nullable=nullable)


def money(name: str, label_ko: str) -> Column:
    """Return a column of whole million won that may be unknown."""
    return Column(name, label_ko, "Int64", unit="백만원", minimum=0, nullable=True)


def percent(name: str, label_ko: str, *, nullable: bool = False, maximum: float = 100) -> Column:
    """Return a column of percentages from zero."""
    return Column(
        name, label_ko, "float64", unit="%", minimum=0, maximum=maximum, nullable=nullable
    )


def point(*, nullable: bool = False) -> tuple[Column, Column]:
    """Return longitude and latitude in degrees, bounded by Korea."""
    return (
        Column("lon", "경도", "float64", "°", minimum=124, maximum=132.5, nullable=nullable),
        Column("lat", "위도", "float64", "°", minimum=32.5, maximum=39, nullable=nullable),
    )


SOURCE = Column("source", "출처")
AS_OF = Column("as_of", "기준일", nullable=True)
CONFIDENCE = Column("confidence", "신뢰도", choices=tuple(CONFIDENCE_LABELS))
CONFIDENCE_NOTE = Column("confidence_note", "신뢰도 원문", "text")
NOTE = Column("note", "비고", "text")
ALIASES = Column("aliases", "다른 이름", "list")
REGION_ID = Column("region_id", "권역", choices=tuple(REGION_LABELS))
PROVENANCE = (SOURCE, AS_OF, CONFIDENCE)
