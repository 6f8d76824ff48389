"""Ed25519 signatures over the manifest. No key is ever shown: only the fingerprint of the public one.

Keys are PEM files as OpenSSL writes them, and a signature can be checked with OpenSSL alone.
"""

import hashlib
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from cluster_planner.errors import Finding, ScenarioError

_MOST_BYTES: Final = 64 * 1024
_MAKE: Final = "openssl genpkey -algorithm ed25519 -out 열쇠.pem으로 만든 파일을 쓰세요"
_SHOW: Final = "openssl pkey -in 열쇠.pem -pubout -out 공개열쇠.pem으로 만든 파일을 쓰세요"


def read_key_file(path: Path) -> bytes:
    """Return the bytes of a key file. Raises ScenarioError when it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        finding = Finding(str(path), "읽을 수 없는 열쇠 파일입니다", "경로와 권한을 확인하세요")
        raise ScenarioError(finding) from error
    if len(content) > _MOST_BYTES:
        raise ScenarioError(Finding(str(path), "열쇠 파일이 아닙니다", _MAKE))
    return content


def private_key(pem: bytes, where: str) -> Ed25519PrivateKey:
    """Return the key that signs. Raises ScenarioError for anything but an open Ed25519 key."""
    try:
        key = load_pem_private_key(pem, password=None)
    except TypeError as error:
        remedy = "openssl pkey -in 열쇠.pem -out 열린열쇠.pem으로 암호를 푼 파일을 쓰세요"
        raise ScenarioError(Finding(where, "암호가 걸린 열쇠입니다", remedy)) from error
    except (ValueError, UnsupportedAlgorithm):
        # The library's own words may quote the file: they must not reach a log.
        raise ScenarioError(Finding(where, "서명할 열쇠(PEM)가 아닙니다", _MAKE)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ScenarioError(Finding(where, "Ed25519 열쇠가 아닙니다", _MAKE))
    return key


def public_key(pem: bytes, where: str) -> Ed25519PublicKey:
    """Return the key that checks. Raises ScenarioError for anything but a public Ed25519 key."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        raise ScenarioError(Finding(where, "공개 열쇠(PEM)가 아닙니다", _SHOW)) from None
    if not isinstance(key, Ed25519PublicKey):
        raise ScenarioError(Finding(where, "Ed25519 공개 열쇠가 아닙니다", _SHOW))
    return key


def public_pem(key: Ed25519PublicKey) -> bytes:
    """Return a public key as PEM."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: Ed25519PublicKey) -> str:
    """Return the SHA-256 of a public key (DER), as `openssl pkey -pubin -outform DER` gives it."""
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def is_signed(key: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    """Whether the key's owner signed this content."""
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True
