import pickle
from urllib.parse import quote, quote_plus

import pytest

from cluster_planner.sources.services.secret import Redactor, Secret

KEY = "aB+c/D3==e%f&g"


def test_a_secret_shows_nothing_of_itself_and_does_not_travel() -> None:
    secret = Secret(KEY)
    shown = f"{secret!r} {secret} {[secret]} {secret:}"
    assert KEY not in shown
    assert "aB" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(secret)


@pytest.mark.parametrize(
    "form",
    [
        KEY,
        quote(KEY),
        quote(KEY, safe=""),
        quote_plus(KEY),
        quote(quote(KEY, safe=""), safe=""),
        quote(KEY, safe="").lower(),
    ],
)
def test_every_encoded_form_of_a_secret_is_blacked_out(form: str) -> None:
    text = Redactor([Secret(KEY)])(f"GET /a?serviceKey={form}&page=1")
    assert form not in text
    assert text.endswith("&page=1")


def test_without_a_secret_text_stays_as_it_is() -> None:
    assert Redactor([Secret("")])("그대로") == "그대로"


@pytest.mark.parametrize("left", [5, 12, len(KEY) - 1])
def test_the_beginning_of_a_secret_before_a_cut_is_blacked_out(left: int) -> None:
    said = Redactor([Secret(KEY)])(f"코드 30, 키 {KEY[:left]}…")

    assert said == "코드 30, 키 ***…"


@pytest.mark.parametrize("echo", [KEY, KEY.replace("/", "\\/"), quote(KEY, safe="")])
def test_an_answer_that_echoes_the_secret_is_kept_without_it(echo: str) -> None:
    body = Redactor([Secret(KEY)]).body(f'{{"msg": "{echo}"}}'.encode())

    assert body == b'{"msg": "***"}'


def test_a_secret_as_short_as_a_word_leaves_the_answer_as_it_is() -> None:
    assert Redactor([Secret("test")]).body(b"a test") == b"a test"
