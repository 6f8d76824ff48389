"""`cluster-planner template`: an empty list of partners or programmes to fill in."""

import argparse
from pathlib import Path

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import say
from cluster_planner.errors import DataError, Finding, unwritable
from cluster_planner.present.templates import TemplateForm, template_bytes, template_name
from cluster_planner.sources.embedded import load_snapshot


def template(options: argparse.Namespace) -> int:
    """Write the template; raise DataError where the file is there already or cannot be written."""
    path: Path = options.out or Path(template_name(options.kind))
    form: TemplateForm = "csv" if path.suffix.lower() == ".csv" else "xlsx"
    if path.exists() and not options.force:
        remedy = "다른 이름을 쓰거나 --force를 붙이세요"
        raise DataError(Finding(str(path), "이미 있는 파일입니다", remedy))
    content = template_bytes(options.kind, load_snapshot(options.data), form)
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise DataError(unwritable(path)) from problem
    say(f"서식을 썼습니다: {path}")
    say(f"채운 뒤: cluster-planner import {path.name}")
    return ExitCode.OK
