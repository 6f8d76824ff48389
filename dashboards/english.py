"""English labels by their Korean ones (see words.py); the pairs stand in english.json."""

import json
from pathlib import Path
from typing import Final

ENGLISH: Final[dict[str, str]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
