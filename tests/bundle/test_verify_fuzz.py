"""Whatever stands in the files of a bundle, the answer is a refusal with a reason, never a crash."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.bundle import names
from cluster_planner.bundle.archive import pack, unpack
from cluster_planner.bundle.refusal import Refused
from cluster_planner.bundle.verify import Verdict, verify
from cluster_planner.errors import ScenarioError
from tests.bundle.tiny_bundles import forged, tiny_bundle, tiny_files

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.sampled_from([10**400, -1, 0, 2**63]),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["\x00", "\u202e", "{0}", "%s", "north_1", "base", "2027", "\ud800"]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
)
JSON = (names.PLAN, names.PROBLEM, names.CERTIFICATE)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON content, branches too."""
    found = [path] if path else []
    children = list(value.items()) if isinstance(value, dict) else []
    children += list(enumerate(value)) if isinstance(value, list) else []
    for key, child in children:
        found += paths(child, (*path, key))
    return found


def accepted(content: bytes) -> Verdict | None:
    """The verdict on a bundle, None when it was refused with reasons that can be read."""
    try:
        return verify(content)
    except (Refused, ScenarioError) as error:
        if all(f.where and f.problem and f.remedy for f in error.findings):
            return None
        raise


CONTENTS = {name: json.loads(tiny_files()[name]) for name in JSON}
PLACES = {name: paths(content) for name, content in CONTENTS.items()}


@settings(max_examples=150)
@given(st.data())
def test_anything_in_place_of_any_value_is_refused_or_says_the_same(data: st.DataObject) -> None:
    changes = {}
    for name in data.draw(st.sets(st.sampled_from(JSON), min_size=1)):
        content = copy.deepcopy(CONTENTS[name])
        for _ in range(data.draw(st.integers(1, 3))):
            path = data.draw(st.sampled_from(PLACES[name]))
            place = content
            try:
                for key in path[:-1]:
                    place = place[key]
                place[path[-1]] = data.draw(ODD)
            except (TypeError, KeyError, IndexError):
                continue  # an earlier change took the place away
        changes[name] = json.dumps(content).encode()

    verdict = accepted(forged(changes))

    assert verdict is None or verdict.run.plan is not None


@settings(max_examples=150)
@given(st.data())
def test_anything_in_place_of_any_bytes_is_refused(data: st.DataObject) -> None:
    files = unpack(tiny_bundle())
    name = data.draw(st.sampled_from(sorted(files)))
    content = data.draw(
        st.one_of(st.binary(max_size=30), st.just(files[name][: len(files[name]) // 2]))
    )

    assert accepted(pack(files | {name: content})) is None or content == files[name]


@settings(max_examples=150)
@given(st.integers(0), st.binary(min_size=1, max_size=8), st.integers(0, 40))
def test_any_damage_to_the_zip_is_refused(start: int, instead: bytes, cut: int) -> None:
    content = tiny_bundle()
    start %= len(content)
    damaged = content[:start] + instead + content[start + cut :]

    assert accepted(damaged) is None or unpack(damaged) == unpack(content)
