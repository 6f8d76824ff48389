"""Any sequence of calls, then a reload: the fresh frame shows what the old one showed."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.present.map_elements import Legend
from dashboards.map import MapPage

from .browser_model import BrowserModel
from .conftest import Heard

DRAWN, ADDED = ("complexes",), ("one", "two")
IDS = ("c1", "c2", "new")
VALUES = st.sampled_from([None, "#111111", "#222222", 5])
Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def call(name: str, *arguments: Any, **named: Any) -> st.SearchStrategy[Call]:
    return st.tuples(st.just(name), st.tuples(*arguments), st.fixed_dictionaries(named))


def feature(feature_id: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": feature_id,
        "properties": {"title": feature_id},
        "geometry": {"type": "Point", "coordinates": [127, 36]},
    }


def everything() -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": [feature(i) for i in IDS]}


some_ids = st.lists(st.sampled_from(IDS), unique=True, max_size=4)
layers = st.sampled_from([*ADDED, *DRAWN])
collections = st.builds(
    lambda ids: {"type": "FeatureCollection", "features": [feature(i) for i in ids]}, some_ids
)
looks = st.dictionaries(
    st.sampled_from([None, *IDS]), st.fixed_dictionaries({"fillColor": VALUES}), max_size=3
)
partial = st.dictionaries(st.sampled_from(["fillColor", "radius", "hatch"]), VALUES, min_size=1)
# Half of the calls make and take layers and what hangs on them: there the order matters.
making = st.one_of(
    call("mark", layers, st.sampled_from(IDS)),
    call("remove_layer", st.sampled_from(ADDED)),
    call(
        "add_layer",
        st.sampled_from(ADDED),
        collections,
        looks,
        below=st.sampled_from([None, "complexes", *ADDED]),
    ),
    call(
        "update_features",
        layers,
        st.builds(lambda ids: [feature(i) for i in ids], some_ids),
        some_ids,
    ),
    call("set_visible", layers, st.booleans()),
)
looking = st.one_of(
    call("restyle", layers, fillColor=VALUES),
    call("restyle", layers, some_ids, radius=VALUES, hatch=VALUES),
    call("apply_styles", layers, st.dictionaries(st.sampled_from(IDS), partial, max_size=4)),
    call("highlight", layers, some_ids),
    call("mark", st.none()),
    call("set_theme", st.sampled_from(["light", "dark"])),
    call(
        "set_legend",
        st.one_of(st.none(), st.builds(Legend, st.sampled_from("가나다"))),
        st.sampled_from(["main", "areas", "lines"]),
    ),
    call("keep_drawn", st.sampled_from("ab"), st.just({"type": "Point", "coordinates": [127, 36]})),
    call("remove_drawn", st.sampled_from("ab")),
    call("use_tool", st.sampled_from(["lasso", "line", None])),
)
calls = st.one_of(making, looking)

PROLOGUE: list[Call] = [
    ("add_layer", ("one", everything(), {}), {}),
    ("add_layer", ("two", everything(), {}), {"below": "one"}),
]


@settings(max_examples=300, deadline=None)
@given(told=st.lists(calls, min_size=6, max_size=12))
def test_reloaded_frame_shows_what_the_old_one_showed(tiny_page: MapPage, told: list[Call]) -> None:
    live, old, fresh = Heard(tiny_page), BrowserModel(tiny_page), BrowserModel(tiny_page)
    for name, arguments, named in [*PROLOGUE, *told]:
        try:
            getattr(live, name)(*arguments, **named)
        except KeyError:
            continue  # a layer that is not there
    for message in live.sent:
        old.obey(message)
    for message in live.reloaded():
        fresh.obey(message)
    again = BrowserModel(tiny_page)
    for message in live.reloaded():
        again.obey(message)

    assert fresh.picture() == old.picture()
    assert again.picture() == fresh.picture()


@settings(max_examples=60, deadline=None)
@given(told=st.lists(calls, max_size=8))
def test_calls_together_show_what_the_calls_one_by_one_show(
    tiny_page: MapPage, told: list[Call]
) -> None:
    single, grouped = Heard(tiny_page), Heard(tiny_page)
    for live, together in ((single, False), (grouped, True)):
        for name, arguments, named in told:
            try:
                if together:
                    with live.together():
                        getattr(live, name)(*arguments, **named)
                else:
                    getattr(live, name)(*arguments, **named)
            except KeyError:
                continue
    first, second = BrowserModel(tiny_page), BrowserModel(tiny_page)
    for message in single.sent:
        first.obey(message)
    for message in grouped.sent:
        second.obey(message)

    assert first.picture() == second.picture()
