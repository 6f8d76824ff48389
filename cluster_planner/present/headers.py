"""Korean headers, with units, of the frames in `rows`: one place for screen, workbook and map."""

import re
from collections.abc import Mapping
from typing import Final

HEADERS: Final[Mapping[str, str]] = {
    "park_id": "단지코드",
    "park_ko": "단지",
    "region_id": "권역코드",
    "region_ko": "권역",
    "sido_code": "시도코드",
    "sido_ko": "시도",
    "sigungu_code": "시군구코드",
    "sigungu_ko": "시군구",
    "division_id": "분과코드",
    "division_ko": "분과",
    "package_id": "패키지 코드",
    "package_ko": "패키지",
    "packages_ko": "패키지",
    "package_ids": "패키지 코드",
    "programme_id": "사업코드",
    "programme_ko": "사업",
    "partner_id": "참여기관코드",
    "partner_ko": "참여기관",
    "type_id": "유형코드",
    "type_ko": "유형",
    "role_id": "역할코드",
    "role_ko": "역할",
    "start_year": "착수연도",
    "first_year": "첫 착수연도",
    "year": "연도",
    "after_horizon": "계획 기간 뒤",
    "parks": "단지 수(곳)",
    "awards": "배분 수(건)",
    "units": "수량(단위)",
    "unit_ko": "단위",
    "distance_km": "거리(km, 직선)",
    "lon": "경도(°)",
    "lat": "위도(°)",
    "national_mkrw": "국비(백만원)",
    "local_mkrw": "지방비(백만원)",
    "private_mkrw": "민간(백만원)",
    "fund_mkrw": "민간 중 국민성장펀드(백만원)",
    "total_mkrw": "합계(백만원)",
    "budget_mkrw": "예산(백만원)",
    "committed_mkrw": "이미 정해진 지급(백만원)",
    "share_pct": "국비 비중(%)",
    "floor_mkrw": "최소배분(백만원)",
    "cap_mkrw": "배분 상한(백만원)",
    "gain_low_mkrw": "기대 부가가치 낮음(백만원, 추정)",
    "gain_central_mkrw": "기대 부가가치 중간(백만원, 추정)",
    "gain_high_mkrw": "기대 부가가치 높음(백만원, 추정)",
    "estimated": "생산액 근거",
}

_PAYMENT = re.compile(r"^national_(\d{4})_mkrw$")


def header(column: str) -> str:
    """Return the Korean header of a column; payment columns carry their year.

    >>> header("national_mkrw"), header("national_2027_mkrw")
    ('국비(백만원)', '국비 2027년(백만원)')
    """
    if found := _PAYMENT.match(column):
        return f"국비 {found[1]}년(백만원)"
    return HEADERS[column]
