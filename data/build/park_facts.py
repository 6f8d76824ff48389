"""Hand-made facts about parks: readable ids, planners' names, splits and joins."""

from __future__ import annotations

from dataclasses import dataclass

# trend key of the national statistic: (national_id, planner's name, park_id)
NATIONAL = {
    "서울": ("seoul", "서울디지털", "p_seoul_digital"),
    "녹산": ("noksan", "명지·녹산", "p_noksan"),
    "대구": ("daegu", "대구국가", "p_daegu_national"),
    "남동": ("namdong", "남동", "p_namdong"),
    "부평": ("bupyeong", "부평", "p_bupyeong"),
    "주안": ("juan", "주안", "p_juan"),
    "광주첨단": ("gwangju_cheomdan", "광주첨단", "p_gwangju_cheomdan"),
    "빛그린": ("bitgreen", "빛그린", "p_bitgreen"),
    "온산": ("onsan", "온산", "p_onsan"),
    "울산ㆍ미포": ("ulsan_mipo", "울산·미포", "p_ulsan_mipo"),
    "반월": ("banwol", "반월", "p_banwol"),
    "용인첨단시스템반도체": ("yongin_semicon", "용인첨단시스템반도체", "p_yongin_semicon"),
    "시화": ("sihwa", "시화", "p_sihwa"),
    "시화MTV": ("sihwa_mtv", "시화MTV", "p_sihwa_mtv"),
    "송산그린시티": ("songsan", "송산그린시티", "p_songsan"),
    "파주탄현": ("paju_tanhyeon", "파주탄현", "p_paju_tanhyeon"),
    "동두천": ("dongducheon", "동두천", "p_dongducheon_national"),
    "북평": ("bukpyeong", "북평", "p_bukpyeong"),
    "오송생명과학": ("osong", "오송생명과학", "p_osong"),
    "석문": ("seokmun", "석문", "p_seokmun"),
    "아산": ("asan", "아산", "p_asan"),
    "장항생태": ("janghang", "장항국가생태", "p_janghang"),
    "국가식품클러스터": ("foodpolis", "국가식품클러스터", "p_foodpolis"),
    "국가식품클러스터(외)": ("foodpolis_foreign", "국가식품클러스터", "p_foodpolis"),
    "군산": ("gunsan", "군산", "p_gunsan"),
    "군산2": ("gunsan2", "군산2", "p_gunsan2"),
    "익산": ("iksan", "익산", "p_iksan"),
    "광양": ("gwangyang", "광양", "p_gwangyang"),
    "대불": ("daebul", "대불", "p_daebul"),
    "대불(외)": ("daebul_foreign", "대불", "p_daebul"),
    "여수": ("yeosu", "여수", "p_yeosu"),
    "구미": ("gumi", "구미", "p_gumi"),
    "구미(외)": ("gumi_foreign", "구미", "p_gumi"),
    "포항": ("pohang", "포항", "p_pohang"),
    "포항블루밸리": ("pohang_bluevalley", "포항블루밸리", "p_pohang_bluevalley"),
    "경남항공": ("gyeongnam_aero", "경남항공", "p_gyeongnam_aero"),
    "밀양나노": ("miryang_nano", "밀양나노융합", "p_miryang_nano"),
    "안정": ("anjeong", "안정", "p_anjeong"),
    "진해": ("jinhae", "진해", "p_jinhae"),
    "창원": ("changwon", "창원", "p_changwon"),
}

