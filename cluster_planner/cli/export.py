"""`cluster-planner export`: a plan that was found before as a document, a table or a map."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import ProgressLine, say
from cluster_planner.cli.export_bundle import bundle_bytes, key_of
from cluster_planner.cli.export_runs import find_run
from cluster_planner.cli.export_why import losses
from cluster_planner.cli.whole_file import write_whole
from cluster_planner.domain.park_names import find_park
from cluster_planner.domain.plan import Run
from cluster_planner.domain.snapshot import Snapshot
from cluster_planner.errors import Finding, ScenarioError
from cluster_planner.present.papers.area_map import map_named
from cluster_planner.present.papers.formats import FORMATS, Order, paper_bytes
from cluster_planner.present.papers.one_pagers import chosen_in, find_region
from cluster_planner.sources.embedded import load_snapshot, sources_text
from cluster_planner.store.home import home_folder

_BUNDLE = "bundle"
_COMPARED = ("hwpx", "pdf", _BUNDLE)


def export(options: argparse.Namespace) -> int:
    """Write the file. Raises ScenarioError or DataError for bad input, with every finding."""
    path: Path = options.out
    _check(options)
    key = key_of(options.sign)
    run = find_run(options.run, home_folder())
    others = tuple(find_run(place, home_folder()) for place in options.others)
    with ProgressLine(sys.stderr) as line:
        line.show("자료를 읽는 중…", now=True)
        snapshot = load_snapshot(options.data)
        order = _order(options, run, snapshot, others)
        if options.why:
            found = losses(run, snapshot, line)
            if found is None:
                print("중단: 파일을 쓰지 않았습니다.", file=sys.stderr)
                return ExitCode.CANCELLED
            order = replace(order, why=found)
        if options.format == _BUNDLE:
            content = bundle_bytes(run, snapshot, order, key, line)
        else:
            line.show(f"{FORMATS[options.format][0]}을(를) 만드는 중…", now=True)
            content = paper_bytes(run, snapshot, order)
        write_whole(path, content)
    say(f"쓴 파일: {path} ({path.stat().st_size:,}바이트)")
    return ExitCode.OK


def _check(options: argparse.Namespace) -> None:
    """Refuse what can be seen to be wrong before anything is read."""
    path: Path = options.out
    findings = []
    if path.is_dir():
        findings.append(Finding(str(path), "폴더입니다", "파일 이름까지 적으세요"))
    elif path.exists() and not options.force:
        remedy = "다른 이름을 쓰거나 --force를 붙이세요"
        findings.append(Finding(str(path), "이미 있는 파일입니다", remedy))
    elif not path.parent.is_dir():
        findings.append(Finding(str(path.parent), "폴더가 없습니다", "있는 폴더를 적으세요"))
    if options.others and options.format not in _COMPARED:
        remedy = f"--as {' 또는 '.join(_COMPARED)}에서 쓰세요"
        findings.append(Finding("--with", "대안 비교가 없는 형식입니다", remedy))
    if options.map and options.format != "png":
        findings.append(Finding("--map", "지도를 고르지 않는 형식입니다", "--as png에서 쓰세요"))
    elif options.map:
        findings += _map_findings(options.map)
    if options.why and options.format not in _COMPARED:
        remedy = f"--as {' 또는 '.join(_COMPARED)}에서 쓰세요"
        findings.append(Finding("--why", "까닭을 싣지 않는 형식입니다", remedy))
    if options.sign and options.format != _BUNDLE:
        findings.append(Finding("--sign", "서명하지 않는 형식입니다", "--as bundle에서 쓰세요"))
    if options.park and options.format != "park":
        findings.append(Finding("--park", "단지를 고르지 않는 형식입니다", "--as park에서 쓰세요"))
    if options.region and options.format not in ("park", "region"):
        remedy = "--as region 또는 --as park에서 쓰세요"
        findings.append(Finding("--region", "권역을 고르지 않는 형식입니다", remedy))
    if findings:
        raise ScenarioError(findings)


def _map_findings(name: str) -> tuple[Finding, ...]:
    try:
        map_named(name)
    except ScenarioError as error:
        return error.findings
    return ()


def _order(
    options: argparse.Namespace, run: Run, snapshot: Snapshot, others: tuple[Run, ...]
) -> Order:
    regions = tuple(find_region(snapshot, given) for given in options.region)
    every = regions or tuple(str(i) for i in snapshot["regions"]["region_id"])
    parks = [find_park(snapshot, given) for given in options.park]
    if options.format == "park" and not (parks and not regions):
        parks += [i for region in every for i in chosen_in(run, snapshot, region)]
    return Order(
        options.format,
        sources_text(options.data),
        others,
        tuple(dict.fromkeys(parks)),
        every,
        map=options.map,
        as_html=options.out.suffix.lower() in (".html", ".htm"),
    )
