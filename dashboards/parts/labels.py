"""What the parts themselves say, in the language of the page."""

from dashboards.words import Words


def form_labels(words: Words) -> dict[str, str]:
    """Korean → label, for form.js."""
    return {
        "합계": words("합계"),
        "지우기": words("지우기"),
        "더 있음": words("더 있음"),
        "찾는 이름이 없습니다": words("찾는 이름이 없습니다"),
        "모두 보기": words("모두 보기"),
        "고칠 곳": words("고칠 곳"),
    }


def table_labels(words: Words) -> dict[str, str]:
    """Korean → label, for table.js."""
    return {
        "선택": words("선택"),
        "모두 선택": words("모두 선택"),
        "합계": words("합계"),
        "행": f" {words('행').lower()}",
        "행 더 보기": words("행 더 보기"),
        "남은 행": words("남은 행"),
        "선택한 행": words("선택한 행"),
        "표 복사": words("표 복사"),
        "복사했습니다": words("복사했습니다"),
        "CSV 내려받기": words("CSV 내려받기"),
        "자료 없음": words("자료 없음"),
        "표시": words("표시"),
        "표": words("표"),
    }
