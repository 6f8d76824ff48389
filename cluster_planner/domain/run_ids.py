"""The id of a run: what was asked, of which data, by which program."""

import hashlib


def run_id_of(scenario_digest: str, snapshot_digest: str, program_version: str) -> str:
    """Digest of scenario × snapshot × program version, 16 hexadecimal digits.

    >>> run_id_of("a", "b", "0.1.0")
    '13eec4db2849d47a'
    """
    text = f"{scenario_digest}|{snapshot_digest}|{program_version}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
