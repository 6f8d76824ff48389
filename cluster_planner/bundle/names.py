"""The files of a bundle, by name."""

import re
from typing import Final

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
PUBLIC_KEY: Final = "manifest.pub"
UNLISTED: Final = frozenset({MANIFEST, SIGNATURE, PUBLIC_KEY})
"""The manifest cannot hold its own sum, nor those that are made from it."""

PLAN: Final = "plan.json"
SCENARIO: Final = "scenario.yaml"
PROBLEM: Final = "problem.json"
CERTIFICATE: Final = "certificate.json"
REQUIRED: Final = (PLAN, SCENARIO, PROBLEM, CERTIFICATE)
"""Without these nothing can be checked."""

_SAFE: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}(\.[a-z0-9]{1,8}){1,2}")


def is_safe(name: str) -> bool:
    """Whether a name is one that a bundle may hold: no folders, nothing that a system reads anew.

    >>> is_safe("plan.json"), is_safe("../plan.json"), is_safe("a/b.json"), is_safe("열쇠.pem")
    (True, False, False, False)
    """
    return _SAFE.fullmatch(name) is not None
