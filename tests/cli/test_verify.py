"""`export --as bundle` and `verify`: a bundle goes out, comes back, and is refused when changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cluster_planner.bundle import contents, names
from cluster_planner.bundle.archive import pack, unpack
from cluster_planner.bundle.signature import public_pem
from cluster_planner.cli.codes import ExitCode
from cluster_planner.pipeline import plan_scenario
from tests.bundle.test_signature import pem
from tests.bundle.tiny_bundles import DATA, KEY, OTHER_KEY, tiny_bundle
from tests.cli.conftest import Answer
from tests.real_data import asked, real_snapshot

Ask = Callable[..., Answer]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLUSTER_PLANNER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    secret, public = tmp_path / "열쇠.pem", tmp_path / "공개.pem"
    secret.write_bytes(pem(KEY))
    public.write_bytes(public_pem(KEY.public_key()))
    return secret, public


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "묶음.zip"
    path.write_bytes(tiny_bundle(KEY))
    return path


def changed(path: Path) -> Path:
    """The bundle after somebody gave a park more money."""
    files = unpack(path.read_bytes())
    files[names.PLAN] = files[names.PLAN].replace(b'"national_mkrw":140', b'"national_mkrw":999')
    files[names.PLAN] = files[names.PLAN].replace(b'"national_mkrw": 140', b'"national_mkrw": 999')
    path.write_bytes(pack(files))
    return path


def test_a_signed_bundle_goes_out_and_is_accepted(
    ask: Ask, tmp_path: Path, keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every paper is made in tests/bundle; here one is enough.
    monkeypatch.setattr(contents, "PAPERS", (("plan.geojson", "geojson"),))
    secret, public = keys
    folder = tmp_path / "실행"
    folder.mkdir()
    run = plan_scenario(real_snapshot(), asked())
    (folder / "plan.json").write_text(run.to_json(), "utf-8")
    path = tmp_path / "묶음.zip"

    made = ask("export", folder, "--as", "bundle", "--sign", secret, "--out", path)
    told = ask("verify", path, "--key", public)

    assert made.code == ExitCode.OK, made.err
    assert f"쓴 파일: {path}" in made.out
    assert told.code == ExitCode.OK, told.err
    assert "결론: 믿는 열쇠로 서명된 그대로입니다." in told.out
    assert "다시 만든 문제와 같습니다" in told.out
    assert told.out.count("  확인 못 함 ") == told.out.count("확인 못 함 상한(bound)은") == 1
    secret_text = secret.read_text().splitlines()[1]
    assert not any(secret_text in said for said in (made.out, made.err, told.out, told.err))


def test_what_could_not_be_checked_is_said(ask: Ask, bundle: Path) -> None:
    answer = ask("verify", bundle)

    assert answer.code == ExitCode.OK
    assert "확인 못 함 서명은 맞으나 누구의 열쇠인지" in answer.out
    assert f"자료 {DATA[:16]}을(를) 열지 않았거나 이 컴퓨터에 없습니다" in answer.out
    assert "'확인 못 함'을 함께 보세요" in answer.out


def test_a_changed_bundle_is_refused_with_the_reason(ask: Ask, bundle: Path) -> None:
    answer = ask("verify", changed(bundle))

    assert answer.code == ExitCode.DIFFERENT
    assert answer.out == ""
    assert "이 묶음을 쓰지 마세요" in answer.err
    assert "plan.json: 묶음을 만든 뒤에 내용이 바뀌었습니다" in answer.err


def test_the_same_is_said_to_a_program(ask: Ask, bundle: Path, keys: tuple[Path, Path]) -> None:
    good = json.loads(ask("verify", bundle, "--key", keys[1], "--json").out)
    refused = ask("verify", changed(bundle), "--json")

    assert good["status"] == "ok"
    assert good["trusted"] is True
    assert good["findings"] == []
    assert len(good["passed"]) == 4
    assert refused.code == ExitCode.DIFFERENT
    assert json.loads(refused.out)["status"] == "refused"
    assert json.loads(refused.out)["findings"][0]["where"] == "plan.json"


def test_a_bundle_of_another_key_is_refused(ask: Ask, bundle: Path, tmp_path: Path) -> None:
    other = tmp_path / "다른.pem"
    other.write_bytes(public_pem(OTHER_KEY.public_key()))

    answer = ask("verify", bundle, "--key", other)

    assert answer.code == ExitCode.DIFFERENT
    assert "다른 열쇠로 서명되었습니다" in answer.err


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7"])
def test_what_is_no_bundle_is_bad_input_or_cut_off(
    ask: Ask, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)

    answer = ask("verify", path)

    assert answer.code == (ExitCode.DIFFERENT if content == b"PK" else ExitCode.BAD_INPUT)
    assert "→" in answer.err


def test_a_missing_file_or_key_is_bad_input(ask: Ask, bundle: Path, tmp_path: Path) -> None:
    assert ask("verify", tmp_path / "없음.zip").code == ExitCode.BAD_INPUT
    assert ask("verify", tmp_path).code == ExitCode.BAD_INPUT
    assert ask("verify", bundle, "--key", tmp_path / "없음.pem").code == ExitCode.BAD_INPUT
    assert ask("verify", bundle, "--key", bundle).code == ExitCode.BAD_INPUT


def test_other_data_than_those_of_the_bundle_are_told(ask: Ask, bundle: Path) -> None:
    answer = ask("verify", bundle, "--data", "embedded")

    assert answer.code == ExitCode.BAD_INPUT
    assert f"묶음은 자료 {DATA[:16]}의 것입니다" in answer.err


def test_only_a_bundle_is_signed_and_only_with_a_key(
    ask: Ask, tmp_path: Path, keys: tuple[Path, Path]
) -> None:
    folder = tmp_path / "실행"
    folder.mkdir()
    asked_for = ("export", folder, "--out", tmp_path / "x.zip")

    wrong_format = ask(*asked_for, "--as", "csv", "--sign", keys[0])
    wrong_key = ask(*asked_for, "--as", "bundle", "--sign", keys[1])

    assert wrong_format.code == wrong_key.code == ExitCode.BAD_INPUT
    assert "--as bundle에서 쓰세요" in wrong_format.err
    assert "서명할 열쇠(PEM)가 아닙니다" in wrong_key.err