# (source_sido, complex name): readable park_id of parks outside the national statistic
READABLE_IDS = {
    ("부산", "서부산스마트밸리(구:신평장림)"): "p_sinpyeong_jangnim",
    ("대구", "성서1차[재생사업지구]"): "p_seongseo1",
    ("대구", "성서2차[재생사업지구:부분]"): "p_seongseo2",
    ("대구", "성서3차"): "p_seongseo3",
    ("대구", "성서4차"): "p_seongseo4",
    ("대전", "대전산업단지[재생사업지구]"): "p_daejeon",
    ("대전", "대덕연구개발특구"): "p_daedeok",
    ("강원", "후평[재생사업지구]"): "p_hupyeong",
    ("충북", "청주[재생사업지구:부분]"): "p_cheongju",
    ("충북", "충주제1"): "p_chungju1",
    ("충남", "천안제2[재생사업지구]"): "p_cheonan2",
    ("충남", "천안3"): "p_cheonan3",
    ("충남", "천안제4"): "p_cheonan4",
    ("전북", "전주제1[재생사업지구]"): "p_jeonju1",
    ("전북", "전주제2"): "p_jeonju2",
    ("전북", "새만금지구"): "p_saemangeum",
    ("경남", "사천제1"): "p_sacheon1",
    ("경남", "사천제2"): "p_sacheon2",
    ("경남", "마산자유무역지역국가산업단지"): "p_masan_ftz",
    ("경북", "구미하이테크밸리"): "p_gumi_hitech",
    ("경남", "옥포"): "p_okpo",
    ("제주", "제주첨단과학기술"): "p_jeju_science",
    ("제주", "제주첨단과학기술2단지"): "p_jeju_science2",
}

# names planners use that no rule gives
EXTRA_ALIASES = {
    "p_seoul_digital": ("구로디지털단지", "G밸리", "구로공단", "서울디지털국가산업단지"),
    "p_ulsan_mipo": ("울산ㆍ미포", "울산미포국가산업단지"),
    "p_noksan": ("녹산", "명지녹산", "명지ㆍ녹산", "부산명지녹산국가산단"),
    "p_banwol": ("반월특수지역", "안산스마트허브", "반월국가산업단지"),
    "p_sihwa": ("시흥스마트허브", "시화국가산업단지"),
    "p_sihwa_mtv": ("시화멀티테크노밸리", "시화엠티브이"),
    "p_songsan": ("송산",),
    "p_namdong": ("인천남동", "남동인더스파크"),
    "p_gumi": ("구미국가산업단지", "구미국가(1단지)", "구미국가(2-4단지)"),
    "p_asan": ("포승", "고대·부곡", "아산국가산업단지"),
    "p_gunsan2": ("군장",),
    "p_sinpyeong_jangnim": ("신평·장림", "부산신평장림"),
    "p_hupyeong": ("춘천후평", "강원후평"),
}


@dataclass(frozen=True)
class Split:
    """A park inside a larger official row; figures by statistic, area by the 2025Q3 children."""

    trend_key: str
    parent: tuple[str, str]
    """(source_sido, complex name) of the official row it lies in."""
    child: str
    """Its name in complexes_2025q3_hierarchy.csv."""
    sigungu_code: str
    lon: float
    lat: float
    aged: bool
    smart_green: bool


_BANWOL = ("경기", "반월특수지역")
_EXPORT = ("인천", "한국수출산업")
SPLITS = (
    Split(
        "반월", _BANWOL, "반월특수(안산신도시)[재생사업지구]", "41270", 126.795, 37.311, True, True
    ),
    Split("시화", _BANWOL, "시화", "41390", 126.727, 37.338, True, True),
    Split("시화MTV", _BANWOL, "시화MTV", "41390", 126.698, 37.318, False, True),
    Split("송산그린시티", _BANWOL, "송산그린시티", "41590", 126.717, 37.255, False, False),
    Split("부평", _EXPORT, "부평", "28237", 126.705, 37.511, True, True),
    Split("주안", _EXPORT, "주안", "28275", 126.676, 37.483, True, True),
)

# parks that join several official rows; the first row gives kind and place
JOINS = (
    (("부산", "명지·녹산"), ("경남", "명지·녹산")),
    (("광주", "빛그린"), ("전남", "빛그린")),
    (("경기", "아산국가"), ("충남", "아산국가")),
    (("경북", "구미국가(1단지)[재생사업지구]"), ("경북", "구미국가(2-4단지)")),
)
# complexes that lie in two 시도: one complex_id for both rows (구미 is two complexes)
TWO_SIDO = (
    (("서울", "한국수출산업"), ("인천", "한국수출산업")),
    *JOINS[:3],
)
