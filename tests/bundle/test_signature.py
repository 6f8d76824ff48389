"""Only Ed25519 keys sign, and what is wrong with a key is told without showing it."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from cluster_planner.bundle.signature import (
    fingerprint,
    is_signed,
    private_key,
    public_key,
    public_pem,
    read_key_file,
)
from cluster_planner.errors import ScenarioError
from tests.bundle.tiny_bundles import KEY, OTHER_KEY


def pem(
    key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    locked: KeySerializationEncryption | None = None,
) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked or NoEncryption())


def test_a_key_comes_back_from_its_file_and_its_signature_fits() -> None:
    key = private_key(pem(KEY), "열쇠")
    shown = public_key(public_pem(key.public_key()), "공개 열쇠")

    assert is_signed(shown, key.sign(b"text"), b"text")
    assert not is_signed(shown, key.sign(b"text"), b"Text")
    assert not is_signed(OTHER_KEY.public_key(), key.sign(b"text"), b"text")
    assert fingerprint(shown) == fingerprint(KEY.public_key()) != fingerprint(
        OTHER_KEY.public_key()
    )  # fmt: skip


LOCKED = BestAvailableEncryption(b"secret")
WRONG = (
    (pem(KEY, LOCKED), "암호가 걸린 열쇠입니다"),
    (pem(ec.generate_private_key(ec.SECP256R1())), "Ed25519 열쇠가 아닙니다"),
    (b"", "서명할 열쇠(PEM)가 아닙니다"),
    (b"-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n", "서명할 열쇠(PEM)"),
    (pem(KEY)[:60], "서명할 열쇠(PEM)가 아닙니다"),
    (public_pem(KEY.public_key()), "서명할 열쇠(PEM)가 아닙니다"),
)


@pytest.mark.parametrize(("content", "told"), WRONG, ids=[told for _, told in WRONG])
def test_what_does_not_sign_is_told_without_a_word_of_it(content: bytes, told: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        private_key(content, "열쇠.pem")

    assert told in str(refused.value)
    assert "openssl" in str(refused.value)
    assert "c2VjcmV0" not in str(refused.value)
    body = [line for line in content.decode().splitlines() if line and "-----" not in line]
    assert not any(line in str(refused.value) for line in body)


@pytest.mark.parametrize("content", [b"", b"x", pem(KEY)])
def test_what_is_no_public_key_is_told(content: bytes) -> None:
    with pytest.raises(ScenarioError, match="공개 열쇠"):
        public_key(content, "공개.pem")


def test_a_key_file_that_is_missing_or_huge_is_told(tmp_path: Path) -> None:
    huge = tmp_path / "huge.pem"
    huge.write_bytes(bytes(65 * 1024))

    with pytest.raises(ScenarioError, match="읽을 수 없는 열쇠 파일"):
        read_key_file(tmp_path / "none.pem")
    with pytest.raises(ScenarioError, match="열쇠 파일이 아닙니다"):
        read_key_file(huge)
