import os
from pathlib import Path

import pytest

from cluster_planner.errors import DataError
from cluster_planner.sources.services.keys import Service, key_warnings, read_access


def test_the_environment_goes_before_the_file_of_keys(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('[vworld]\nkey = "FILE"\ndomain = "a.kr"\n', "utf-8")
    from_file = read_access(Service.VWORLD, tmp_path, {})
    assert ("FILE", "a.kr") == (from_file.key.reveal(), from_file.domain)
    environ = {"CLUSTER_PLANNER_VWORLD_KEY": "ENV"}
    assert "ENV" == read_access(Service.VWORLD, tmp_path, environ).key.reveal()


def test_a_key_of_the_portal_is_decoded_once_and_a_kosis_key_never(tmp_path: Path) -> None:
    environ = {"CLUSTER_PLANNER_DATAGOKR_KEY": "a%2Bb%3D%3D", "CLUSTER_PLANNER_KOSIS_KEY": "a%3D"}
    assert "a+b==" == read_access(Service.DATAGOKR, tmp_path, environ).key.reveal()
    decoded = {"CLUSTER_PLANNER_DATAGOKR_KEY": "a+b=="}
    assert "a+b==" == read_access(Service.DATAGOKR, tmp_path, decoded).key.reveal()
    assert "a%3D" == read_access(Service.KOSIS, tmp_path, environ).key.reveal()


@pytest.mark.parametrize(
    ("service", "site"),
    [
        (Service.VWORLD, "www.vworld.kr"),
        (Service.DATAGOKR, "www.data.go.kr"),
        (Service.KOSIS, "kosis.kr/openapi"),
    ],
)
def test_without_a_key_one_sentence_says_where_to_get_it(
    service: Service, site: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError) as caught:
        read_access(service, tmp_path, {})
    (finding,) = caught.value.findings
    assert "인증키가 없습니다" == finding.problem
    assert site in finding.remedy
    assert f"CLUSTER_PLANNER_{service.name}_KEY" in finding.remedy


@pytest.mark.parametrize("text", ['[vworld]\nkey = "SECRET', "[vworld\nkey=1", "\x00SECRET"])
def test_a_broken_file_of_keys_is_refused_without_quoting_it(text: str, tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text(text, "utf-8")
    with pytest.raises(DataError, match=r"keys\.toml") as caught:
        read_access(Service.VWORLD, tmp_path, {})
    assert "SECRET" not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_key_with_a_line_break_is_refused_without_quoting_it(tmp_path: Path) -> None:
    environ = {"CLUSTER_PLANNER_KOSIS_KEY": "SEC\nRET"}
    with pytest.raises(DataError, match="빈칸 없이") as caught:
        read_access(Service.KOSIS, tmp_path, environ)
    assert "SEC" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://relay.example.kr",
        "ftp://a.kr",
        "https://user:word@a.kr",
        "https://a.kr?key=1",
        "relay.example.kr",
    ],
)
def test_a_key_goes_only_to_a_safe_address(url: str, tmp_path: Path) -> None:
    environ = {"CLUSTER_PLANNER_VWORLD_KEY": "K", "CLUSTER_PLANNER_VWORLD_URL": url}
    with pytest.raises(DataError, match="쓸 수 없는 주소"):
        read_access(Service.VWORLD, tmp_path, environ)


def test_an_access_shows_no_key(tmp_path: Path) -> None:
    access = read_access(Service.KOSIS, tmp_path, {"CLUSTER_PLANNER_KOSIS_KEY": "SECRETKEY"})
    assert "SECRETKEY" not in repr(access)


@pytest.mark.skipif(os.name != "posix", reason="file modes are of POSIX")
def test_a_file_of_keys_that_others_can_read_is_warned_of(tmp_path: Path) -> None:
    assert () == key_warnings(tmp_path)
    path = tmp_path / "keys.toml"
    path.write_text("", "utf-8")
    path.chmod(0o644)
    (warning,) = key_warnings(tmp_path)
    assert "chmod 600" in warning
    path.chmod(0o600)
    assert () == key_warnings(tmp_path)
