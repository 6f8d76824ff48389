"""A replayed service and a client that has little patience."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from cluster_planner.sources.services.client import Client
from cluster_planner.sources.services.keys import Access, Service
from cluster_planner.sources.services.pace import Limits
from cluster_planner.sources.services.secret import Secret
from tests.sources.services.replay import Server, running

KEY = "aB+c/D3==e%f&가짜열쇠"
QUICK = Limits(
    connect_s=1, read_s=0.4, whole_s=3, attempts=3, first_wait_s=0.01, longest_wait_s=0.05
)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as found:
        yield found


@pytest.fixture
def client(server: Server) -> Iterator[Callable[..., Client]]:
    """Return a maker of clients of the replayed service."""
    with ExitStack() as stack:

        def make(service: Service = Service.DATAGOKR, **other: object) -> Client:
            settings = {"limits": QUICK, "per_second": 500.0, **other}
            access = Access(service, Secret(KEY), "plan.example.kr", server.url)
            return stack.enter_context(Client(access, **settings))  # type: ignore[arg-type]

        yield make
