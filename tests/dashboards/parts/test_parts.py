"""What the parts send to the browser and hear from it."""

import panel as pn
import pytest

from dashboards.parts import Column, Field, Form, Option, Table, card, tabs
from dashboards.words import Words


def test_a_form_sends_plain_fields_and_hears_changes():
    heard = []
    field = Field(
        "year",
        "해",
        "grid",
        columns=(Option("a", "가"),),
        choices={"a": (Option("1", "하나", "일"),)},
    )
    form = Form([field], {"year": {}}, lambda key, value: heard.append((key, value)))
    form._handle_msg({"type": "change", "key": "year", "value": {"remove": "a"}})

    assert heard == [("year", {"remove": "a"})]
    assert form.fields[0]["columns"] == [{"value": "a", "label": "가"}]
    assert form.fields[0]["choices"] == {"a": [{"value": "1", "label": "하나", "search": "일"}]}


def test_showing_some_values_keeps_the_others():
    form = Form([Field("a", "가", "number"), Field("b", "나", "number")], {"a": 1, "b": 2})
    form.show({"b": 3})

    assert form.values == {"a": 1, "b": 3}


def test_a_table_tells_choice_action_and_ticks():
    heard = []
    table = Table(
        [Column("a", "가")], [{"key": "x", "a": 1}],
        heard.append, heard.append, lambda action, key: heard.append((action, key)),
    )  # fmt: skip
    for message in (
        {"type": "choose", "key": "x"},
        {"type": "action", "action": "open", "key": "x"},
        {"type": "check", "keys": ["x"]},
    ):
        table._handle_msg(message)

    assert heard == ["x", ("open", "x"), ["x"]]
    assert table.checked == ["x"]


@pytest.mark.parametrize(("language", "said"), [("ko", {}), ("en", "Download CSV")])
def test_the_parts_speak_the_language_of_the_page(language, said):
    labels = Table([], words=Words(language)).labels

    assert (labels if language == "ko" else labels["CSV 내려받기"]) == said


def test_tabs_build_each_panel_once_when_it_is_opened():
    built, opened = [], []

    def panel(key):
        built.append(key)
        return pn.Spacer()

    view = tabs([(k, k, lambda k=k: panel(k)) for k in "abc"], on_open=opened.append)
    for key in ("b", "a", "b"):
        view.open(key)

    assert (built, opened, view.active) == (["a", "b"], ["b", "a", "b"], "b")
    with pytest.raises(KeyError):
        view.open("z")


def test_a_browser_cannot_open_a_tab_that_is_not_there():
    view = tabs([("a", "가", pn.Spacer)])
    view._bar._handle_msg({"type": "open", "key": "z"})

    assert view.active == "a"


def test_the_title_of_a_card_is_text():
    title = card(title="<b>가</b>", note="<i>", level=2)[0].object

    assert "<h2>&lt;b&gt;가&lt;/b&gt;</h2>" in title
    assert "&lt;i&gt;" in title
