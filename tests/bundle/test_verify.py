"""A bundle is accepted when it is what was given out, and refused with the reason when not."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.bundle import names
from cluster_planner.bundle.archive import pack, unpack
from cluster_planner.bundle.certificate import certificate_text
from cluster_planner.bundle.manifest import Manifest
from cluster_planner.bundle.refusal import Refused
from cluster_planner.bundle.seal import checkable, seal
from cluster_planner.bundle.signature import public_pem
from cluster_planner.bundle.verify import verify
from cluster_planner.domain.decision import plan_of
from cluster_planner.domain.problem import Problem
from cluster_planner.domain.problem_file import problem_text
from cluster_planner.domain.scenario import SolverSettings
from cluster_planner.errors import ScenarioError
from cluster_planner.optimize.solve import solve
from tests.audit.broken_plans import CASES, good
from tests.bundle.tiny_bundles import (
    KEY,
    NAMES,
    OTHER_KEY,
    edited,
    forged,
    tiny_bundle,
    tiny_files,
    tiny_run,
)
from tests.small_problems import problems


def refusal(content: bytes, trusted: Any = None) -> str:
    with pytest.raises(Refused) as refused:
        verify(content, trusted)
    assert all(f.where and f.problem and f.remedy for f in refused.value.findings)
    return str(refused.value)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every single value in a JSON content."""
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in children:
        if isinstance(child, dict | list):
            yield from leaves(child, (*path, key))
        else:
            yield (*path, key)


def changed(content: Any, path: tuple[Any, ...]) -> Any:
    """The content with the value at one path changed a little."""
    content = copy.deepcopy(content)
    place = content
    for key in path[:-1]:
        place = place[key]
    old = place[path[-1]]
    match old:
        case bool():
            place[path[-1]] = not old
        case int():
            place[path[-1]] = old + 1
        case float():
            place[path[-1]] = old * 1.001 + 0.1
        case str():
            place[path[-1]] = old + "x"
        case None:
            place[path[-1]] = "x" if path[-1] == "division_id" else 1.0
    return content


PLAN = json.loads(tiny_files()[names.PLAN])
CHECKED = [
    path
    for path in leaves(PLAN)
    if path[0] in ("plan", "run_id", "snapshot_digest", "program_version", "criteria", "scenario")
    or path in {("outcome", "objective"), ("outcome", "bound"), ("outcome", "unit")}
]


def test_a_bundle_that_is_what_was_given_out_is_accepted() -> None:
    verdict = verify(tiny_bundle())

    assert verdict.run == tiny_run()
    assert len(verdict.passed) == 3
    assert not verdict.signed
    assert [sentence.split(":")[0] for sentence in verdict.open] == [
        "서명이 없습니다",
        "상한(bound)은 풀이 도구가 알린 값입니다",
        "문제(problem.json)를 시나리오와 자료에서 다시 만들어 보지 않았습니다",
    ]


def test_the_certificate_tells_of_each_line_how_far_it_is_from_breaking() -> None:
    lines = json.loads(tiny_files()[names.CERTIFICATE])["lines"]
    numbers = [line for line in lines if isinstance(line["right"], int | float)]

    assert {line["relation"] for line in numbers} == {"<=", ">=", "="}
    for line in numbers:
        gap = line["right"] - line["left"]
        far = {"<=": gap, ">=": -gap, "=": -abs(gap)}[line["relation"]]
        assert line["slack"] == pytest.approx(far), line["sentence"]


@pytest.mark.parametrize("figure", ["value", "reference", "normalised_pct"])
def test_a_criterion_must_be_the_figure_itself_and_not_one_near_it(figure: str) -> None:
    def edit(content: Any) -> None:
        content["criteria"][0][figure] *= 1 + 1e-6

    assert "규칙 criterion: " in refusal(forged({names.PLAN: edited(names.PLAN, edit)}))


def test_of_an_unsigned_bundle_is_said_that_its_papers_could_have_been_changed() -> None:
    verdict = verify(forged({"plan.hwpx": b"another paper"}))

    assert "문서(hwpx·pdf 등)를 바꾸고 목록을 다시 썼는지" in verdict.open[0]


