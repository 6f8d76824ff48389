"""Where partners stand: 시군구 of the source's city, or of a well-known head office or main plant.

Everything marked general knowledge is ours, not the source's; partners not listed are unknown.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A 시군구 and what is there."""

    sigungu_code: str
    what: str


# partners whose city the source names: the 시군구 of that city
SOURCE_PLACES = {
    "에이로봇": Place("41270", ""),
    "인터엑스": Place("27260", "수성알파시티"),
    "서울대학교": Place("11620", "시군구는 일반 지식(관악캠퍼스)"),
    "POSTECH": Place("47110", ""),
    "KAIST": Place("30200", "시군구는 일반 지식(본원)"),
    "고려대학교": Place("11290", "시군구는 일반 지식(서울캠퍼스)"),
    "연세대학교": Place("11410", "시군구는 일반 지식(신촌캠퍼스)"),
    "GIST": Place("12300", "시군구는 일반 지식"),
    "서강대학교": Place("11440", "시군구는 일반 지식"),
    "부산대학교": Place("26410", "시군구는 일반 지식(장전캠퍼스)"),
    "국립창원대학교": Place("48120", ""),
    "한양대학교 ERICA": Place("41270", ""),
    "한국공학대학교": Place("41390", ""),
    "국립군산대학교": Place("52130", ""),
    "전북대학교": Place("52110", ""),
    "ETRI": Place("30200", "시군구는 일반 지식(본원)"),
    "한국조선해양기자재연구원(KOMERI)": Place("26200", "시군구는 일반 지식(본원)"),
    "KICOX(한국산업단지공단)": Place("27140", "시군구는 일반 지식(본사)"),
    "경남테크노파크": Place("48120", ""),
    "부산테크노파크": Place("26440", "시군구는 일반 지식"),
    "울산정보산업진흥원": Place("31140", "시군구는 일반 지식"),
    "춘천바이오산업진흥원": Place("51110", ""),
    "강원정보문화산업진흥원": Place("51110", ""),
    "전북테크노파크": Place("52110", ""),
    "부산조선기자재공업협동조합": Place("26440", "시군구는 일반 지식"),
    "두산에너빌리티": Place("48120", ""),
    "현대위아": Place("48120", ""),
    "삼현": Place("48120", ""),
    "티엘비": Place("41270", "출처가 산단 기준으로 추정한 도시(안산·시흥) 가운데 안산"),
    "에스엘미러텍": Place("41390", "출처가 산단 기준으로 추정한 도시(안산·시흥) 가운데 시흥"),
}
# the source names only the 시도
SOURCE_SIDO = {"이지스": "27"}

GENERAL_PLACES = {
    "삼성전자": Place("41110", "본사"),
    "현대자동차": Place("31200", "울산공장"),
    "현대모비스": Place("11680", "본사"),
    "HL만도": Place("41220", "본사"),
    "HL클레무브": Place("28185", "본사"),
    "LG전자": Place("48120", "LG스마트파크"),
    "포스코": Place("47110", "본사·포항제철소"),
    "SK에너지": Place("31140", "울산CLX"),
    "LG에너지솔루션": Place("43110", "오창 에너지플랜트"),
    "삼성SDI": Place("41460", "본사"),
    "삼성중공업": Place("48310", "거제조선소"),
    "한화시스템": Place("47190", "구미사업장"),
    "한화오션": Place("48310", "거제사업장"),
    "LS전선": Place("41170", "본사"),
    "HD현대중공업": Place("31170", "본사·조선소"),
    "HD현대미포": Place("31170", "조선소"),
    "HD현대삼호": Place("12800", "조선소"),
    "HD한국조선해양": Place("41130", "글로벌R&D센터"),
    "농심": Place("11590", "본사"),
    "GS칼텍스": Place("12130", "여수공장"),
    "TYM(티와이엠)": Place("52140", "익산공장"),
    "에코프로": Place("43110", "본사"),
    "대한항공": Place("26440", "부산테크센터"),
    "코오롱": Place("41290", "본사"),
    "DN솔루션즈": Place("48120", "본사"),
    "삼표시멘트": Place("51230", "삼척공장"),
    "제주삼다수": Place("50110", "제주삼다수 공장"),
    "아산성우하이텍": Place("44200", "공장"),
    "화신": Place("47230", "본사"),
    "삼성디스플레이": Place("44200", "아산캠퍼스"),
    "SK주식회사": Place("11110", "본사"),
    "롯데호텔": Place("11140", "본점"),
    "롯데마트": Place("11710", "본사"),
    "CJ대한통운": Place("11110", "본사"),
    "CU(BGF리테일)": Place("11680", "본사"),
    "한림대성심병원": Place("41170", "병원"),
    "KAI(한국항공우주산업)": Place("48240", "본사"),
    "삼성바이오로직스": Place("28185", "본사"),
    "대동": Place("27710", "본사·공장"),
    "레인보우로보틱스": Place("30200", "본사"),
    "두산로보틱스": Place("41110", "수원공장"),
    "HD현대로보틱스": Place("27710", "본사"),
    "유일로보틱스": Place("28275", "본사"),
    "로보티즈": Place("11500", "본사"),
    "에이딘로보틱스": Place("41170", "본사"),
    "에스피지": Place("28200", "본사"),
    "하이젠RNM": Place("48120", "본사"),
    "SK온": Place("44210", "서산공장"),
    "네이버클라우드": Place("41130", "본사"),
    "네이버": Place("41130", "본사"),
    "KT": Place("41130", "본사"),
    "카카오모빌리티": Place("41130", "본사"),
    "딥엑스": Place("41130", "본사"),
    "모빌린트": Place("11680", "본사"),
    "퓨리오사AI": Place("11680", "본사"),
    "KETI(한국전자기술연구원)": Place("41130", "본원"),
    "KITECH(한국생산기술연구원)": Place("44130", "본원"),
    "KEIT(한국산업기술기획평가원)": Place("27140", "본원"),
    "대한상공회의소": Place("11140", "본회"),
    "파나시아": Place("26440", "본사"),
    "테크로스": Place("26440", "본사"),
}


class Speciality(NamedTuple):
    """What a partner makes, and the word of the source that says so."""

    speciality_id: str
    word: str


SPECIALITIES = {
    "로보티즈": Speciality("hand_motor", "핸드·모터"),
    "패러데이다이나믹스": Speciality("hand_motor", "핸드·모터"),
    "에이딘로보틱스": Speciality("hand_motor", "핸드·센서"),
    "에스피지": Speciality("hand_motor", "감속기·모터"),
    "LG에너지솔루션": Speciality("battery", "휴머노이드 배터리 공급"),
    "삼성SDI": Speciality("battery", "휴머노이드 배터리 공급"),
    "SK온": Speciality("battery", "K-휴머노이드 연합 (배터리)"),
}
SNU, SNU_CAMPUS = "서울대학교", "관악캠퍼스"
PARTNER_IDS = {
    "아산성우하이텍": "asan_sungwoo_hitech",
    "코넥": "konec",
    "패러데이다이나믹스": "faraday_dynamics",
    "강원ICT융합연구원": "gangwon_ict_institute",
    "강원정보문화산업진흥원": "gangwon_culture_agency",
    "부산조선기자재공업협동조합": "busan_marine_equipment_coop",
    "아이씨티피플": "ict_people",
    "RMS플랫폼": "rms_platform",
    "동서기연": "dongseo_giyeon",
}
