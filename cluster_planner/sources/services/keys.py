"""Keys of the services: from the environment, or from HOME/keys.toml outside the repository."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from cluster_planner.errors import DataError, Finding
from cluster_planner.sources.services.secret import Secret

KEYS_FILE: Final = "keys.toml"
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


class Service(StrEnum):
    """A service that asks for a key; the value is its table in keys.toml."""

    VWORLD = "vworld"
    DATAGOKR = "datagokr"
    KOSIS = "kosis"


@dataclass(frozen=True)
class Desk:
    """What is known of a service before it is asked."""

    name_ko: str
    url: str
    key_from: str
    """Where a key is handed out, as one half of a Korean sentence."""


DESKS: Final = {
    Service.VWORLD: Desk(
        "브이월드(VWorld)",
        "https://api.vworld.kr",
        "브이월드 오픈API(www.vworld.kr → 인증키 발급)에서 데이터 API 키를 받아",
    ),
    Service.DATAGOKR: Desk(
        "공공데이터포털(data.go.kr)",
        "https://apis.data.go.kr",
        "공공데이터포털(www.data.go.kr)에서 한국산업단지공단 서비스를 활용신청하고 일반 인증키를 받아",
    ),
    Service.KOSIS: Desk(
        "국가통계포털(KOSIS)",
        "https://kosis.kr",
        "KOSIS 공유서비스(kosis.kr/openapi)에서 활용신청하고 인증키를 받아",
    ),
}


@dataclass(frozen=True)
class Access:
    """How a service is reached. The key shows in no print of this."""

    service: Service
    key: Secret
    domain: str
    """The domain that a VWorld key was issued for, or empty."""
    url: str
    """Scheme and host, no slash at the end."""

    @property
    def name_ko(self) -> str:
        """Return what the service is called."""
        return DESKS[self.service].name_ko


def read_access(service: Service, home: Path, environ: Mapping[str, str] | None = None) -> Access:
    """Return the way to a service: the environment goes before HOME/keys.toml.

    Raises DataError with one sentence when there is no key, and for a broken file or address.
    """
    environ = os.environ if environ is None else environ
    stored = _stored(home / KEYS_FILE).get(service.value, {})
    found = {
        name: (environ.get(_variable(service, name)) or str(stored.get(name, ""))).strip()
        for name in ("key", "domain", "url")
    }
    if not found["key"]:
        raise DataError(_no_key(service, home))
    if not re.fullmatch(r"[\x21-\x7e]{1,500}", found["key"]):
        raise DataError(_bad_key(service))
    if not re.fullmatch(r"[\x21-\x7e]{0,200}", found["domain"]):
        raise DataError(_bad_domain(service))
    # data.go.kr hands the same key out twice: encoded and decoded. It is decoded once here, since
    # the request encodes it; KOSIS keys are sent as they were given.
    key = unquote(found["key"]) if service is Service.DATAGOKR else found["key"]
    return Access(service, Secret(key), found["domain"], _checked(service, found["url"]))


def key_warnings(home: Path) -> tuple[str, ...]:
    """Return a sentence when other users of this computer can read the file of keys."""
    path = home / KEYS_FILE
    try:
        mode = path.stat().st_mode
    except OSError:
        return ()
    if os.name != "posix" or not mode & (stat.S_IRWXG | stat.S_IRWXO):
        return ()
    return (
        f"열쇠 파일 {KEYS_FILE}을(를) 이 컴퓨터의 다른 사용자도 읽을 수 있습니다. "
        f"chmod 600 {KEYS_FILE}로 막으세요.",
    )


def _variable(service: Service, name: str) -> str:
    return f"CLUSTER_PLANNER_{service.name}_{name.upper()}"


def _stored(path: Path) -> dict[str, dict[str, object]]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        problem = "열쇠 파일을 읽을 수 없습니다"
    except tomllib.TOMLDecodeError:
        problem = "TOML 형식이 아닙니다"
    else:
        return {name: table for name, table in content.items() if isinstance(table, dict)}
    # Raised out of the handler: the message of the cause could quote the file.
    raise DataError(Finding(KEYS_FILE, problem, '[vworld] 아래에 key = "…"처럼 쓰세요'))


def _no_key(service: Service, home: Path) -> Finding:
    desk = DESKS[service]
    remedy = (
        f"{desk.key_from} 환경 변수 {_variable(service, 'key')}에 넣거나 "
        f"{home / KEYS_FILE}의 [{service.value}] 아래에 key로 적으세요"
    )
    return Finding(desk.name_ko, "인증키가 없습니다", remedy)


def _bad_key(service: Service) -> Finding:
    remedy = "발급 화면의 키를 빈칸 없이 그대로 옮기세요"
    return Finding(DESKS[service].name_ko, "인증키에 쓸 수 없는 글자가 있습니다", remedy)


def _bad_domain(service: Service) -> Finding:
    remedy = "키를 받을 때 적은 도메인을 그대로 쓰세요, 예: planner.example.go.kr"
    return Finding(_variable(service, "domain"), "도메인이 아닙니다", remedy)


def _checked(service: Service, url: str) -> str:
    """Another address (a relay inside an office) must be https, but on this computer."""
    address = url.rstrip("/") or DESKS[service].url
    parts = urlsplit(address)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not safe or not parts.hostname or parts.username or parts.query or parts.fragment:
        remedy = "https://호스트[:포트][/경로] 모양으로 쓰거나 비워 두세요"
        raise DataError(Finding(_variable(service, "url"), "쓸 수 없는 주소입니다", remedy))
    return address