def test_a_value_of_the_plan_that_is_told_twice_is_refused() -> None:
    # We would read the last one, and other programs the first.
    text = tiny_files()[names.PLAN].decode()
    for key, value in (("run_id", '"other"'), ("awards", "[]"), ("units", "99")):
        place = text.index(f'"{key}"')
        twice = f'{text[:place]}"{key}": {value}, {text[place:]}'
        told = refusal(forged({names.PLAN: twice.encode()}))
        assert "plan.json: 같은 이름의 값이 두 번 적혀 있습니다" in told


@pytest.mark.parametrize("time", ["", "어제", "2026-11-21T18:38:18+00:00\x1b[2J", "\u202e2026"])
def test_a_time_that_is_none_is_refused(time: str) -> None:
    files = unpack(tiny_bundle())
    manifest = Manifest.model_validate_json(files[names.MANIFEST])
    other = manifest.model_copy(update={"made_at": time}).text()

    assert "made_at의 값이 맞지 않습니다" in refusal(pack(files | {names.MANIFEST: other}))


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: ".".join(map(str, path)))
def test_no_value_of_a_plan_can_be_changed_even_with_the_sums_made_anew(path: Any) -> None:
    plan = json.dumps(changed(PLAN, path)).encode()

    assert refusal(forged({names.PLAN: plan}))


@pytest.mark.parametrize("name", tiny_files())
def test_no_byte_of_a_file_can_be_changed(name: str) -> None:
    files = unpack(tiny_bundle())
    for place in range(0, len(files[name]), max(1, len(files[name]) // 60)):
        content = bytearray(files[name])
        content[place] ^= 0x20
        told = refusal(pack(files | {name: bytes(content)}))
        assert f"{name}: 묶음을 만든 뒤에 내용이 바뀌었습니다" in told


def test_no_byte_of_the_manifest_can_be_changed() -> None:
    files = unpack(tiny_bundle(KEY))
    text = files[names.MANIFEST]
    for place in range(0, len(text), 7):
        content = bytearray(text)
        content[place] ^= 0x01
        assert refusal(pack(files | {names.MANIFEST: bytes(content)}), KEY.public_key()), place


@pytest.mark.parametrize("name", tiny_files())
def test_a_missing_file_is_told_by_name(name: str) -> None:
    files = unpack(tiny_bundle())
    del files[name]

    assert f"{name}: 목록에 있는 파일이 없습니다" in refusal(pack(files))


def test_a_file_too_many_is_told_by_name() -> None:
    told = refusal(pack(unpack(tiny_bundle()) | {"extra.txt": b"1"}))

    assert "extra.txt: 목록(manifest.json)에 없는 파일이 들어 있습니다" in told


def test_a_manifest_that_is_written_in_another_way_is_refused() -> None:
    files = unpack(tiny_bundle())
    twice = files[names.MANIFEST].replace(b"{", b'{"run_id": "other",', 1)

    for other in (twice, files[names.MANIFEST] + b" "):
        told = refusal(pack(files | {names.MANIFEST: other}))
        assert "manifest.json: 이 프로그램이 쓴 꼴이 아닙니다" in told


def test_a_manifest_without_the_plan_is_refused() -> None:
    files = unpack(tiny_bundle())
    manifest = Manifest.model_validate_json(files[names.MANIFEST])
    rows = tuple(row for row in manifest.files if row.name != names.PLAN)
    del files[names.PLAN]
    shorter = manifest.model_copy(update={"files": rows}).text()

    assert "plan.json" in refusal(pack(files | {names.MANIFEST: shorter}))


RULES = [(rule, make) for rule, make, _ in CASES]


@pytest.mark.parametrize(("rule", "make"), RULES, ids=[rule for rule, _ in RULES])
def test_a_plan_that_breaks_a_rule_is_refused_by_its_name(rule: str, make: Any) -> None:
    problem, plan = make()
    run = tiny_run().model_copy(update={"plan": plan})
    files = {
        names.PLAN: run.to_json().encode(),
        names.PROBLEM: problem_text(problem).encode(),
        names.CERTIFICATE: certificate_text(problem, run, NAMES),
    }

    assert f"규칙 {rule}: " in refusal(forged(files))


@pytest.mark.parametrize("path", list(leaves(json.loads(tiny_files()[names.PROBLEM]))))
def test_no_value_of_the_problem_can_be_changed_under_its_certificate(path: Any) -> None:
    content = json.loads(tiny_files()[names.PROBLEM])
    text = json.dumps(changed(content, path), separators=(",", ":"), ensure_ascii=False) + "\n"

    assert refusal(forged({names.PROBLEM: text.encode()}))


@pytest.mark.parametrize("part", ["left", "right", "sentence", "holds", "slack", "rule"])
def test_no_line_of_the_certificate_can_be_changed(part: str) -> None:
    def edit(content: Any) -> None:
        content["lines"][3] = changed(content["lines"][3], (part,))

    told = refusal(forged({names.CERTIFICATE: edited(names.CERTIFICATE, edit)}))

    assert "다시 센 증명서와 다릅니다" in told


def test_another_scenario_beside_the_plan_is_refused() -> None:
    other = tiny_files()[names.SCENARIO].replace(b"9000", b"9001")

    assert "scenario.yaml: plan.json을 만든 시나리오와 다릅니다" in refusal(
        forged({names.SCENARIO: other})
    )


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"run_id": "0" * 16}, "실행번호"),
        ({"scenario_name": "다른 이름"}, "시나리오 이름"),
        ({"snapshot_digest": "cd" * 32}, "자료 지문"),
        ({"program_version": "9.9"}, "프로그램 판"),
        ({"scenario_digest": "cd" * 32}, "시나리오 지문"),
        ({"problem_sha256": "cd" * 32}, "문제의 지문"),
    ],
)
def test_a_manifest_that_speaks_of_another_run_is_refused(told: Any, word: str) -> None:
    assert word in refusal(forged({}, **told))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (names.PLAN, b"{}"),
        (names.PLAN, b"\xff\xfe"),
        (names.PLAN, b"[" * 100_000),
        (names.PROBLEM, b"{}"),
        (names.PROBLEM, b"[" * 100_000),
        (names.SCENARIO, b"a: [" * 20_000),
        (names.SCENARIO, b"\xff"),
        (names.SCENARIO, b"- 1"),
        (names.CERTIFICATE, b""),
        (names.CERTIFICATE, b"[" * 100_000),
        (names.CERTIFICATE, b'{"names": {"park": 3}, "lines": 4}'),
    ],
)
def test_a_file_that_is_something_else_is_refused(name: str, content: bytes) -> None:
    assert refusal(forged({name: content}))


