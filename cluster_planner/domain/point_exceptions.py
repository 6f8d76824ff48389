"""Why a point lies outside its 시군구, in Korean."""

from __future__ import annotations

SIMPLIFIED = "줄여 그린 경계선 탓: 본래 경계로는 시군구 안"


def reason_outside(coord_source: str, *, inside: bool, near: bool = False) -> str:
    """Return the reason for a point outside its 시군구.

    `inside` says whether it lies in another 시군구 (else in the sea or on reclaimed land); `near`
    that it is so near that the simplified outline alone may be the cause.
    """
    if near:
        return "줄여 그린 경계선 바로 옆의 점: 본래 경계로는 시군구 안일 수 있음"
    if not inside:
        return "매립지·해안: 2020년 육지 경계 밖에 있는 단지"
    if coord_source == "sigungu_point":
        return "시군구 대표점이 다른 시군구에 놓임"
    if coord_source == "general_knowledge":
        return "일반 지식 좌표(±2 km)가 이웃 시군구에 놓임"
    if coord_source == "damdan_name":
        return "시군구 경계에 걸친 단지: 경계 상자의 중심이 이웃 시군구에 놓임"
    return "경계에 걸친 단지이거나 이름을 어림으로 맞춘 점: 이웃 시군구에 놓임, 확인 필요"
