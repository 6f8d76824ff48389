"""The Alliance: divisions, partners, programmes, growth engines, subsidies and evidence."""

from __future__ import annotations

from cluster_planner.domain.contracts.common import (
    CONFIDENCE_NOTE,
    DIVISION_LABELS,
    INDUSTRY_LABELS,
    NOTE,
    PARTNER_TYPE_LABELS,
    PROVENANCE,
    REGION_ID,
    SIGUNGU_CODE,
    SPECIALITY_LABELS,
    identifier,
    money,
    percent,
    point,
)
from cluster_planner.domain.contracts.parks import TIER_IDS
from cluster_planner.domain.tables import Column, Reference, Table

LOCATION_BASIS_LABELS = {
    "source": "출처에 나온 도시",
    "general_knowledge": "일반 지식(본사·주력 공장)",
    "unknown": "모름",
}
ENGINE_STATUS_LABELS = {
    "candidate": "후보",
    "inferred_final": "선정 추정",
    "inferred": "추정",
    "provincial": "시도 자체",
    "belt": "초광역 벨트",
}
EVIDENCE_TIER_LABELS = {
    "A": "AI 팩토리 실측",
    "B": "스마트공장 연구",
    "C": "로봇 도입",
    "T": "목표값",
    "P": "산단 단위 기대",
    "X": "쓸 수 없음(기준선·공급사 주장)",
}
_DIVISIONS = Column("division_ids", "분과", "list", choices=tuple(DIVISION_LABELS))

DIVISIONS = Table(
    "divisions",
    "얼라이언스 분과",
    key="division_id",
    rows=11,
    columns=(
        Column("division_id", "분과", choices=tuple(DIVISION_LABELS)),
        Column("no", "번호", "Int64", minimum=1, unique=True),
        Column("name_ko", "이름", unique=True),
        Column("later_name_ko", "나중 이름", nullable=True),
        Column("name_en", "영문 이름", nullable=True),
        Column("launched", "출범일", "date"),
        Column("lead_ko", "주관", "text"),
        Column("snu_institute_ko", "서울대 협력 연구소", nullable=True),
        Column("anchors_ko", "앵커 기업", "list"),
        Column("target_ko", "목표", "text"),
        *PROVENANCE[::2],
        CONFIDENCE_NOTE,
    ),
)
PARTNERS = Table(
    "partners",
    "참여 기관",
    key="partner_id",
    columns=(
        identifier("partner_id", "기관코드"),
        Column("name_ko", "이름", unique=True),
        Column("name_en", "영문 이름", nullable=True),
        Column("type_id", "유형", choices=tuple(PARTNER_TYPE_LABELS)),
        _DIVISIONS,
        Column("speciality_ids", "전문", "list", choices=tuple(SPECIALITY_LABELS)),
        Column("role_ko", "역할", "text"),
        Column("sigungu_code", "시군구 코드", pattern=SIGUNGU_CODE, nullable=True),
        Column("city_ko", "도시", nullable=True),
        *point(nullable=True),
        Column("location_basis", "위치 근거", choices=tuple(LOCATION_BASIS_LABELS)),
        Column("location_note", "위치 설명", "text"),
        *PROVENANCE,
        CONFIDENCE_NOTE,
    ),
)
PROGRAMMES = Table(
    "programmes",
    "사업",
    key="programme_id",
    columns=(
        identifier("programme_id", "사업코드"),
        Column("name_ko", "이름", unique=True),
        Column("name_en", "영문 이름", nullable=True),
        Column("ministry_ko", "부처", nullable=True),
        Column("kind_ko", "종류"),
        money("amount_mkrw", "금액"),
        Column("amount_basis_ko", "금액 기준", "text"),
        Column("period_ko", "기간", "text"),
        Column("target_ko", "규모·목표", "text"),
        Column("unit_support_ko", "단위 지원", "text"),
        Column("matching_ko", "매칭·자격", "text"),
        Column("status_ko", "진행", "text"),
        *PROVENANCE,
        CONFIDENCE_NOTE,
        NOTE,
    ),
)
GROWTH_ENGINES = Table(
    "growth_engines",
    "성장엔진",
    key=("region_id", "name_ko"),
    columns=(
        REGION_ID,
        Column("name_ko", "이름"),
        Column("name_en", "영문 이름", nullable=True),
        Column("status_id", "상태", choices=tuple(ENGINE_STATUS_LABELS)),
        _DIVISIONS,
        Column("industry_ids", "업종", "list", choices=tuple(INDUSTRY_LABELS)),
        Column("mapping_basis", "분과·업종 연결 근거", choices=("own",)),
        *PROVENANCE,
        CONFIDENCE_NOTE,
        NOTE,
    ),
)
SUBSIDY_TIERS = Table(
    "subsidy_tiers",
    "지방투자보조금 등급",
    key="tier_id",
    columns=(
        Column("tier_id", "등급", choices=TIER_IDS),
        Column("name_ko", "이름"),
        percent("equip_pct_large", "설비 비율(대기업)"),
        percent("equip_pct_mid", "설비 비율(중견)"),
        percent("equip_pct_small", "설비 비율(중소)"),
        percent("site_pct_large", "입지 비율(대기업)", nullable=True),
        percent("site_pct_mid", "입지 비율(중견)"),
        percent("site_pct_small", "입지 비율(중소)"),
        percent("national_share_pct", "국비 비율"),
        percent("local_share_pct", "지방비 비율"),
        money("cap_mkrw", "한도"),
        Column("cap_note_ko", "한도 설명", "text"),
        Column("ai_bonus_pp", "AI 설비 가산", "float64", unit="%p", minimum=0),
        *PROVENANCE,
    ),
)
EVIDENCE = Table(
    "evidence",
    "효과 근거",
    key="evidence_id",
    columns=(
        Column("evidence_id", "근거 번호", pattern=r"E\d{3}"),
        Column("tier", "등급", choices=tuple(EVIDENCE_TIER_LABELS)),
        Column("sector_ko", "업종"),
        Column("sample_ko", "대상", "text"),
        Column("technology_ko", "기술", "text"),
        Column("metric_ko", "지표"),
        Column("change_pct", "변화", "float64", unit="%"),
        Column("before_after_ko", "전후", "text"),
        Column("n", "표본 수", "Int64", minimum=1, nullable=True),
        Column("period_ko", "기간", "text"),
        Column("evidence_type", "자료 성격"),
        *PROVENANCE,
        CONFIDENCE_NOTE,
        Column("caveat_ko", "주의", "text"),
    ),
)
REFERENCES = (
    Reference("partners", "division_ids", "divisions", "division_id"),
    Reference("partners", "sigungu_code", "sigungu", "sigungu_code"),
    Reference("growth_engines", "region_id", "regions", "region_id"),
    Reference("growth_engines", "division_ids", "divisions", "division_id"),
)
TABLES = (DIVISIONS, PARTNERS, PROGRAMMES, GROWTH_ENGINES, SUBSIDY_TIERS, EVIDENCE)
