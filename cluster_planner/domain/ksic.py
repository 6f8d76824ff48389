"""Divisions (중분류) of the Korean Standard Industrial Classification, and our groups of them.

Names of the divisions are those of the 10th revision (통계청 고시 2017-13); the 11th (2024) kept the
divisions of manufacturing. Which division counts to which group is our own decision (가정): the ten
groups are those of 국가산업단지 산업동향, whose publisher prints no table of codes.
"""

from __future__ import annotations

import re
from typing import Final

UNKNOWN_CODE: Final = "00"
"""Stands for factories whose industry the file does not tell; no division has this code."""
UNKNOWN_NAME: Final = "업종을 알 수 없음"

MANUFACTURING: Final = {
    "10": "식료품 제조업",
    "11": "음료 제조업",
    "12": "담배 제조업",
    "13": "섬유제품 제조업(의복 제외)",
    "14": "의복·의복 액세서리·모피제품 제조업",
    "15": "가죽·가방·신발 제조업",
    "16": "목재·나무제품 제조업(가구 제외)",
    "17": "펄프·종이·종이제품 제조업",
    "18": "인쇄·기록매체 복제업",
    "19": "코크스·연탄·석유정제품 제조업",
    "20": "화학물질·화학제품 제조업(의약품 제외)",
    "21": "의료용 물질·의약품 제조업",
    "22": "고무·플라스틱제품 제조업",
    "23": "비금속 광물제품 제조업",
    "24": "1차 금속 제조업",
    "25": "금속가공제품 제조업(기계·가구 제외)",
    "26": "전자부품·컴퓨터·영상·음향·통신장비 제조업",
    "27": "의료·정밀·광학기기·시계 제조업",
    "28": "전기장비 제조업",
    "29": "기타 기계·장비 제조업",
    "30": "자동차·트레일러 제조업",
    "31": "기타 운송장비 제조업",
    "32": "가구 제조업",
    "33": "기타 제품 제조업",
    "34": "산업용 기계·장비 수리업",
}
_GROUPS: Final = {
    "food": ("10", "11", "12"),
    "textile": ("13", "14", "15"),
    "wood_paper": ("16", "17", "18"),
    "petrochem": ("19", "20", "21", "22"),
    "nonmetal": ("23",),
    "steel": ("24",),
    "machinery": ("25", "29", "34"),
    "electronics": ("26", "27", "28"),
    "transport": ("30", "31"),
    "other": ("32", "33"),
}
_INDUSTRY_BY_DIVISION: Final = {
    division: industry for industry, divisions in _GROUPS.items() for division in divisions
}
_SECTIONS: Final = (
    (1, 3, "농업·임업·어업"),
    (5, 8, "광업"),
    (35, 35, "전기·가스·증기 공급업"),
    (36, 39, "수도·하수·폐기물 처리, 원료 재생업"),
    (41, 42, "건설업"),
    (45, 47, "도매·소매업"),
    (49, 52, "운수·창고업"),
    (55, 56, "숙박·음식점업"),
    (58, 63, "정보통신업"),
    (64, 66, "금융·보험업"),
    (68, 68, "부동산업"),
    (70, 73, "전문·과학·기술 서비스업"),
    (74, 76, "사업시설 관리·사업 지원·임대 서비스업"),
    (84, 84, "공공 행정"),
    (85, 85, "교육 서비스업"),
    (86, 87, "보건·사회복지 서비스업"),
    (90, 91, "예술·스포츠·여가 서비스업"),
    (94, 96, "협회·단체, 수리·개인 서비스업"),
    (97, 98, "가구 내 활동"),
    (99, 99, "국제·외국기관"),
)
_CODE = re.compile(r"[A-U]?(\d{2})\d{0,3}", re.ASCII)


def division_of(code: str) -> str | None:
    """Return the two digits of a code of any depth, None where it names no division.

    >>> division_of("28123"), division_of("C28"), division_of("0412"), division_of("배전반")
    ('28', '28', None, None)
    """
    found = _CODE.fullmatch(code.strip().upper())
    division = found.group(1) if found else ""
    return division if division and division_name(division) else None


def division_name(division: str) -> str:
    """Return the name of a division, of its section outside manufacturing, "" if there is none.

    >>> division_name("26"), division_name("38"), division_name("40")
    ('전자부품·컴퓨터·영상·음향·통신장비 제조업', '수도·하수·폐기물 처리, 원료 재생업(38)', '')
    """
    if division in MANUFACTURING:
        return MANUFACTURING[division]
    number = int(division)
    section = next((name for first, last, name in _SECTIONS if first <= number <= last), "")
    return f"{section}({division})" if section else ""


def industry_of(division: str) -> str:
    """Return our industry group; a division outside manufacturing is `non_manufacturing`.

    >>> industry_of("26"), industry_of("38")
    ('electronics', 'non_manufacturing')
    """
    return _INDUSTRY_BY_DIVISION.get(division, "non_manufacturing")
