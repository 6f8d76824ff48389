"""One report of the plan by hand, and its papers, made once."""

import os

import pytest

from cluster_planner.errors import DataError
from cluster_planner.present.papers.blocks import Report
from cluster_planner.present.papers.hwpx import hwpx_bytes
from cluster_planner.present.papers.pdf import html_pdf, pdf_bytes
from cluster_planner.present.papers.report import plan_report
from cluster_planner.sources.embedded import sources_text
from tests.present.plan_cases import award, hand_made, run_of
from tests.real_data import real_snapshot


@pytest.fixture(scope="session")
def report() -> Report:
    other = run_of(award("p_gumi", "base", "complex_ax", 2027), carry_over_pct=5.0)
    return plan_report(hand_made(), real_snapshot(), sources_text(), (other,))


@pytest.fixture(scope="session")
def hwpx(report: Report) -> bytes:
    return hwpx_bytes(report)


@pytest.fixture(scope="session")
def typesetter() -> None:
    """Skip where the system cannot set type; CI installs what it takes, so there it fails."""
    try:
        html_pdf("<p>가</p>")
    except DataError as error:
        message = f"PDF needs Pango and a Korean font: {error}"
        if os.environ.get("CLUSTER_PLANNER_BROWSER_REQUIRED") == "1":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="session")
def pdf(report: Report, typesetter: None) -> bytes:
    return pdf_bytes(report)
