"""The command line: `cluster-planner run`, `why`, `ladder` and the others of `--help`."""

import argparse
import logging
import os
import sys
import tempfile
import traceback
import uuid
from collections.abc import Sequence
from typing import Final

from cluster_planner.cli.arguments import parser
from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import make_streams_safe, print_findings, print_json
from cluster_planner.cli.sweep_arguments import COMMANDS
from cluster_planner.errors import DataError, PlannerError, ScenarioError, StoreError

__all__ = ["ExitCode", "main"]

_KINDS: Final = ((DataError, "자료"), (StoreError, "저장소"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; only argument errors leave by SystemExit."""
    make_streams_safe()
    options = parser().parse_args(arguments)
    if options.command is None:
        parser().print_help()
        return ExitCode.BAD_INPUT
    if options.command != "app":  # a command tells its reader; a server writes a log
        logging.getLogger("cluster_planner.store").addHandler(logging.NullHandler())
    try:
        return _command(options)
    except (DataError, ScenarioError, StoreError) as error:
        return _bad_input(error, as_json=getattr(options, "json", False))
    except KeyboardInterrupt:
        print("\n중단했습니다.", file=sys.stderr)
        return ExitCode.CANCELLED
    except BrokenPipeError:
        # The reader (`| head`) has gone; without this, Python complains again while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except Exception as error:  # noqa: BLE001 - the last door: a bug becomes a sentence and a log
        return _unexpected(error, debug=options.debug)


def _command(options: argparse.Namespace) -> int:
    # Imported when asked for: pandas, the solver and the screen take seconds, help must not.
    # The screen follows the accepted data by itself, unless it is told to stay with others.
    if hasattr(options, "data") and (options.data or options.command != "app"):
        from cluster_planner.cli.data_choice import data_folder
        from cluster_planner.store.home import home_folder

        options.data = data_folder(options.data, home_folder())
    match options.command:
        case "run":
            from cluster_planner.sweeps.beside import Beside

            with Beside() as worker:  # makes itself ready while this process does
                from cluster_planner.cli.run import run

                return run(options, worker)
        case command if command in COMMANDS:
            from cluster_planner.cli.sweep import sweep

            return sweep(options)
        case "why":
            from cluster_planner.cli.why import why

            return why(options)
        case "why-infeasible":
            from cluster_planner.cli.why_infeasible import why_infeasible

            return why_infeasible(options)
        case "compare":
            from cluster_planner.cli.compare import compare

            return compare(options)
        case "export":
            from cluster_planner.cli.export import export

            return export(options)
        case "verify":
            from cluster_planner.cli.verify import verify

            return verify(options)
        case "import":
            from cluster_planner.cli.import_files import import_

            return import_(options)
        case "fetch":
            from cluster_planner.cli.fetch import fetch

            return fetch(options)
        case "data":
            from cluster_planner.cli.data import data

            return data(options)
        case "scenario" | "runs" | "sweeps" | "jobs" | "rerun" | "store":
            return _kept(options)
        case "template":
            from cluster_planner.cli.template import template

            return template(options)
        case "doctor":
            from cluster_planner.cli.doctor import doctor

            return doctor(options)
        case _:
            from cluster_planner.cli.app import app

            return app(options)


def _kept(options: argparse.Namespace) -> int:
    match options.command:
        case "scenario":
            from cluster_planner.cli.scenario import scenario

            return scenario(options)
        case "runs":
            from cluster_planner.cli.runs import runs

            return runs(options)
        case "sweeps":
            from cluster_planner.cli.sweeps_kept import sweeps

            return sweeps(options)
        case "jobs":
            from cluster_planner.cli.jobs import jobs

            return jobs(options)
        case "rerun":
            from cluster_planner.sweeps.beside import Beside

            with Beside() as worker:
                from cluster_planner.cli.rerun import rerun

                return rerun(options, worker)
        case _:
            from cluster_planner.cli.store import store

            return store(options)


def _bad_input(error: PlannerError, *, as_json: bool) -> int:
    kind = next((name for type_, name in _KINDS if isinstance(error, type_)), "시나리오·인자")
    print_findings(f"{kind}에서 고칠 것 {len(error.findings)}건을 찾았습니다.", error.findings)
    if as_json:
        findings = [
            {"where": f.where, "problem": f.problem, "remedy": f.remedy} for f in error.findings
        ]
        print_json({"status": "bad_input", "findings": findings, "files": []})
    return ExitCode.BAD_INPUT


def _unexpected(error: Exception, *, debug: bool) -> int:
    number = uuid.uuid4().hex[:8]
    trace = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile(
        "w", prefix=f"cluster-planner-{number}-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(trace)
    if isinstance(error, PlannerError):
        print_findings("풀이 도구가 일을 마치지 못했습니다.", error.findings)
    print(f"예상하지 못한 오류입니다(기록 번호 {number}).", file=sys.stderr)
    print(f"기록 파일 {log.name}을(를) 담당자에게 보내세요.", file=sys.stderr)
    if debug:
        print(trace, file=sys.stderr)
    return ExitCode.UNEXPECTED