@pytest.mark.parametrize("number", ["1e400", "NaN", "-Infinity", "1" + "0" * 400, "1" + "0" * 5000])
def test_numbers_that_cannot_be_are_refused(number: str) -> None:
    text = tiny_files()[names.PLAN].decode()
    for field in ("gain_central_mkrw", "units", "objective", "bound"):
        start = text.index(f'"{field}":') + len(field) + 3
        end = min(text.index(sign, start) for sign in ",\n")
        assert refusal(forged({names.PLAN: (text[:start] + number + text[end:]).encode()}))


def test_a_whole_number_that_no_plan_can_hold_is_told_as_that() -> None:
    def edit(content: Any) -> None:
        content["plan"]["assignments"][0]["units"] = 10**16

    told = refusal(forged({names.PLAN: edited(names.PLAN, edit)}))

    assert "있을 수 없는 크기의 수가 있습니다" in told


def test_a_problem_that_is_written_in_another_way_is_refused() -> None:
    # A value that is told twice would be read as the last by us and as the first by others.
    text = tiny_files()[names.PROBLEM].decode()
    twice = text.replace('{"form":1,', '{"form":1,"liability_cap_mkrw":9,', 1)

    for other in (twice, " " + text):
        told = refusal(forged({names.PROBLEM: other.encode()}))
        assert "problem.json: 이 프로그램이 쓴 꼴이 아닙니다" in told


def test_a_plan_without_awards_is_refused_when_the_certificate_has_some() -> None:
    empty = tiny_run().model_copy(update={"plan": good().model_copy(update={"awards": ()})})

    assert refusal(forged({names.PLAN: empty.to_json().encode()}))


