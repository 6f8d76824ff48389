"""`cluster-planner jobs`: computations under way, ended and broken off, with their best plans."""

import argparse

from cluster_planner.cli.codes import ExitCode
from cluster_planner.cli.console import print_json, say
from cluster_planner.cli.kept_words import job_content, job_lines
from cluster_planner.store.home import home_folder
from cluster_planner.store.shelf import Shelf


def jobs(options: argparse.Namespace) -> int:
    """List jobs, the latest first. Raises StoreError when the database is not there."""
    found = Shelf(home_folder()).jobs.list(options.newest)
    if options.json:
        print_json({"jobs": [job_content(job) for job in found]})
        return ExitCode.OK
    for line in job_lines(found):
        say(line)
    return ExitCode.OK