def test_a_run_without_a_plan_is_refused() -> None:
    nothing = tiny_run().model_copy(update={"plan": None}).to_json().encode()

    assert "계획이 없는 실행입니다" in refusal(forged({names.PLAN: nothing}))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"{}", pack({"plan.json": b"{}"})])
def test_a_file_that_is_no_bundle_is_told_as_that(content: bytes) -> None:
    with pytest.raises(ScenarioError, match="결정 묶음"):
        verify(content)


# --- signatures ---------------------------------------------------------------------------------


def test_a_signature_of_the_trusted_key_is_told_as_that() -> None:
    verdict = verify(tiny_bundle(KEY), KEY.public_key())

    assert verdict.signed
    assert verdict.trusted
    assert any("믿는 열쇠로 서명" in sentence for sentence in verdict.passed)


def test_a_signature_without_a_trusted_key_is_only_said_to_fit() -> None:
    verdict = verify(tiny_bundle(KEY))

    assert verdict.signed
    assert not verdict.trusted
    assert any("누구의 열쇠인지 확인하지 않았습니다" in sentence for sentence in verdict.open)


def test_another_key_than_the_trusted_one_is_refused() -> None:
    assert "다른 열쇠로 서명" in refusal(tiny_bundle(KEY), OTHER_KEY.public_key())


def test_an_unsigned_bundle_is_refused_where_a_key_is_trusted() -> None:
    assert "서명이 없는 묶음" in refusal(tiny_bundle(), KEY.public_key())


def test_a_signature_cannot_just_be_left_out() -> None:
    files = unpack(tiny_bundle(KEY))
    del files[names.SIGNATURE], files[names.PUBLIC_KEY]

    assert "서명이나 공개 열쇠가 없습니다" in refusal(pack(files))


def test_a_signature_of_another_manifest_is_refused() -> None:
    files = unpack(tiny_bundle(KEY))
    manifest = Manifest.model_validate_json(files[names.MANIFEST])
    later = manifest.model_copy(update={"made_at": "2030-01-01T00:00:00+00:00"}).text()

    assert "서명이 목록(manifest.json)과 맞지 않습니다" in refusal(
        pack(files | {names.MANIFEST: later})
    )


@pytest.mark.parametrize("signature", [b"", b"x", bytes(64), bytes(65)])
def test_anything_else_in_place_of_the_signature_is_refused(signature: bytes) -> None:
    files = unpack(tiny_bundle(KEY)) | {names.SIGNATURE: signature}

    assert "서명이 목록" in refusal(pack(files))


@pytest.mark.parametrize("key", [b"", b"no key", public_pem(OTHER_KEY.public_key())])
def test_anything_else_in_place_of_the_public_key_is_refused(key: bytes) -> None:
    assert "manifest.pub" in refusal(pack(unpack(tiny_bundle(KEY)) | {names.PUBLIC_KEY: key}))


def test_a_signature_that_the_manifest_does_not_speak_of_is_refused() -> None:
    files = unpack(tiny_bundle()) | {names.SIGNATURE: bytes(64)}

    assert "서명이 들어 있습니다" in refusal(pack(files))


# --- random problems ----------------------------------------------------------------------------


def sealed(problem: Problem) -> tuple[dict[str, bytes], Any] | None:
    solved = solve(problem, SolverSettings(gap=0.0))
    if solved.decision is None:
        return None
    run = tiny_run(problem, plan_of(problem, solved.decision), solved.outcome)
    return checkable(run, problem, {}), run


@settings(max_examples=25)
@given(problems(), st.randoms(use_true_random=False))
def test_of_any_solved_problem_the_plan_is_accepted_and_no_change_of_it(
    problem: Problem, random: Any
) -> None:
    made = sealed(problem)
    if made is None:
        return
    files, run = made
    assert verify(seal(run, files, {})).run == run

    content = json.loads(files[names.PLAN])
    paths = [path for path in leaves(content) if path[0] == "plan"]
    for path in random.sample(paths, min(5, len(paths))):
        other = json.dumps(changed(content, path)).encode()
        assert refusal(seal(run, files | {names.PLAN: other}, {})), path
